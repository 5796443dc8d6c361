"""Whether two mentions are one metric with two values: how their words align, weighed by how the numbers differ."""

from __future__ import annotations

from typing import NamedTuple

from ..patterns import lazy
from .repeated_blocks import BLOCK, blocks
from .repeated_metrics import Mention, aspect_of, bare_words, bigrams, is_definite, is_plain, is_sure, place_of, when
from .repeated_values import CLOSE, FAR, SLIP, SWAPPED, closeness, differ
from .repeated_words import acts

RESTRICTS = lazy(
    "其中|公办|民办|公立|私立|城区|建成区|城市|农村|城镇|乡村|[省市县国][级外]|国家级|重点|规模|规上|新增|净增|新建|改建|扩建|新|人均|户均|平均|日均|月均|首次|最|未|剩余"
    "|男|女|境[内外]|国内|国际|本级|[网线][上下]|电子|青年|少儿|老年|困难|特困|残疾|工业|农业|服务业|镇|乡|街道|村|社区|县|公司|上报|计划|目标|任务|同比|环比"
    "|[高中低]级|一般|特别|特种|专项|直接|间接|整改|处罚|再|实际|预算|决算|[减增]|本部|总部"
)
_TELLS_APART = frozenset("新未非无不首次初末男女东西南北上下前后左右大小甲乙丙丁农城省县镇乡村一二三四五六七八九十公民")
FAINT = lazy(
    "享受|惠及|金额|促成|达成|吸引|推动|带动|帮助|实施|落实|优化|提升|成效|工作|情况|活动|方面|业绩|规模|群众|免费|参评|主要|成果|建设|数字"
    "|显示|结果|统计|数据|总[额数量]|面积|数量|人数|户数|资金|长度|里程|工程|正文|摘要|公司|集团|学校|医院|单位"
)
FAINTER = lazy(
    "项目|作业|业务|案件|行为|事项|事件|课题|现象|次数|[份篇部台]数|实际|成功|开办|主办|承办|期间|过程中|之中|行动"
)
LEAD = lazy(
    "[\u4e00-\u9fff]{0,7}?(?:园区|车站|窗口|支队|大队|中队|总队|部门|领导|机关|系统|集团|公司|分局|法院|检察院|派出所|[监管供电粮储服务]所"
    "|局|馆|站|我所|我社|我院|我们|宫|校|我园|中心|协会|支部|党委|党组|工会|妇联|团委|社区)(?:[对共](?:春运)?)?(?=[\u4e00-\u9fff]{3})"
)
_VAGUE = lazy("办理|处理|处置")
_HANDLED = lazy("受理|办理|处理|处置|办结")
_BODY = lazy("学校|医院|公司|集团|单位|中心|支部|法院")
GENERIC = frozenset(
    word
    for line in (
        "投资 资金 收入 项目 企业 案件 面积 产值 人员 问题 隐患 建筑 补贴",
        "奖励 工程 活动 会议 培训 群众 单位 干部 价格 职工 场所 机构 经费",
    )
    for word in line.split()
)
"""Words of two characters that name nothing alone."""
_NAMED, _SHORT, _BESIDE, _ALIKE = 6, 3, 3, 5
_STOP = lazy("[。！？；\n]")


class Aligned(NamedTuple):
    """What two mentions share of their words."""

    shared: int
    """How many characters."""
    left: str
    """What only the first says."""
    right: str
    """What only the second says."""


def align(one: Mention, other: Mention) -> Aligned:
    """Return what the words of two mentions share, in blocks of two characters and more, and what is left of each.

    What stands behind a shared noun is dropped: 网格员实现全区覆盖 and 网格员每日巡查 share their noun and that is all.
    """
    left, right = one.words, other.words
    if left == right or sorted(left) == sorted(right):
        return Aligned(len(left), "", "")
    short, full = sorted((left, right), key=len)
    if len(short) == _SHORT and len(full) <= 2 * len(short) + 1 and is_short_of(short, full):
        return Aligned(len(short), "", "")
    shared, *kept = blocks(left, right)
    shared, kept = _short_forms(shared, kept)
    rests = []
    for mention, chars in zip((one, other), kept, strict=True):
        end = max(chars.rfind("，") + 1, len(mention.core)) if mention.noun else len(chars)
        rests.append(chars[:end])
    return Aligned(shared, *rests)


