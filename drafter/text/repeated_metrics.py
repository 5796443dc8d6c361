"""What a figure of a report stands for: its own words freed of filler, when it holds, what its sentence is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Document, Figure, Span
from ..patterns import lazy
from .grounding_values import DATES, Measure, measure
from .grounding_when import When, when_in, without_time
from .repeated_words import alike, changed

_CUT = lazy("[，,。；;：:！？…\n、|\t（）()]")
_STOPS, _PARTED = "。！？…\n", "；"
_COUNTS = lazy(r"\d|[一二三四五六七八九十]+(?:[个名次家户项件人]|万)")
_HAN = lazy("[\u4e00-\u9fffA-Za-z]+")
_REACH, _BEHIND, _AGE = 60, 12, 16
_SMALL = frozenset("两二三四五六七八九十")
_NO_METRIC = frozenset(("", "年", "岁", "年级"))
_UNSPOKEN = frozenset({"ordinal", "points", "multiple", "fraction"})

LOOKED_BACK = 16
"""How many earlier mentions with like words one is compared with at most."""
_TIME = (
    r"截至目前|截[至止][^，。]{0,8}?[底末日月]|[到至][^，。]{0,6}?年?[底末]|(?:自|从)?(?:19|20)\d{2}年(?:度|[初底末])?(?:以来)?|\d{1,2}月(?:份|底|末)?"
    r"|全年|年度|(?:近?一|几|多|近|今)年(?:以)?来|今年|过去一年|[上下]半年|前[一二三两]个?季度|第?[一二三四1-4]季度|本(?:年度|年|学期|季度|届|次|期)|年[内初末底]"
    r"|期末|目前|现在|当前|去年|上年(?:同期)?|全学年|学期"
)
_BEGINS = (
    "截到至自从0123456789全年度近一几多今过上下第二三四本期目现当去学先共实合总已稳保维控增达升降减扩提压缩壮发攀跃回拓延集积为约超逾突"
    "前了有的是我累成办顺圆高及陆分专扎广大切均都又还也各相这该此依持在对将把经据由中里内公医单组开举召进完建方同"
)
_FILLER = lazy(
    # what no filler begins with is passed over at once
    f"(?=[{_BEGINS}])(?:{_TIME}"
    r"|先后|共有|现有|实有|共计|合计|总计|一共|共同|(?<!公)共(?![青产享])|(?<![发体呈出表实])现(?![代场金状象])"
    r"|(?<![而不])已经?"
    r"|(?:稳定|保持|维持|控制)在"
    r"|(?:增|达|升|降|减|扩大|增加|提高|上升|提升|压缩|缩短|壮大|发展|攀升|跃升|回升|拓展|延长|集聚|积累)[到至]|(?<=[取集收得受])到|达到|达成(?=[一二三四五六七八九十\d])|达(?![成标])|为|(?<![签预制合节公])约(?![谈定束见])|近|超过|超|逾"
    r"|突破|了|有效(?!率|期|问|发|专|样)|有(?![效机轨线])|的|是|我们|累计|成功(?!率)|顺利|圆满|高效|及时|陆续|先后|分批|专门|扎实|广泛|大力|全面|积极|切实|(?<![平人户日月年])均|都|又|还|也|各[类项种级地]|有关|相关|一大?批|上述|这些|这一|这|该"
    r"|[此本这该]次|[此该这]类|此|依法|持续|全部|全[市县区省镇乡局院校街州盟旗]|我[市县区省镇乡局院校街]|本[市县区局院校]|全系统|^在(?![校册编岗职建读])|^(?:[对将把据由至到]|经(?![营济办费开历纪]))"
    r"|[中里内]$|组织开展|(?<![党团])组织(?![部架])|开展|举办|召开|举行|进行|开设|开讲|实现|完成|建成(?!区)|建设(?!用)|(?:^|(?<=共)|(?<=年)|(?<=已))办(?=[^公事理结学证件案好税法医卡班率])|期间|方面$|同比(?=[增下上提减]))"
)
# 中央财政安排51亿元，用于…; 年均增长8%: what it is about stands elsewhere
_OBJECT_FOLLOWS = lazy(
    "安排|投入|拨付|下达|支持|补助|争取|增长|增速|增幅|下降|提高|占|平均|年均|发现|参与|参加|涉及|其|该"
)
_HAS = tuple(
    word
    for line in (
        "下设 设立 设有 下辖 拥有 建立 新建 配备 受理 办理 办结 抽取 抽查",
        "检查 查处 救助 培训 收到 招收 招录 发展 发放 新增 改造 抽检 促成",
    )
    for word in line.split()
)
_NOT_NOUN = lazy(
    "[^\u4e00-\u9fffA-Za-z]|在(?![校册编岗职建读])|(?<!安)全|(?<![行作])为|(?<!公)共|(?<![信使费公应])用(?![水电户地工车])|就(?![业医读地])"
    "|对(?!象)|和(?!谐)|[均都已被是与及将于从也还可占比同]|(?<![意方面取导流定])向|到(?![位岗期场])|达(?!成)|[中里内](?![医学小央心])"
)
_RATHER = lazy("(?:以上|以下|左右|以内|[多余])?的?[“《]?")
_AIMED = ("以上", "左右", "以内")
_GIVEN_TO = lazy("(?<![意方面取导流])[对向给让]$")
_ITSELF, _NAMES, _SELF_MADE = 4, 3, 5
_LEVELS = (
    "时间",
    "周期",
    "工期",
    "时长",
    "容量",
    "库容",
    "标准",
    "覆盖率",
    "成功率",
    "合格率",
    "满意率",
    "办结率",
    "入学率",
)
"""What a level is called that needs no other clause to say of what, where its name is long enough."""
_DATED = lazy(r"(?:^|[，。！？；\n：])(?:全年|今年|一年来|(?:19|20)\d\d年(?:全年)?)[^，。！？；\n]*$")
_BACK = lazy("上述|该|这|此(?!次)|现已|现有|已建成")
_DEFINITE = lazy(
    "(?:(?:上述|该|这|现有|现已|已建成|现存|在册|全[市县区省镇乡局院校]|我[市县区局校院])[^，]{0,6}|(?:抽取|开设|建成|办结|受理|查出|化解)的)$"
)
_ACHIEVED = lazy("[^，。；、]{0,8}的?(?:基础[上之]|成绩|业绩|战绩|成果(?!转)|背后)")
_DONE = lazy("[^，。；]{0,8}?(?:累计|共(?![同青])|已经?|先后)")
_ALL_OF_THEM = lazy("[^，。；、]{0,8}(?:全部|均|都|无一|悉数)")
PLAN = lazy(
    r"(?=[力计拟目下明年预争将确不要达])(?:力争|计划(?![”》])|拟|目标|下半年|明年|下一步|年底前|预计|争取(?![了到上中省国资项]|[^，。；]{0,12}[资项][金目])|将|确保|不低于|(?<![摘重主纪概首])要(?![求点素闻领件看]|清醒)|达到20)"
)
_PLANNED_YET_THERE = lazy(
    "(?:(?<![扩增展大])(?:现有|现已|已建成|现存)|[对在将把]全[市县区省镇乡局院校处馆站所]"
    "|(?:发挥|依托|利用|用好|用活|管好|守好|盘活|面向|围绕|指导|督促)好?(?:全|我|本)[市县区省镇乡局院校街州]|我们|(?:确保|推动|督促|力促)(?=$|[^，]{2,10}的$))(?P<what>[^，]{0,10})$"
)
_OF_THEM = lazy("^其中[有的]?")
_BASE = lazy(
    "同期|由(?![^，]{1,8}(?:安排|承担|负担|统筹|解决|出资|支付|拨付|投入|组织|举办|承办|实施)$)|从(?![业事教警军])|(?<![同环占])比(?!例|重|武|赛)|较|五年前|原来|此前|之前|以前|分别|其中|又|再|另|第[一二三四五六七八九十]"
)
_RISEN = lazy(
    "(?:^|[，；：])(?P<what>[^，。；：]{2,30}?)[由从][^，。；：]{1,16}(?:提高|增加|上升|扩大|增长|下降|减少|降低|压缩|缩短|提升|[增升降减])[到至]$"
)
_PART = lazy("[中里]$")
_CHANGES = lazy("同比|环比|增长|增加(?!值)|增速|增幅|下降|减少|提高|上升|降低|平均|年均|占比?|以上")
PLACE = lazy(
    "([\u4e00-\u9fff]{2,3}?(?:镇(?![级村区])|(?<!下)乡(?![村镇])|街道|(?<![走进入驻联我们乡镇])村(?![镇级民位])|县(?![级域])|州|旗|公司|集团|支队|大队|医院|学校|中学|小学|片区|园区))"
)
_ASPECT = lazy("(?:^|[。！？；\n：])(?:在)?(?P<name>[\u4e00-\u9fff]{2,8})(?:方面|领域|工作中)，[^，。！？；\n]*$")


class Mention(NamedTuple):
    """One figure that a report states as a fact, and what its words say it counts."""

    figure: Figure
    """The figure."""
    value: Measure
    """Its value."""
    size: float
    """The number printed, in the base of its unit; 0 for a range."""
    core: str
    """What is counted: the clause before it (with the noun behind it, where it stands there) without filler."""
    noun: str
    """The words right behind it that belong to ``core``; what follows the noun among them is no part of it."""
    clause: int
    """Where its clause begins."""
    start: int
    """Where its sentence begins, or the part of it behind a ；."""
    sentence: int
    """Where its whole sentence begins."""
    heading: str
    """The heading it stands under."""
    part: bool = False
    """Whether it is said to be among what stands before: 其中酒驾612起."""

    @property
    def words(self) -> str:
        """All that says what is counted."""
        return self.core + self.noun


def mentions(document: Document) -> list[Mention]:
    """Return the figures of ``document`` that tell how much of something there is, in reading order.

    Dates, ordinals and changes are none of them, nor are plans, parts and what something is compared with.
    """
    starts = [section.span.start for section in document.sections]
    marks = _Marks(document.text)
    found: list[Mention] = []
    previous = Span(start=0, end=0)
    for figure in document.figures:
        if not figure.checkable or figure.kind in DATES or figure.kind in _UNSPOKEN or figure.unit in _NO_METRIC:
            start = figure.span.start
            if figure.unit != "岁" or "平均年龄" not in document.text[max(0, start - _AGE) : start]:
                continue
        at = bisect_right(starts, figure.span.start) - 1
        mention = marks.mention(figure, previous, document.sections[at].title if at >= 0 else "")
        if figure.text[0] not in _SMALL:
            # 残疾人两项补贴: a small count in words is part of a name as often as not
            previous = figure.span
        if mention is not None:
            found.append(mention)
    return found


class _Marks:
    """Where the clauses and sentences of a text end and where it speaks of plans, found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = [match.end() for match in _CUT.finditer(text)]
        self._cuts = ends
        self._stops = [end for end in ends if text[end - 1] in _STOPS]
        self._parted = [end for end in ends if text[end - 1] in _PARTED]
        self._plans = [match.start() for match in PLAN.finditer(text)]

    def mention(self, figure: Figure, previous: Span, heading: str) -> Mention | None:
        """Return what ``figure`` stands for; ``previous`` is the figure before it."""
        before = previous.end
        text, first, last = self._text, figure.span.start, figure.span.end
        sentence = _last(self._stops, max(0, first - 2 * _REACH), first)
        start = _last(self._parted, sentence, first)
        clause = max(_last(self._cuts, max(sentence, first - _REACH), first), min(before, first))
        left = text[clause:first]
        if text.startswith(_AIMED, last):
            return None
        there = _PLANNED_YET_THERE.search(left) if self._planned(sentence, clause, first) else None
        if there is None and self._planned(sentence, clause, first):
            return None
        risen = _RISEN.search(text, sentence, first) if left.endswith(("到", "至")) else None
        among = _OF_THEM.match(left)
        left = left[among.end() :] if among is not None else left
        if left.endswith(("中", "里")) or left.startswith("的") or (risen is None and _BASE.search(left)):
            return None
        core = bare(risen["what"] if risen else there["what"] if there else left)
        if among is not None and len(core) < _NAMES:
            return None
        noun = ""
        if _GIVEN_TO.search(left):
            # 家庭医生对7.6万名患者: whoever does it is not counted
            core = ""
        if len(core) < 2 or left.endswith(("的", "这一", "该")) or text[last : last + 1] == "的" or core.endswith(_HAS):
            noun = noun_behind(text, last)
        if len(core + noun) < 2 and (_HAN.search(left) or text[clause - 1 : clause] in "：:|\t"):
            end = max(sentence, clause - 1)
            above = text[_last(self._cuts, sentence, end) : end]
            core, noun = "", noun or ("" if re.search(r"\d", above) else bare(above))
        if figure.kind == "percent" and before + 1 == clause and core and not _CHANGES.sub("", core):
            # 居民收入3.62万元，增长6.4%: what grows stands in the clause before
            core = bare(text[_last(self._cuts, sentence, previous.start) : previous.start]) + core
        if figure.kind == "percent" and noun and not core and "率" not in noun:
            return None
        if figure.kind == "percent":
            core = changed(core)
        if len(core + noun) < 2 or (_CHANGES.search(core) and len(_CHANGES.sub("", core)) < _ITSELF):
            return None
        value = measure(figure)
        return Mention(
            figure=figure,
            value=value,
            size=float(value.printed or 0),
            core=core,
            noun=noun,
            clause=clause,
            start=start,
            sentence=sentence,
            heading=heading,
            part=among is not None,
        )

    def _planned(self, sentence: int, clause: int, first: int) -> bool:
        """Return whether a plan is spoken of before ``first``: here, or above what is not told as done."""
        at = bisect_left(self._plans, clause if _DONE.match(self._text, clause) else sentence)
        return at < len(self._plans) and self._plans[at] < first


