"""Shares, gaps of two rates, and doublings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..patterns import lazy
from .arithmetic_changes import NOT_PLAIN, gap
from .arithmetic_growth import FROM, RATE, TO
from .arithmetic_terms import HUNDRED, LONGEST, STOP, Relation, Term, as_planned, number, step, triples
from .arithmetic_wording import of_those_due

_RATE_NAME = lazy(r"([一-鿿]{1,4})率(达到|达|为|是|均达|超过|超|约为)?$")
_CHANGED = lazy("同比|环比|增长|下降|提高|上升|降低|增幅|降幅|利率|税率|负债率|增加|减少")
_SHARE = lazy("^[，,（(]?(?:约)?占(?:比|[^，。；、]{0,6}的?比重|[^，。；、]{0,6}的?比例)?(?:为|达到?|约)?$|面为$")
_SHARE_OF = lazy("^[，,]?占[^，。；、]{1,20}$")
_OF_PLAN = lazy("^[，,（(]?完成[^，。；、]{0,8}(?:计划|任务|目标)的$")
_AMONG = lazy("^[^，。；、]{0,8}(?<!其)中")
# what a number is compared with is neither whole nor part
_BASE = lazy("(?:比|较|上年|去年|同期)[^，。；、]{0,12}$")
# 占年度计划的80%, 完成年度目标的95%: the whole is what was planned
_OF_WHAT_WAS_PLANNED = lazy(
    r"^[，,（(]?(?:已|仅)?(?:占|完成|达到?)[^，。；、占]{0,8}(?:计划|任务|目标|预算)[^，。；、]{0,5}?的?(?:比重|比例)?(?:为|达到?)?$"
)
_PLANNED = lazy("计划|任务|目标|预算")
_CARRIED_OUT = lazy("完成|实际|已|到位|落实|支出|实现")
# 占耕地面积的72%: the whole by its own name
_OF_NAMED = lazy(
    r"^[，,（(]?(?:约)?占(?:全[市县区镇乡局]|本[市县区局])?(?P<name>[^，。；、占]{2,10}?)(?:总数|总量|总额|总面积|面积|总人口)?的?(?:比重|比例)?(?:为|达到?|约)?$"
)
_WHOLE = lazy("总|全|一般公共|合计|共")
_IN_SHARE = lazy("^[，,（(]?占比(?:为|达到?|约)?$")
_MISSING = lazy(r"(?P<no>[缺未不漏])(?P<verb>[一-鿿])[一-鿿]{0,2}$")
_ALL_BEHIND = lazy("^[，,（(](?:年初|共|全年共|应|总共|一共|全部)[^，。；、比较增减]{0,8}$")
_WITHIN = lazy("^中的?(?:有|已)?$")
_DUE = lazy("应[^，。；、]{0,8}$")
_DONE = lazy("已|实")
_OF_TOTAL = lazy(r"占[^，。；、]{0,6}(总数|全部|其|总量|总人数|总户数|总面积)的?(比重|比例)?(为|达|达到)?$")


def shares(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield every rate of a part to a whole: a件…办结b件，办结率r%; W，其中P，占r%; P，占…W的r%; W中有P，占比r%."""
    for place, rate in enumerate(terms):
        if rate.measure.group != "percent" or _CHANGED.search(rate.before):
            continue
        if of_those_due(rate.before, [term.after for term in terms]):
            continue
        found = _whole_and_part(terms, place) or _whole_behind(terms, place)
        if found is None:
            continue
        whole, part = as_planned(found[0]), found[1]
        over = part.low > whole.high
        if over and not (_PLANNED.search(whole.before) and rate.low > 0):
            continue
        if whole.low <= 0 or whole.measure.loose or part.measure.loose:
            continue
        low, high = part.low / whole.high * HUNDRED, part.high / whole.low * HUNDRED
        high = high if over else min(high, HUNDRED)
        middle = (part.low + part.high) / (whole.low + whole.high) * HUNDRED
        working = f"{part.figure.text}÷{whole.figure.text}={number(middle)}%"
        if _is_missing(whole, part, rate):
            low, high, middle = HUNDRED - high, HUNDRED - low, HUNDRED - middle
            working = f"1−{part.figure.text}÷{whole.figure.text}={number(middle)}%"
        yield Relation(
            kind="share",
            total=rate.figure,
            parts=(part.figure, whole.figure),
            holds=low <= rate.high and rate.low <= high,
            sure=True,
            working=working,
            expected=f"{number(middle.quantize(step(rate)))}%",
        )


def _whole_and_part(terms: Sequence[Term], place: int) -> tuple[Term, Term] | None:
    """Return the whole and the part whose share the rate at ``place`` is, or None where its words do not say so."""
    rate = terms[place]
    earlier: list[Term] = []
    for term in reversed(terms[max(0, place - LONGEST) : place]):
        if term.measure.group == "percent" and earlier and not _CHANGED.search(term.before):
            # 淘汰90项、淘汰率19%，修订73项，占比约20%: what stands before another rate belongs to that
            break
        earlier.append(term)
        if STOP.search(term.before):
            break
    earlier = [term for term in earlier if not _BASE.search(term.before)]
    earlier = [term for term in earlier if term.measure.group not in ("percent", "date", "points", "multiple")]
    if len(earlier) < 2 or STOP.search(rate.before):
        return None
    last, first = earlier[0], earlier[1]
    for whole, part in ((first, last), (last, first)):
        if whole.before.startswith("、") and whole is first:
            continue
        if whole.measure.group == part.measure.group and _is_share(whole, part, rate, whole is first):
            return whole, part
    among = [term for term in earlier if _AMONG.search(term.after)]
    if len(among) == 1 and among[0] is not last and (_SHARE.search(rate.before) or _RATE_NAME.search(rate.before)):
        follower = earlier[earlier.index(among[0]) - 1]
        return (among[0], follower) if follower.measure.group == among[0].measure.group else None
    return None


