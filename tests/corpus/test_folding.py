"""Folding by table gives what folding the whole text gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.corpus.folding import are_words, folded, folded_codes


@settings(deadline=None)
@given(st.text() | st.text(alphabet="ＡａＺ，。党建工作３３…ﾊﾞがｶ\u3099e\u0301ßﬁ①㎡〇豈𠮷"))
def test_codes_are_those_of_the_folded_text(text: str) -> None:
    codes = folded_codes(text)
    assert "".join(map(chr, codes.tolist())) == folded(text)
    assert are_words(codes).tolist() == [c.isalnum() for c in folded(text)]


def test_broken_characters_are_passed_on() -> None:
    assert folded_codes("a\ud800b").tolist() == [97, 0xD800, 98]
    assert len(folded_codes("")) == 0 and not are_words(np.zeros(0, dtype=np.uint32)).any()
