"""Whether two mentions are one metric with two values: how their words align, weighed by how the numbers differ."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import log10
from typing import NamedTuple

from ..patterns import lazy
from .grounding_values import compare, significant
from .repeated_metrics import Mention, aspect_of, bare_words, bigrams, is_definite, is_plain, is_sure, place_of, when

FAR, HALF, CLOSE, SLIP, SWAPPED = -1, 0, 1, 2, 3
"""How like a slip of the pen two unlike numbers look: no relation, within a factor of two, within a quarter, one digit
or the magnitude, two neighbouring digits changed places."""

_RESTRICTS = lazy(
    "其中|公办|民办|公立|私立|城区|城市|农村|城镇|乡村|[省市县国][级外]|国家级|重点|规模|规上|新增|净增|新建|改建|扩建|新|人均|户均|平均|日均|月均|首次|最|未|剩余"
    "|男|女|境[内外]|国内|国际|本级|[网线][上下]|电子|青年|少儿|老年|困难|特困|残疾|工业|农业|服务业|镇|乡|街道|村|社区|县|公司|上报|计划|目标|任务|同比|环比"
    "|[高中低]级|一般|特别|特种|专项|直接|间接|整改|处罚|再|实际|预算|决算|[减增]"
)
_TELLS_APART = frozenset("新未非无不首次初末男女东西南北上下前后左右大小甲乙丙丁农城省县镇乡村一二三四五六七八九十公民")
_FAINT = lazy(
    "享受|惠及|金额|促成|达成|吸引|推动|带动|帮助|实施|落实|优化|提升|成效|工作|情况|活动|方面|业绩|规模|群众|免费|参评|主要|成果|建设|数字"
    "|显示|结果|统计|数据|总[额数量]|面积|数量|人数|户数|资金|长度|里程|工程|正文|摘要|公司|集团|学校|医院|单位"
)
_BODY = lazy("学校|医院|公司|集团|单位|中心|支部|法院")
_GENERIC = frozenset(
    word
    for line in (
        "投资 资金 收入 项目 企业 案件 面积 产值 人员 问题 隐患 建筑 补贴",
        "奖励 工程 活动 会议 培训 群众 单位 干部 价格 职工 场所 机构 经费",
    )
    for word in line.split()
)
"""Words of two characters that name nothing alone."""
_BLOCK, _NAMED = 2, 6
_STOP = lazy("[。！？；\n]")


class Aligned(NamedTuple):
    """What two mentions share of their words."""

    shared: int
    """How many characters."""
    left: str
    """What only the first says."""
    right: str
    """What only the second says."""


def closeness(one: Mention, other: Mention) -> int:
    """Return how like a slip the difference of two values looks, `FAR` to `SWAPPED`."""
    if one.size == other.size or one.size <= 0 or other.size <= 0:
        return FAR
    ratio = one.size / other.size
    power = round(log10(ratio))
    if (
        not 0.5 <= ratio <= 2
        and not 0.1 < ratio < 10
        and (power not in _POWERS or abs(ratio / 10.0**power - 1) > _EXACT)
    ):
        return FAR
    first, second = one.value.printed, other.value.printed
    assert first is not None and second is not None
    left, right = _as_coarse(*(_digits(mention, one.figure.unit == other.figure.unit) for mention in (one, other)))
    size = max(len(left), len(right))
    if left == right:
        return FAR if size < 2 or power not in _POWERS else SLIP if size == 2 else SWAPPED
    if first.adjusted() == second.adjusted():
        left, right = left.ljust(size, "0"), right.ljust(size, "0")
        places = [place for place in range(size) if left[place] != right[place]]
        if len(places) == 2 and places[1] == places[0] + 1 and sorted(left) == sorted(right):
            return SWAPPED if size > 2 else SLIP
        if len(places) == 1 and size > 2:
            return SLIP
    if 0.8 <= ratio <= 1.25:
        return CLOSE
    return HALF if 0.5 <= ratio <= 2 else FAR


def _digits(mention: Mention, alike: bool) -> str:
    """Return the digits printed; of the value in its base unit where units are not ``alike``."""
    low, high = mention.figure.low, mention.figure.high
    if alike and mention.figure.hedge is None and isinstance(low, Decimal) and isinstance(high, Decimal):
        return _significant(low if low == high else (low + high) / 2)
    assert mention.value.printed is not None
    return _significant(mention.value.printed)


_significant = lru_cache(maxsize=4096)(significant)


def _as_coarse(left: str, right: str) -> tuple[str, str]:
    """Return two numbers' digits, the longer one rounded to the places of the other: 58421 beside 5.48万 is 584."""
    least = min(len(left), len(right))
    if least < 3 or len(left) == len(right) or max(len(left), len(right)) < least + 2:
        return left, right
    return tuple(str(round(int(one) / 10 ** (len(one) - least))) for one in (left, right))  # type: ignore[return-value]


