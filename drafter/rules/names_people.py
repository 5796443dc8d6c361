"""One person under two names: a name of the notes, or of the text, with one character changed beside one post."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from ..lexicon.lookup import Lookup
from ..lexicon.name_parts import load_names
from ..lexicon.sounds import alike as sounds_alike
from ..model import Ground, Span
from ..patterns import lazy
from ..text.people import POST, find_people
from .base import ReviewContext, here
from .names_near import with_one_blank

_BEFORE = lazy(rf"{POST}$")
_AFTER = lazy(rf"(?:同志)?({POST})")
_REACH = 8
_PARTS = load_names()
_SURNAMES = _PARTS.surnames | {name[0] for name in _PARTS.compound_surnames}
_POSTS = Lookup((post, post) for post in _PARTS.posts)
# a body has one of these; of deputies, members and experts there may be two whose names sound alike
_HEADS = frozenset(
    (
        "党组书记",
        "党委书记",
        "书记",
        "局长",
        "主任",
        "厅长",
        "市长",
        "县长",
        "区长",
        "镇长",
        "部长",
        "主席",
        "院长",
        "校长",
        "董事长",
    )
)


def changed_names(context: ReviewContext) -> Iterator[tuple[Span, str, str, Ground]]:
    """Yield (where, name as it should be, the post, where that stands) of names one character away from a known one."""
    known = _in_facts(context)
    if not _may_differ(context.text, known):
        return
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for start, end in find_people(context.text):
        places[context.text[start:end]].append(Span(start=start, end=end))
    for name, span in _beside_the_same_post(context.text, places):
        places[name].append(span)
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for name in {*known, *places}:
        for key in with_one_blank(name):
            alike[key].add(name)
    for name, spans in places.items():
        near = {other for key in with_one_blank(name) for other in alike[key]} - {name}
        for other in sorted(near) if name not in known else ():
            # without notes the name the text has more often is taken for the right one
            if other in known:
                posts, ground = known[other]
            elif len(places[other]) > len(spans) or _one_head(context.text, name, spans, other, places[other]):
                posts = frozenset(p for span in places[other] for p in _posts(context.text, span.start, span.end))
                ground = here(context, places[other][0])
            else:
                continue
            for span in spans:
                same = posts & _posts(context.text, span.start, span.end)
                if same:
                    yield span, other, min(same), ground
            break


def _beside_the_same_post(text: str, places: Mapping[str, list[Span]]) -> list[tuple[str, Span]]:
    """Return names one letter away from a known one behind its post, said twice with other words behind each time."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for name, spans in places.items():
        posts = {
            match.group() for span in spans if (match := _BEFORE.search(text[max(0, span.start - 8) : span.start]))
        }
        for post in posts if len(name) > 2 else ():
            at = text.find(post + name[:2])
            while at >= 0:
                start = at + len(post)
                other = text[start : start + len(name)]
                if other not in places and len(other) == len(name) and "\u4e00" <= other[-1] <= "\u9fff":
                    found[other].append(Span(start=start, end=start + len(name)))
                at = text.find(post + name[:2], at + 1)
    told = {name: spans for name, spans in found.items() if len({text[span.end : span.end + 1] for span in spans}) > 1}
    return [(name, span) for name, spans in told.items() for span in spans]


def _one_head(text: str, name: str, spans: list[Span], other: str, first: list[Span]) -> bool:
    """Return whether two names as frequent, that sound alike, are of the one head of a body: the later one is told."""
    changed = [pair for pair in zip(name, other, strict=False) if pair[0] != pair[1]]
    if (
        len(first) != len(spans)
        or first[0].start > spans[0].start
        or len(changed) != 1
        or not sounds_alike(*changed[0])
    ):
        return False
    return any(post in _HEADS for span in (*spans, *first) for post in _posts(text, span.start, span.end))


def _may_differ(text: str, known: Iterable[str]) -> bool:
    """Return whether two words that may be names, beside posts, differ by one character: finding people is dear."""
    words = set(known)
    for start, post in _POSTS.words(text):
        end = start + len(post)
        beside = [text[end : end + size] for size in (2, 3)]
        beside += [text[start - size : start] for size in (2, 3)] + [text[start - 4 : start - 2]]
        beside += [text[start - 5 : start - 2]]
        words.update(word for word in beside if word[:1] in _SURNAMES)
    keys = Counter(key for word in words if len(word) > 1 for key in with_one_blank(word))
    return bool(keys) and max(keys.values()) > 1


def _in_facts(context: ReviewContext) -> dict[str, tuple[frozenset[str], Ground]]:
    """Return the people of the notes with their posts and the first fact that names them."""
    known: dict[str, tuple[frozenset[str], Ground]] = {}
    facts = context.facts.facts if context.facts is not None else ()
    # all at once: looking through hundreds of short texts costs several times as much
    text = "\n".join(fact.text for fact in facts)
    ends = list(accumulate(len(fact.text) + 1 for fact in facts))
    for first, last in _people_of_notes(text):
        fact = facts[bisect_right(ends, first)]
        if "\n" not in text[first:last]:
            start, end = (at - ends[bisect_right(ends, first)] + len(fact.text) + 1 for at in (first, last))
            name, posts = text[first:last], _posts(fact.text, start, end)
            before = known.get(name, (frozenset[str](), Ground(kind="fact", quote=fact.text, fact_id=fact.id)))
            known[name] = (before[0] | posts, before[1])
    return known


@functools.lru_cache(maxsize=4)
def _people_of_notes(text: str) -> tuple[tuple[int, int], ...]:
    """Return `find_people` of notes, against which more than one draft is held."""
    return find_people(text)


def _posts(text: str, start: int, end: int) -> frozenset[str]:
    """Return the posts named right before and right after a name."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    after = _AFTER.match(text, end)
    return frozenset(([before.group()] if before else []) + ([after.group(1)] if after else []))
