"""FIG001, FIG002, FIG004, FIG005: what the grounding says against the facts."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Ground
from ..text.grounding_index import Given
from ..text.grounding_judge import Verdict
from ..text.grounding_values import DATES, digits
from .base import ReviewContext, Rule
from .once import once

_NO_NUMBER = DATES | {"ordinal"}
_CLOSE_BY = 80
"""How many characters from a figure the number may stand that was written twice."""
_TELLING = 2
"""How many digits a number must have to be no other fact's by chance."""


def fact_ground(given: Given) -> Ground:
    """Return evidence that points at a fact's figure, with the fact's own words."""
    return Ground(kind="fact", quote=given.fact.text, fact_id=given.fact.id, span=given.figure.span)


def _against(context: ReviewContext, *causes: str) -> Iterator[Verdict]:
    for verdict in context.grounding.verdicts:
        if verdict.state in ("unsupported", "contradicted") and (not causes or verdict.cause in causes):
            yield verdict


def _correction(verdict: Verdict) -> Fix | None:
    """Return the repair that prints the fact's own figure; it needs consent, since the fact may be the wrong one."""
    if verdict.given is None:
        return None
    return Fix(edits=(Edit(span=verdict.figure.span, text=verdict.given.figure.text),), safe=False)


@once
def _lenders(context: ReviewContext) -> dict[str, list[tuple[int, Given]]]:
    """Return, by its digits, every number of a fact that the report tells, each with where it does, in order."""
    found: dict[str, list[tuple[int, Given]]] = {}
    for verdict in context.grounding.verdicts:
        owner = verdict.given
        if verdict.state == "supported" and owner is not None and owner.figure.kind not in _NO_NUMBER:
            found.setdefault(digits(owner.figure), []).append((verdict.figure.span.start, owner))
    return found


def _lender(context: ReviewContext, verdict: Verdict) -> Given | None:
    """Return the fact that has the number of a figure contradicted in its value, and which the report tells as well.

    Of another unit it must be told close by: 检查1240家次，整改隐患1240处; of one digit in the very unit as well.
    """
    figure, said = verdict.figure, digits(verdict.figure)
    if figure.kind in _NO_NUMBER:
        return None
    for at, owner in _lenders(context).get(said, ()):
        if owner is verdict.given:
            continue
        if not (said[1:] or (owner.figure.unit, owner.figure.low) == (figure.unit, figure.low)):
            continue
        if abs(at - figure.span.start) <= _CLOSE_BY or (said[1:] and owner is verdict.owner):
            return owner
    return None


def _stated(verdict: Verdict) -> Given | None:
    """Return the fact that has this very number, of this unit and of two digits or more, where there is one."""
    owner, figure = verdict.owner, verdict.figure
    if owner is None or figure.kind in _NO_NUMBER or len(digits(figure)) < _TELLING:
        return None
    return owner if (owner.figure.unit, owner.figure.low) == (figure.unit, figure.low) else None


class UnsupportedFigure(Rule):
    """报告里的数字，素材里找不到依据。

    做什么
        按数值区间、单位、所计对象逐个核对报告中的数字；没有一条素材支持，也不能由素材推算得出的，指出来。
    为什么
        没有依据的数字是报告最严重的差错：查不到出处，就不能上报。
    例
        素材：开展集中学习24次
        开展集中学习24次，办结信访件128件。
    改为
        素材：开展集中学习24次
        素材：办结信访件128件
        开展集中学习24次，办结信访件128件。
    """

    code = "FIG001"
    name = "unsupported-figure"
    severity = "E"
    needs = ("facts",)
    state = "unsupported"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield every figure no fact backs; more specific rules take the finding's place where they know more."""
        for verdict in _against(context):
            if verdict.cause == "owner":
                continue
            evidence = (fact_ground(verdict.given),) if verdict.given is not None else ()
            hint = f"；最接近的是素材{verdict.given.fact.id}的“{verdict.given.figure.text}”" if verdict.given else ""
            yield self.finding(
                context,
                verdict.figure.span,
                f"“{verdict.figure.text}”在素材中没有依据{hint}：请核实后改正、补素材或删去",
                evidence=evidence,
            )


