"""Statements in a text that can be worked out: parts and totals, growth, shares, points, doublings.

Every printed value is the interval its digits allow, so a statement fails only when no values that round to what is
printed could satisfy it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Context as Arithmetic
from decimal import Decimal, localcontext
from typing import Literal

from ..model import Document, Figure
from .grounding_values import DATES, Measure, measure

RelationKind = Literal["sum", "growth", "share", "points", "multiple"]

_ARITHMETIC = Arithmetic(prec=28)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One number of a statement."""

    figure: Figure
    """Where it is printed."""
    measure: Measure
    """Its value in the base unit of its class."""
    low: Decimal
    """Smallest value the print allows."""
    high: Decimal
    """Largest."""
    before: str
    """Words between the number before it (or the sentence's start) and it."""
    after: str
    """Words between it and the next number (or the sentence's end)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A statement that can be worked out, and whether it holds."""

    kind: RelationKind
    """What is claimed."""
    total: Figure
    """The number that follows from the others."""
    parts: tuple[Figure, ...]
    """The others."""
    holds: bool
    """Whether some values that print so satisfy it."""
    sure: bool
    """Whether it must hold; a list after 其中 may leave things out, so that one only helps when it does."""
    working: str
    """The computation in one line: ``32+32+14=78``."""
    expected: str
    """What the total would be, as a number with its unit; '' where that is not clear."""


def relations(document: Document) -> tuple[Relation, ...]:
    """Return every statement of ``document`` that can be worked out, in reading order, holding or not."""
    found: list[Relation] = []
    with localcontext(_ARITHMETIC):
        for terms in _terms_by_sentence(document):
            if len(terms) > 1:
                for find in (_sums, _growth, _directions, _shares, _points, _multiples):
                    found.extend(find(terms))
    return tuple(sorted(found, key=lambda r: (r.total.span, r.kind)))


def _terms_by_sentence(document: Document) -> Iterator[list[Term]]:
    figures = [f for f in document.figures if f.checkable]
    place = 0
    for sentence in document.sentences:
        while place < len(figures) and figures[place].span.start < sentence.span.start:
            place += 1
        first = place
        while place < len(figures) and figures[place].span.start < sentence.span.end:
            place += 1
        yield list(_terms(document.text, figures[first:place], sentence.span.start, sentence.span.end))


def _terms(text: str, figures: Sequence[Figure], start: int, end: int) -> Iterator[Term]:
    for index, figure in enumerate(figures):
        value = measure(figure)
        if not isinstance(value.low, Decimal) or not isinstance(value.high, Decimal) or figure.kind == "ordinal":
            if figure.kind not in DATES:
                continue
            value = Measure(group="date", low=Decimal(0), high=Decimal(0), loose=False)
        assert isinstance(value.low, Decimal) and isinstance(value.high, Decimal)
        before = figures[index - 1].span.end if index else start
        after = figures[index + 1].span.start if index + 1 < len(figures) else end
        yield Term(
            figure=figure,
            measure=value,
            low=value.low,
            high=value.high,
            before=text[before : figure.span.start],
            after=text[figure.span.end : after],
        )


def number(value: Decimal) -> str:
    """Return ``value`` as people write it: no exponent, no closing zeros."""
    rounded = value.quantize(Decimal("0.01")) if value.as_tuple().exponent not in (0, 1) else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- sums ---------------------------------------------------------------------------------------------------------

_OF_WHICH = re.compile(r"其中[，：:]?")
_SUM_UP = re.compile(r"(合计|总计|共计|一共|总共)(为|达|达到|有)?[^，。；：、]{0,6}$")
_STOP = re.compile(r"[。；;！？]")
_OPEN_LIST = re.compile(r"[等约近]")
_COMPARED = re.compile(r"(比|较)[^，。；]*(增加|减少|提高|多|少|下降)[^，。；]{0,3}$")
_OVERLAP = re.compile(r"女|党员|少数民族|其中|以上|以下|学历|年轻|累计|同比|比上年|较|首次|新")


def _sums(terms: Sequence[Term]) -> Iterator[Relation]:
    yield from _totals_first(terms)
    yield from _totals_last(terms)


