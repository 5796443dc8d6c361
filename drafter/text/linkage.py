"""Linking the figures of a report that are meant for one value: a linear model over what two of them have in common.

Record linkage (Fellegi and Sunter, 1969): pairs of like unit and not too unlike value are compared feature by feature,
and the weighed sum tells whether they can only be meant for one. The weights are data (linkage.toml), fitted by
`evals/linkage.py` on cases written by hand and on the pairs of real reports, which are meant for two.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from math import log
from typing import NamedTuple

from ..lexicon import load_lexicon
from ..model import Document
from .grounding_when import conflicts
from .linkage_features import Relation, compared, relation
from .linkage_stated import Stated, stated
from .repeated_pairs import leads_apart, other_aspect, same_place, same_time
from .repeated_values import SWAPPED, differ
from .turns import Turns

LOOKED_BACK = 40
"""How many earlier figures of like unit one is compared with at most."""
_FAR_OFF = 6000
"""Characters between two places that are not compared."""
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
    chance: float
    """What is taken off for each e-fold of pairs: the more a text has, the more of them look alike by chance."""
    sure: float
    """The sum that no pair of the real reports reaches that are meant for two."""


class Link(NamedTuple):
    """Two figures that may be meant for one value, and what tells so."""

    first: Stated
    """The earlier."""
    second: Stated
    """The later."""
    features: dict[str, float]
    """What `compared` returns."""
    sure: bool = False
    """Whether the model is sure of it."""


def linked(document: Document, turns: Turns) -> Iterator[Link]:
    """Yield the links of ``document`` that the model holds to be meant for one value, the later in reading order."""
    model = default_model()
    best: dict[int, tuple[float, Link]] = {}
    links = list(candidates(document, turns))
    chance = model.chance * log(len(links)) if links else 0.0
    for link in links:
        score = sum(model.weights[name] * value for name, value in link.features.items() if value) - chance
        start = link.second.figure.span.start
        if score >= model.least and (start not in best or score > best[start][0]):
            best[start] = (score, link._replace(sure=score >= model.sure and _plainly_one(link, document.text)))
    for start in sorted(best):
        yield best[start][1]


def candidates(document: Document, turns: Turns) -> Iterator[Link]:
    """Yield the pairs of figures of ``document`` that the model is asked about, with their features."""
    found = stated(document)
    many: dict[tuple[str, str], set[object]] = {}
    kinds: dict[str, list[Stated]] = {}
    for claim in found:
        many.setdefault(_key(claim), set()).add(claim.value.printed)
    for claim in found:
        earlier = kinds.setdefault(claim.kind, [])
        values = len(many[_key(claim)])
        for other in earlier[-LOOKED_BACK:]:
            how = relation(other, claim) if _may_be(other, claim) else None
            if how is not None and _worth_it(other, claim, how, values) and differ(other, claim):
                turned = turns.between(other.figure, claim.figure, slip=True)
                features = compared(other, claim, how, turned, values)
                if features["anchored"] or not features["plain_turned"]:
                    yield Link(other, claim, features)
        if not claim.aimed:
            earlier.append(claim)


def _may_be(one: Stated, other: Stated) -> bool:
    """Return whether two figures stand in two sentences, in reach, and in like words or with like digits."""
    if one.part == other.part or other.figure.span.start - one.figure.span.end > _FAR_OFF:
        return False
    return len(one.letters & other.letters) >= _SHARED or one.turned_round == other.turned_round


def _plainly_one(link: Link, text: str) -> bool:
    """Return whether nothing in both sentences speaks of two places, times, aspects or doers."""
    one, other = link.first.as_mention(), link.second.as_mention()
    if leads_apart(one, other) or other_aspect(one, other, text):
        return False
    return same_place(one, other, text) and same_time(one, other, text, SWAPPED)


def _key(claim: Stated) -> tuple[str, str]:
    """Return what is counted, shortly: the last word before the number, or the first behind it."""
    return claim.value.group, claim.core[-2:] if len(claim.core) > 1 else claim.behind[:2]


def _worth_it(one: Stated, other: Stated, how: Relation, values: int) -> bool:
    """Return whether two figures have so much in common that features are worth working out."""
    slip = how.kind in ("swapped", "permuted") and how.places > _SHARED
    if (values > _LISTED and not slip) or _set_apart(one, other):
        return False
    if how.kind == "far":
        return len(one.rare & other.rare) >= _SHARED
    return len(one.letters & other.letters) >= _SHARED or (slip and not one.rare_said.isdisjoint(other.rare_said))


def _set_apart(one: Stated, other: Stated) -> bool:
    """Return whether two times or two levels are named: 去年 and this year, 省级 and 市级."""
    if conflicts(one.when, other.when) or (one.levels and other.levels and one.levels.isdisjoint(other.levels)):
        return True
    years = {one.when[0], other.when[0]}
    return "去年" in years and "" in years


@functools.lru_cache(maxsize=1)
def default_model() -> Model:
    """Return the model of linkage.toml."""
    table = load_lexicon().tables["linkage"]
    return Model(
        weights=dict(table["weights"]),
        least=float(table["least"]),
        sure=float(table["sure"]),
        chance=float(table["chance"]),
    )
