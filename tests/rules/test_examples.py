"""Every rule's page is run: its example fires the rule and no other of its family, what it says instead is silent."""

from __future__ import annotations

import pytest

from drafter.model import Draft, Review
from drafter.rules import RULES, Rule
from drafter.rules.engine import review_draft
from drafter.rules.pages import HEADINGS, example, sections
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.periods import parse_period
from drafter.text.reuse import build_past

CODES = [rule.code for rule in RULES]
WRITTEN = [rule for rule in RULES if "layout" not in rule.needs]


# a rule that adds up what another one finds cannot fire alone
COMPANIONS = {"DUP005": {"DUP002"}}


def reviewed(rule: Rule, heading: str) -> Review:
    given = example(rule, heading)
    period = parse_period(given.period) if given.period else None
    family = tuple(other for other in RULES if other.code[:3] == rule.code[:3])
    return review_draft(
        Draft.of(build_document(given.text, period=period)),
        facts=parse_notes("".join(f"- {fact}\n" for fact in given.facts)) if given.facts else None,
        past=build_past([build_document("\n".join(given.past))]) if given.past else None,
        period=period,
        select=tuple(other.code for other in family if not other.preview or other is rule),
        rules=family,
    )


def test_codes_are_unique_and_in_order_within_their_family() -> None:
    assert len(set(CODES)) == len(CODES)
    for family in {code[:3] for code in CODES}:
        mine = [code for code in CODES if code.startswith(family)]
        assert mine == sorted(mine)


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_page_has_its_headings(rule: Rule) -> None:
    assert tuple(sections(rule)) == HEADINGS
    assert rule.summary and not rule.summary.startswith(HEADINGS)


@pytest.mark.parametrize("rule", WRITTEN, ids=[rule.code for rule in WRITTEN])
def test_the_example_fires_the_rule_and_no_other_of_its_family(rule: Rule) -> None:
    codes = {finding.code for finding in reviewed(rule, "例").findings}
    assert codes - COMPANIONS.get(rule.code, set()) == {rule.code}


@pytest.mark.parametrize("rule", WRITTEN, ids=[rule.code for rule in WRITTEN])
def test_what_the_page_says_instead_is_silent(rule: Rule) -> None:
    assert reviewed(rule, "改为").findings == ()
