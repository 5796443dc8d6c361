"""One person under two names: a name of the notes, or of the text, with one character changed beside one post."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..model import Ground, Span
from ..text.masking import POST, find_people
from .base import ReviewContext, here

_BEFORE = re.compile(rf"{POST}$")
_AFTER = re.compile(rf"(?:同志)?({POST})")
_REACH = 8


def changed_names(context: ReviewContext) -> Iterator[tuple[Span, str, str, Ground]]:
    """Yield (where, name as it should be, the post, where that stands) of names one character away from a known one."""
    known: dict[str, tuple[frozenset[str], Ground]] = {}
    for fact in context.facts.facts if context.facts is not None else ():
        for start, end in find_people(fact.text):
            posts = _posts(fact.text, start, end)
            before = known.get(fact.text[start:end])
            ground = Ground(kind="fact", quote=fact.text, fact_id=fact.id)
            known[fact.text[start:end]] = (posts | before[0], before[1]) if before else (posts, ground)
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for start, end in find_people(context.text):
        places[context.text[start:end]].append(Span(start=start, end=end))
    own = {
        name: (
            frozenset(post for span in spans for post in _posts(context.text, span.start, span.end)),
            here(context, spans[0]),
        )
        for name, spans in places.items()
    }
    for name, spans in places.items():
        if name in known:
            continue
        rarer = {other: own[other] for other in own if len(places[other]) > len(spans)}
        for other, (posts, ground) in (known | {n: v for n, v in rarer.items() if n not in known}).items():
            if not _one_apart(name, other):
                continue
            for span in spans:
                same = posts & _posts(context.text, span.start, span.end)
                if same:
                    yield span, other, min(same), ground
            break


def _posts(text: str, start: int, end: int) -> frozenset[str]:
    """Return the posts named right before and right after a name."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    after = _AFTER.match(text, end)
    return frozenset(([before.group()] if before else []) + ([after.group(1)] if after else []))


def _one_apart(name: str, other: str) -> bool:
    return len(name) == len(other) > 1 and sum(a != b for a, b in zip(name, other, strict=True)) == 1
