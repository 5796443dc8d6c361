from __future__ import annotations

import random

import pytest

from drafter.evaluation.planting_figures import KINDS, apply, plant
from drafter.text.documents import build_document

from .reports_here import text_of

DOCUMENT = build_document(text_of(2024, 0))


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_figure_differs_and_the_rest_stays(kind: str) -> None:
    planted = plant(DOCUMENT, kind, random.Random(3))
    assert planted
    changed, spans = apply(DOCUMENT.text, planted)
    for error, span in zip(planted, spans, strict=True):
        assert span.of(changed) == error.text != error.span.of(DOCUMENT.text)
    back = changed
    for error, span in reversed(list(zip(planted, spans, strict=True))):
        back = back[: span.start] + error.span.of(DOCUMENT.text) + back[span.end :]
    assert back == DOCUMENT.text


def test_swaps_come_in_pairs() -> None:
    planted = plant(DOCUMENT, "swapped", random.Random(5))
    assert len(planted) % 2 == 0
    assert sorted(one.text for one in planted) == sorted(one.span.of(DOCUMENT.text) for one in planted)


def test_words_that_would_be_no_number_are_left_alone() -> None:
    document = build_document("人员编制精简一半。再经过二三十年努力。引进二、三级企业。建成五个公园。")
    told = [one for seed in range(40) for one in plant(document, "digit", random.Random(seed))]
    assert {one.span.of(document.text) for one in told} <= {"五个"} and told
