"""What a number is right after, and whom it is of: 调解成功 in 诉前调解成功2917件, 东坪 in 东坪村茶园务工214人."""

from __future__ import annotations

from functools import lru_cache

from ..patterns import lazy
from .grounding_when import without_time

_REACH, _PART_REACH = 30, 80
_CUT, _STRONG = lazy(r"[，,。；;：:！？!?\n、（）()|\t\d%％“”《》]"), lazy(r"[；;。！？\n]")
_LED = lazy(
    r"^(?:其中|今年|全年|本年|目前|累计|共计?|全[市县区省镇乡州局院校行]|我[市县区省局院校行]|并|及|和|与|另|还|均|已|又|先后|为)+"
)
_TRAILED = lazy(
    r"(?:达到了?|达|为|是|了|有|共计?|总计|合计|约|近|超过|超|突破|[至到]|已|累计|提[高升]|增[长加]|上升|下降|降低|减少|压缩|实现|分别|均|各|稳定在|保持在"
    r"|同比|占|在|数|量)+$"
)
_CLAUSE = lazy("[，,：:、]")
_NAME = lazy(
    r"(?P<stem>[一-鿿]{2,4}?)(?P<kind>村|镇|乡|街道|社区|县|区|矿|车间|工厂|分厂|电厂|水厂|分局|分院|分校|中学|小学|学校|公司|支队|大队|中队"
    r"|支行|分行|车站|客运站|景区|水库|灌区|园区|工区|班组|工程处|项目部|服务区|医院|幼儿园|码头|林场|农场|牧场|基地|监区|病区)"
)
_NUMBERED = lazy(
    r"第?(?:[一二三四五六七八九十]{1,2}|\d{1,2}号?)(?:车间|[总分]?厂|中队|大队|支队|班组|监区|病区|标段|期(?=工程)|工区|机组|线|中学?|小学?|院|组|队)"
)
_RESULT = lazy("合格|成功|达标|通过|获批|上线|录取|入围|毕业|获奖|立项")
_NO_STEM = lazy(
    r"[全各我该本辖每两几多][一-鿿]?|行政|自然|所有|城[市镇]|乡镇|.*[乡农中小地]|.*[和与及等的了个名户所家座处条为在到是有].*"
    r"|(?:新[建增改]|建[成设]|改[造建扩]|完善|推[进动]|深化|实施|支持|开展|打造|引进|培育|组织|走访|检查|帮扶|覆盖|服务|整治|投入|创建|惠及|带动).*"
)


@lru_cache(maxsize=4096)
def head(text: str, first: int) -> str:
    """Return the words right before the figure at ``first``, in its clause, without what any metric may have there."""
    said = _CUT.split(without_time(text[max(0, first - _REACH) : first]))[-1]
    return _TRAILED.sub("", _LED.sub("", said))


def same_end(one: str, other: str) -> int:
    """Return how many characters at the end of both are the same."""
    return next(
        (at for at, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), min(len(one), len(other))
    )


def same_start(one: str, other: str) -> int:
    """Return how many characters at the beginning of both are the same."""
    return same_end(one[::-1], other[::-1])


def asks_for(here: str, mine: str, other: str) -> bool:
    """Return whether a number after ``here`` is what ``other`` is said before, and not what ``mine`` is.

    All three are heads. 建成区绿地率 is 绿地率 and not 绿化覆盖率; 净增市场主体 is 净增 and not 新登记市场主体.
    """
    if len(other) < 2 or len(mine) < 2 or len(here) < 2:
        return False
    end, its = same_end(here, other), same_end(here, mine)
    if end >= 2 and (end == len(other) or end >= its + 2) and its < 2:
        told = here[: len(here) - end]
        # 参加高考512人，本科上线446人: what the bullet names once stands before both; 排查化解 is done to all
        rest = mine[same_start(here, mine) :]
        result = end > 3 or _RESULT.fullmatch(other) is not None
        carried = result and len(rest) > 2 and rest[:2] not in told and told.endswith(rest[-2:])
        return (mine[-2:] not in told or carried) and mine not in here
    if 2 <= its < end == len(other) and its < len(mine):
        # 入口流量 and 出口流量 end alike: what stands before that decides
        return mine[len(mine) - its - 1 :][:2] not in here
    # the bullet names the thing once and tells only what was done to it the second time
    done, again = here[: len(here) - its], mine[: len(mine) - its]
    return its >= 2 and done == other and again != "" and same_start(done, again) == 0 and same_end(done, again) == 0


def part_before(text: str, first: int) -> str:
    """Return what stands before ``first`` in its part of a sentence: back to the last ；or 。"""
    return _STRONG.split(text[max(0, first - _PART_REACH) : first])[-1]


@lru_cache(maxsize=2048)
def named_first(part: str) -> str:
    """Return the name of a place or a body that the last clause of ``part`` with one begins with; '' for none.

    Its kind is left out, 东坪 of 东坪村, but that of a number: 二车间.
    """
    for clause in reversed(_CLAUSE.split(part)):
        words = _LED.sub("", without_time(clause.lstrip()))
        numbered = _NUMBERED.match(words)
        if numbered is not None:
            return numbered[0]
        match = _NAME.match(words)
        if match is not None and not _NO_STEM.fullmatch(match["stem"]):
            return match["stem"]
    return ""


def subject(fact: str) -> str:
    """Return the two characters a fact begins with, but for what any may begin with."""
    return _LED.sub("", without_time(fact))[:2]