def _short_forms(shared: int, kept: list[str]) -> tuple[int, list[str]]:
    """Return ``shared`` and what is left of both without what one writes in short: 民事审判庭 beside 民庭."""
    left, right = kept
    for one in set(left.split("，")):
        for other in set(right.split("，")) if len(one) > 1 else ():
            short, full = sorted((one, other), key=len)
            if 1 < len(short) < len(full) and is_short_of(short, full):
                shared += len(short)
                left, right = left.replace(one, "，"), right.replace(other, "，")
    return shared, [left, right]


def is_short_of(short: str, full: str) -> bool:
    """Return whether ``short`` is made of characters of ``full`` in order, from its first to one of its last two."""
    rest = iter(full)
    return short[0] == full[0] and short[-1] in full[-2:] and all(char in rest for char in short)


def _unsaid(rest: str, mention: Mention, text: str, alone: bool) -> str:
    """Return what of ``rest`` the sentence and the heading of ``mention`` do not say either.

    ``alone``: the other has nothing of its own to say, so that a single character tells little: 产量 for 总产量.
    """
    if not rest.strip("，"):
        return ""
    sentence = sentence_of(mention, text) + mention.heading
    said = bigrams(sentence)
    found = []
    for piece in rest.split("，"):
        piece = FAINT.sub("", piece)
        if len(piece) in (4, 6) and piece[::2] in sentence:
            # 福利彩票, where the other says 福彩
            continue
        chars = [
            char
            for place, char in enumerate(piece)
            if not (piece[place : place + 2] in said or (place and piece[place - 1 : place + 1] in said))
        ]
        if len(piece) == 1:
            chars = [piece] if piece in _TELLS_APART or not alone else []
        found += chars
    unsaid = "".join(found)
    return (
        "" if alone and len(unsaid) == 1 and unsaid not in _TELLS_APART and len(rest.replace("，", "")) > 2 else unsaid
    )


def sentence_of(mention: Mention, text: str) -> str:
    """Return the sentence of ``mention`` up to a few words behind it."""
    end = mention.figure.span.end
    return text[mention.start : end] + _STOP.split(text[end : end + 16], maxsplit=1)[0]


def one_metric(one: Mention, other: Mention, near: int, text: str) -> bool:
    """Return whether two mentions with values so `near` and yet unlike can only be meant for one value."""
    if near == FAR or (near < SLIP and not _of_one_stem(one, other)) or not differ(one, other):
        return False
    if near == SLIP and not other.core and other.size < one.size and not is_definite(other, text):
        # 党支部31个 … 13个党支部完成换届: so many of them
        return False
    if one.start != other.start and (near >= SLIP or (near == CLOSE and LEAD.match(other.core) is None)):
        one, other = _unled(one, other, text)
    if near == SWAPPED:
        one, other = _plainly(one, other)
    aligned = align(one, other)
    if aligned.shared < 2 or not _apart(one, other, text):
        return False
    doer = _doer_apart(one, other, aligned, text)
    if doer is not None:
        return doer
    left, right = aligned.left.replace("，", ""), aligned.right.replace("，", "")
    if one.part or other.part:
        # 其中酒驾612起 … 查处酒驾621起: what is among others and what is done with it are two, slips of the pen apart
        told = _NEUTRAL.sub("", left + right)
        if one.part == other.part or near < SWAPPED or told or aligned.shared < 3:
            return False
    if left and right and _BODY.search(left) and _BODY.search(right):
        return False
    if one.start != other.start:
        alone = not (FAINT.sub("", left) and FAINT.sub("", right))
        left, right = _unsaid(aligned.left, other, text, alone), _unsaid(aligned.right, one, text, alone)
        if near >= SLIP:
            left, right = _alone(FAINTER.sub("", left), FAINTER.sub("", right))
    said = 0
    if near >= SLIP and one.start != other.start:
        rests = (aligned.left, aligned.right)
        said = max(len(rest.replace("，", "")) - len(kept) for rest, kept in zip(rests, (left, right), strict=True))
    rest = left or right
    if one.figure.kind == "percent" and left and not right and _one_rate(one, other, left, text):
        return same_time(one, other, text) and same_place(one, other, text)
    if (left and right) or (rest and (near < SLIP or RESTRICTS.search(rest))):
        return False
    if not same_time(one, other, text, near) or not same_place(one, other, text) or other_aspect(one, other, text):
        return False
    if not rest:
        whole = not aligned.left.strip("，") and not aligned.right.strip("，")
        return _told_again(one, other, aligned.shared, near, whole, text, max(0, said))
    return _meant_for_one(one, other, aligned.shared, left, right, near, text)


