"""Names of organs, works and campaigns that differ by a slip and stand for one thing."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from ..lexicon.sounds import alike
from ..model import Span
from ..patterns import lazy
from .names_near import MOST, TELLING, is_slip, near_windows, organs, pairs, things, two_shorts, with_one_blank

_PLACE = lazy("(?![与和在对由同到赴向我们全各本])[\u4e00-\u9fff](?![与和在对由同到赴向的])[\u4e00-\u9fff]")
_OFFICE = lazy("[\u4e00-\u9fff]{2,6}?(?:室|科|庭|大队|中队|站|所|中心|处)")
# an office of the party committee without its 委
_OF_THE_PARTY = lazy("(?P<rank>[省市县区])(?P<rest>宣传部|组织部|统战部|政法委|网信办|巡察办|编办|老干部局)")


def near_organs(text: str, facts: str = "") -> Iterator[tuple[Span, Span | None, str]]:
    """Yield (the rarer name, where the usual one stands, the usual one) for two spellings of one name.

    Names of ``facts`` are right, and stand nowhere in the text where the text never has them.
    """
    places = organs(text)
    yield from _without_rank(text, places)
    known = dict.fromkeys(_organs_of_notes(facts), 1)
    told: set[int] = set()
    for span, place, name in (*_organs(text, places, known), *_things(text), *_offices(text, places)):
        if not any(at in told for at in range(span.start, span.end)):
            told.add(span.start)
            yield span, place, name


@functools.lru_cache(maxsize=4)
def _organs_of_notes(facts: str) -> tuple[str, ...]:
    """Return the names of organs in notes, against which more than one draft is held."""
    return tuple(organs(facts))


def _organs(text: str, places: dict[str, list[Span]], known: dict[str, int]) -> Iterator[tuple[Span, Span | None, str]]:
    counts = {name: len(spans) for name, spans in places.items()}
    for one, other in pairs({**known, **places}):
        if not is_slip(one, other, counts):
            continue
        rare, usual = sorted((one, other), key=lambda name: (name in known, counts.get(name, 0), -_first(places, name)))
        if rare in known:
            continue
        for span in places[rare]:
            yield span, places[usual][0] if usual in places else None, usual
        if usual in places and usual not in known and counts[rare] == counts[usual] and len(rare) != len(usual):
            # nobody can say which of the two is the slip
            yield from ((span, places[rare][0], rare) for span in places[usual])
    for rare, usual, _ in two_shorts(places):
        yield from ((span, places[usual][0], usual) for span in places[rare])
    for span, name in near_windows(text, {**{name: [] for name in known}, **places}):
        yield span, places[name][0] if name in places else None, name


def _first(places: dict[str, list[Span]], name: str) -> int:
    return places[name][0].start if name in places else 0


def _things(text: str) -> Iterator[tuple[Span, Span | None, str]]:
    """Yield names between quotes, and of works, that differ by one letter that sounds or looks like the other."""
    found = things(text)
    blanked = Counter(key for name in found for key in with_one_blank(name)) if len(found) <= MOST else Counter[str]()
    near = {name: spans for name, spans in found.items() if any(blanked[key] > 1 for key in with_one_blank(name))}
    for one, other in pairs(near):
        if len(one) != len(other):
            continue
        wrong = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        if len(wrong) == 1 and not TELLING & set(wrong[0]) and alike(*wrong[0]):
            rare, usual = sorted((one, other), key=lambda name: (len(found[name]), -found[name][0].start))
            # two campaigns, two reservoirs may well sound alike; where one of them is said again, the other is a slip
            if len(found[usual]) < 2 and (len(usual) < 5 or text[found[usual][0].start - 1] == "“"):
                continue
            yield from ((span, found[usual][0], usual) for span in found[rare])


def _offices(text: str, places: dict[str, list[Span]]) -> Iterator[tuple[Span, Span | None, str]]:
    """Yield offices of one organ that differ by a letter of the same sound: 检察院派驻检察室, 检察院派驻监察室."""
    for name, spans in places.items():
        found: dict[str, list[Span]] = {}
        for span in spans:
            match = _OFFICE.match(text, span.end)
            if match is not None:
                found.setdefault(name + match.group(), []).append(Span(start=span.start, end=match.end()))
        for one, other in pairs(found) if len(found) > 1 else ():
            wrong = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
            if len(one) == len(other) and len(wrong) == 1 and not TELLING & set(wrong[0]) and alike(*wrong[0]):
                rare, usual = sorted((one, other), key=lambda office: (len(found[office]), -found[office][0].start))
                yield from ((span, found[usual][0], usual) for span in found[rare])


def _without_rank(text: str, places: dict[str, list[Span]]) -> Iterator[tuple[Span, Span | None, str]]:
    """Yield (a name without its 县, 市 or 委, where it stands with it, the latter), where both are written."""
    for match in _OF_THE_PARTY.finditer(text):
        whole = match["rank"] + "委" + match["rest"]
        first = text.find(whole)
        if first >= 0:
            yield Span(start=match.start(), end=match.end()), Span(start=first, end=first + len(whole)), whole
    told: set[str] = set()
    for name, spans in places.items():
        for span in spans:
            place = text[max(0, span.start - 2) : span.start]
            bare, full = place + name[1:], place + name
            if bare in told or not _PLACE.fullmatch(place) or name[0] not in "市县区" or len(name) < 4:
                continue
            told.add(bare)
            yield from _rarer(text, full, bare)


def _rarer(text: str, full: str, bare: str) -> Iterator[tuple[Span, Span | None, str]]:
    """Yield where the rarer of two names stands: 清源县人民法院, 清源人民法院."""
    with_rank = [found.start() for found in re.finditer(full, text)]
    without = [found.start() for found in re.finditer(bare, text)]
    if not without:
        return
    usual, rare, name, other = with_rank, without, full, bare
    if len(without) > len(with_rank) or (len(without) == len(with_rank) and without[0] < with_rank[0]):
        usual, rare, name, other = without, with_rank, bare, full
    place = Span(start=usual[0], end=usual[0] + len(name))
    yield from ((Span(start=at, end=at + len(other)), place, name) for at in rare)
