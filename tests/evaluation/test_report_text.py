from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.evaluation.cases import load_suite
from drafter.evaluation.report_text import changelog, comparison_rows, markdown
from drafter.evaluation.results import side
from drafter.evaluation.verdicts import compare_sides
from drafter.prompts import load_prompts

from .samples import folder, result

V1, V2 = "draft_section@v1#a", "draft_section@v2#b"


def test_rows_mark_the_metric_that_decides_and_the_guarded_ones(tmp_path: Path) -> None:
    suite = load_suite(folder(tmp_path))
    a = [result(f"c{n}", f"r{n}", V1, fact_coverage=0.5, figure_recall=0.5, form=1.0) for n in range(8)]
    b = [replace(one, version=V2) for one in a]
    rows = compare_sides(side(a, V1), side(b, V2), primary=suite.primary, guarded=suite.guarded)
    shown = comparison_rows(rows, suite)
    assert [cells[0] for cells in shown] == ["★ 素材写入", "• 应写数字", "  体例合规"]
    assert shown[0][5] == "1.000" and shown[1][5] == "1.000ᴴ" and shown[0][6] == "无差别"


def test_markdown_keeps_to_what_differs(tmp_path: Path) -> None:
    suite = load_suite(folder(tmp_path))
    a = [result(f"c{n}", f"r{n}", V1, fact_coverage=0.5, form=1.0, tokens_in=100.0 + n) for n in range(8)]
    b = [result(f"c{n}", f"r{n}", V2, fact_coverage=0.5, form=1.0, tokens_in=200.0 + 2 * n) for n in range(8)]
    rows = compare_sides(side(a, V1), side(b, V2), primary=suite.primary, guarded=suite.guarded)
    text = markdown(suite, [(side(a, V1), side(b, V2), rows)])
    assert "| ★ 素材写入 |" in text and "输入 token" in text and "更高" in text and "无差别：体例合规。" in text
    assert len({line.count("|") for line in text.splitlines() if line.startswith("|")}) == 1


def test_a_changelog_line_has_the_note_and_what_was_measured(tmp_path: Path, root: Path) -> None:
    suite = load_suite(folder(tmp_path))
    a = [result(f"c{n}", f"r{n}", V1, fact_coverage=0.5 + n % 2 * 0.01) for n in range(8)]
    b = [result(f"c{n}", f"r{n}", V2, fact_coverage=0.9) for n in range(8)]
    rows = compare_sides(side(a, V1), side(b, V2), primary=suite.primary, guarded=suite.guarded)
    prompt = load_prompts(root / "prompts").get("draft_section@v2")
    line = changelog(prompt, rows, suite)
    assert (
        line.startswith("v2（承 v1，fake，8 例）：")
        and prompt.note in line
        and "素材写入 +0.395 [" in line
        and "更好" in line
    )


def test_a_p_value_is_never_a_bare_nought() -> None:
    from drafter.evaluation.report_text import p_of

    from .test_report_plot import row

    assert p_of(row("x", 0.1, 0.0, 0.2, p=0.0001)) == "<0.001"
    assert p_of(row("x", 0.1, 0.0, 0.2, p=0.2, p_holm=0.4)) == "0.400ᴴ"
    assert p_of(row("x", 0.1, 0.0, 0.2, p=None)) == "—"