def _meant_for_one(one: Mention, other: Mention, shared: int, left: str, right: str, near: int, text: str) -> bool:
    """Return whether two mentions are one metric though only one of them says ``left``, or ``right``."""
    rest = left or right
    if near == SWAPPED and shared > 2 and not (acts().sub("", left) or acts().sub("", right)):
        return topics_meet(one, other, text)
    if left and shared >= 4 and near >= SLIP and (is_definite(other, text) or near == SWAPPED):
        return topics_meet(one, other, text)
    if left and near == SWAPPED and not other.core and (shared == 3 or len(left) <= 3 or is_definite(other, text)):
        return shared > 2 or other.words not in GENERIC
    wanted = 5 if near < SWAPPED else 4 if len(rest) > 2 else 3
    return len(rest) <= 4 and shared >= wanted and topics_meet(one, other, text)


def _one_rate(one: Mention, other: Mention, left: str, text: str) -> bool:
    """Return whether the second names the end of a rate the first names in full: 窗口服务群众满意率 and 群众满意率."""
    ends = len(other.core) >= _BESIDE and one.core.endswith(other.core) and other.core.endswith(_RATES)
    sure = (
        is_sure(one, text) and is_sure(other, text) and not EVERYBODY.search(text, other.start, other.figure.span.start)
    )
    return ends and sure and len(left) <= _NAMED and not RESTRICTS.search(left) and not other_aspect(one, other, text)


def _alone(left: str, right: str) -> tuple[str, str]:
    """Return both without the characters they share in another order: 新签约项目 and 签约新项目."""
    both = set(left) & set(right)
    if not both:
        return left, right
    return "".join(char for char in left if char not in both), "".join(char for char in right if char not in both)


def _unled(one: Mention, other: Mention, text: str) -> tuple[Mention, Mention]:
    """Return both without the doer that only one of them names: 缉私部门破获走私案, 段领导对春运发送旅客."""
    first, second = LEAD.match(one.core), LEAD.match(other.core)
    if first and second and (_ANY_DOER.search(first.group()) or _ANY_DOER.search(second.group())):
        return one._replace(core=one.core[first.end() :]), other._replace(core=other.core[second.end() :])
    if (first is None) == (second is None) or EVERYBODY.search(sentence_of(one if second else other, text)):
        return one, other
    if first is not None:
        return one._replace(core=one.core[first.end() :]), other
    return one, other._replace(core=other.core[second.end() :] if second else other.core)


def leads_apart(one: Mention, other: Mention) -> bool:
    """Return whether both name who did it, and not the same: 公司本部职工247人, 子公司职工274人."""
    first, second = LEAD.match(one.core), LEAD.match(other.core)
    if first is None or second is None:
        return False
    doers = (first.group(), second.group())
    return doers[0] not in doers[1] and doers[1] not in doers[0] and not any(map(_ANY_DOER.search, doers))


def _plainly(one: Mention, other: Mention) -> tuple[Mention, Mention]:
    """Return both without verbs of handling where one says 受理 or 办结, and the other 办理, which may be either."""
    vague = [_VAGUE.search(mention.core) is not None for mention in (one, other)]
    if vague[0] == vague[1]:
        return one, other
    return one._replace(core=_HANDLED.sub("", one.core)), other._replace(core=_HANDLED.sub("", other.core))


def _doer_apart(one: Mention, other: Mention, aligned: Aligned, text: str) -> bool | None:
    """Return whether two mentions are one metric, and one names who did it: 园林局新增绿地46公顷, 新增绿地48公顷.

    None where nobody is named, or more stands apart.
    """
    doer, rest = aligned.left.strip("，"), aligned.right.strip("，")
    if rest or one.start == other.start or not _DOER.fullmatch(doer) or not one.core.startswith(doer):
        return None
    if one.clause != one.start or aligned.shared < 4 or one.part or other.part or one.figure.kind == "percent":
        return None
    if place_of(other, text) or EVERYBODY.search(sentence_of(other, text)) or not same_time(one, other, text):
        return None
    sure = aligned.shared >= _NAMED or (is_sure(one, text) and is_sure(other, text))
    alone = is_plain(one.words) and is_plain(other.words) and sure
    return True if closeness(one, other) >= CLOSE and alone else None


def _of_one_stem(one: Mention, other: Mention) -> bool:
    """Return whether so many characters are shared that unlike numbers may be one metric: a cheap first look."""
    left, right = set(one.words), set(other.words)
    return len(left & right) >= (3 if len(left) > 2 < len(right) else 2)


