"""What stands beside a number told twice: 培训4期、260人次 … 培训5期，260人次参训."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .grounding_values import significant
from .repeated_metrics import LOOKED_BACK, Mention, bigrams
from .repeated_nouns import behind_number, noun_of
from .repeated_pairs import RESTRICTS, other_aspect, same_place, same_time, sentence_of
from .repeated_values import HALF, SWAPPED, closeness, differ
from .repeated_words import alike, in_conflict

_TELLING, _SURE = 2, 100
"""Least digits of a number that is told twice by no chance, and from what on one needs no word beside it."""

_FEW, _MANY = 3, 9
"""How many characters, a mark among them, only one place may say, and where two digits changed places."""


def told_beside(found: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield mentions that stand beside one number of one thing in two sentences, with two values."""
    sentences: dict[int, list[Mention]] = {}
    for mention in found:
        sentences.setdefault(mention.sentence, []).append(mention)
    held: dict[tuple[str, object], list[Mention]] = {}
    for mention in found:
        printed = mention.value.printed
        if printed is None or len(significant(printed)) < _TELLING or mention.part:
            continue
        told = held.setdefault((mention.value.group, printed), [])
        for earlier in told[-LOOKED_BACK:]:
            if earlier.sentence != mention.sentence and _one_fact(earlier, mention, text):
                yield from _beside(earlier, mention, sentences, text)
        told.append(mention)


def _one_fact(one: Mention, other: Mention, text: str) -> bool:
    """Return whether one number stands for one thing in both places."""
    noun = noun_of(one)
    same = noun != "" and noun == noun_of(other)
    sure = one.size >= _SURE and one.figure.unit == other.figure.unit
    return (same or sure) and same_time(one, other, text) and same_place(one, other, text)


def _beside(
    one: Mention, other: Mention, sentences: dict[int, list[Mention]], text: str
) -> Iterator[tuple[Mention, Mention]]:
    here = [mention for mention in sentences[one.sentence] if mention is not one]
    there = [mention for mention in sentences[other.sentence] if mention is not other]
    for first in here:
        kind = [mention for mention in there if mention.value.group == first.value.group]
        if len(kind) != 1 or sum(mention.value.group == first.value.group for mention in here) != 1:
            continue
        if _one_metric(first, kind[0], text):
            yield first, kind[0]


def _one_metric(first: Mention, second: Mention, text: str) -> bool:
    near = closeness(first, second)
    if near < HALF or first.part or second.part or not differ(first, second):
        return False
    behind, after = behind_number(first, text), behind_number(second, text)
    left, right = noun_of(first, behind), noun_of(second, after)
    shared = bigrams(first.words + behind) & bigrams(second.words + after)
    if not shared and not (near == SWAPPED and set(left) & set(right)):
        return False
    rests = "".join(char for char in left if char not in sentence_of(second, text)) + "，"
    rests += "".join(char for char in right if char not in sentence_of(first, text))
    if RESTRICTS.search(rests) or len(rests) > (_MANY if near == SWAPPED else _FEW):
        return False
    clauses = (alike(text[each.clause : each.figure.span.start]) + each.noun for each in (first, second))
    apart = in_conflict(*clauses) or other_aspect(first, second, text)
    return not apart and same_time(first, second, text) and same_place(first, second, text)