def _totals_first(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield N个，其中A a个、B b个: a list that may leave things out, hence sure only where it says too much or nearly all."""
    for place, total in enumerate(terms[:-1]):
        if not _OF_WHICH.search(total.after) or _STOP.search(total.after) or total.measure.group in ("percent", "date"):
            continue
        if _COMPARED.search(total.before):
            continue
        parts = _run(terms, place + 1, total.measure.group)
        whole = next((parts[:size] for size in range(2, len(parts) + 1) if _adds_up(total, parts[:size])), None)
        if whole is not None:
            yield _sum(total, whole, True, True)
            continue
        parts = _enumerated(parts)
        if len(parts) < 2:
            continue
        low, high = _total(parts)
        listed = "".join(part.before for part in parts).replace("其中", "", 1)
        exact = not _OVERLAP.search(listed) and not _OPEN_LIST.search(listed + parts[-1].after[:1])
        yield _sum(total, parts, False, exact and (low > total.high or _near((low + high) / 2, (total.low + total.high) / 2)))


def _total(parts: Sequence[Term]) -> tuple[Decimal, Decimal]:
    return sum((p.low for p in parts), Decimal(0)), sum((p.high for p in parts), Decimal(0))


def _adds_up(total: Term, parts: Sequence[Term]) -> bool:
    low, high = _total(parts)
    return low <= total.high and total.low <= high


def _enumerated(parts: Sequence[Term]) -> list[Term]:
    """Return the leading parts that only 、 separates: after a comma the sentence may speak of something else."""
    kept = list(parts[:1])
    for part in parts[1:]:
        if "，" in part.before or "、" not in part.before:
            break
        kept.append(part)
    return kept


def _totals_last(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield A a个、B b个，合计N个: the numbers of that unit since the sentence or clause group began must add up."""
    for place, total in enumerate(terms):
        if place < 2 or not _SUM_UP.search(total.before) or total.measure.group in ("percent", "date"):
            continue
        parts: list[Term] = []
        for part in reversed(terms[:place]):
            follower = part.after
            if _STOP.search(follower) or part.measure.group != total.measure.group:
                break
            parts.insert(0, part)
            if _OF_WHICH.search(part.before):
                parts = []
                break
        if len(parts) >= 2:
            holds = _adds_up(total, parts)
            yield _sum(total, parts, holds, holds or not any("累计" in p.before for p in (*parts, total)))


def _run(terms: Sequence[Term], first: int, group: str) -> list[Term]:
    """Return the numbers of ``group`` from ``first`` on, up to the end of the list they make."""
    parts: list[Term] = []
    for term in terms[first:]:
        if parts and (_STOP.search(term.before) or not _listed(term.before)):
            break
        if term.measure.group != group:
            break
        parts.append(term)
    return parts


def _listed(gap: str) -> bool:
    return len(gap) <= 30 and gap.count("，") + gap.count("、") + gap.count(",") >= 1 and gap.count("，") <= 1


def _near(value: Decimal, other: Decimal) -> bool:
    """Return whether two totals differ by little, or in one digit, as a slip would make them."""
    if abs(value - other) * 33 <= max(value, other):
        return True
    left, right = number(value), number(other)
    return len(left) == len(right) >= 3 and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _sum(total: Term, parts: Sequence[Term], holds: bool, sure: bool) -> Relation:
    value = sum(((p.low + p.high) / 2 for p in parts), Decimal(0))
    said = "+".join(p.figure.text for p in parts)
    return Relation(
        kind="sum",
        total=total.figure,
        parts=tuple(p.figure for p in parts),
        holds=holds,
        sure=sure,
        working=f"{said}{'=' if holds else '≠'}{total.figure.text}",
        expected=f"{number(value)}{total.figure.unit}",
    )


# --- growth -------------------------------------------------------------------------------------------------------

_UP = "增长|增加|提高|上升|增幅|上涨|扩大|提升|增至|升至|增到"
_DOWN = "下降|减少|降低|下滑|压减|缩减|减至|降至|回落"
_FROM = re.compile(r"(由|从)[^，。；、]{0,24}$")
_TO = re.compile(rf"^[^，。；、由从]{{0,8}}?({_UP}|{_DOWN}|达|跃升|发展)[^，。；、由从]{{0,8}}?(到|至|为|达)?[^，。；、由从]{{0,12}}$")
_RATE = re.compile(
    rf"^[，、,（(]?(?:同比|比上年|较上年|[一二三四五六七八九十两\d]+年间?|期间|累计|总共|共|即|净|总体)?({_UP}|{_DOWN})(?:了|幅度?达?|率?为)?$"
)
_NOT_PLAIN = re.compile(r"年均|平均|每年|可比|实际|不变价|名义|递增|分别|左右|扣除|国内生产总值|GDP|生产总值|增加值|国民收入|总产值|国民生产")
_WENT_DOWN = re.compile(f"({_DOWN})")


def _growth(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由A增加到B，增长r%: r must be B over A, less one, in some reading of the digits."""
    for first, second, third in _triples(terms):
        if not (_FROM.search(first.before) and _TO.search(second.before)):
            continue
        if first.measure.group != second.measure.group or first.measure.group in ("percent", "date"):
            continue
        if third.measure.group not in ("percent", "multiple") or not _RATE.search(third.before):
            continue
        if _NOT_PLAIN.search(first.before + second.before + third.before + third.after[:6]):
            continue
        if first.low <= 0 or (third.figure.unit == "番"):
            continue
        down = bool(_WENT_DOWN.search(third.before))
        if down == (first.low < second.low):
            continue
        yield _rate(first, second, third, down)
    yield from _increments(terms)


_RISES = re.compile(r"^[^，。；、由从比]{0,10}?(增加|提高|增长|上升|扩大|上涨|提升|增至|升至|增到|跃升|攀升)")
_RANK = re.compile(r"排名|排位|名次|位次|位居|位列|第$")
_FALLS = re.compile(r"^[^，。；、由从比]{0,10}?(下降|减少|降低|下滑|压减|缩减|减至|降至|回落|压缩|缩短|降到|减到)")


def _directions(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由A增加到B: B must be above A, and below it where the verb says so."""
    for first, second in _pairs(terms):
        if not (_FROM.search(first.before) and _TO.search(second.before)) or first.measure.group == "date":
            continue
        if _RANK.search(first.before):
            continue
        up, down = _RISES.search(second.before), _FALLS.search(second.before)
        if first.measure.group != second.measure.group or (up is None) == (down is None):
            continue
        holds = first.low <= second.high if up else second.low <= first.high
        yield Relation(
            kind="growth",
            total=second.figure,
            parts=(first.figure,),
            holds=holds,
            sure=True,
            working=f"{first.figure.text}→{second.figure.text}，{'升' if first.low < second.low else '降'}",
            expected="",
        )


def _pairs(terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Yield each two numbers in a row, dates left out, their gaps joined."""
    kept = [*_without_dates(terms)]
    yield from zip(kept, kept[1:], strict=False)


def _increments(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield B，比上年增加C，增长r%: r must be C over what B was before."""
    for level, change, rate in _triples(terms):
        if level.measure.group != change.measure.group or level.measure.group in ("percent", "date", "points"):
            continue
        if rate.measure.group != "percent" or not (_RATE.search(change.before) and _RATE.search(rate.before)):
            continue
        if _NOT_PLAIN.search(level.before[-12:] + change.before + rate.before + rate.after[:6]):
            continue
        down = bool(_WENT_DOWN.search(change.before))
        if re.search(r"(比|较|由|从)[^，。；]*$", level.before):
            continue
        if down != bool(_WENT_DOWN.search(rate.before)) or level.low <= change.high:
            continue
        sign = -1 if down else 1
        ends = [c / (b - sign * c) * _HUNDRED for c in (change.low, change.high) for b in (level.low, level.high)]
        middle = (change.low + change.high) / (level.low + level.high - sign * (change.low + change.high)) * _HUNDRED
        yield Relation(
            kind="growth",
            total=rate.figure,
            parts=(level.figure, change.figure),
            holds=min(ends) <= rate.high and rate.low <= max(ends),
            sure=True,
            working=f"{change.figure.text}÷（{level.figure.text}{'+' if down else '−'}{change.figure.text}）={number(middle)}%",
            expected=f"{number(middle.quantize(_step(rate)))}%",
        )


def _triples(terms: Sequence[Term]) -> Iterator[tuple[Term, Term, Term]]:
    """Yield each three numbers in a row, dates left out, their gaps joined."""
    kept = [*_without_dates(terms)]
    yield from zip(kept, kept[1:], kept[2:], strict=False)


def _without_dates(terms: Sequence[Term]) -> Iterator[Term]:
    gap = ""
    for term in terms:
        if term.measure.group == "date":
            gap += term.before + term.figure.text
            continue
        before = gap + term.before
        gap = ""
        yield term if before == term.before else _with_before(term, before)


def _with_before(term: Term, before: str) -> Term:
    return Term(
        figure=term.figure, measure=term.measure, low=term.low, high=term.high, before=before, after=term.after
    )


def _rate(base: Term, result: Term, rate: Term, down: bool) -> Relation:
    unit = _HUNDRED if rate.measure.group == "percent" else Decimal(1)
    bounds = sorted(
        ((r - b) / b * unit * (-1 if down else 1)) for r in (result.low, result.high) for b in (base.low, base.high)
    )
    # 增长1.5倍 is at times said of a result 1.5 times the base: both readings count
    other = [bound + unit for bound in bounds] if rate.measure.group == "multiple" else bounds
    holds = any(low[0] <= rate.high and rate.low <= low[-1] for low in (bounds, other))
    middle = ((result.low + result.high) / (base.low + base.high) - 1) * unit * (-1 if down else 1)
    return Relation(
        kind="growth",
        total=rate.figure,
        parts=(base.figure, result.figure),
        holds=holds,
        sure=True,
        working=f"{base.figure.text}→{result.figure.text}，{'降' if down else '增'}{number(middle)}{rate.figure.unit}",
        expected=f"{number(middle.quantize(_step(rate)))}{rate.figure.unit}",
    )


def _step(term: Term) -> Decimal:
    """Return the place value of the last digit printed."""
    digits = re.search(r"\.(\d+)", term.figure.text)
    return Decimal(1).scaleb(-len(digits[1])) if digits else Decimal(1)


# --- shares -------------------------------------------------------------------------------------------------------

_RATE_NAME = re.compile(r"([一-鿿]{1,4})率(达到|达|为|是|均达|超过|超|约为)?$")
_OF_TOTAL = re.compile(r"占(总数|全部|其|总量|总人数|总户数)的?(比重|比例)?(为|达|达到)?$")


def _shares(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield a件 … 办结b件，办结率r%: the rate's own name must stand before the second number."""
    for whole, part, rate in _triples(terms):
        if rate.measure.group != "percent" or whole.measure.group != part.measure.group:
            continue
        if whole.measure.group in ("percent", "date", "points") or _STOP.search(part.before + rate.before):
            continue
        if whole.low <= 0 or part.low > whole.high or not _is_share(whole, part, rate):
            continue
        low, high = part.low / whole.high * _HUNDRED, min(part.high / whole.low, Decimal(1)) * _HUNDRED
        middle = (part.low + part.high) / (whole.low + whole.high) * _HUNDRED
        yield Relation(
            kind="share",
            total=rate.figure,
            parts=(part.figure, whole.figure),
            holds=low <= rate.high and rate.low <= high,
            sure=True,
            working=f"{part.figure.text}÷{whole.figure.text}={number(middle)}%",
            expected=f"{number(middle.quantize(_step(rate)))}%",
        )


def _is_share(whole: Term, part: Term, rate: Term) -> bool:
    named = _RATE_NAME.search(rate.before)
    if named is None:
        return _OF_TOTAL.search(rate.before) is not None and "其中" in part.before
    stem = named[1][-2:]
    # 受理128件、办结114件，办结率…: the verb of the rate belongs to the part and not to the whole
    return stem in part.before and stem not in whole.before and "，" not in rate.before.lstrip("，、,（(")


# --- points and multiples -----------------------------------------------------------------------------------------


def _points(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由X%提高到Y%，提高Z%: where Z is the gap of both, it is percentage points."""
    for first, second, third in _triples(terms):
        if not (_FROM.search(first.before) and _TO.search(second.before) and _RATE.search(third.before)):
            continue
        if first.measure.group != "percent" or second.measure.group != "percent":
            continue
        if third.measure.group not in ("percent", "points") or _NOT_PLAIN.search(third.before):
            continue
        low, high = _gap(first, second)
        is_gap = low <= third.high and third.low <= high
        if third.measure.group == "percent" and not is_gap:
            continue
        middle = abs(second.low + second.high - first.low - first.high) / 2
        yield Relation(
            kind="points",
            total=third.figure,
            parts=(first.figure, second.figure),
            holds=third.measure.group == "points" and is_gap,
            sure=True,
            working=f"{second.figure.text}−{first.figure.text}={number(middle)}个百分点",
            expected=f"{number(middle)}个百分点",
        )


def _gap(first: Term, second: Term) -> tuple[Decimal, Decimal]:
    ends = [abs(b - a) for a in (first.low, first.high) for b in (second.low, second.high)]
    return min(ends), max(ends)


_LESS = re.compile(rf"({_DOWN}|缩小|缩短|低)[^，。；]{{0,6}}$")


def _multiples(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由A翻n番到B: B must be A times 2ⁿ."""
    for first, second, third in _triples(terms):
        if second.figure.unit != "番" or first.measure.group != third.measure.group:
            continue
        if not _FROM.search(first.before) or first.measure.group in ("percent", "date") or first.low <= 0:
            continue
        if not re.search(r"^[^，。；]{0,4}(到|至|达到|达)[^，。；]{0,4}$", third.before):
            continue
        factor = 2 ** int(second.low)
        holds = first.low * factor <= third.high and third.low <= first.high * factor
        yield Relation(
            kind="multiple",
            total=second.figure,
            parts=(first.figure, third.figure),
            holds=holds or second.measure.loose,
            sure=True,
            working=f"{first.figure.text}×{factor}{'=' if holds else '≠'}{third.figure.text}",
            expected="",
        )


def fewer_by_multiples(document: Document) -> Iterator[Figure]:
    """Yield every 倍 that something is said to have fallen by: nothing falls by more than the whole of itself."""
    for terms in _terms_by_sentence(document):
        for term in terms:
            if term.figure.unit == "倍" and term.low >= 1 and _LESS.search(term.before):
                yield term.figure
