"""What a report says around one of its figures, worked out as it is asked for: what linking two figures compares."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ..lexicon import load_lexicon
from ..model import Document, Figure
from ..patterns import lazy
from .grounding_values import DATES, measure
from .grounding_when import When, when_in, without_time
from .linkage_words import EVERYBODY, LEAD, PLACE, PLAN, RESTRICTS, bare, bare_words, names_only, plain
from .once import once
from .repeated_values import digits
from .repeated_words import acts, alike

_CUTS, _STOPS = lazy("[，,。；;：:！？…\n、|\t（）()【】]"), "。！？…\n；"
_REACH, _BEHIND = 120, 40
_TOLD_BY_CHANCE = 10
"""Numbers below stand in two sentences by chance."""
_SMALL = frozenset("两二三四五六七八九十")
_UNLIKE = DATES | {"fraction"}
_UNCOUNTED = frozenset(("", "岁", "年级"))
_RUN = lazy(
    "[余多]?的?[“《]?((?:(?!全部|悉数|无一|[均都已被将与和的，]|在(?![编册岗职校建读库]))[\u4e00-\u9fffA-Za-z]){1,10})"
)
_NUMBER = lazy(r"[\d.．%]+[万亿]?(?:个?百分点|平方米|公里|人次|[\u4e00-\u9fff])?")
_DIGITS = lazy(r"[\d.%]+")
_OTHER = lazy("[^\u4e00-\u9fffA-Za-z]")
_FROM = lazy("[由从](?:目前|年初|去年|上年|原来)?的?")
_CHANGE = lazy("同比|环比|增长|增加(?!值)|增速|增幅|下降|减少|提高|上升|降低|降幅|回落|下滑|提升|压降")
_MOVED = lazy(
    "同比|环比|增长|增加(?!值)|增速|增幅|下降|减少|提高|上升|降低|降幅|回落|下滑|提升|压降"
    "|缩短|压缩|收窄|扩大|百分点|今?年[末底]|仅|[降升增减达到至为由已]"
)
"""Words of a clause that only says how something changed: what changed stands before."""
_FALLS = frozenset(("下降", "减少", "降低", "降幅", "回落", "下滑", "压降"))
_BASE = lazy("(?:[由从]|[比较](?:去年|上年|年初)?同?期?的?)[^，。；：]{0,14}$")
_REACHED = lazy("(?:提高|增加|上升|扩大|增长|下降|减少|降低|压缩|缩短|提升|[增升降减])[到至为]$")
_AMONG = lazy("^其中[：，]?")
_LOOKS_BACK = lazy(
    "总的看|综上|回顾|总结|总体|存在|问题|不足|下一?步|经验|体会|成绩|差距|困难|实践|标题|摘要|综述|概况|回看|统计"
)
_PAST_YEAR = lazy("(?<![较比于由从是])(?:去年|上年(?!初|末|底)|上一年|前年|上周|上月|上学[年期]|上届|往年)")
_YEAR = lazy(r"((?:19|20)\d\d)年")
_LEVEL = lazy("(中央|国家|自治区|[省市县区])(?:级|属|本级|直|交办|督办|转办|环保|管|委托)")
_LEFT_OVER = lazy(
    "剩(?!下的?[^，]{0,6}全部)|尚有|尚未|还有|仍有|其余|余下|上年度|往年|以前|未(?!成年|来)|新纳入|再(?!生)"
)
_POINTS = lazy(
    "(?:全[市县区省镇乡校院局所村队系馆站行]|现有|目前|上述|这|该|对|将|把|围绕|在|年|月|的|压实|盯紧|巩固|依托|发挥|[守管用]好)[^，]{0,3}$"
)
_ALL = lazy(
    "[^，。；、]{0,10}?(?:全部|均|都(?!市)|无一|悉数|[场件人个户]{2}|逐|的?(?:基础[上之]|成绩|成果(?!转)|目标任务))"
)
_PRESENT = lazy("目前|现有|现已|虽|尚|还有|已[达有经]|在册|在编")
_AIMED = ("以上", "以下", "以内", "左右")
_ENDS, _WHOLE_ENDS = lazy("[，。；！？\n]"), lazy("[。；！？\n]")
_FIRST, _FINAL = "\u4e00", "\u9fff"


class Whole(NamedTuple):
    """What is known of the whole text."""

    plans: Sequence[int]
    """Where it speaks of plans."""
    year: str
    """The first year it names, or ''."""


class Stated:
    """One figure of a report and the words around it."""

    def __init__(self, figure: Figure, text: str, starts: tuple[int, int, int], whole: Whole) -> None:
        self.figure = figure
        self.value = measure(figure)
        self.size = float(self.value.printed or 0)
        """The number printed, in the base of its unit; 0 for a range."""
        self._sentence, self.part, self._clause = starts
        """Where its sentence begins, or the part of it behind a ；."""
        self.heading = ""
        """The heading it stands under."""
        self.beside: frozenset[tuple[str, Decimal | None]] = frozenset()
        """The values of some size its sentence gives, by unit class."""
        self.alike = 1
        """How many figures of its unit class its sentence has."""
        self.text = text
        """The whole text."""
        self._whole = whole
        self.left = text[self._clause : figure.span.start]
        """Its clause before it."""
        self.core = bare(_AMONG.sub("", self.left)) if self.left else ""

    @once
    def kind(self) -> str:
        """What unlike units still count alike: people, things, or the unit class."""
        group = self.value.group
        if group in ("count:人", "count:人次"):
            return "people"
        return "things" if group.startswith("count:") and group != "count:次" else group

    @once
    def turned_round(self) -> str:
        """Its digits in order of size: numbers whose digits changed places have them in common."""
        return "".join(sorted(digits(self, True)))

    @once
    def behind(self) -> str:
        """The words right behind it."""
        run = _RUN.match(self.text, self.figure.span.end)
        return alike(run.group(1)) if run is not None else ""

    @once
    def label(self) -> str:
        """What its clause says is counted, led by the last words before that name something where it names nothing."""
        if len(self.core) < 2 and self.text.startswith("的", self.figure.span.end) and len(self.behind) > 1:
            # 以5.8%的地区生产总值增速: what is counted stands behind
            return ""
        moved = self.core and not _MOVED.sub("", self.core)
        names = bool(telling(self.core)) or len(names_only(self.core)) > 1
        if (names and not moved) or (not self.core and len(self.behind) > 1):
            return self.core
        before = without_time(self.text[self.part : self._clause])
        pieces = [
            words for words in _OTHER.split(bare_words(_FROM.sub("，", _NUMBER.sub("，", before)))) if len(words) > 1
        ]
        named = [words for words in pieces if len(names_only(words)) > 1] or pieces
        return alike(named[-1] if named else "") + self.core

    @once
    def ending(self) -> str:
        """The last two characters of its label, or '' where there are not so many."""
        return self.label[-2:] if len(self.label) > 1 else ""

    @once
    def words(self) -> str:
        """All that says what is counted, behind it too."""
        return self.label + self.behind

    @once
    def letters(self) -> frozenset[str]:
        """The characters of its words."""
        return frozenset(self.words)

    @once
    def names(self) -> str:
        """The nouns of its words."""
        return names_only(self.words)

    @once
    def sentence(self) -> str:
        """The part of its sentence it stands in, up to forty characters behind it."""
        end = self.figure.span.end
        return self.text[self.part : end] + _WHOLE_ENDS.split(self.text[end : end + _BEHIND], maxsplit=1)[0]

    @once
    def said(self) -> str:
        """Its sentence and its heading."""
        return self.sentence + self.heading

    @once
    def rare(self) -> frozenset[str]:
        """Telling pairs of characters of its words."""
        return telling(self.words)

    @once
    def rare_said(self) -> frozenset[str]:
        """Telling pairs of characters of its sentence and heading."""
        return telling(self.said)

    @once
    def pairs(self) -> frozenset[str]:
        """All pairs of characters of its sentence, without filler and numbers."""
        return _of_han(bare_words(_DIGITS.sub("，", self.sentence)))

    @once
    def follows(self) -> frozenset[str]:
        """Telling pairs of characters of the rest of its clause."""
        end = self.figure.span.end
        return telling(_ENDS.split(self.text[end : end + _BEHIND], maxsplit=1)[0])

    @once
    def follows_far(self) -> frozenset[str]:
        """Telling pairs of characters of the rest of its sentence."""
        end = self.figure.span.end
        return telling(_WHOLE_ENDS.split(self.text[end : end + _BEHIND], maxsplit=1)[0])

    @once
    def said_when(self) -> When:
        """Year and part of a year as its sentence names them."""
        return when_in(self.text, self.part, self._clause, self.figure.span.start)

    @once
    def when(self) -> When:
        """When it holds; 较上年 is no last year, and the year of the whole text says nothing."""
        first = self.figure.span.start
        year, part = self.said_when
        if _PAST_YEAR.search(self.text, self.part, first) is not None:
            return "去年", part
        return "" if year in ("去年", "前年", "今年", self._whole.year) else year, "" if part == "年末" else part

    @once
    def past(self) -> bool:
        """Whether it is said to be of a time before that of the text."""
        return self.when[0] == "去年"

    @once
    def levels(self) -> frozenset[str]:
        """The levels its clause names: 省 of 省交办, 市 of 市级."""
        return frozenset(_LEVEL.findall(self.left + self.behind))

    @once
    def change(self) -> str:
        """``up`` or ``down`` where it says how something changed, or ''."""
        first = self.figure.span.start
        found = _CHANGE.findall(self.text[max(self.part, first - 12) : first])
        return "" if not found else "down" if found[-1] in _FALLS else "up"

    @once
    def base(self) -> bool:
        """Whether it is what something rose from or is compared with."""
        return _BASE.search(self.left) is not None and _REACHED.search(self.left) is None

    @once
    def planned(self) -> bool:
        """Whether its sentence speaks of a plan before it."""
        plans = self._whole.plans
        at = bisect_left(plans, self._sentence)
        return at < len(plans) and plans[at] < self.figure.span.start

    @once
    def among(self) -> bool:
        """Whether it is said to be among what stands before."""
        return "其中" in self.text[self.part : self.figure.span.start]

    @once
    def left_over(self) -> bool:
        """Whether it counts what is left, or came from before."""
        return _LEFT_OVER.search(self.left) is not None

    @once
    def aimed(self) -> bool:
        """Whether it is a bound: 60%以上."""
        return self.text.startswith(_AIMED, self.figure.span.end)

    @once
    def restricts(self) -> tuple[str, ...]:
        """The words of its clause that narrow what is counted."""
        return tuple(match.group() for match in RESTRICTS.finditer(self.core + self.behind))

    @once
    def acts(self) -> frozenset[str]:
        """The verbs of its clause."""
        return frozenset(acts().findall(self.core))

    @once
    def everybody(self) -> bool:
        """Whether its sentence speaks of all of a place or body."""
        return EVERYBODY.search(self.sentence) is not None

    @once
    def doer(self) -> str:
        """Who did it, where its clause begins with that, or ''."""
        found = LEAD.match(self.core)
        return found.group() if found is not None else ""

    @once
    def place(self) -> str:
        """The place, body or project its sentence or its heading names last, or ''."""
        for words in (self.text[self.part : self.figure.span.start], self.heading):
            found = PLACE.findall(plain(words))
            if found:
                return str(found[-1])
        return ""

    @once
    def points(self) -> bool:
        """Whether it speaks of things already named: 全县212个摄像头, 93个小区全部."""
        pointing = len(self.behind) > 1 and _POINTS.search(self.left) is not None
        return pointing or _ALL.match(self.text, self.figure.span.end) is not None

    @once
    def present(self) -> bool:
        """Whether its sentence says that so it is now, amid plans too."""
        return _PRESENT.search(self.text, self.part, self.figure.span.start) is not None

    @once
    def looks_back(self) -> bool:
        """Whether it stands where a report sums up, or tells what is wanting."""
        return _LOOKS_BACK.search(self.said) is not None


def stated(document: Document) -> list[Stated]:
    """Return the figures of ``document`` that tell how much of something there is, in reading order."""
    text = document.text
    cuts = [match.end() for match in _CUTS.finditer(text)]
    parts = [end for end in cuts if text[end - 1] in _STOPS]
    stops = [end for end in parts if text[end - 1] != "；"]
    year = _YEAR.search(text)
    whole = Whole([match.start() for match in PLAN.finditer(text)], year.group(1) if year is not None else "")
    sections = document.sections
    heads = [section.span.start for section in sections]
    found: list[Stated] = []
    before = 0
    for figure in document.figures:
        first = figure.span.start
        if _counts(figure):
            part = _last(parts, max(0, first - _REACH), first)
            clause = max(_last(cuts, part, first), min(before, first))
            claim = Stated(figure, text, (_last(stops, max(0, first - _REACH), first), part, clause), whole)
            at = bisect_right(heads, first) - 1
            claim.heading = sections[at].title if at >= 0 else ""
            if claim.size > 0:
                found.append(claim)
            if figure.text[0] not in _SMALL:
                # 残疾人两项补贴: a small count in words is part of a name as often as not
                before = figure.span.end
    _set_beside(found)
    return found


def _counts(figure: Figure) -> bool:
    if not figure.checkable or figure.kind in _UNLIKE or figure.unit in _UNCOUNTED:
        return False
    return figure.kind != "ordinal" or figure.unit == "位"


def _set_beside(found: Iterable[Stated]) -> None:
    """Let each know what else its sentence gives."""
    parts: dict[int, list[Stated]] = {}
    for claim in found:
        parts.setdefault(claim.part, []).append(claim)
    for claims in parts.values():
        values = frozenset(
            (claim.value.group, claim.value.printed)
            for claim in claims
            if claim.value.printed is not None and claim.value.printed >= _TOLD_BY_CHANCE
        )
        for claim in claims:
            claim.beside = values
            claim.alike = sum(other.value.group == claim.value.group for other in claims)


def _last(ends: Sequence[int], low: int, high: int) -> int:
    """Return the last of ``ends`` up to ``high``; ``low`` where none is above it."""
    at = bisect_right(ends, high) - 1
    return max(low, ends[at]) if at >= 0 else low


def telling(words: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of ``words`` that are not in every report."""
    return _of_han(words) - _common()


def _of_han(words: str) -> frozenset[str]:
    """Return the pairs of neighbouring Han characters of ``words``."""
    return frozenset(
        [one + other for one, other in pairwise(words) if _FIRST <= one <= _FINAL and _FIRST <= other <= _FINAL]
    )


@functools.lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Return the pairs of characters that are in every report."""
    return frozenset(str(load_lexicon().tables["linkage"]["common"]).split())
