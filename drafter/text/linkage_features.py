"""What two figures have in common, and what sets them apart, as the numbers a linear model weighs (linkage.toml)."""

from __future__ import annotations

from decimal import Decimal
from math import floor, log10
from typing import Literal, NamedTuple

from .linkage_apart import doers_differ, places_differ, times_differ
from .linkage_stated import Stated
from .repeated_values import Counted, as_coarse, digits
from .repeated_words import in_conflict

Kind = Literal["swapped", "permuted", "one", "power", "close", "half", "far"]
SLIPS = frozenset(("swapped", "permuted", "power"))
"""How numbers differ that seldom do so by chance."""
_POWERS = frozenset((-8, -4, -3, -2, -1, 1, 2, 3, 4, 8))
_EXACT = 1e-9
_CLOSE, _HALF = 1.25, 2.0
FAR = 5.0
"""The factor from which on numbers are not compared, unless their digits are the same."""
_HEAD = 8
_UNITS_OF_ALL = frozenset("个项次家件场户名人")


class Relation(NamedTuple):
    """How two unlike numbers differ."""

    kind: Kind
    """Two neighbouring digits changed places, more of them, one digit, the magnitude; or how far apart they are."""
    places: int
    """How many digits the longer one has."""


def relation(one: Counted, other: Counted) -> Relation | None:
    """Return how two numbers differ; None for like ones, ranges, and such as are a factor of five apart."""
    if one.size <= 0 or other.size <= 0 or one.size == other.size:
        return None
    ratio = one.size / other.size
    alike = one.figure.unit == other.figure.unit
    left, right = digits(one, alike), digits(other, alike)
    power = round(log10(ratio))
    if left == right:
        exact = power in _POWERS and abs(ratio / 10.0**power - 1) < _EXACT
        return Relation("power", len(left)) if exact else None
    left, right = as_coarse(left, right)
    if left == right:
        return None
    places = max(len(left), len(right))
    if _first_places_meet(one, other, alike):
        left, right = left.ljust(places, "0"), right.ljust(places, "0")
        unlike = [place for place in range(places) if left[place] != right[place]]
        if sorted(left) == sorted(right) and (places > 2 or len(unlike) == 2):
            near = len(unlike) == 2 and unlike[1] == unlike[0] + 1
            return Relation("swapped" if near else "permuted", places)
        if len(unlike) == 1 and places > 1:
            return Relation("one", places)
    apart = max(ratio, 1 / ratio)
    if apart > FAR:
        return None
    return Relation("close" if apart <= _CLOSE else "half" if apart <= _HALF else "far", places)


def _first_places_meet(one: Counted, other: Counted, alike: bool) -> bool:
    """Return whether the first digits of both stand at one place, in the unit printed or in the base unit."""
    low, high = one.figure.low, other.figure.low
    printed = alike and isinstance(low, Decimal) and isinstance(high, Decimal) and bool(low and high)
    if printed and low.adjusted() == high.adjusted():  # type: ignore[union-attr]
        return True
    return floor(log10(one.size) + _EXACT) == floor(log10(other.size) + _EXACT)


class Pair(NamedTuple):
    """Two figures that are compared."""

    first: Stated
    """The earlier."""
    second: Stated
    """The later."""
    how: Relation
    """How their numbers differ."""
    turned: bool
    """Whether the text turns to plans or another time between them."""
    many: int
    """How many values the text gives for what is named like the second."""


def compared(pair: Pair) -> dict[str, float]:
    """Return all that `linkage.toml` weighs of ``pair``, by its name there."""
    return {name: value for stage in STAGES for name, value in stage(pair).items()}