_POWERS = frozenset((-8, -4, -3, -2, -1, 1, 2, 3, 4, 8))
_EXACT = 1e-9
_HEDGED = 3
_HEDGES = frozenset(("over", "under", "about"))


def differ(one: Mention, other: Mention) -> bool:
    """Return whether the values cannot be one, rounding and hedges honoured."""
    if _exactly(one) and _exactly(other) and abs(one.size - other.size) > max(one.size, other.size) * 0.01:
        return True
    if compare(one.value, other.value) != "apart" or compare(other.value, one.value) != "apart":
        return False
    return not (_beyond(one, other) or _beyond(other, one))


def _beyond(hedged: Mention, exact: Mention) -> bool:
    """Return whether 超100家 leaves room for 130家."""
    low, high = hedged.value.printed, exact.value.printed
    if low is None or high is None:
        return True
    if hedged.figure.hedge in ("over", "at_least", "more_than_trailing"):
        return high > low
    return hedged.figure.hedge in ("under", "at_most") and high < low


def _exactly(mention: Mention) -> bool:
    """Return whether so many digits are printed that a hedge tells little: 突破312.7万人次 is no round number."""
    hedge = mention.figure.hedge
    return (hedge is None or hedge in _HEDGES) and mention.size > 0 and len(_digits(mention, True)) > _HEDGED


def align(one: Mention, other: Mention) -> Aligned:
    """Return what the words of two mentions share, in blocks of two characters and more, and what is left of each.

    What stands behind a shared noun is dropped: 网格员实现全区覆盖 and 网格员每日巡查 share their noun and that is all.
    """
    left, right = one.words, other.words
    if left == right or sorted(left) == sorted(right):
        return Aligned(len(left), "", "")
    shared, *kept = _blocks(left, right)
    rests = []
    for mention, chars in zip((one, other), kept, strict=True):
        end = max(chars.rfind("，") + 1, len(mention.core)) if mention.noun else len(chars)
        rests.append(chars[:end])
    return Aligned(shared, *rests)


def _blocks(left: str, right: str) -> tuple[int, str, str]:
    """Return how many characters two strings share in blocks, and both with these blanked out as ，."""
    shared, kept = 0, [list(left), list(right)]
    while True:
        size, a, b = _longest(kept[0], kept[1])
        if size < _BLOCK:
            return shared, *("".join(chars).replace("；", "，") for chars in kept)  # type: ignore[return-value]
        shared += size
        kept[0][a : a + size] = ["，"] * size
        kept[1][b : b + size] = ["；"] * size


def _longest(left: list[str], right: list[str]) -> tuple[int, int, int]:
    best = (0, 0, 0)
    for a in range(len(left) - 1):
        for b in range(len(right) - 1):
            if left[a] != right[b]:
                continue
            size = 1
            while a + size < len(left) and b + size < len(right) and left[a + size] == right[b + size]:
                size += 1
            if size > best[0]:
                best = (size, a, b)
    return best


def _unsaid(rest: str, mention: Mention, text: str, alone: bool) -> str:
    """Return what of ``rest`` the sentence and the heading of ``mention`` do not say either.

    ``alone``: the other has nothing of its own to say, so that a single character tells little: 产量 for 总产量.
    """
    if not rest.strip("，"):
        return ""
    said = bigrams(_sentence(mention, text) + mention.heading)
    found = []
    for piece in rest.split("，"):
        piece = _FAINT.sub("", piece)
        chars = [
            char
            for place, char in enumerate(piece)
            if not (piece[place : place + 2] in said or (place and piece[place - 1 : place + 1] in said))
        ]
        if len(piece) == 1:
            chars = [piece] if piece in _TELLS_APART or not alone else []
        found += chars
    return "".join(found)


