"""Linking the figures of a report that are meant for one value: a linear model over what two of them have in common.

Record linkage (Fellegi and Sunter, 1969): pairs of like unit and not too unlike value are compared feature by feature,
and the weighed sum tells whether they can only be meant for one. The weights are data (linkage.toml), fitted by
`evals/linkage.py` on cases written by hand and on the pairs of real reports, which are meant for two.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from ..lexicon import load_lexicon
from ..model import Document
from ..patterns import lazy
from .grounding_when import conflicts
from .linkage_apart import aspects_differ, doers_differ, places_differ, times_differ
from .linkage_features import FAR, SLIPS, STAGES, Pair, Relation, is_anchored, is_crossed, relation
from .linkage_stated import Stated, stated
from .repeated_values import differ
from .turns import Turns

LOOKED_BACK = 40
"""How many earlier figures of like unit one is compared with at most."""
_FAR_OFF = 6000
"""Characters between two places that are not compared."""
_LONG = 5
"""Characters from which on words for what is counted are no chance."""
_BARE, _OTHERS = 3, 6
"""Characters of a rate that names no thing, and telling pairs that only one of two sentences has."""
_DOUBTS = ("branched", "both_unsaid", "restricted", "steps_apart", "among_there", "acts_apart")
"""What leaves a doubt, whatever the sum."""
_AHEAD = lazy("力争|计划|拟|目标|下半年|明年|下一步|年底前|预计|争取|确保|打算")
_MORE = lazy("新建|新增|建成|增设|扩大|增加|达到|再")
_LISTED = 8
"""Values of what is named alike from which on they are a list."""
_SHARED = 2
"""Characters, or telling pairs of them, both must have in common to be compared."""


class Model(NamedTuple):
    """A linear model of pairs."""

    weights: dict[str, float]
    """What each feature adds."""
    least: float
    """The sum from which on two figures are likely meant for one value."""
    floors: tuple[float, ...]
    """The sums of the first stages of `STAGES` below which no case was ever found: what is below is given up."""
    chance: float
    """What is taken off for each e-fold of pairs: the more a text has, the more of them look alike by chance."""
    sure: float
    """The sum that no pair of the real reports reaches that are meant for two."""


class Link(NamedTuple):
    """Two figures that are likely meant for one value."""

    first: Stated
    """The earlier."""
    second: Stated
    """The later."""
    sure: bool
    """Whether the model is sure of it, and nothing leaves a doubt."""


def linked(document: Document, turns: Turns) -> Iterator[Link]:
    """Yield the links of ``document`` that the model holds to be meant for one value, the later in reading order."""
    model = default_model()
    best: dict[int, tuple[float, Link]] = {}
    pairs = list(candidates(document, turns))
    chance = model.chance * log(len(pairs)) if pairs else 0.0
    for pair in pairs:
        features = _hopeful(pair, model)
        if features is None:
            continue
        score = _weigh(features, model) - chance
        start = pair.second.figure.span.start
        if score >= model.least and (start not in best or score > best[start][0]):
            sure = score >= model.sure or _in_the_same_words(pair)
            link = Link(pair.first, pair.second, sure and _plainly_one(pair, features))
            best[start] = (score, link)
    for start in sorted(best):
        yield best[start][1]


def _hopeful(pair: Pair, model: Model) -> dict[str, float] | None:
    """Return what `compared` returns; None where its first stages leave no hope."""
    features: dict[str, float] = {}
    told = 0.0
    for stage, floor in zip(STAGES, model.floors, strict=True):
        found = stage(pair)
        told += _weigh(found, model)
        if told < floor:
            return None
        features |= found
    return features


def _weigh(features: dict[str, float], model: Model) -> float:
    return sum(model.weights[name] * value for name, value in features.items() if value)


def candidates(document: Document, turns: Turns) -> Iterator[Pair]:
    """Yield the pairs of figures of ``document`` that the model is asked about."""
    found = stated(document)
    many: dict[tuple[str, str], set[object]] = {}
    kinds: dict[str, list[Stated]] = {}
    for claim in found:
        many.setdefault(_key(claim), set()).add(claim.value.printed)
    for claim in found:
        earlier = kinds.setdefault(claim.kind, [])
        values = len(many[_key(claim)])
        for other in _near(claim, earlier[-LOOKED_BACK:], values > _LISTED):
            how = relation(other, claim)
            if how is not None and _worth_it(other, claim, how) and differ(other, claim):
                turned = turns.between(other.figure, claim.figure, slip=how.kind in SLIPS)
                if not turned or how.kind in SLIPS or _holds(claim) or is_anchored(other, claim):
                    yield Pair(other, claim, how, turned, values)
        if not claim.aimed:
            earlier.append(claim)


def _holds(claim: Stated) -> bool:
    """Return whether a figure amid plans is of what there is."""
    return claim.points or claim.present


def _near(claim: Stated, earlier: Sequence[Stated], listed: bool) -> Iterator[Stated]:
    """Yield of ``earlier`` what stands in another sentence, in like words and of like size or with like digits.

    ``listed``: what is named alike has so many values that only like digits tell. Asked of every two figures of a kind.
    """
    reach = claim.figure.span.start - _FAR_OFF
    digits, rare, ending, part = claim.turned_round, claim.rare, claim.ending, claim.part
    low, high = claim.size / FAR, claim.size * FAR
    for other in earlier:
        if other.turned_round != digits:
            if listed or not low <= other.size <= high:
                continue
            like = not rare.isdisjoint(other.rare) or (ending == other.ending != "")
            if not like and not is_crossed(other, claim) and not is_anchored(other, claim):
                continue
        if other.part != part and other.figure.span.end >= reach:
            yield other


def _in_the_same_words(pair: Pair) -> bool:
    """Return whether both say in the same words what is counted."""
    return len(pair.first.words) >= _LONG and pair.first.words == pair.second.words


def _plainly_one(pair: Pair, features: dict[str, float]) -> bool:
    """Return whether nothing in both sentences speaks of two places, times, aspects or doers, or narrows one."""
    if any(features[name] for name in _DOUBTS):
        return False
    apart = (places_differ, times_differ, aspects_differ, doers_differ)
    return not any(says_so(pair.first, pair.second) for says_so in apart)


def _key(claim: Stated) -> tuple[str, str]:
    """Return what is counted, shortly: the last word before the number, or the first behind it."""
    return claim.value.group, claim.core[-2:] if len(claim.core) > 1 else claim.behind[:2]


def _worth_it(one: Stated, other: Stated, how: Relation) -> bool:
    """Return whether two figures have so much in common that features are worth working out."""
    slip = how.kind in ("swapped", "permuted") and how.places > _SHARED
    shared = len(one.rare & other.rare)
    if (how.kind == "far" and shared < _SHARED) or _set_apart(one, other):
        return False
    if slip and len(one.letters & other.letters) < _SHARED:
        return not one.rare_said.isdisjoint(other.rare_said)
    return shared > 0 or slip or len(one.letters & other.letters) >= _SHARED


def _conflict(one: Stated, other: Stated) -> bool:
    """Return whether two times are named, and neither is part of the other: 6月1日 is of 6月."""
    part, later = one.when[1], other.when[1]
    return conflicts(one.when, other.when) and not (
        part != later and (part.startswith(later) or later.startswith(part))
    )


def _set_apart(one: Stated, other: Stated) -> bool:
    """Return whether two times or two levels are named: 去年 and this year, 省级 and 市级."""
    if _conflict(one, other) or (one.levels and other.levels and one.levels.isdisjoint(other.levels)):
        return True
    if _of_two_checks(one, other) or one.left_over != other.left_over:
        return True
    if other.planned and not one.planned and _MORE.search(other.left) and _AHEAD.search(other.sentence):
        return True
    # a speech may tell of last year throughout, and say so once
    past = (other.past and not one.when[0]) or (one.past and other.said_when[0] == "今年")
    named = {claim.said_when[0] for claim in (one, other) if claim.said_when[0].isdigit()}
    return len(named) > 1 or past


def _of_two_checks(one: Stated, other: Stated) -> bool:
    """Return whether two bare rates follow counts of two things: 检查在建工程…整改率97.6%, 检查燃气企业…整改率97.7%."""
    bare = max(len(one.label), len(other.label)) <= _BARE and one.figure.kind == "percent"
    if not bare or not one.label.endswith("率") or one.label != other.label:
        return False
    return min(len(one.rare_said - other.rare_said), len(other.rare_said - one.rare_said)) >= _OTHERS


@functools.lru_cache(maxsize=1)
def default_model() -> Model:
    """Return the model of linkage.toml."""
    table = load_lexicon().tables["linkage"]
    return Model(
        weights=dict(table["weights"]),
        least=float(table["least"]),
        sure=float(table["sure"]),
        floors=tuple(table["floors"]),
        chance=float(table["chance"]),
    )