def _last(ends: Sequence[int], low: int, high: int) -> int:
    """Return the last of ``ends`` up to ``high``; ``low`` where none is above it."""
    at = bisect_right(ends, high) - 1
    return max(low, ends[at]) if at >= 0 else low


def is_sure(mention: Mention, text: str) -> bool:
    """Return whether the clause of ``mention`` needs no other to say what is counted: nothing is counted before it."""
    if len(mention.core) >= _SELF_MADE and mention.core.endswith(_LEVELS):
        return True
    left = text[mention.clause : mention.figure.span.start]
    if sum(map(len, _HAN.findall(left))) + len(mention.noun) < _ITSELF:
        return False
    lead = text[mention.start : mention.clause]
    lead = lead[max(lead.rfind("；"), lead.rfind("："), lead.rfind("）")) + 1 :]
    return len(lead) <= 16 and _COUNTS.search(without_time(lead)) is None


def is_definite(mention: Mention, text: str) -> bool:
    """Return whether it speaks of things already named: 上述, 该, 本学期开设的27个, 27个社团全部."""
    left = text[mention.clause : mention.figure.span.start]
    if _BACK.match(left) or _DEFINITE.search(left) or _ACHIEVED.match(text, mention.figure.span.end):
        return True
    return bool(mention.noun) and _ALL_OF_THEM.match(text, mention.figure.span.end) is not None


