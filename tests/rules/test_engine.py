"""The engine: choosing rules, collapsing findings, skipping with a reason, the ledger, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drafter.errors import SettingsError
from drafter.model import Draft, Finding, Review, Span, to_json
from drafter.rules import RULES, ReviewContext, Rule, review_draft
from drafter.rules.engine import choose
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.periods import parse_period

NOTES = "- 集中学习24次\n- 完成投资12.5亿元\n- 走访困难户35户\n"
REPORT = "集中学习24次。\n完成投资12.8亿元，走访困难户35户。\n办结信访件128件。"


class Broad(Rule):
    """甲。"""

    code, name, severity = "FIG901", "broad", "E"
    state = "unsupported"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield the first four characters, twice."""
        yield self.finding(context, Span(start=0, end=4), "宽")
        yield self.finding(context, Span(start=0, end=4), "宽")


class Narrow(Rule):
    """乙。"""

    code, name, severity = "FIG902", "narrow", "W"
    replaces = ("FIG901",)
    preview = True

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one character inside."""
        yield self.finding(context, Span(start=2, end=3), "窄")


class NeedsPast(Rule):
    """丙。"""

    code, name, severity, needs = "DUP901", "needs-past", "W", ("past",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Never get here without a past."""
        raise AssertionError("ran without what it needs")


OWN = (Broad(), Narrow(), NeedsPast())


def review(*, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Review:
    return review_draft(Draft.of(build_document(REPORT)), facts=parse_notes(NOTES), select=select, ignore=ignore)


def test_a_more_specific_finding_takes_the_place_of_a_broader_one() -> None:
    draft = Draft.of(build_document(REPORT))
    assert [f.code for f in review_draft(draft, rules=OWN).findings] == ["FIG901"]
    assert [f.code for f in review_draft(draft, rules=OWN, select=("FIG901", "FIG902")).findings] == ["FIG902"]


def test_a_preview_rule_runs_only_when_named_in_full() -> None:
    assert [rule.code for rule in choose(OWN, (), ())] == ["FIG901", "DUP901"]
    assert [rule.code for rule in choose(OWN, ("FIG",), ())] == ["FIG901"]
    assert [rule.code for rule in choose(OWN, ("fig902",), ())] == ["FIG902"]


def test_ignoring_wins_over_selecting() -> None:
    assert [rule.code for rule in choose(OWN, ("FIG", "DUP"), ("FIG9",))] == ["DUP901"]


@pytest.mark.parametrize("prefix", ["XYZ", "FIG999", "", "F1G"])
def test_a_prefix_that_names_no_rule_is_a_settings_error(prefix: str) -> None:
    with pytest.raises(SettingsError, match="drafter rules"):
        review(select=(prefix,))
    with pytest.raises(SettingsError):
        review(ignore=(prefix,))


def test_a_rule_that_cannot_judge_says_why() -> None:
    found = review_draft(Draft.of(build_document(REPORT)), rules=OWN)
    assert [(row.code, "往期" in row.reason) for row in found.skipped] == [("DUP901", True)]
    assert [info.code for info in found.rules] == ["FIG901"]


def test_without_facts_the_figure_rules_are_skipped_and_every_figure_is_unchecked() -> None:
    found = review_draft(Draft.of(build_document(REPORT)))
    assert {"FIG001", "FIG002", "COV001"} <= {row.code for row in found.skipped}
    assert {row.state for row in found.ledger if row.figure.checkable} == {"unchecked"}
    assert found.coverage == ()


def test_the_ledger_has_a_row_for_every_figure_with_the_rule_that_judged_it() -> None:
    found = review()
    rows = {row.figure.text: row for row in found.ledger}
    assert len(found.ledger) == len(build_document(REPORT).figures)
    assert (rows["24次"].state, rows["24次"].rule, rows["24次"].fact_ids) == ("supported", None, ("F1",))
    assert (rows["12.8亿元"].state, rows["12.8亿元"].rule, rows["12.8亿元"].fact_ids) == (
        "contradicted",
        "FIG002",
        ("F2",),
    )
    assert (rows["128件"].state, rows["128件"].rule) == ("unsupported", "FIG001")


def test_there_is_a_coverage_row_for_every_fact() -> None:
    assert [(row.fact_id, row.state) for row in review().coverage] == [
        ("F1", "written"), ("F2", "partial"), ("F3", "written"),
    ]  # fmt: skip


def test_findings_come_in_reading_order_and_in_the_same_bytes() -> None:
    first, second = review(), review()
    assert to_json(first) == to_json(second)
    assert [f.span for f in first.findings] == sorted(f.span for f in first.findings)


def test_a_finding_says_where_it_stands() -> None:
    text = "一、学习情况\n（一）集中学习\n集中学习25次。\n"
    document = build_document(text)
    (finding,) = review_draft(Draft.of(document), facts=parse_notes("- 集中学习24次\n"), select=("FIG",)).findings
    assert finding.quote == "25次" == document.quote(finding.span)
    assert finding.where == "一、学习情况 › （一）集中学习 › 第3段"


def test_every_rule_has_a_code_a_name_and_one_line_that_sums_it_up() -> None:
    for rule in RULES:
        assert rule.code[:3].isalpha() and rule.code[3:].isdigit() and len(rule.code) == 6
        assert rule.name == rule.name.lower() and " " not in rule.name
        assert rule.info.page == rule.page and len(rule.summary) <= 60


def test_what_an_open_mark_asks_is_no_statement() -> None:
    text = "2025年上半年工作总结\n\n召开会议3次【待核实：2027年5月的会议是否为4次】。\n"
    codes = [one.code for one in review_draft(Draft.of(build_document(text)), period=parse_period("2025H1")).findings]
    assert codes == ["FMT001"]
