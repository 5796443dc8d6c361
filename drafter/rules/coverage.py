"""COV: facts nobody wrote, and claims nobody can back."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Ground, Span
from .base import ReviewContext, Rule


class FactMissing(Rule):
    """素材里有一条，报告里没有写。

    做什么
        逐条核对素材：带数字的，看数字是否写进了报告；不带数字的，看文字是否写到。没有写到的，逐条列出。
    为什么
        漏写的成绩等于没有做；撰稿人要么补上，要么说明为什么不写。
    例
        素材：新增就业2.4万人
        素材：办结信访件128件
        办结信访件128件。
    改为
        素材：新增就业2.4万人
        素材：办结信访件128件
        新增就业2.4万人，办结信访件128件。
    """

    code = "COV001"
    name = "fact-missing"
    severity = "W"
    needs = ("facts",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a missing fact, at the end of the text, since it has no place of its own."""
        assert context.facts is not None
        texts = {fact.id: fact.text for fact in context.facts.facts}
        declared = {unused.fact_id for unused in context.draft.unused}
        end = len(context.text.rstrip())
        for row in context.coverage:
            if row.state != "missing" or row.fact_id in declared:
                continue
            text = texts[row.fact_id]
            yield self.finding(
                context,
                Span(start=end, end=end),
                f"素材{row.fact_id}“{_short(text)}”未写入：请补写，或注明不用的原因",
                evidence=(Ground(kind="fact", quote=text, fact_id=row.fact_id),),
            )


def _short(text: str, room: int = 30) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"


COVERAGE_RULES: tuple[Rule, ...] = (FactMissing(),)
"""The family, in order."""