def bare(clause: str) -> str:
    """Return the characters of ``clause`` that say what is counted: no filler, one word for like verbs."""
    return alike("".join(_HAN.findall(_FILLER.sub("", clause))))


def plain(words: str) -> str:
    """Return ``words`` with a ， for each filler."""
    return _FILLER.sub("，", words)


def bare_words(words: str) -> str:
    """Return ``words`` without filler, their marks kept."""
    return _FILLER.sub("", words)


def noun_behind(text: str, end: int) -> str:
    """Return the words right behind the number that ends at ``end``, up to the first that cannot be of a noun."""
    rather = _RATHER.match(text, end)
    start = rather.end() if rather else end
    found = _NOT_NOUN.split(text[start : start + _BEHIND], maxsplit=1)[0]
    return found if len(found) > 1 else ""


def when(mention: Mention, text: str) -> When:
    """Return year and part of a year its sentence names last before it, without what is meant anyway: 今年, 年末."""
    year, part = when_in(text, mention.sentence, mention.clause, mention.figure.span.start)
    return year if year != "今年" else "", part if part != "年末" else ""


def is_plain(core: str) -> bool:
    """Return whether ``core`` names a thing counted, not how something changed or what was spent on something."""
    return _OBJECT_FOLLOWS.search(core) is None


