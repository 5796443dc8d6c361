"""Series within a paragraph that are no items of the outline: 第一，第二，; 其一，其二，; 一要，二要，."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Span
from ..patterns import lazy
from ..text.needles import matches_behind
from .numbering_marks import read_numeral, write_numeral

# the numeral and what makes it a marker: 第…， 其…， or the one verb all clauses begin with
_CLAUSE = lazy(
    r"(?:^|(?<=[。；，：、\n]))(?:(?P<ordinal>第[一二三四五六七八九]{1,2}[，、：])|(?P<of>其[一二三四五六七八九]{1,2}[，、：])"
    r"|(?P<verb>[一二三四五六七八九][要查抓看建改强促防保治学讲比严优提争创补推扩做](?!求|素|领|点|件|本|诊|长|闻|害|务|级|班)))",
    re.M,
)
_BEFORE = lazy(r"[。；，：、\n](?=[第其一二三四五六七八九])")
_NUMERAL = lazy("[一二三四五六七八九]{1,2}")


class ClauseSlip(NamedTuple):
    """A marker that does not count on from the one before it."""

    span: Span
    """Where it stands."""
    said: str
    """The marker."""
    before: str
    """The marker before it."""
    right: str
    """How it would count on."""


def clause_slips(text: str) -> Iterator[ClauseSlip]:
    """Yield markers that leave the count of a series which has begun 一, 二 in the same paragraph."""
    at: dict[str, tuple[int, str]] = {}
    paragraph = -1
    for match in matches_behind(_BEFORE, _CLAUSE, text):
        if paragraph < match.start():
            at = {}
            paragraph = text.find("\n", match.start())
            paragraph = len(text) if paragraph < 0 else paragraph
        marker = match.group()
        numeral = _NUMERAL.search(marker)
        assert numeral is not None
        number, style = read_numeral(numeral.group()), _NUMERAL.sub("", marker, count=1).rstrip("，、：")
        if number is None or number == 1:
            at[style] = (1, marker)
            continue
        count, before = at.get(style, (0, ""))
        if count and number != count + 1 and (count > 1 or number == 3):
            right = _NUMERAL.sub(write_numeral(count + 1), marker, count=1)
            span = Span(start=match.start(), end=match.start() + len(marker.rstrip("，、：")))
            yield ClauseSlip(
                span=span, said=span.of(text), before=before.rstrip("，、："), right=right.rstrip("，、：")
            )
        if count:
            at[style] = (count + 1 if number == count else number, marker)
