"""What a rule may look at."""

from __future__ import annotations

from drafter.lexicon import load_lexicon
from drafter.model import Draft, Span
from drafter.rules import RULES, ReviewContext, here
from drafter.text.documents import build_document

TEXT = "标题\n\n一、甲\n第一句。第二句！\n（一）乙\n第三句。\n"


def context() -> ReviewContext:
    return ReviewContext(
        draft=Draft.of(build_document(TEXT)), facts=None, past=None, period=None, lexicon=load_lexicon()
    )


def test_paragraphs_skip_blank_lines() -> None:
    assert [span.of(TEXT) for span in context().paragraphs()] == [
        "标题",
        "一、甲",
        "第一句。第二句！",
        "（一）乙",
        "第三句。",
    ]


def test_where_names_headings_and_paragraph() -> None:
    at = TEXT.index("第三句")
    assert context().where(Span(start=at, end=at + 3)) == "一、甲 › （一）乙 › 第5段"
    assert context().where(Span(start=0, end=2)) == "第1段"


def test_sentence_at() -> None:
    sentence = context().sentence_at(TEXT.index("二句"))
    assert sentence is not None and sentence.span.of(TEXT) == "第二句！"
    assert context().sentence_at(len(TEXT) + 5) is None


def test_what_is_computed_is_computed_once() -> None:
    one = context()
    assert one.grounding is one.grounding and one.relations is one.relations
    assert one.by_hand and one.coverage == ()


def test_a_rule_says_what_it_lacks_and_fills_in_a_finding() -> None:
    rule = next(rule for rule in RULES if rule.code == "FIG001")
    assert "素材" in (rule.cannot_judge(context()) or "")
    found = rule.finding(context(), Span(start=0, end=2), "某话")
    assert (found.quote, found.code, found.severity, found.where) == ("标题", "FIG001", "E", "第1段")
    assert here(context(), Span(start=0, end=2)).quote == "标题"