def place_of(mention: Mention, text: str) -> str:
    """Return the place, body or project its sentence or heading names, or ''."""
    for words in (text[mention.start : mention.figure.span.start], mention.heading):
        found = PLACE.findall(plain(words))
        if found:
            return str(found[-1])
    return ""


def aspect_of(mention: Mention, text: str) -> str:
    """Return what 在行政复议方面， at the head of its sentence names, or ''."""
    found = _ASPECT.search(text[max(0, mention.start - 1) : mention.figure.span.start])
    return found["name"] if found else ""


def bigrams(words: str) -> set[str]:
    """Return the pairs of neighbouring characters of ``words``."""
    return {words[place : place + 2] for place in range(len(words) - 1)}


Held = dict[tuple[str, str], list[int]]
"""Where mentions stand by unit class and two neighbouring characters of their words, in reading order."""


def hold(found: Sequence[Mention]) -> Held:
    """Return where each pair of characters of the words of ``found`` stands."""
    held: Held = {}
    for place, mention in enumerate(found):
        group = mention.value.group
        for pair in bigrams(mention.words):
            held.setdefault((group, pair), []).append(place)
    return held


def latest(some: Sequence[int], place: int) -> Sequence[int]:
    """Return the last `LOOKED_BACK` of ``some`` before ``place``."""
    end = bisect_left(some, place)
    return some[max(0, end - LOOKED_BACK) : end]


def by_pair(found: Sequence[Mention], held: Held) -> Iterator[tuple[Mention, Mention]]:
    """Yield pairs of mentions of one unit class that share two neighbouring characters, the earlier first.

    Where more than `LOOKED_BACK` share a pair, the latest of them: a text that says one thing without end takes linear
    work.
    """
    for place, mention in enumerate(found):
        group = mention.value.group
        others: set[int] = set()
        for pair in bigrams(mention.words):
            some = held[group, pair]
            if some[0] != place:
                others.update(latest(some, place))
        for other in sorted(others)[-LOOKED_BACK:]:
            yield found[other], mention
