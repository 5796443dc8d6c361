"""One metric told twice, where the notes have a say."""

from __future__ import annotations

from drafter.model import Draft
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import FactSheet


def test_two_numbers_that_the_notes_both_give_are_not_asked_about() -> None:
    text = "存款余额1864亿元。贷款余额1846亿元。"
    document = build_document(text)
    notes = FactSheet.of_text("存款余额1864亿元。贷款余额1846亿元。")
    alone = review_draft(Draft.of(document), select=("FIG011",))
    assert [finding.severity for finding in alone.findings] == ["I"]
    assert review_draft(Draft.of(document), facts=notes, select=("FIG011",)).findings == ()
