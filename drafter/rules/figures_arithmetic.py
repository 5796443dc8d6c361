"""FIG006–FIG010: statements of the report that can be worked out and do not come out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from ..model import Edit, Finding, Fix, Ground
from ..text.arithmetic import Relation, fewer_by_multiples
from ..text.arithmetic_terms import RelationKind
from .base import ReviewContext, Rule, here


class Statement(Rule):
    """One kind of statement that can be worked out; its rule fires on the number that does not follow."""

    kind: ClassVar[RelationKind]
    """Which statements it looks at."""
    corrects: ClassVar[bool] = False
    """Whether what the others give may be printed instead, with consent."""

    @abstractmethod
    def said(self, relation: Relation) -> str:
        """Return the message for a statement that does not come out."""

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield every statement of the kind that must hold and does not."""
        for relation in context.relations:
            if relation.kind != self.kind or not relation.sure or relation.holds:
                continue
            working = Ground(kind="derivation", quote=relation.working)
            edits = (Edit(span=relation.total.span, text=relation.expected),)
            yield self.finding(
                context,
                relation.total.span,
                self.said(relation),
                evidence=(working, *(here(context, part.span) for part in relation.parts)),
                fix=Fix(edits=edits, safe=False) if self.corrects and relation.expected else None,
            )


class SumMismatch(Statement):
    """分项之和与总数不符。

    做什么
        找出总数和它前后逐项列出的同单位的数，相加后按印出的位数核算。写明“合计、其余、男女、以上三类”等必须列全的，合不上就指出来；
        只写“其中”“共”或什么也没写的，差数像笔误（差一位、前后颠倒、差得很少）才指出来。没有列全、互相交叉的不算错。
    为什么
        总数与分项对不上，说明至少有一个数是错的，读者一加便知。
    例
        办理建议36件、提案42件，合计79件。
    改为
        办理建议36件、提案42件，合计78件。
    """

    code = "FIG006"
    name = "sum-mismatch"
    severity = "E"
    kind = "sum"
    corrects = True

    def said(self, relation: Relation) -> str:
        """Return what the parts make, or that one of them is more than the whole."""
        if not relation.expected:
            return f"其中一项已超过总数“{relation.total.text}”（{relation.working}）：请核对总数和该分项"
        return f"分项之和为{relation.expected}，与“{relation.total.text}”不符（{relation.working}）：请核对总数和各分项"


class GrowthMismatch(Statement):
    """基数、现数与增幅对不上。

    做什么
        由时间（去年、年初、改造前）、“由…到”和“比…”认出基数与现数，不论先后、同句或相邻两句，按印出的位数算出增幅或增减数，
        不含所写的数的，指出来。年均、可比价、实际增长，以及时段不同、说的不是一回事的，不在此列。
    为什么
        增幅是最常被引用的数，改了总量而忘了改增幅，是常见的差错。
    例
        投诉件由100件增加到130件，增长20%。
    改为
        投诉件由100件增加到130件，增长30%。
    """

    code = "FIG007"
    name = "growth-mismatch"
    severity = "E"
    kind = "growth"

    def said(self, relation: Relation) -> str:
        """Return the rate that base and result give, or that the direction is wrong."""
        if not relation.expected:
            return f"升降方向与前后两数不符（{relation.working}）：请核对用词，或两数是否颠倒"
        return (
            f"按前后两数计算应为{relation.expected}左右，与“{relation.total.text}”不符（{relation.working}）："
            "请核对基数、现数和增幅"
        )


class ShareMismatch(Statement):
    """占比、完成率、办结率与两个数之比不符。

    做什么
        “受理a件，办结b件，办结率r%”“占全县a个村的r%”“率为r%（应a人，实b人）”一类的话，用两数之比按印出的位数核算；
        各种读法都不合的，指出来。满意率、失业率等不由这两个数算出的，不在此列。
    为什么
        率是由两个数算出来的，改了其中一个，率就要跟着改。
    例
        受理热线工单120件，办结114件，办结率98%。
    改为
        受理热线工单120件，办结114件，办结率95%。
    """

    code = "FIG008"
    name = "share-mismatch"
    severity = "E"
    kind = "share"
    corrects = True

    def said(self, relation: Relation) -> str:
        """Return the share that both numbers give."""
        return f"按前后两数计算为{relation.expected}，与“{relation.total.text}”不符（{relation.working}）：请核对"


class PercentVersusPoint(Statement):
    """两个百分数之差写成了百分比。

    做什么
        前后两个百分数，不论写成“由X%到Y%”还是“今年Y%，去年X%”，其后的Z%恰是两数之差的，应写“个百分点”；
        写了百分点而差数不符的，也指出来。
    为什么
        由85%提高到92%，是提高7个百分点，不是提高7%，两者差得很多。
    例
        垃圾分类覆盖率由85%提高到92%，提高7%。
    改为
        垃圾分类覆盖率由85%提高到92%，提高7个百分点。
    """

    code = "FIG009"
    name = "percent-vs-point"
    severity = "W"
    kind = "points"
    corrects = True

    def said(self, relation: Relation) -> str:
        """Return the gap in points."""
        return f"两个百分数之差应为{relation.expected}，此处写作“{relation.total.text}”：请改正"


class MultipleMisuse(Statement):
    """“下降N倍”，或“翻番”与前后两数不符。

    做什么
        减少、下降、缩短等后面不能用倍数；“由A翻n番到B”，B应为A的2的n次方倍；“由A增加到B，增加n倍”，B应为A的n+1倍；
        “B是A的n倍”，两数之比应为n。
    为什么
        减少一倍就是没有了；翻两番是四倍，不是两倍。
    例
        企业办事时间比上年下降2倍。
    改为
        企业办事时间比上年下降三分之二。
    """

    code = "FIG010"
    name = "multiple-misuse"
    severity = "E"
    kind = "multiple"

    def said(self, relation: Relation) -> str:
        """Return what doubling means, or what growing by a multiple does."""
        total = relation.total.text
        if relation.expected:
            return f"“{total}”与前后两数不符（{relation.working}）：请核对；“增长n倍”是原来的n+1倍"
        return f"“翻{total}”与前后两数不符（{relation.working}）：翻一番为2倍，翻两番为4倍，请核对"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield every fall by multiples and every doubling that does not come out."""
        for figure in fewer_by_multiples(context.document):
            yield self.finding(context, figure.span, f"减少、下降后不能用“{figure.text}”：请改为百分数或几分之几")
        yield from super().check(context)


ARITHMETIC_RULES: tuple[Rule, ...] = (
    SumMismatch(),
    GrowthMismatch(),
    ShareMismatch(),
    PercentVersusPoint(),
    MultipleMisuse(),
)
"""The rules that compute, in order of codes."""
