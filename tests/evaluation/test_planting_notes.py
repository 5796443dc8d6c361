from __future__ import annotations

from drafter.evaluation.planting_notes import notes, reword, words_for
from drafter.text.documents import build_document

from .reports_here import text_of


def test_notes_hold_every_figure_of_the_report() -> None:
    document = build_document(text_of(2024, 0))
    bullets = notes(document, seed=7)
    said = "\n".join(bullets)
    assert all(figure.text in said for figure in document.figures if figure.checkable)
    assert bullets != notes(document, seed=8)


def test_rewording_replaces_each_word_once() -> None:
    words = {"开展": "组织", "组织": "开展"}
    assert reword("开展培训，组织学习", words) == "组织培训，开展学习"
    chosen = words_for(3)
    assert chosen == words_for(3) != words_for(4)
    # of two words that stand for each other at most one is replaced
    assert not any(chosen.get(other) == word for word, other in chosen.items())