def _numbers(pair: Pair) -> dict[str, float]:
    """Return how the numbers differ, and how many like them there are."""
    one, other, (kind, places), _, many = pair
    unit, figure = one.figure.unit, one.figure.kind
    return {
        "swapped_2": kind == "swapped" and places == 2,
        "swapped_3": kind == "swapped" and places == 3,
        "swapped_4": kind == "swapped" and places > 3,
        "permuted": kind == "permuted",
        "power_1": kind == "power" and places == 1,
        "one": kind == "one",
        "places_1": places == 1,
        "places_2": places == 2,
        "close": kind == "close",
        "close_3": kind == "close" and places > 2,
        "half": kind == "half",
        "half_3": kind == "half" and places > 2,
        "far": kind == "far",
        "same_unit": unit == other.figure.unit,
        "same_group": one.value.group == other.value.group,
        "any_unit": unit in _UNITS_OF_ALL,
        "percent": figure == "percent",
        "money": figure == "money",
        "many_3": many > 2,
        "many_5": many > 4,
        "many_9": many > 8,
        "alike_here": min(one.alike, 4) / 2,
        "alike_there": min(other.alike, 4) / 2,
    }


def _labels(pair: Pair) -> dict[str, float]:
    """Return how the words for what is counted meet, and what is left of each."""
    one, other, how = pair[:3]
    shared = one.rare & other.rare
    left, right = _rest(one.names, other.names), _rest(other.names, one.names)
    left_new, right_new = _rest(left, other.said), _rest(right, one.said)
    crossed = is_crossed(one, other)
    best, least = _heads(one, other)
    slip = how.kind in ("swapped", "permuted")
    new = not other.rare - one.rare_said
    set_apart = bool(_rest(one.label, other.said + other.label) and _rest(other.label, one.said + one.label))
    branched = _branched(one, other)
    rates = "率" in one.label and "率" in other.label
    return {
        "rare_1": len(shared) > 0,
        "rare_2": len(shared) > 1,
        "rare_3": len(shared) > 2,
        "head_3": best > 2,
        "head_share": least,
        "head_whole": least >= 0.99 and best > 2,
        "crossed": crossed,
        "rest_1": len(left) > 0,
        "rest_3": len(left) > 2,
        "unsaid_2": len(left_new) > 1,
        "unsaid_4": len(left_new) > 3,
        "unsaid_again_1": len(right_new) > 0,
        "unsaid_again_2": len(right_new) > 1,
        "both_unsaid": bool(left_new and right_new),
        "slip_both_unsaid": slip and bool(left_new and right_new),
        "set_apart": set_apart,
        "slip_set_apart": slip and set_apart,
        "branched": branched,
        "slip_branched": slip and branched,
        "nothing_new": new and len(shared) > 0,
        "nothing_apart": new and not one.rare - other.rare_said and len(shared) > 0,
        "rare_unsaid": len(one.rare - other.rare_said) / 3,
        "points": other.points,
        "points_at_it": other.points and (crossed or len(shared) > 0),
        "slip_head": slip and how.places > 2 and best > 1,
        "slip_rare": slip and how.places > 2 and len(shared) > 0,
        "slip_rate": rates and how.kind in ("swapped", "permuted", "one", "power") and len(shared) > 0,
    }


def _sentences(pair: Pair) -> dict[str, float]:
    """Return how the sentences meet beyond the words for what is counted."""
    one, other, how = pair[:3]
    both = len(one.pairs & other.pairs)
    return {
        "sentence_7": both > 6,
        "sentence_12": both > 11,
        "telling_4": len(one.rare_said & other.rare_said) > 3,
        "near_in_far": is_told_of(one, other),
        "slip_sentence": how.kind in ("swapped", "permuted") and how.places > 2 and both > 1,
        "anchored": is_anchored(one, other),
        "also_there": other.figure.text in one.sentence or one.figure.text in other.sentence,
        "follows_here": bool(one.follows - other.rare_said),
        "follows_there": bool(other.follows - one.rare_said),
        "follows_both": bool(one.follows_far - other.rare_said and other.follows_far - one.rare_said),
        "looks_back": other.looks_back,
    }