def _sentence(mention: Mention, text: str) -> str:
    """Return the sentence of ``mention`` up to a few words behind it."""
    end = mention.figure.span.end
    return text[mention.start : end] + _STOP.split(text[end : end + 16], maxsplit=1)[0]


def one_metric(one: Mention, other: Mention, text: str) -> bool:
    """Return whether two mentions with unlike values can only be meant for one value."""
    near = closeness(one, other)
    if near == FAR or (near < SLIP and not _of_one_stem(one, other)) or not differ(one, other):
        return False
    aligned = align(one, other)
    if aligned.shared < 2 or not _apart(one, other, text):
        return False
    doer = _doer_apart(one, other, aligned, text)
    if doer is not None:
        return doer
    left, right = aligned.left.replace("，", ""), aligned.right.replace("，", "")
    if one.part or other.part:
        # 其中酒驾612起 … 查处酒驾621起: what is among others and what is done with it are two, slips of the pen apart
        acts = _NEUTRAL.sub("", left + right)
        if one.part == other.part or near < SWAPPED or acts or aligned.shared < 3:
            return False
    if left and right and _BODY.search(left) and _BODY.search(right):
        return False
    if one.start != other.start:
        alone = not (_FAINT.sub("", left) and _FAINT.sub("", right))
        left, right = _unsaid(aligned.left, other, text, alone), _unsaid(aligned.right, one, text, alone)
    rest = left or right
    if (left and right) or (rest and (near < SLIP or _RESTRICTS.search(rest))):
        return False
    if not _same_time(one, other, text) or not _same_place(one, other, text) or _other_aspect(one, other, text):
        return False
    if not rest:
        whole = not aligned.left.strip("，") and not aligned.right.strip("，")
        return _told_again(one, other, aligned.shared, near, whole, text)
    if left and aligned.shared >= 4 and near >= SLIP and (is_definite(other, text) or near == SWAPPED):
        return _topics_meet(one, other, text)
    if (
        left
        and near == SWAPPED
        and not other.core
        and (aligned.shared == 3 or len(left) <= 3 or is_definite(other, text))
    ):
        return aligned.shared > 2 or other.words not in _GENERIC
    wanted = 4 if near == SWAPPED else 5
    return len(rest) <= 4 and aligned.shared >= wanted and _topics_meet(one, other, text)


def _doer_apart(one: Mention, other: Mention, aligned: Aligned, text: str) -> bool | None:
    """Return whether two mentions are one metric, and one names who did it: 园林局新增绿地46公顷, 新增绿地48公顷.

    None where nobody is named, or more stands apart.
    """
    doer, rest = aligned.left.strip("，"), aligned.right.strip("，")
    if rest or one.start == other.start or not _DOER.fullmatch(doer) or not one.core.startswith(doer):
        return None
    if one.clause != one.start or aligned.shared < 4 or one.part or other.part or one.figure.kind == "percent":
        return None
    if place_of(other, text) or _EVERYBODY.search(_sentence(other, text)) or not _same_time(one, other, text):
        return None
    alone = is_plain(one.words) and is_plain(other.words) and is_sure(one, text) and is_sure(other, text)
    return True if closeness(one, other) >= CLOSE and alone else None


def _of_one_stem(one: Mention, other: Mention) -> bool:
    """Return whether so many characters are shared that unlike numbers may be one metric: a cheap first look."""
    left, right = set(one.words), set(other.words)
    return len(left & right) >= (3 if len(left) > 2 < len(right) else 2)


def _told_again(one: Mention, other: Mention, shared: int, near: int, whole: bool, text: str) -> bool:
    """Return whether two mentions of the same words stand for one thing, given how their numbers differ."""
    rate = one.figure.kind == "percent"
    meet = _topics_meet(one, other, text)
    if near >= SLIP and shared >= 3 + (rate and near == SLIP) and meet:
        return True
    named = other.words not in _GENERIC
    if near == SWAPPED and shared == 2 and meet and named:
        return True
    if not is_plain(one.words) or not is_plain(other.words):
        return False
    if near >= CLOSE and is_definite(other, text) and not rate and named:
        return True
    if near >= CLOSE and whole and is_sure(one, text) and is_sure(other, text) and named:
        return True
    if near < CLOSE:
        return (
            whole
            and is_sure(one, text)
            and is_sure(other, text)
            and len(one.words) >= _NAMED
            and sorted(one.words) == sorted(other.words)
        )
    return shared >= 4 - whole and (is_sure(other, text) or (is_sure(one, text) and shared >= 4))