def _whole_behind(terms: Sequence[Term], place: int) -> tuple[Term, Term] | None:
    """Return whole and part of 化解积案45件，化解率75%，共60件: one number before the rate, one behind."""
    rate, named = terms[place], _RATE_NAME.search(terms[place].before)
    if named is None or not 0 < place < len(terms) - 1 or "，" in rate.before.lstrip("，、,（("):
        return None
    part, whole = terms[place - 1], terms[place + 1]
    alone = place == 1 or STOP.search(part.before) is not None
    if not alone or part.measure.group != whole.measure.group or _BASE.search(part.before):
        return None
    stem = named[1][-2:]
    return (whole, part) if stem in part.before and _ALL_BEHIND.search(whole.before) else None


def _is_share(whole: Term, part: Term, rate: Term, whole_first: bool) -> bool:
    """Return whether the words before the numbers make ``rate`` the share of ``part`` in ``whole``."""
    if not whole_first:
        # 管理5600人，应管理6000人，管理率…;  民生支出62.4亿元，占…支出78.0亿元的82%
        named = _RATE_NAME.search(rate.before)
        due = named is not None and _DUE.search(whole.before) is not None and "，" not in rate.before.lstrip("，、,（(")
        return due or (_SHARE_OF.search(whole.before) is not None and rate.before in ("的", "的比重为", "的比重达"))
    if _OF_TOTAL.search(rate.before) or _SHARE.search(rate.before):
        return "其中" in part.before or (_IN_SHARE.search(rate.before) is not None and _of_one_kind(whole, part))
    if _OF_WHAT_WAS_PLANNED.search(rate.before):
        planned = _PLANNED.search(whole.before) is not None and _PLANNED.search(part.before) is None
        return planned and (_CARRIED_OUT.search(part.before) is not None or _WITHIN.search(part.before) is not None)
    of_named = _OF_NAMED.search(rate.before)
    if of_named is not None and of_named["name"] in whole.before and of_named["name"] not in part.before:
        return True
    if _OF_PLAN.search(rate.before):
        return re.search("计划|任务|目标", whole.before) is not None and "完成" in part.before
    named = _RATE_NAME.search(rate.before)
    if named is None or "，" in rate.before.lstrip("，、,（("):
        return False
    if _is_missing(whole, part, rate):
        return True
    stem = named[1][-2:]
    said = part.before.lstrip("，、,其中")
    # 测评发放票数80张，满意76张，满意率…: the part opens with the words of the rate, whatever the whole is of
    if len(stem) == 2 and said[:2] in (stem, named[1][:2]) and not whole.before.endswith(stem):
        return True
    # 受理128件、办结114件，办结率…: the verb of the rate belongs to the part and not to the whole
    if stem in part.before and stem not in whole.before:
        return True
    if _DUE.search(whole.before) and (_DONE.search(part.before) or stem in part.before):
        return True
    return any(letter in part.before and letter not in whole.before for letter in stem if letter not in "完成人数")


def _of_one_kind(whole: Term, part: Term) -> bool:
    """Return whether both end in one word and the first is said to be of all: 一般公共预算支出、民生支出."""
    name = re.split("[，、。；：]", whole.before)[-1]
    return _WHOLE.search(name) is not None and len(name) > 2 and part.before.endswith(name[-2:])


def _is_missing(whole: Term, part: Term, rate: Term) -> bool:
    """Return whether the rate is of those who are not in ``part``: 报名a人，实际参考b人，缺考率r%."""
    named = _RATE_NAME.search(rate.before)
    missing = _MISSING.search(named[1]) if named is not None else None
    if missing is None or missing["no"] in part.before or missing["no"] in whole.before:
        return False
    return part.before.endswith(missing["verb"]) and re.search("报名|应|共|通知|登记", whole.before) is not None


def points(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由X%提高到Y%，提高Z%: where Z is the gap of both, it is percentage points."""
    for first, second, third in triples(terms):
        if first.measure.group != "percent" or second.measure.group != "percent":
            continue
        if not (FROM.search(first.before) and TO.search(second.before) and RATE.search(third.before)):
            continue
        if third.measure.group not in ("percent", "points") or NOT_PLAIN.search(third.before):
            continue
        relation = gap(first, second, third)
        if relation is not None:
            yield relation


def multiples(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由A翻n番到B: B must be A times 2ⁿ."""
    for first, second, third in triples(terms):
        if second.figure.unit != "番" or first.measure.group != third.measure.group:
            continue
        if not FROM.search(first.before) or first.measure.group in ("percent", "date") or first.low <= 0:
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