def _circumstances(pair: Pair) -> dict[str, float]:
    """Return what tells of another time, a part, a plan, a change."""
    one, other, how, turned, _ = pair
    restricted = any(word not in other.said for word in one.restricts)
    restricted = restricted or any(word not in one.said for word in other.restricts)
    (year, part), (again, later) = one.when, other.when
    changed = {one.change, other.change}
    plain = how.kind not in SLIPS
    acts_apart = bool(one.acts - other.acts and other.acts - one.acts)
    return {
        "part_once": bool(part) != bool(later),
        "year_once": year != again,
        "same_time": bool(part) and one.when == other.when,
        "planned_once": one.planned != other.planned,
        "aimed": one.aimed or other.aimed,
        "turned": turned,
        "among_here": one.among and not other.among,
        "among_there": other.among and not one.among,
        "restricted": restricted,
        "acts_apart": acts_apart,
        "plain_planned": plain and one.planned != other.planned and not other.points,
        "plain_restricted": plain and restricted,
        "plain_acts": plain and acts_apart,
        "plain_among": plain and one.among != other.among,
        "slip_restricted": not plain and restricted,
        "place_once": bool(one.place) != bool(other.place),
        "steps_apart": in_conflict(one.core + one.behind, other.core + other.behind),
        "times_differ": times_differ(one, other),
        "places_differ": places_differ(one, other),
        "doers_differ": doers_differ(one, other),
        "same_change": len(changed) == 1 and "" not in changed,
        "everybody_once": one.everybody != other.everybody,
        "led_once": bool(one.doer) != bool(other.doer),
        "apart": changed == {"up", "down"} or one.base != other.base or one.planned != other.planned,
    }


def _rest(words: str, said: str) -> str:
    """Return the characters of ``words`` that ``said`` has not."""
    return "".join(char for char in words if char not in "，；" and char not in said)


def _branched(one: Stated, other: Stated) -> bool:
    """Return whether both labels end alike, and before that something else stands: 存款余额, 贷款余额."""
    left, right = one.label, other.label
    size = 0
    while size < min(len(left), len(right)) and left[-1 - size] == right[-1 - size]:
        size += 1
    before, again = left[: len(left) - size][-2:], right[: len(right) - size][-2:]
    return size > 1 and bool(before and again) and before not in other.said and again not in one.said


def is_crossed(one: Stated, other: Stated) -> bool:
    """Return whether the noun behind one number ends what stands before the other."""
    return _ends(one.core, other.behind) or _ends(other.core, one.behind)


def _ends(core: str, behind: str) -> bool:
    """Return whether ``core`` ends with the first two, three or four characters of ``behind``."""
    if not core or core[-1] not in behind[1:4]:
        return False
    return any(core.endswith(behind[:size]) for size in (2, 3, 4) if len(behind) >= size)


def is_anchored(one: Stated, other: Stated) -> bool:
    """Return whether another number of some size stands in both sentences."""
    if one.beside.isdisjoint(other.beside):
        return False
    itself = {(each.value.group, each.value.printed) for each in (one, other)}
    return not itself.issuperset(one.beside & other.beside)


def is_told_of(one: Stated, other: Stated) -> bool:
    """Return whether telling words of one clause stand in the sentence of the other, and not in its clause."""
    shared = one.rare & other.rare
    return bool((one.rare & other.rare_said) - shared or (other.rare & one.rare_said) - shared)


def _heads(one: Stated, other: Stated) -> tuple[int, float]:
    """Return the most characters in order that the words next to both numbers share, and how much of the shorter."""
    best, least = 0, 0.0
    for left in (one.label[-_HEAD:], one.behind[: _HEAD - 1]):
        for right in (other.label[-_HEAD:], other.behind[: _HEAD - 1]):
            if len(left) > 1 < len(right) and not set(left).isdisjoint(right):
                shared = _in_order(left, right)
                if shared > best:
                    best, least = shared, shared / min(len(left), len(right))
    return best, least


def _in_order(left: str, right: str) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for char in left:
        diagonal = 0
        for place, again in enumerate(right, start=1):
            above = row[place]
            row[place] = diagonal + 1 if char == again else max(above, row[place - 1])
            diagonal = above
    return row[-1]


STAGES = (_numbers, _labels, _sentences, _circumstances)
"""What is compared, the cheapest and most telling first: most pairs are given up after two."""
