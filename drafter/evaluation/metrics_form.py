"""Metrics on wording and form: letters kept, nothing said twice, nothing copied, length and shape as asked."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import ClassVar

from ..model import Score
from ..patterns import lazy
from ..text.masking import mask
from .judged import GRAM, Judged, grams_of

EASE = 0.3
"""How far the length may be from the target, as a share, before it counts."""
LONGEST = 120
"""Characters of a sentence beyond which it is too long to be read out."""
_MARKDOWN = lazy(r"\*\*|^#{1,6}\s|^[-*•]\s|```|\[[FE]\d", re.MULTILINE)
_NUMBERED = lazy(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．])", re.MULTILINE)
_FORMULA = lazy(r"现将.{0,30}汇报如下|以上(?:汇报|报告)|不当之处|综上所述|以下是|特此报告")
_BLANK = lazy(r"〔(?:数|日期|人名|地名|单位|名称)〕")
_OPEN = lazy(r"【待核实：[^】]*】")


class PhrasesExact:
    """Share of document names, set phrases and negations that stand to the letter."""

    name: ClassVar[str] = "phrases_exact"
    title: ClassVar[str] = "固定说法"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.03
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; None where the case has none."""
        wanted = made.case.phrases
        if not wanted:
            return Score(metric=self.name, value=None, reason="本例没有固定说法")
        lost = [words for words in wanted if words not in made.body]
        reason = "缺 " + "、".join(lost[:4]) if lost else f"{len(wanted)} 处照录"
        return Score(metric=self.name, value=1 - len(lost) / len(wanted), reason=reason)


class RepeatedInside:
    """Share of the text that repeats, figures aside, a run of characters said earlier in it."""

    name: ClassVar[str] = "repeated_inside"
    title: ClassVar[str] = "文内重复"
    direction: ClassVar[int] = -1
    margin: ClassVar[float] = 0.02
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; the reason shows the first repeated run."""
        grams = grams_of(mask(made.body))
        seen: set[str] = set()
        places = []
        for at, gram in enumerate(grams):
            if gram in seen:
                places.append(at)
            seen.add(gram)
        return _share(self.name, places, grams)


class RepeatedPast:
    """Share of the text that stands so, figures aside, in a past report and not in the facts."""

    name: ClassVar[str] = "repeated_past"
    title: ClassVar[str] = "照抄往年"
    direction: ClassVar[int] = -1
    margin: ClassVar[float] = 0.05
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; the reason shows the first run taken over."""
        given = {gram for fact in made.case.facts for gram in grams_of(mask(fact.text, fact.figures))}
        grams = grams_of(mask(made.body))
        places = [at for at, gram in enumerate(grams) if gram in made.past_grams and gram not in given]
        return _share(self.name, places, grams)


class LengthFit:
    """1 where the length is near the target, less the farther it is; half or double of it gives about ½."""

    name: ClassVar[str] = "length_fit"
    title: ClassVar[str] = "篇幅合适"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.05
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return a share; the reason gives both lengths."""
        length, target = len("".join(made.body.split())), made.case.plan.target_chars
        off = max(0.0, abs(math.log(max(length, 1) / target)) - math.log(1 + EASE))
        return Score(metric=self.name, value=max(0.0, 1 - off), reason=f"{length} 字，要求约 {target} 字")


class Form:
    """Share of the demands on form that are met: a plain section body and nothing else."""

    name: ClassVar[str] = "form"
    title: ClassVar[str] = "体例合规"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.02
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; the reason names what is broken."""
        lines = "\n".join(one.text for one in made.sentences)
        heading = made.case.plan.title
        broken = {
            "有 Markdown 记号": _MARKDOWN.search(lines) is not None,
            "自加编号": _NUMBERED.search(lines) is not None,
            "重写标题": bool(heading) and lines.startswith(heading),
            "写了全文的开头或结束语": made.case.plan.role not in ("开头", "结尾")
            and _FORMULA.search(lines) is not None,
            "留有遮去的记号": _BLANK.search(lines) is not None,
            f"有超过{LONGEST}字的句子": any(len(one.text) > LONGEST for one in made.sentences),
            "句子没有收尾": any(one.text[-1] not in "。！？：；”】" for one in made.sentences),
        }
        said = [what for what, is_so in broken.items() if is_so]
        return Score(metric=self.name, value=1 - len(said) / len(broken), reason="、".join(said) or "都符合")


class OpenMarks:
    """Number of 【待核实：…】: neither good nor bad by itself."""

    name: ClassVar[str] = "open_marks"
    title: ClassVar[str] = "待核实标记"
    direction: ClassVar[int] = 0
    margin: ClassVar[float] = 0.5
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return how many there are."""
        found = _OPEN.findall(made.body)
        return Score(metric=self.name, value=float(len(found)), reason="、".join(found[:3]) or "没有")


def _share(name: str, places: list[int], grams: list[str]) -> Score:
    """Return the share of characters that lie in the runs at ``places``."""
    length = len(grams) + GRAM - 1 if grams else 0
    covered = {at + n for at in places for n in range(GRAM)}
    reason = f"如“{_run(places, grams)}”" if places else "没有"
    return Score(metric=name, value=len(covered) / length if length else 0.0, reason=reason)


def _run(places: Iterable[int], grams: list[str]) -> str:
    first, *rest = places
    words = grams[first]
    for before, at in zip([first, *rest], rest, strict=False):
        if at != before + 1:
            break
        words += grams[at][-1]
    return words[:40]
