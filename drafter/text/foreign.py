"""Names of past reports in a draft: people, places, organs and titles that no fact of the new report holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..lexicon.name_parts import load_names
from ..model import Passage, PastSentence, Source, Span
from ..patterns import lazy
from .naming import Name, Names, find_names, is_common_title
from .people import POST, find_named, find_people
from .places import find_places, short_of

SAID = {"person": "人名", "place": "地名", "organ": "单位", "title": "名称"}
"""What a kind of name is called in a finding, and asked for in an open mark."""
LIKE = 85
"""From this share on (0 to 100) a title that the facts word a little otherwise is theirs."""
_SEEN = 2
_PROVINCES = frozenset(load_names().provinces)
_WANTED = lazy(r"里的(人名|地名|单位|名称)，")
_TITLE = lazy(r"《(?P<words>[^《》\n]{2,60})》")
_FIGURES = lazy(r"[0-9０-９〇○年度《》“”\s]")
_RANK = lazy(rf"[\u4e00-\u9fff]{{0,8}}?{POST}$")
_SPLIT = lazy("[，。；：、（）\\s]|和|由|与|请")

Find = Callable[[str], Sequence[PastSentence]]
"""Called with a name; returns past sentences that hold it, at most a few."""


class Foreign(NamedTuple):
    """A name in the text that only past reports hold."""

    name: Name
    """Which, and where in the text."""
    source: Source
    """The past report."""
    quote: str
    """What stands there."""
    span: Span
    """Where the quote stands in that report."""

    instead: str = "素材里没有：请按素材改写或删去"
    """What is wrong and what to do, for the finding."""

    @property
    def said(self) -> str:
        """What kind of name it is, in Chinese."""
        return SAID[self.name.kind]


def foreign_names(text: str, known: str, passages: Iterable[Passage], find: Find) -> Iterator[Foreign]:
    """Yield the names in ``text`` that ``known`` (all facts, the unit, the title) does not hold and past reports do.

    ``passages`` are those shown to the writer, ``find`` looks the name up in all past reports. Names are those the text
    shows surely, and those the passages do; provinces and what belongs to a known place are nobody's alone.
    """
    shown = tuple(passages)
    bare = _FIGURES.sub("", known)
    for name in (part for whole in _names_in(text, shown) for part in (whole, *_place_of(whole, find))):
        if name.text in known or _is_known(name, known, bare):
            continue
        where = next((p for p in shown if name.text in p.text), None)
        if where is not None:
            yield Foreign(name=name, source=where.source, quote=where.text, span=where.span)
            continue
        held = find(name.text)
        # a place that is named once may be no place at all
        if held and (name.kind != "place" or len(held) >= _SEEN):
            yield Foreign(name=name, source=held[0].source, quote=held[0].text, span=held[0].span)


def _place_of(organ: Name, find: Find) -> Iterator[Name]:
    """Yield the place of an organ that no past report names whole: 临桥区 of 临桥区城管局."""
    if organ.kind == "organ" and not find(organ.text):
        for start, end in find_places(organ.text)[:1]:
            yield Name(kind="place", text=organ.text[start:end], start=organ.start + start)


def other_holders(text: str, facts: Sequence[str], find: Find) -> Iterator[Foreign]:
    """Yield people of past reports in a post that the facts give somebody else: 局长周启明 for 局长侯玉平."""
    known = "\n".join(facts)
    holders: dict[str, str] = {}
    for start, end in find_people(known):
        post = _post_before(known, start)
        if post:
            holders.setdefault(post, known[start:end])
    for start, end in find_people(text) if holders else ():
        post, person = _post_before(text, start), text[start:end]
        held = find(person) if post in holders and person not in known else ()
        if held:
            yield Foreign(
                name=Name(kind="person", text=person, start=start),
                source=held[0].source,
                quote=held[0].text,
                span=held[0].span,
                instead=f"素材里的{post}是{holders[post]}：请核对",
            )


def wanted_name(message: str) -> str:
    """Return what an open mark asks for where a finding about a foreign name stood: 人名; '' for other findings."""
    match = _WANTED.search(message)
    return match[1] if match else ""


def _post_before(text: str, at: int) -> str:
    """Return the post right before a name with what it is the post of (局机关党委书记); '' where there is none."""
    before = _SPLIT.split(text[max(0, at - 14) : at])[-1]
    return before if _RANK.fullmatch(before) else ""


def _names_in(text: str, passages: Sequence[Passage]) -> list[Name]:
    people: set[str] = set()
    places: set[str] = set()
    for passage in passages:
        people |= {passage.text[start:end] for start, end in find_people(passage.text)}
        places |= {passage.text[start:end] for start, end in find_places(passage.text)}
    towns = {short for place in places if (short := short_of(place)) is not None}
    registry = Names(people=frozenset(name for name in people if len(name) > 2), places=frozenset(towns))
    sure = {*find_people(text), *find_named(text, registry.people)}
    found = [one for one in find_names(text, registry) if one.kind != "person" or (one.start, one.end) in sure]
    taken = {one.start for one in found}
    found += [
        Name(kind="title", text=match["words"], start=match.start("words"))
        for match in _TITLE.finditer(text)
        if match.start("words") not in taken
    ]
    return sorted(found, key=lambda one: one.start)


def _is_known(name: Name, known: str, bare: str) -> bool:
    """Return whether the facts hold a name in other words, or anybody may write it."""
    if name.kind == "title":
        from rapidfuzz.fuzz import partial_ratio  # takes long to load, and most reports copy no titles

        words = _FIGURES.sub("", name.text)
        return is_common_title(name.text) or words in bare or partial_ratio(words, bare) >= LIKE
    if name.kind == "place":
        return name.text in _PROVINCES or name.text[:-1] in known
    if name.kind == "organ":
        places = [name.text[start:end] for start, end in find_places(name.text)]
        return bool(places) and places[0][:-1] in known
    return False
