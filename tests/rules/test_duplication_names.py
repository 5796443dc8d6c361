"""DUP004 on names of past reports: errors in a draft of ours, warnings by the post in a text under review."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from drafter.model import Draft
from drafter.readers import read_text
from drafter.rules import review_draft
from drafter.text.factsheet import parse_notes
from drafter.text.reuse import build_past

HEAD = "衡川市住房和城乡建设局2025年上半年工作总结\n\n一、主要工作\n"
PAST = build_past(
    [
        read_text(
            "衡川市住房和城乡建设局2024年工作总结\n\n一、主要工作\n5月8日，局长周启明到云溪县检查。云溪县整改问题。"
            "机关党委书记许文静参加。组织观看《零容忍》。\n"
        )
    ]
)
SHEET = parse_notes(
    "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n\n"
    "- 3月5日召开部署会，局长侯玉平主持，54人参加\n- 到石岭县检查2次\n- 观看警示教育片1次\n"
)
TEXT = "3月5日召开部署会，局长周启明主持，54人参加。到云溪县检查2次。观看警示教育片《零容忍》1次。"


def quoted(
    text: str, engine: Literal["model", "hand"], *, facts: bool = True, past: bool = True
) -> list[tuple[str, str]]:
    draft = Draft.of(read_text(HEAD + text))
    draft = replace(draft, made_with=replace(draft.made_with, engine=engine))
    review = review_draft(draft, facts=SHEET if facts else None, past=PAST if past else None, select=("DUP004",))
    return [(one.severity, one.quote) for one in review.findings]


def test_a_draft_may_not_hold_names_of_the_past() -> None:
    assert quoted(TEXT, "model") == [("E", "周启明"), ("E", "云溪县"), ("E", "零容忍")]


def test_the_names_of_the_facts_pass() -> None:
    assert quoted("3月5日，局长侯玉平主持召开部署会，54人参加。到石岭县检查2次。", "model") == []


def test_a_text_under_review_is_judged_by_the_post_only() -> None:
    assert quoted(TEXT, "hand") == [("W", "周启明")]


def test_without_facts_or_a_past_nobody_can_say() -> None:
    assert quoted(TEXT, "hand", facts=False) == []
    assert quoted(TEXT, "model", past=False) == []


def test_what_an_open_mark_asks_is_no_statement() -> None:
    assert quoted("3月5日召开部署会，局长【待核实：周启明】主持，54人参加。", "model") == []


def test_short_words_are_looked_up_to_the_letter() -> None:
    assert len(PAST.mentions("云溪县", 5)) == 2  # type: ignore[attr-defined]
    assert PAST.mentions("溪云", 5) == PAST.mentions("", 5) == ()  # type: ignore[attr-defined]
