"""Figures no fact states but facts give: a sum, a difference, a share, a growth, or the count of what is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from ..model import Figure
from ..patterns import lazy
from .grounding_index import Given
from .grounding_values import Measure

_SUM = lazy(r"共(?![产青同建享])|合计|总(?![结体书工部队支])|累计|全部|一并")
_CHANGE = lazy(r"(?:增加|减少|提高|下降|上升|降低|多|净增|缩短|压缩)(?![到至])|(?<!减)少")
_YEARLY = lazy(r"年均|平均|每年|递增")
_GROWTH = lazy(r"增长|增加|提高|下降|上升|降低|减少|增幅|降幅")
_FALL = lazy(r"下降|降低|减少|降幅|压减|缩减")
_SHARE = lazy(r"率|占|比重|比例|达标|覆盖")
_BEHIND = 8
"""How far behind titles their number may stand: 修订《甲》《乙》等2项制度."""
_MARKS = lazy(r"《[^《》]{2,60}》|“[^“”]{2,30}”")
_COUNTED = "一二三四五六七八九十"
_ITEM = lazy(r"(?:^|(?<=[。；：，\n]))[ \u3000]*(?P<number>[一二三四五六七八九十])(?:是(?![否非])|要(?![求点]))")
_REST = lazy("(?:其余|其它|其他|余下|剩余|剩下|尚余|仅余|还剩|仅剩|另有|另外|尚有|还有|仍有|余)[^，。；、\\d]{0,8}$")
_LEFT = lazy("[^，。；、]{0,6}(?:尚未|未|仍在|还在|正在|待)")
_REACH, _FAR = 12, 120
_NO_BASE = frozenset(("date", "percent", "points", "ordinal"))
_MOST_PARTS, _HUNDRED, _VAGUE = 6, Decimal(100), Decimal(4)
"""How many facts are combined, and how many points a share or growth may leave open: of 7万亿 and 8万亿 any follows."""


def may_follow(figure: Figure, mine: Measure, near: str) -> bool:
    """Return whether the words beside ``figure`` speak of a sum, a change or a share, as `derive` wants."""
    if (
        not isinstance(mine.low, Decimal)
        or mine.printed is None
        or figure.kind == "ordinal"
        or mine.group.startswith("duration")
    ):
        return False
    if mine.group == "percent":
        return _SHARE.search(near) is not None or (_GROWTH.search(near) is not None and not _YEARLY.search(near))
    return _SUM.search(near) is not None or _CHANGE.search(near) is not None


def derive(figure: Figure, mine: Measure, near: str, fitting: Sequence[Given]) -> tuple[str, tuple[Given, ...]] | None:
    """Return how ``figure`` follows from ``fitting`` (figures of the facts, best aligned first), and from which.

    ``near`` are the words right beside the figure: they must speak of a sum, a change or a share for one to be tried.
    """
    if not may_follow(figure, mine, near):
        return None
    if mine.group == "percent":
        return _ratio(mine, near, fitting)
    same = [given for given in fitting if given.measure.group == mine.group][:_MOST_PARTS]
    if mine.group.startswith("points"):
        same = [given for given in fitting if given.measure.group == "percent"][:_MOST_PARTS]
    if _SUM.search(near):
        for parts in _subsets(same):
            if _within(mine, sum((_middle(part) for part in parts), Decimal(0))):
                return f"{'+'.join(part.figure.text for part in parts)}={figure.text}", parts
    if _CHANGE.search(near):
        for one, other in combinations(same, 2):
            if _one_metric(one, other) and _within(mine, abs(_middle(one) - _middle(other))):
                big, small = sorted((one, other), key=_middle, reverse=True)
                return f"{big.figure.text}−{small.figure.text}={figure.text}", (big, small)
    return None


def rest_of(figure: Figure, text: str, before: Sequence[tuple[Figure, Given]]) -> tuple[str, tuple[Given, ...]] | None:
    """Return how 其余7个 follows from figures told before it in ``text`` (40个, of them 33个), and from what."""
    start, end = figure.span.start, figure.span.end
    if figure.kind == "percent" or not (_REST.search(text[max(0, start - _REACH) : start]) or _LEFT.match(text, end)):
        return None
    sized = [(one, given) for one, given in before if start - one.span.end < _FAR and isinstance(one.low, Decimal)]
    for place, (whole, of) in enumerate(sized):
        for first in range(place + 1, len(sized)):
            parts = sized[first:]
            assert isinstance(whole.low, Decimal)
            if (
                whole.low - sum((part.low for part, _ in parts if isinstance(part.low, Decimal)), Decimal(0))
                == figure.low
            ):
                said = "−".join(one.text for one, _ in ((whole, of), *parts))
                return f"{said}={figure.text}", (of, *(given for _, given in parts))
    return None


def count_listed(figure: Figure, mine: Measure, sentence: str, at: int, behind: str = "") -> str | None:
    """Return what is listed beside a count, where just so many items are listed; None otherwise.

    ``at`` is the figure's offset in ``sentence``, ``behind`` the text that follows the sentence. Read:
    甲、乙、丙三个层面, 三个层面：甲、乙、丙, titles in 《》, and 三个方面。一是…二是…三是….
    """
    if figure.kind != "count" or mine.low != mine.high or not isinstance(mine.low, Decimal) or not 2 <= mine.low <= 12:
        return None
    wanted = int(mine.low)
    announced = sentence[at + len(figure.text) :]
    if _announced(announced + behind[:1], announced + behind) == wanted:
        return f"列出{wanted}项：一是至{'一二三四五六七八九十'[wanted - 1]}是" if wanted <= len(_COUNTED) else None
    clauses = re.split(r"[，。；：:！？\n]", sentence[:at])
    before = re.split(r"[、和与及]", clauses[-1])
    if len(before) == wanted and all(before):
        return f"列出{wanted}项：{'、'.join(item[-8:] for item in before)}"
    after = re.match(
        r"[^，。；：:《“]{0,14}[：:，,]?(?:即|分别是|包括|为)?(?P<list>[^。；\n]+)", sentence[at + len(figure.text) :]
    )
    said = sentence[:at].rsplit("。", 1)[-1]
    if at - max(sentence.rfind("》", 0, at), sentence.rfind("”", 0, at)) > _BEHIND:
        said = ""
    for words in (after["list"] if after else "", said):
        titles = _MARKS.findall(words)
        if len(titles) == wanted:
            return f"列出{wanted}项：{'、'.join(titles)}"
    items = re.split(r"、", after["list"].split("，")[0]) if after else []
    if len(items) == wanted and all(2 <= len(item) <= 16 for item in items):
        return f"列出{wanted}项：{'、'.join(items)}"
    return None


def _announced(rest: str, text: str) -> int:
    """Return how many items 一是…二是…三是… lists in ``text``, where it begins right behind its beginning ``rest``."""
    first = _ITEM.search(text)
    if first is None or first["number"] != "一" or first.start() > len(rest) or _MARKS.search(text[: first.start()]):
        return 0
    expected = 0
    for match in _ITEM.finditer(text):
        if match["number"] != _COUNTED[expected : expected + 1]:
            break
        expected += 1
    return expected


def _ratio(mine: Measure, near: str, fitting: Sequence[Given]) -> tuple[str, tuple[Given, ...]] | None:
    groups: dict[str, list[Given]] = {}
    for given in fitting:
        if given.measure.group.partition(":")[0] not in _NO_BASE and isinstance(given.measure.low, Decimal):
            groups.setdefault(given.measure.group, []).append(given)
    share = _SHARE.search(near) is not None
    growth = _GROWTH.search(near) is not None and not _YEARLY.search(near)
    for same in groups.values():
        sized = [(given, _middle(given)) for given in same[:_MOST_PARTS]]
        for (one, first), (other, second) in combinations(sized, 2):
            if first == second or first <= 0 or second <= 0:
                continue
            small, big = (one, other) if first < second else (other, one)
            middle = _middle(small) / _middle(big) * _HUNDRED
            if share and one.fact.id == other.fact.id and _follows(mine, _bounds(small, big), middle):
                return f"{small.figure.text}÷{big.figure.text}", (small, big)
            if growth and (said := _growth(mine, near, small, big)) and _one_metric(one, other):
                return said, (small, big)
    return None


def _one_metric(one: Given, other: Given) -> bool:
    """Return whether both may be values of one thing: one fact gives both, or half the words beside them agree."""
    left, right = one.context.close, other.context.close
    return one.fact.id == other.fact.id or 2 * len(left.keys() & right.keys()) >= min(len(left), len(right)) > 0


def _growth(mine: Measure, near: str, small: Given, big: Given) -> str | None:
    """Return how the rate follows when the smaller is the base (a rise) or the bigger is (a fall)."""
    low, high = _bounds(big, small)
    falls = _FALL.search(near) is not None
    middle = _middle(big) / _middle(small) * _HUNDRED
    if not falls and _follows(mine, (low - _HUNDRED, high - _HUNDRED), middle - _HUNDRED):
        return f"{small.figure.text}→{big.figure.text}"
    low, high = _bounds(small, big)
    middle = _middle(small) / _middle(big) * _HUNDRED
    if falls and _follows(mine, (_HUNDRED - high, _HUNDRED - low), _HUNDRED - middle):
        return f"{big.figure.text}→{small.figure.text}"
    return None


def _bounds(part: Given, whole: Given) -> tuple[Decimal, Decimal]:
    """Return the percentages that ``part`` over ``whole`` can be, given how both are printed."""
    low, high = part.measure.low, part.measure.high
    least, most = whole.measure.low, whole.measure.high
    assert isinstance(low, Decimal) and isinstance(high, Decimal)
    assert isinstance(least, Decimal) and isinstance(most, Decimal)
    return low / most * _HUNDRED, high / max(least, Decimal("1e-9")) * _HUNDRED


def _follows(mine: Measure, bounds: tuple[Decimal, Decimal], middle: Decimal) -> bool:
    """Return whether a rate of ``bounds`` may be ``mine``: any in them where they are narrow, else their ``middle``."""
    return _overlap(mine, bounds if bounds[1] - bounds[0] <= _VAGUE else (middle, middle))


def _overlap(mine: Measure, bounds: tuple[Decimal, Decimal]) -> bool:
    assert isinstance(mine.low, Decimal) and isinstance(mine.high, Decimal)
    return mine.low <= bounds[1] and bounds[0] <= mine.high


def _within(mine: Measure, value: Decimal) -> bool:
    assert isinstance(mine.low, Decimal) and isinstance(mine.high, Decimal)
    if mine.loose and mine.printed is not None:
        return value == mine.printed
    return mine.low <= value <= mine.high


def _middle(given: Given) -> Decimal:
    low, high = given.measure.low, given.measure.high
    assert isinstance(low, Decimal) and isinstance(high, Decimal)
    return given.measure.printed if given.measure.printed is not None else (low + high) / 2


def _subsets(given: Sequence[Given]) -> Iterator[tuple[Given, ...]]:
    for size in range(len(given), 1, -1):
        yield from combinations(given, size)
