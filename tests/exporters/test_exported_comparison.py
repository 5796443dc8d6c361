"""Two reports side by side as HTML: one row a pair of sentences, all that differs named and marked."""

from __future__ import annotations

from pathlib import Path

from drafter.exporters.comparison import counts_of, export_comparison, rows_of
from drafter.model import Source
from drafter.text.diff import compare
from drafter.text.documents import build_document

LEFT = build_document(
    "6月28日，局党组召开警示教育大会，通报典型案例6起，全体党员参加。\n各支部抓好整改落实，逐项销号到位。\n",
    source=Source(title="<甲>"),
)
RIGHT = build_document(
    "7月2日，局党组召开警示教育大会，通报典型案例8起，全体党员参加。\n各支部抓实整改落实，逐条销号到位。\n",
    source=Source(title="乙"),
)


def test_a_row_holds_all_that_differs_in_a_sentence() -> None:
    first, second = rows_of(LEFT, RIGHT, compare(LEFT, RIGHT))
    assert [(c.label, c.of, c.left, c.right) for c in first.changes] == [
        ("日期", "", "6月28日", "7月2日"),
        ("数量", "通报典型案例", "6起", "8起"),
    ]
    assert [piece.text for piece in first.right if piece.about] == ["7月2日", "8起"]
    assert [piece.text for piece in second.left if piece.about] == ["好", "项"]
    assert "".join(piece.text for piece in second.right) == "各支部抓实整改落实，逐条销号到位。"


def test_the_summary_counts_by_kind() -> None:
    assert counts_of(compare(LEFT, RIGHT)) == (("日期", 1), ("数量", 1), ("措辞", 1))


def test_the_page_is_one_file_and_escapes_what_it_shows(tmp_path: Path) -> None:
    page = export_comparison(LEFT, RIGHT, compare(LEFT, RIGHT), tmp_path / "对照.html").read_text(encoding="utf-8")
    assert "&lt;甲&gt;" in page and "<甲>" not in page
    assert '<mark class="count">8起</mark>' in page and "<script" not in page and "http" not in page.split("</head>")[1]
