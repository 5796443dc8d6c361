from __future__ import annotations

import re

from drafter.text.lazily import LazyPattern


def test_it_answers_like_the_pattern_it_becomes() -> None:
    lazy, plain, text = LazyPattern("局长(..)"), re.compile("局长(..)"), "副局长林淑芬、局长郑怀远"
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in plain.finditer(text)]
    for at in range(len(text)):
        assert (lazy.match(text, at) is None) == (plain.match(text, at) is None)
    found = lazy.search(text, 4)
    assert found is not None and found.start() == 7
    assert lazy.search(text, 4, 8) is None
    assert lazy.fullmatch("局长周启") is not None and lazy.fullmatch(text) is None
