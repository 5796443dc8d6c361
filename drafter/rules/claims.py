"""COV002: claims of being first or best that no fact backs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding, Span
from ..text.similarity import bigrams, containment
from .base import ReviewContext, Rule

# what a reader will ask the proof of; 第一责任人 and 第一时间 claim nothing
_CLAIM = re.compile(
    r"(?:全国|全省|全市|全区|全州|全盟|全县|同类城市|系统|省内|市内|区内)[\u4e00-\u9fff]{0,6}?"
    r"(?:首[个家批次例创]|第[一二三](?:名|位|个|批)?(?![责时课步书产议])|率先|唯一|领先|前列|标杆|样板)"
    r"|首[个家例创](?![问席要])(?=[\u4e00-\u9fff]{2})|走在[\u4e00-\u9fff]{1,4}前列|率先(?=[\u4e00-\u9fff]{2})|名列前茅"
    r"|位居[\u4e00-\u9fff]{1,4}第[一二三]|创历史(?:新高|最好)|史无前例|前所未有"
)
_PLAN = re.compile(r"力争|争取|努力|争当|争创|确保|目标|打造|下一步|将|推动|奋力|计划")
_BACKED = 0.4


class ClaimWithoutFact(Rule):
    """“首个”“率先”“走在前列”一类说法，素材里没有依据。

    做什么
        找出第一、首个、唯一、率先、前列一类说法，在素材里找不到说同一件事的依据的，提示补素材；打算、目标里的不算。
    为什么
        评价性的话最容易被追问依据；没有出处就不要写。
    例
        素材：办结信访件128件
        办结信访件128件，物业监管工作走在全省前列。
    改为
        素材：办结信访件128件
        素材：物业监管工作综合评价全省第二，走在全省前列
        办结信访件128件，物业监管工作走在全省前列。
    """

    code = "COV002"
    name = "claim-without-fact"
    severity = "I"
    preview = True
    needs = ("facts",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a claim without a fact that claims it too."""
        assert context.facts is not None
        claims = [bigrams(fact.text) for fact in context.facts.facts if _CLAIM.search(fact.text)]
        for match in _CLAIM.finditer(context.text):
            span = Span(start=match.start(), end=match.end())
            clause = _clause(context.text, span)
            if _PLAN.search(clause):
                continue
            words = bigrams(clause)
            if any(containment(words, pairs) >= _BACKED for pairs in claims):
                continue
            yield self.finding(context, span, f"“{match.group()}”在素材中没有依据：请补素材，或改为平实的说法")


def _clause(text: str, span: Span) -> str:
    """Return the words between the commas and stops around ``span``."""
    left = re.split("[，。；！？\n]", text[max(0, span.start - 60) : span.start])[-1]
    return left + span.of(text) + re.split("[，。；！？\n]", text[span.end : span.end + 60])[0]


CLAIMS: tuple[Rule, ...] = (ClaimWithoutFact(),)
"""COV002 alone."""
