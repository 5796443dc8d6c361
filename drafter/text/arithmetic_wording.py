"""The words around numbers that carry no matter of their own: time, comparison, change, level, and what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ..patterns import lazy

Direction = Literal["up", "down", "either"]

UP_WORDS = (
    "增长|增加|提高|提升|上升|上涨|扩大|增收|增产|净增|攀升|回升|上浮|跃升|扩增|延长|拉长|加快|走高|上扬|上调|高出|高于|多出|超出"
    "|扩充|扩容|扩面|扩招|增多|增强|拓展|升高|走强|回暖"
)
DOWN_WORDS = (
    "下降|减少|降低|下滑|压减|缩减|回落|减收|减产|缩短|压缩|压降|精简|缩小|收窄|下跌|下调|下浮|削减|节约|节省|省去|省下|低于"
    "|减轻|压下|裁减|核减|下挫|萎缩"
)
_TAIL = (
    "(?:了|出|掉)?(?:的?(?:幅度?|比例|率|速度?)(?:约?为|是|达到?|高达|仅为?|只有)?)?"
    "(?:整整|足足|将近|接近|约|近|超过?|达)?$"
)
_CHANGE = lazy(f"(?:(?P<up>{UP_WORDS}|增|涨|扩)|(?P<down>{DOWN_WORDS}|降|减|缩|跌)){_TAIL}")
_IN_TIME = lazy("(?:按[时期]|及时|如期)[^，。；]{0,6}率")
_NOT_YET = lazy("未到|未届满|[期时]限[之以]?内|不到[期时]|尚在办理")
# 比去年少收3件: small words that count only beside what is compared
_COUNTED_BESIDE = lazy(
    "(?:^(?=[多少][^年儿数先功媒元子云种层校]|.了?$)|(?:比|较|每|均|与|同)[^，。；、]*)(?<![至不最很提大])"
    f"(?:(?P<up>[多高长快升])|(?P<down>[少低短省慢]))[一-鿿]{{0,3}}?{_TAIL}"
)
# 去年新增80户 is a level; 620亿元，年初580亿元，新增40亿元 a change
_NEWLY = lazy("^(?:比|较)?(?:[上去]年|年初|[上去]年同期)?(?P<up>新增)(?P<down>)了?$")
_EXTENT = lazy(
    r"(?:(?P<up>增幅|涨幅|升幅|增速|增长率|增量)|(?P<down>降幅|跌幅|减幅|下降率|减量)|(?:变化|变动)?幅度|增减)"
    r"(?:约?为|是|达到?|高达|仅为?|只有|有|在|了)?$"
)
_EXTENT_AFTER = lazy(
    r"^的(?:速度)?(?:(?P<up>增长|增幅|涨幅|升幅|增速|提升|上升)|(?P<down>降幅|跌幅|减幅|下降|缩减|压减)|幅度)"
)
# of each of these that looks at the words before a number, letters one of which it cannot do without: most words hold
# none, and telling that costs far less than looking for them all
_OF_CHANGE = frozenset(word[0] for word in f"{UP_WORDS}|{DOWN_WORDS}".split("|")) | set("涨跌短升多高长快少低慢幅")
_OF_TIME = frozenset("年期月季前去原初始时数旧末今下现后已达")
_OF_PART = frozenset("季半月")
_OF_COMPARING = frozenset("比较照")
_REACHES = lazy("[到至](?:约|近|超过?|了)?$|[降减升增缩]为$")

_FILLERS = (
    "今年|本年|本年度|上学年|本学年|上学期|本学期|学年|学期|年度|去年|上年|前年|上一年|上一年度|上年度|前一年|本期|上期|本月|上月|同期|同月|年初|年末|"
    "年底|年中|期初|期末|月末|月底|岁末|全年|上半年|下半年|季度|前三季度|当年|当前|目前|现在|如今|眼下|此前|以前|"
    "从前|之前|过去|原来|原先|原有|原本|最初|初始|起步|当初|起初|近年|年前|年间|年来|年内|年|月份|月|日|截至|"
    "截止|期间|时期|时候|时|后|前|一|两|二|三|四|五|六|七|八|九|十|〇|零|第|累计|合计|共计|总计|同比|环比|相比|"
    "相较|对比|对照|比起|比|较|与|同|和|跟|及|由|从|自|以|在|按|于|为基数|基数|基础上|基础|平均|年均|月均|每月|"
    "每年|每天|每|均|达到|达|到|至|为|是|成|有|只有|只需|只要|仅需|需要|需|要|只|仅|共|已|已经|完成|实现|突破|"
    "发展|跃升|调整|变为|变|控制|稳定|保持|基本|总体|全部|的|了|其|该|此|这|那|也|又|则|都|即|而|但|却|还|再|更|"
    "仍|约|近|超|超过|左右|以上|以下|多|少|大幅|明显|显著|进一步|持续|稳步|净|再次|首次|成功|水平|数值|幅度|幅|"
    "速度|增速|比例变化|变化|规模|总体上|整体|相当于|相当|说|来|看|上|下|中|内|底|末|初|现|今|原|降|升|增|减|翻|"
    "番|倍|出|全市|全县|全区|全镇|全乡|全局|全省|全院|全校|全矿|全厂|全所|全站|全州|全旗|全盟|全村|全街道|我市|"
    "我县|我区|我镇|我局|我省|我院|我校|本市|本县|本区|本镇|本局|本院|本校|数量|人数|件数|户数|家数|次数|起数|个数|保有量|拥有量|存量|总数|总量|数|"
    "量|得|将|被|把|地|便|就|才|先后|分别|其中|万|亿|增至|升至|增到|升到|涨到|涨至|减至|"
    "降至|降到|减到|降为|减为|"
    f"{UP_WORDS}|{DOWN_WORDS}"
)
_FILLER = lazy("|".join(sorted(_FILLERS.split("|"), key=len, reverse=True)))
_NOT_HAN = lazy("[^\u4e00-\u9fffA-Za-z]+")
_FOR_TIME = lazy("时限|时间|用时|耗时|时长|周期|天数|等候|耗费")
_PER = lazy("亩产|单产|亩均|人均|户均|日均|单价|均价|单位")
_TIME_UNITS = frozenset(["天", "日", "秒", "分钟", "小时", "个小时", "个月", "工作日", "个工作日"])
_FOR_MONEY = lazy("金额|总额|资金|费用|额度|收入|支出")

_YEAR = lazy(r"(?P<year>(?:19|20)\d\d)年?(?:[度末底初]|全年|上半年|同期)?")
_SPOKEN = lazy(
    r"(?P<before2>前年|上上年)|(?P<before1>去年|上年度?|上一年度?|前一年|上期|上月|上季度?|上个月|上学[年期]|上半年度|往年)"
    r"|(?P<start>年初|期初|月初|年头|学期初|学年初)"
    r"|(?P<past>[一二两三四五六七八九十几\d]+(?:年|个月|个?季度)前|(?:改造|整改|整治|改革|治理|实施|启动|启用|推行|合并|换届|疫情|搬迁|调整|优化|创建|扩建|升级"
    r"|使用|上线|投用|开工|开展|集中|行动|提速|建设|施工|运行|帮扶|脱贫|试点|[之以此从早])前|过去(?!的?一年)|原来|原先|原有|原本|原(?=[需要为只])|起初|当初|最初|初始"
    r"|开始时|起步时|同期|基数|旧|漫灌时|[“”一-鿿]{2,4}[”]末)"
    r"|(?P<now>今年|本学[年期]|本年度?|本期|本月|本季|现在|目前|如今|眼下|当前|现(?=[有在为已达仅])|而今|年末|年底|期末|月底|岁末|(?:改造|整治|改革|治理|优化|升级|推行|实施|启用|调整|此|之|今|上线)后"
    r"|已(?=[达有经增升降])|达到?$|(?<![一-鿿])今$)"
)
_PART = lazy(
    r"(?:第?(?P<quarter>[一二三四])季度?|(?P<half>[上下])半年|(?P<month>\d{1,2}|[一二三四五六七八九]|十[一二]?)月份?)"
)
_LESS_THAN_A_YEAR = lazy(r"\d月|个月|季度|[上下]半年")
_BASE_AFTER = lazy("^的(?:旧况|旧|基数|基础|初始|起点|老|原|历史|水平)")
_COMPARATOR = lazy(r"(?:(?<![占同环之对])比(?![例重率])|(?<![一平])较|对照|对比|比照)[^，。；、：]{0,18}$")
_BESIDE = lazy("(?:与|同|和|跟)[^，。；、：]{0,18}$")
_IS_BESIDE = lazy("^[^，。；、：]{0,8}(?:相比|比较|对比|相较|比)")
_FOUNDED = lazy(r"(?:以|在)[^，。；、：]{0,18}$")
_FOUNDATION = lazy("^(?:的|为)?(?:基数|基础)")
_NUMBERS = "一二三四五六七八九十"


class Time(NamedTuple):
    """When a number holds, as far as the words before it say."""

    scale: str
    """``year``: printed years; ``spoken``: 去年, 今年, 改造前; ``part``: quarters, halves, months of one year."""
    rank: float
    """Later is greater; 0 is now on the scale ``spoken``."""


def bare(words: str, unit: str = "") -> str:
    """Return what ``words`` name beyond time, comparison, change and level: '' for 比上年同期增长."""
    if unit in _TIME_UNITS:
        words = _FOR_TIME.sub("", words)
    elif unit == "元":
        words = _FOR_MONEY.sub("", words)
    return _FILLER.sub("", _NOT_HAN.sub("", words))


def same_matter(known: str, words: str, unit: str = "", *, closely: bool = False) -> bool:
    """Return whether ``words`` bring up little that ``known``, the text before, has not named; hardly any, if asked."""
    left = bare(words, unit)
    if len(left) < 2:
        return True
    per = _PER.search(words)
    if per is not None and per[0] not in known:
        return False
    shared = sum(char in known for char in left)
    return shared * 3 >= len(left) * 2 if closely else shared * 2 >= len(left)


def change_of(lead: str, tail: str) -> Direction | None:
    """Return which way a number goes that tells a change: 增长‖, 降幅为‖, 实现‖的增长; None for any other."""
    if _OF_CHANGE.isdisjoint(lead) and not tail.startswith("的"):
        return None
    match = _EXTENT.search(lead)
    if match is None and _REACHES.search(lead):
        return None
    match = (
        match
        or _CHANGE.search(lead)
        or _NEWLY.search(lead)
        or _COUNTED_BESIDE.search(lead)
        or _EXTENT_AFTER.search(tail)
    )
    if match is None:
        return None
    return "up" if match["up"] else "down" if match["down"] else "either"


def time_of(words: str, tail: str = "") -> Time | None:
    """Return when the number after ``words`` holds, by the last word of time before it; None where none is said."""
    found: list[tuple[int, Time]] = []
    for match in _YEAR.finditer(words) if "19" in words or "20" in words else ():
        found.append((match.start(), Time("year", float(match["year"]))))
    for match in _SPOKEN.finditer(words) if not _OF_TIME.isdisjoint(words) else ():
        ranks = {"before2": -2.0, "before1": -1.0, "start": -0.5, "past": -1.5, "now": 0.0}
        found.append((match.start(), Time("spoken", ranks[match.lastgroup or "now"])))
    if _BASE_AFTER.match(tail) and not found:
        return Time("spoken", -1.5)
    return max(found)[1] if found else part_of(words)


def part_of(words: str) -> Time | None:
    """Return which quarter, half or month the last such word of ``words`` names, or None."""
    last = None
    for match in _PART.finditer(words) if not _OF_PART.isdisjoint(words) else ():
        last = match
    return Time("part", _part(last)) if last is not None else None


def _part(match: re.Match[str]) -> float:
    if match["half"]:
        return 20.0 + "上下".index(match["half"])
    if match["quarter"]:
        return 10.0 + _NUMBERS.index(match["quarter"])
    month = match["month"]
    if month.isdigit():
        return 30.0 + int(month)
    tens, ones = month.startswith("十"), month.lstrip("十")
    return 30.0 + 10 * tens + (_NUMBERS.index(ones) + 1 if ones else 0)


def compared_with(lead: str, tail: str) -> bool:
    """Return whether the number between is what another is held against: 比去年的‖, 与‖相比, 以‖为基数."""
    if "基" in tail and _FOUNDATION.match(tail) and _FOUNDED.search(lead):
        return True
    if not _OF_COMPARING.isdisjoint(tail) and _IS_BESIDE.match(tail) and _BESIDE.search(lead):
        return True
    return not _OF_COMPARING.isdisjoint(lead) and _COMPARATOR.search(lead) is not None


def unlike_spans(one: str, other: str) -> bool:
    """Return whether one number is of a whole year and the other of a part of one: 今年1—10月‖, 去年全年‖."""
    whole, part = (
        ["全年" in words for words in (one, other)],
        [_LESS_THAN_A_YEAR.search(words) for words in (one, other)],
    )
    return bool((whole[0] and part[1] and not whole[1]) or (whole[1] and part[0] and not whole[0]))


def of_those_due(lead: str, tails: Sequence[str]) -> bool:
    """Return whether a rate is of what was done in time, ``tails`` telling that some of it is not yet due.

    承办56件，已办结49件，按时办结率100%，其余7件未到期: the whole is 49.
    """
    return _IN_TIME.search(lead) is not None and any(_NOT_YET.search(tail) for tail in tails)
