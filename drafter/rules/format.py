"""FMT: what was meant to be filled in, and what only Word shows."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Span, touches
from ..patterns import lazy
from .base import ReviewContext, Rule
from .format_layout import HeadingAndBodyType, PageAndNotes
from .format_residue import residue_in
from .terms_phrases import letter_pairs

_OPEN_MARK = lazy(r"【待核实[：:][^】\n]{0,400}】")


class PlaceholderOrResidue(Rule):
    """占位符、遮盖符、标记符号没有清理干净。

    做什么
        找出 XX、××、N万、某某某、20XX年、【待补】、（数据待核）、（略）、TODO、空白横线、空着的括号引号、
        未填的日期和模板变量，掉了数字的“完成个”“增长%”，Markdown 标记、网页代码、软件报错、表情符号和生成工具的套话。
        “【待核实：……】”是留给撰稿人的记号：在系统起草的稿子里只作提示，在成稿里作警告。
    为什么
        占位符随正式文件发出去，比写错一个数字更难看。
    例
        完成投资XX亿元。
    改为
        完成投资12.5亿元。
    """

    code = "FMT001"
    name = "placeholder-or-residue"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding each; open marks as information in a draft of ours and as warnings in a finished text."""
        taken: list[list[Span]] = [[]]
        for match in _OPEN_MARK.finditer(context.text):
            span = Span(start=match.start(), end=match.end())
            taken[0].append(span)
            yield self.finding(
                context,
                span,
                "留有待核实记号：核实后写成正文，或删去",
                severity="W" if context.by_hand else "I",
            )
        for pattern, said in residue_in(context.text, letter_pairs(context)):
            here: list[Span] = []
            for match in pattern.finditer(context.text):
                span = Span(start=match.start(), end=match.end())
                if span.start == span.end or any(touches(span, before) for before in taken):
                    continue
                here.append(span)
                yield self.finding(context, span, f"{said}：请补写或删去“{_short(match.group().strip())}”")
            taken.append(here)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


FORMAT: tuple[Rule, ...] = (PlaceholderOrResidue(), HeadingAndBodyType(), PageAndNotes())
"""The family, in order."""
