from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.evaluation.report_cases import case_block, worst_first
from drafter.evaluation.results import side

from .samples import case_of, result

V1, V2 = "draft_section@v1#a", "draft_section@v2#b"


def test_the_worst_case_comes_first_and_an_invented_figure_weighs_most() -> None:
    a = side([result(f"c{n}", "r", V1, fact_coverage=0.9, unsupported=0.0) for n in range(3)], "draft_section@v1")
    scores = ({"fact_coverage": 0.9}, {"fact_coverage": 0.5}, {"fact_coverage": 1.0, "unsupported": 1.0})
    b = side([result(f"c{n}", "r", V2, **one) for n, one in enumerate(scores)], "draft_section@v2")
    assert worst_first(a, b, "fact_coverage", ("c0", "c1", "c2")) == ["c2", "c1", "c0"]


def test_a_block_shows_facts_figures_and_what_changed(tmp_path: Path) -> None:
    case = replace(case_of(["集中学习{24次}<b>"], tmp_path), id="c1")
    first = replace(result("c1", "r", V1, fact_coverage=0.5), text="题\n\n学习24次。", marks=((5, 8, "supported"),))
    second = replace(result("c1", "r", V2, fact_coverage=1.0), text="题\n\n学习9次。", marks=((5, 7, "unsupported"),))
    block = case_block(
        case,
        side([first], "draft_section@v1"),
        side([second], "draft_section@v2"),
        {"fact_coverage": "素材写入"},
        opened=True,
    )
    assert '<mark class="supported" title="有据">24次</mark>' in block
    assert '<mark class="unsupported" title="无据">9次</mark>' in block
    assert "<del>24</del><ins>9</ins>" in block and "集中学习24次&lt;b&gt;" in block
    assert "素材写入" in block and block.startswith("<details open>")


def test_a_failure_is_shown_in_the_place_of_its_draft(tmp_path: Path) -> None:
    case = replace(case_of(["集中学习{24次}"], tmp_path), id="c1")
    fine = result("c1", "r", V1, fact_coverage=0.5)
    failed = replace(result("c1", "r", V2), text=None, failure="模型没有答复", scores=())
    block = case_block(case, side([fine], "draft_section@v1"), side([failed], "draft_section@v2"), {}, opened=False)
    assert "失败：模型没有答复" in block and "逐字对照" not in block
