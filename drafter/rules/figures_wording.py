"""FIG011, FIG012: one metric told twice with two values, and words around a figure that do not fit it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ..model import Figure, Finding, Severity, Span
from ..patterns import lazy
from ..text.repeated import Repeated, repeated
from .base import ReviewContext, Rule, here
from .figures import fact_ground

_HEDGE = "大约|大概|约|将近|接近|近|不足|不到|至少|不少于|不低于|多达|超过|超|逾|突破"
_BEFORE = lazy(rf"(?<![条公预节制合契履婉简隐相邻附靠最])(?P<chain>(?:(?:{_HEDGE})[有为达是]?)+)$")
_WORD = lazy(_HEDGE)
_AFTER = lazy(r"(?:左右|上下|以上|以下|[多余](?=[，。；、])|开外)+")
_TAIL = lazy("左右|上下|以上|以下|多|余|开外")
_INNER = lazy("[余多]|几(?=[十百千万亿]+[余多])")
_SPAN_OF_TIME = frozenset({"年", "个月", "月", "天", "日", "周", "周年", "个多月", "年多", "季度", "届"})
# 超过12万吨，实际收购11.8万吨
_EXACTLY = lazy(
    "^[，,（(；](?:经(?:核算|核实|统计|审计|清点|测算|汇总)|实际|实为|实有|其实|准确|具体|确切)[^，。；、]{0,8}$"
)
_SLIP = Decimal("0.1")
_MORE = frozenset(("over", "more_than_trailing"))
# 上千余人: 上 and 余 both say more
_UPON = lazy("(?<!以)上$")


class SelfInconsistent(Rule):
    """同一指标在报告里有两个数。

    做什么
        在全文中找所计对象、主体和时间都相同而数值不同的两处，动词、语序、全称简称不同的也算；
        同一次会议、活动写了两个日期的，指出来；
        像是同一个数而不能断定的，同一群人在相邻两句里人数不同的，只作提示。
    为什么
        摘要写120件、正文写118件，两处总有一处是错的。
    例
        全年办结群众信访事项120件。
        二、主要成效
        全年办结群众信访事项118件。
    改为
        全年办结群众信访事项120件。
        二、主要成效
        全年办结群众信访事项120件。
    """

    code = "FIG011"
    name = "self-inconsistent"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield the later of two places, with the earlier as evidence."""
        found = repeated(context.document)
        likely = any(pair.kind == "likely" for pair in found)
        backed = _backed(context) if likely and context.facts is not None else frozenset()
        for pair in found:
            # the notes give both numbers, each for itself: nothing to ask
            if pair.kind != "likely" or not backed.issuperset((pair.first.span, pair.second.span)):
                yield self._finding(context, pair)

    def _finding(self, context: ReviewContext, pair: Repeated) -> Finding:
        severity: Severity = "E" if pair.kind == "metric" else "I"
        first, second = pair.first, pair.second
        messages = {
            "metric": f"“{pair.words}”前面写“{first.text}”，此处写“{second.text}”：请核实后统一",
            "likely": f"前面是“{first.text}”，此处是“{second.text}”，像是说同一个数：请核实两处口径是否相同",
            "group": f"同样写作“{pair.words}”，前面是“{first.text}”，此处是“{second.text}”：请核实两处口径是否相同",
        }
        evidence = (here(context, first.span),)
        return self.finding(context, second.span, messages[pair.kind], evidence=evidence, severity=severity)


def _backed(context: ReviewContext) -> frozenset[Span]:
    """Return where the figures stand that the notes, or a computation from them, bear out."""
    verdicts = context.grounding.verdicts
    return frozenset(verdict.figure.span for verdict in verdicts if verdict.state in ("supported", "derived"))