def _same_time(one: Mention, other: Mention, text: str) -> bool:
    """Return whether neither speaks of a year, or a part of one, that the other does not."""
    (year, part), (again, later) = when(one, text), when(other, text)
    if part != later:
        return False
    if not {"去年", "前年"}.isdisjoint((year, again)):
        return year == again
    return not year or not again or year == again


def _apart(one: Mention, other: Mention, text: str) -> bool:
    """Return whether both stand in two sentences, or the second says again what the first said."""
    if one.start != other.start:
        return True
    between = text[one.figure.span.end : other.figure.span.start]
    if text[other.clause :].startswith(("这一", "上述", "该", "其中这")):
        return True
    if one.noun and other.noun and not one.core and not other.core:
        return closeness(one, other) == SWAPPED and _CLAUSE.search(between) is not None
    return not one.noun and not other.noun and one.words == other.words and len(one.words) >= 4 and "，" in between


def _same_place(one: Mention, other: Mention, text: str) -> bool:
    """Return whether nothing says that one speaks of one town or body, and the other of another."""
    first, second = one.figure.subject, other.figure.subject
    if first and second and first not in second and second not in first and not _whole(first) and not _whole(second):
        return False
    here, there = place_of(one, text), place_of(other, text)
    if here and there:
        return here == there
    return not (here or there).endswith(("镇", "乡", "村", "街道")) or not (
        _ALL.search(_sentence(one, text)) or _ALL.search(_sentence(other, text))
    )


def _whole(subject: str) -> bool:
    return subject[0] in "全我本各该此其"


def _other_aspect(one: Mention, other: Mention, text: str) -> bool:
    """Return whether both open with an aspect of their own, or one with an aspect that the other does not know."""
    first, second = aspect_of(one, text), aspect_of(other, text)
    if first and second:
        return first not in second and second not in first
    for aspect, its in ((first, other), (second, one)):
        if (
            aspect
            and closeness(one, other) < SLIP
            and not bigrams(aspect) & bigrams(_sentence(its, text) + its.heading)
        ):
            return True
    return False


def _topics_meet(one: Mention, other: Mention, text: str) -> bool:
    """Return whether what the two sentences say before has words in common, where both say something before."""
    if is_sure(one, text) or is_sure(other, text) or is_definite(one, text) or is_definite(other, text):
        return True
    first, second = (_topic(mention, text) for mention in (one, other))
    if not first or not second:
        return True
    shared, left, right = _blocks(first, second)
    # 电池产业园 and 光伏产业园 share their end
    return shared >= _BLOCK and (len(left.partition("，")[0]) < _BLOCK or len(right.partition("，")[0]) < _BLOCK)


def _topic(mention: Mention, text: str) -> str:
    """Return the words of the last clause before that of ``mention`` that names something."""
    said = _ACTS.sub("", bare_words(_COUNTED.sub("", text[mention.start : mention.clause])))
    return next((words for words in reversed(_CLAUSES.split(said)) if len(words) > 1), "")


_COUNTED = lazy(r"[\d.%]+[万亿]?(?:人次|家次|[件家个次场期项起处户名人吨亩元])?")
_CLAUSES = lazy("[^\u4e00-\u9fff]")
_ACTS = lazy("检查|出动|发现|接受|参加|参与|受理|发放|执法|人员|走访|工作|查办|查处|办结|办理|审结|立案|为")
_CLAUSE = lazy("[，；]")
_ALL = lazy("全[市县区省]")
_DOER = lazy("[一-鿿]{0,8}(?:局|委|办|公司|集团|馆|院|中心|站|所|大队|支队|校|园|协会)")
_EVERYBODY = lazy("全[市县区省镇乡系行国州]|各[地级镇乡县市区单部]|我[市县区省镇乡]")
_NEUTRAL = lazy("查处|处理|受理|查获|发现|帮助|接待|现有|拥有|查扣|登记|排查|[，；]")
