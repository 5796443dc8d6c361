"""Parts and totals: A a件、B b件，合计N件, and N个，其中A a个、B b个."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..patterns import lazy
from .arithmetic_adding import adds_up, statement, total_of
from .arithmetic_terms import LONGEST, STOP, Relation, Term, number

_OF_WHICH = lazy(r"其中[，：:]?")
_SUM_UP = lazy(r"(合计|总计|共计|一共|总共)(为|达|达到|有)?[^，。；：、]{0,6}$")
_IN_BRACKETS = lazy(r"^[^，。；（）()]{0,6}[（(](?!含|较|比|同比|占|约)")
_IN_ALL = lazy(r"^[）)]?[，,]?(共|[＝=]|等于)(为|有|达|是)?$")
_NEXT_PART = lazy(r"^[^，。；：！？\n（）()]{0,14}$")
_PLUS = frozenset("+＋")
_OPEN_LIST = lazy(r"[等约近]")
COMPARED = lazy(r"(比|较)[^，。；]*(增加|减少|提高|多|少|下降)[^，。；]{0,3}$")
"""Words before a number that is a change, not a total."""
_OVERLAP = lazy(r"女|少数民族|其中|以上|以下|学历|年轻|累计|同比|比上年|较上年|较去年|首次")
_BOTH = lazy(r"男[^女]*女|女[^男]*男")


def sums(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield every total of ``terms`` with the parts that are listed for it."""
    yield from _totals_first(terms)
    yield from _totals_last(terms)
    yield from _totals_in_all(terms)


def _totals_first(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield N个，其中A a个、B b个: a list that may leave things out, sure only where it says too much or nearly all."""
    for place, total in enumerate(terms[:-1]):
        opened = _IN_BRACKETS.match(total.after) is not None
        if not (opened or _OF_WHICH.search(total.after)) or STOP.search(total.after):
            continue
        if total.measure.group in ("percent", "date"):
            continue
        if COMPARED.search(_said_before(terms, place)):
            continue
        parts = _run(terms, place + 1, total.measure.group)
        if opened:
            parts = _in_brackets(parts)
        whole = next((parts[:size] for size in range(2, len(parts) + 1) if adds_up(total, parts[:size])), None)
        if whole is not None:
            yield statement(total, whole, holds=True, sure=True)
            continue
        parts = _enumerated(parts)
        if len(parts) < 2:
            continue
        low, high = total_of(parts)
        listed = "".join(part.before for part in parts).replace("其中", "", 1)
        listed = listed.replace("女", "") if _BOTH.search(listed) else listed
        exact = not _OVERLAP.search(listed) and not _OPEN_LIST.search(listed + parts[-1].after[:1])
        near = total.high < low < total.high * 2 or _near((low + high) / 2, (total.low + total.high) / 2)
        yield statement(total, parts, holds=False, sure=exact and near)


def _in_brackets(parts: Sequence[Term]) -> list[Term]:
    """Return the leading ``parts`` up to the one a bracket closes right after; none where it closes elsewhere."""
    for place, part in enumerate(parts):
        if part.after[:1] in ("）", ")"):
            return list(parts[: place + 1])
        if "）" in part.after or ")" in part.after:
            break
    return []


def _said_before(terms: Sequence[Term], place: int) -> str:
    """Return the words before the number at ``place``, a date right before it included: 比上年增加."""
    before = terms[place].before
    if place and terms[place - 1].measure.group == "date":
        return terms[place - 1].before + terms[place - 1].figure.text + before
    return before


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
        for part in reversed(terms[max(0, place - LONGEST) : place]):
            follower = part.after
            if STOP.search(follower) or part.measure.group != total.measure.group:
                break
            parts.insert(0, part)
            if _OF_WHICH.search(part.before):
                parts = []
                break
        if len(parts) >= 2:
            holds = adds_up(total, parts)
            sure = not any("累计" in p.before for p in (*parts, total)) and _of_one_size(total, parts)
            yield statement(total, parts, holds=holds, sure=holds or sure)


def _totals_in_all(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield A a个、B b个，共N个, and a+b共N个: a list right before the total, the number right after 共."""
    for place, total in enumerate(terms):
        if place < 2 or not _IN_ALL.search(total.before) or total.measure.group in ("percent", "date"):
            continue
        parts = [terms[place - 1]]
        for part in reversed(terms[max(0, place - LONGEST) : place - 1]):
            if not _NEXT_PART.search(parts[0].before) or not _joined(part, parts[0]):
                break
            parts.insert(0, part)
        added = all(part.before in _PLUS for part in parts[1:])
        same = {part.measure.group for part in parts} <= {total.measure.group, *(("number",) if added else ())}
        said = "".join(part.before for part in parts) + total.after[:8]
        if len(parts) < 2 or not same or _OVERLAP.search(_BOTH.sub("", said)) or any(p.measure.loose for p in parts):
            continue
        yield statement(total, parts, holds=adds_up(total, parts), sure=True)


def _joined(part: Term, following: Term) -> bool:
    """Return whether two numbers are items of one list: 甲6个、乙1个, or 6+1."""
    return following.before in _PLUS or (
        part.figure.unit == following.figure.unit and following.before[:1] in ("、", "和", "与", "及")
    )


def _run(terms: Sequence[Term], first: int, group: str) -> list[Term]:
    """Return the numbers of ``group`` from ``first`` on, up to the end of the list they make."""
    parts: list[Term] = []
    for term in terms[first : first + LONGEST]:
        if parts and (STOP.search(term.before) or not _listed(term.before)):
            break
        if term.measure.group != group:
            break
        parts.append(term)
    return parts


def _listed(gap: str) -> bool:
    return len(gap) <= 30 and gap.count("，") + gap.count("、") + gap.count(",") >= 1 and gap.count("，") <= 1


def _of_one_size(total: Term, parts: Sequence[Term]) -> bool:
    """Return whether ``parts`` come near enough to ``total`` to be meant for it: 5个大人、3个小孩一共装满40个袋子."""
    low, high = total_of(parts)
    if any(part.low == total.low for part in parts):
        return False
    return low < total.high * 2 and high * 2 > total.low


def _near(value: Decimal, other: Decimal) -> bool:
    """Return whether two totals differ by little, or in one digit, as a slip would make them."""
    if abs(value - other) * 33 <= max(value, other):
        return True
    if abs(value - other) * 10 > max(value, other):
        # 467处，其中国家级3处、省级26处、市县级138处: a list that leaves most of them out
        return False
    left, right = number(value), number(other)
    return len(left) == len(right) >= 3 and sum(a != b for a, b in zip(left, right, strict=True)) == 1