class HedgeError(Rule):
    """约数写法不当：前后重复，或与实际数的大小方向不合。

    做什么
        “约”与“左右、余、多”连用，“近、不足”与“余、多、以上”连用的，指出来；后面紧跟实数，或者有素材时，“超、逾”而实数没有超过，“近、不足”而实数已经超过的，也指出来。
    为什么
        约30余人说的是约数的约数；超80%而实为79.6%，是虚报。
    例
        组织志愿者约30余人参加清扫。
    改为
        组织志愿者30余人参加清扫。
    """

    code = "FIG012"
    name = "hedge-error"
    severity = "W"
    replaces = ("FIG001", "FIG002")
    state = "contradicted"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield doubled hedges, then hedges that point the wrong way."""
        for figure in context.document.figures:
            if figure.checkable and (words := _doubled(context.text, figure)):
                yield self.finding(context, figure.span, f"“{words}”约数重复：请只留一个")
        yield from self._against_the_exact(context)
        if context.facts is None:
            return
        for verdict in context.grounding.verdicts:
            figure = verdict.figure
            if verdict.cause != "value" or verdict.given is None or not _wrong_way(figure, verdict.given.figure):
                continue
            word = {"over": "超过", "under": "接近"}.get(figure.hedge or "", "")
            yield self.finding(
                context,
                figure.span,
                f"此处说{word}{figure.text}，素材{verdict.given.fact.id}是“{verdict.given.figure.text}”：请改约数用词",
                evidence=(fact_ground(verdict.given),),
            )

    def _against_the_exact(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield 近500万元，经核算为512万元: the exact number stands right behind, on the side the hedge denies."""
        for figure, exact in pairwise(f for f in context.document.figures if f.checkable):
            between = context.text[figure.span.end : exact.span.start]
            if figure.hedge not in ("over", "under") or not _EXACTLY.search(between):
                continue
            if _wrong_way(figure, exact):
                word = "超过" if figure.hedge == "over" else "接近"
                message = f"此处说{word}{figure.text}，后面的实数是“{exact.text}”：请改约数用词"
                yield self.finding(context, figure.span, message, evidence=(here(context, exact.span),))


def _doubled(text: str, figure: Figure) -> str:
    """Return the doubled wording around ``figure``, or ''."""
    chain = _BEFORE.search(text[max(0, figure.span.start - 8) : figure.span.start])
    before = _WORD.findall(chain["chain"]) if chain is not None else []
    # 近30多年: 近 is recent, not nearly
    if before and before[-1].endswith("近") and figure.unit in _SPAN_OF_TIME:
        return ""
    inner = _INNER.findall(figure.text)
    if inner and figure.text[0] in "百千万亿" and _UPON.search(text[max(0, figure.span.start - 2) : figure.span.start]):
        return f"上{figure.text}"
    tail = _AFTER.match(text, figure.span.end)
    after = _TAIL.findall(tail.group()) if tail is not None else []
    # 多达30余人, 超过半数以下: both words say something
    if before == ["多达"] or (before and before[0][0] in "超逾突" and after == ["以下"]):
        return ""
    if len(before) + len(inner) + len(after) < 2:
        return ""
    return f"{chain['chain'] if chain else ''}{figure.text}{tail.group() if tail else ''}"


def _wrong_way(figure: Figure, given: Figure) -> bool:
    """Return whether the fact lies close to the number printed, on the side its hedge denies."""
    value, low, high = _printed(figure), given.low, given.high
    if value is None or not isinstance(low, Decimal) or not isinstance(high, Decimal) or given.unit != figure.unit:
        return False
    known = (low + high) / 2
    if figure.hedge in _MORE:
        return value > known >= value * (1 - _SLIP)
    return figure.hedge == "under" and value < known <= value * (1 + _SLIP)


def _printed(figure: Figure) -> Decimal | None:
    """Return the end of the interval that is the number as printed: 80 for both 超80% and 近80%."""
    end = figure.low if figure.hedge in _MORE else figure.high
    return end if isinstance(end, Decimal) else None


WORDING_RULES: tuple[Rule, ...] = (SelfInconsistent(), HedgeError())
"""The rules that look at the words around figures, in order of codes."""
