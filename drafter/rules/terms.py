"""TRM: words."""

from __future__ import annotations

from collections.abc import Iterator

from ..lexicon.wording import load_wording
from ..model import Edit, Finding, Fix, Ground, Span
from .base import ReviewContext, Rule
from .terms_phrases import AlteredSetPhrase

# the lists of words to avoid are younger than this; older reports wrote as one wrote then
_LISTED = 2005


class CarefulWord(Rule):
    """禁用、慎用或重复用的词。

    做什么
        对照词库里的禁用词、慎用词（新华社规定等）和“大约……左右”一类重复的说法，逐条给出宜用的词和出处。
    为什么
        这些词有明文规定或固定分寸，用错了会引起误解。
    例
        建国以来，城市面貌发生巨变。
    改为
        新中国成立以来，城市面貌发生巨变。
    """

    code = "TRM002"
    name = "careful-word"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding each place."""
        if context.document.source.year is not None and context.document.source.year < _LISTED:
            return
        for entry in load_wording(context.lexicon).careful:
            for match in entry.pattern.finditer(context.text):
                span = Span(start=match.start(), end=match.end())
                advice = f"宜用“{entry.instead}”" if entry.instead else "宜改写"
                yield self.finding(
                    context,
                    span,
                    f"“{match.group()}”{advice}（{entry.source}）",
                    evidence=(Ground(kind="lexicon", quote=entry.source),),
                    fix=Fix(edits=(Edit(span=span, text=entry.instead),), safe=False) if entry.instead else None,
                )


class ConfusableWord(Rule):
    """形近、音近的错别字，写错的成语，叠字。

    做什么
        按词库逐条查形近音近字（防范于未然、留于形式、作出与做出、权力与权利等）和多打的字（的的、了了）；每条都附有不算错的反例。
    为什么
        这类错字拼写检查认不出来，因为每个字都是对的。
    例
        抓早抓小，防范于未然。
    改为
        抓早抓小，防患于未然。
    """

    code = "TRM003"
    name = "confusable-word"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding each place."""
        for entry in load_wording(context.lexicon).confusable:
            for match in entry.pattern.finditer(context.text):
                span = Span(start=match.start(), end=match.end())
                yield self.finding(
                    context,
                    span,
                    f"“{match.group()}”疑为“{entry.right}”之误",
                    evidence=(Ground(kind="lexicon", quote=entry.right),),
                    fix=Fix(edits=(Edit(span=span, text=entry.right),), safe=False),
                )


TERMS: tuple[Rule, ...] = (AlteredSetPhrase(), CarefulWord(), ConfusableWord())
"""The family, in order."""