class ContradictedFigure(Rule):
    """同一指标，报告与素材的数值不同。

    做什么
        按所计对象、主体、时间找到说同一件事的素材，数值不一致的，指出来并给出素材的数。
    为什么
        报告改了一个数，或抄错一位，读者无从察觉；对着素材一看便知。
    例
        素材：全年完成房地产开发投资12.5亿元
        全年完成房地产开发投资12.8亿元。
    改为
        素材：全年完成房地产开发投资12.5亿元
        全年完成房地产开发投资12.5亿元。
    """

    code = "FIG002"
    name = "contradicted-figure"
    severity = "E"
    needs = ("facts",)
    replaces = ("FIG001",)
    state = "contradicted"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield every figure whose metric a fact gives another value for."""
        for verdict in _against(context, "value", "direction"):
            assert verdict.given is not None
            turned = verdict.cause == "direction"
            said = "升降相反" if turned else f"的“{verdict.given.figure.text}”不符"
            yield self.finding(
                context,
                verdict.figure.span,
                f"“{verdict.figure.text}”与素材{verdict.given.fact.id}{said}：请核实，以素材为准则改",
                evidence=(fact_ground(verdict.given),),
                fix=None if turned else _correction(verdict),
            )


class MisattributedFigure(Rule):
    """数字本身有依据，但安在了别的对象、主体或时间上。

    做什么
        数值与某条素材相同，而这条素材说的是另一件事；说同一件事的素材给的是另一个数。
    为什么
        两个数互换、张冠李戴，逐个看都“有出处”，却是最要紧的差错。
    例
        素材：甲镇污水处理率86%
        素材：乙镇垃圾清运率92%
        甲镇污水处理率92%，乙镇垃圾清运率86%。
    改为
        素材：甲镇污水处理率86%
        素材：乙镇垃圾清运率92%
        甲镇污水处理率86%，乙镇垃圾清运率92%。
    """

    code = "FIG004"
    name = "misattributed-figure"
    severity = "E"
    needs = ("facts",)
    replaces = ("FIG001", "FIG002")
    state = "contradicted"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield every figure that another fact fits better, or whose number is that of something else."""
        for verdict in _against(context, "owner", "value"):
            if verdict.cause == "value":
                verdict = verdict._replace(owner=_lender(context, verdict) or _stated(verdict))
            if verdict.given is None or verdict.owner is None:
                continue
            yield self.finding(
                context,
                verdict.figure.span,
                f"“{verdict.figure.text}”在素材{verdict.owner.fact.id}中说的是另一件事，此处素材{verdict.given.fact.id}"
                f"为“{verdict.given.figure.text}”：请核实是否张冠李戴",
                evidence=(fact_ground(verdict.given), fact_ground(verdict.owner)),
                fix=_correction(verdict) if verdict.cause == "value" else None,
            )


class WrongUnit(Rule):
    """数字与素材相同，单位或数量级不同。

    做什么
        数码一致而单位不同（人、人次、户，亩、公顷；所计对象相同的次与场），或相差十、百、千、万、亿倍的，指出来。
    为什么
        元与万元、亩与公顷之差，远比错一位数严重，而且最容易看漏。
    例
        素材：拨付补助资金3.2万元
        拨付补助资金3.2亿元。
    改为
        素材：拨付补助资金3.2万元
        拨付补助资金3.2万元。
    """

    code = "FIG005"
    name = "wrong-unit"
    severity = "E"
    needs = ("facts",)
    replaces = ("FIG001", "FIG002", "FIG004")
    state = "contradicted"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield every figure whose numerals a fact about the same thing has with another unit or magnitude."""
        for verdict in _against(context, "unit", "magnitude"):
            assert verdict.given is not None
            what = "单位" if verdict.cause == "unit" else "数量级"
            yield self.finding(
                context,
                verdict.figure.span,
                f"“{verdict.figure.text}”的{what}与素材{verdict.given.fact.id}的“{verdict.given.figure.text}”不同："
                f"请改为“{verdict.given.figure.text}”或核实素材",
                evidence=(fact_ground(verdict.given),),
                fix=_correction(verdict),
            )


FIGURE_RULES: tuple[Rule, ...] = (
    UnsupportedFigure(),
    ContradictedFigure(),
    MisattributedFigure(),
    WrongUnit(),
)
"""The family, in order of codes."""
