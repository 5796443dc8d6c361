from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from drafter.evaluation.desk import EvalDesk
from drafter.evaluation.report_page import page
from drafter.evaluation.results import side
from drafter.evaluation.runner import run

from .samples import folder, record

VOID = {"meta", "line", "rect", "circle", "path"}


class Balanced(HTMLParser):
    """Counts what is opened and closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_one_whole_file_without_script_or_address(tmp_path: Path, root: Path) -> None:
    desk = EvalDesk(folder(tmp_path), root / "prompts")
    record(desk)
    results = run(desk.jobs(), desk.bench())
    a, b = side(results, "compose"), side(results, "draft_section@v1")
    text = page(desk.suite, desk.prompts, [(a, b, desk.compare(a, b))])
    parser = Balanced()
    parser.feed(text)
    assert parser.open == []
    assert "<script" not in text and not re.search(r"(?:src|href)=\"(?!#)", text) and "http" not in text
    assert "<svg" in text and "party-study" in text and "素材写入" in text and "评判未经人工校验" in text
    assert text.count("<details open") <= 5


def test_prompt_versions_are_shown_side_by_side(root: Path, tmp_path: Path) -> None:
    from .samples import result

    desk = EvalDesk(folder(tmp_path), root / "prompts")
    pins = [f"draft_section@{one.version}#{one.digest[:6]}" for one in desk.prompts.of("draft_section")[:2]]
    results = [result(case.id, case.report, pin, fact_coverage=0.5) for pin in pins for case in desk.suite.cases]
    a, b = (side(results, pin) for pin in pins)
    text = page(desk.suite, desk.prompts, [(a, b, desk.compare(a, b))])
    assert "提示词改了什么" in text and "<del>-" in text and "<ins>+" in text


def test_the_conclusion_stands_before_the_plot_and_replies_by_hand_are_named_as_such(
    root: Path, tmp_path: Path
) -> None:
    from dataclasses import replace

    from .samples import result

    desk = EvalDesk(folder(tmp_path), root / "prompts")
    results = [
        replace(result(case.id, case.report, pin, fact_coverage=value), model="hand-written")
        for pin, value in (("draft_section@v1#a", 0.9), ("draft_section@v2#b", 0.2))
        for case in desk.suite.cases
    ]
    a, b = side(results, "draft_section@v1"), side(results, "draft_section@v2")
    rows = desk.compare(a, b)
    text = page(desk.suite, desk.prompts, [(a, b, [replace(rows[0], verdict="worse")])])
    assert "更差：<b class='worse'>素材写入</b>" in text and text.index("没有一项更好") < text.index("<svg")
    assert "不能当作任何模型的成绩" in text and "素材写入 0.9→0.2" in text
    assert "不能当作" not in page(desk.suite, desk.prompts, [(replace(a, label="A"), replace(b, label="B"), rows)])


def test_cases_that_turned_are_named_and_several_samples_give_advice(root: Path, tmp_path: Path) -> None:
    from .samples import result

    desk = EvalDesk(folder(tmp_path), root / "prompts")
    results = [
        result(case.id, case.report, version, sample, fact_coverage=0.5 + 0.1 * sample, clean=float(passed))
        for version, passed in (("A", False), ("B", True))
        for case in desk.suite.cases
        for sample in range(2)
    ]
    a, b = side(results, "A"), side(results, "B")
    text = page(desk.suite, desk.prompts, [(a, b, desk.compare(a, b))])
    assert "可直接送审：转为能 party-gaps、party-study" in text and "转为不能 无" in text
    assert "每例 2 次约需" in text and "每例 2 次，这里是第 1 次" in text