def _told_again(one: Mention, other: Mention, shared: int, near: int, whole: bool, text: str, said: int) -> bool:
    """Return whether two mentions of the same words stand for one thing, given how their numbers differ.

    ``said``: how many characters only the first has in its clause, and the other elsewhere in its sentence or heading.
    """
    rate = one.figure.kind == "percent"
    alike = near == SWAPPED and whole and shared >= _ALIKE
    meet = said >= _BESIDE or alike or topics_meet(one, other, text)
    if near >= SLIP and shared + said * (said >= _BESIDE) >= 3 + (rate and near == SLIP) and meet:
        return True
    named = other.words not in GENERIC
    if near == SWAPPED and shared == 2 and meet and named:
        return True
    if near >= CLOSE and whole and len(one.words) >= _NAMED and is_sure(one, text) and is_sure(other, text):
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


def same_time(one: Mention, other: Mention, text: str, near: int = CLOSE) -> bool:
    """Return whether neither speaks of a year, or a part of one, that the other does not.

    What follows at once and names no time is of the time just named, where the numbers look like a slip.
    """
    (year, part), (again, later) = when(one, text), when(other, text)
    if part != later:
        # 9月28日晚的汇演 … 此次汇演: a day is told once
        day = "月" in part and not later and _THIS_ONE.search(text, other.start, other.figure.span.start)
        inherited = near == SWAPPED and part and not later and not _ANY_TIME.search(sentence_of(other, text))
        next_to = inherited and len(_STOP.findall(text[one.figure.span.end : other.figure.span.start])) == 1
        # 上半年 … 截至6月30日，今年: two digits that changed places in one long name
        turned = near == SWAPPED and not (part and later) and _end_alike(one.words, other.words)
        if not day and not next_to and not turned:
            return False
    if not {"去年", "前年"}.isdisjoint((year, again)):
        return year == again
    return not year or not again or year == again


def _end_alike(left: str, right: str) -> bool:
    """Return whether both end in the same long name."""
    return left[-_ALIKE:] == right[-_ALIKE:] and len(left) >= _ALIKE


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


def same_place(one: Mention, other: Mention, text: str) -> bool:
    """Return whether nothing says that one speaks of one town or body, and the other of another."""
    first, second = one.figure.subject, other.figure.subject
    if first and second and first not in second and second not in first and not _whole(first) and not _whole(second):
        return False
    here, there = place_of(one, text), place_of(other, text)
    if here and there:
        return here == there
    for part, whole in ((one, other), (other, one)):
        if _LOWER.match(part.core) and EVERYBODY.search(text, whole.clause, whole.figure.span.start):
            return False
    return not (here or there).endswith(("镇", "乡", "村", "街道")) or not (
        _ALL.search(sentence_of(one, text)) or _ALL.search(sentence_of(other, text))
    )


def _whole(subject: str) -> bool:
    return subject[0] in "全我本各该此其"


def other_aspect(one: Mention, other: Mention, text: str) -> bool:
    """Return whether both open with an aspect of their own, or one with an aspect that the other does not know."""
    first, second = aspect_of(one, text), aspect_of(other, text)
    if first and second:
        return first not in second and second not in first
    for aspect, its in ((first, other), (second, one)):
        if (
            aspect
            and closeness(one, other) < SLIP
            and not bigrams(aspect) & bigrams(sentence_of(its, text) + its.heading)
        ):
            return True
    return False


def topics_meet(one: Mention, other: Mention, text: str) -> bool:
    """Return whether what the two sentences say before has words in common, where both say something before."""
    if is_sure(one, text) or is_sure(other, text) or is_definite(one, text) or is_definite(other, text):
        return True
    first, second = (_topic(mention, text) for mention in (one, other))
    if not first or not second:
        return True
    shared, left, right = blocks(first, second)
    # 电池产业园 and 光伏产业园 share their end
    return shared >= BLOCK and (len(left.partition("，")[0]) < BLOCK or len(right.partition("，")[0]) < BLOCK)


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
EVERYBODY = lazy("全[市县区省镇乡系行国州局院校馆所站社司]|各[地级镇乡县市区单部]|我[市县区省镇乡]")
_ANY_TIME = lazy("年|月|季度|目前|截至|截止|累计|至今|学期|阶段|期间")
_THIS_ONE = lazy("此次|本次|这次|该次|该|上述|此[项场]")
_ANY_DOER = lazy("领导|部门|机关|窗口|车站|我|人员")
_RATES = ("率", "满意度", "比例")
_LOWER = lazy("[^，]{0,3}(?:支部|中队|大队|科室|班组|[科股]室?|窗口|分局|站所)(?=[^，]{2})")
_NEUTRAL = lazy("查处|处理|受理|查获|发现|帮助|救助|接待|现有|拥有|查扣|登记|排查|[，；]")
