"""Two reports on the same events, side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from drafter.cli import show
from drafter.cli.main import main

LEFT = (
    "衡川市住房和城乡建设局2025年上半年工作总结\n\n6月28日，局党组召开警示教育大会，通报典型案例6起，"
    "全体党员155人参加。\n各支部集中学习24次，研讨交流9次。\n"
)
RIGHT = LEFT.replace("6月28日", "7月2日").replace("全体党员155人", "全体干部职工158人").replace("工作总结", "情况汇报")


def run(*argv: str) -> int:
    try:
        main(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_dates_counts_and_audience(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲.txt").write_text(LEFT, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(RIGHT, encoding="utf-8")
    assert run("compare", str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt")) == 1
    out = capsys.readouterr().out
    assert all(words in out for words in ("6月28日", "7月2日", "155人", "158人", "全体干部职工"))
    page = tmp_path / "对照.html"
    assert run("compare", str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt"), "-o", str(page)) == 1
    text = page.read_text(encoding="utf-8")
    assert (
        '<mark class="date">6月28日</mark>' in text
        and '<mark class="date">7月2日</mark>' in text
        and "<script" not in text
    )


def test_on_a_terminal_every_sentence_is_a_few_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "甲.txt").write_text(LEFT, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(RIGHT, encoding="utf-8")
    console = Console(force_terminal=True, width=80, color_system=None, highlight=False)
    monkeypatch.setattr(show, "out", console)
    assert run("compare", str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt")) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "日期 1　数量 1　范围 1" in lines[0]
    assert [line.strip() for line in lines if "→" in line] == [
        "日期  6月28日 → 7月2日",
        "范围  全体党员 → 全体干部职工",
        "数量  全体党员 155人 → 158人",
    ]
    assert all(cell_len(line) <= 80 for line in lines)


def test_a_report_and_itself(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(LEFT, encoding="utf-8")
    assert run("compare", str(tmp_path / "甲.txt"), str(tmp_path / "甲.txt")) == 0


def test_two_reports_of_one_bureau(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left, right = (next((shared / "seeds").glob(f"{number}_*")) for number in ("000", "001"))
    assert run("compare", str(left), str(right)) == 1
    out = capsys.readouterr().out
    assert "3月28日" in out and "全体干部职工" in out
