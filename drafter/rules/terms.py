"""TRM: words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from ..lexicon import Lexicon
from ..lexicon.lookup import Headed
from ..lexicon.wording import Careful, Confusable, Miswritten, load_wording
from ..model import Edit, Finding, Fix, Ground, Span
from ..patterns import lazy
from .base import ReviewContext, Rule
from .terms_idioms import idiom_slips
from .terms_phrases import AlteredSetPhrase, letter_pairs, words_within

# the lists of words to avoid are younger than this; older reports wrote as one wrote then
_LISTED = 2005
# the list of variant forms (第一批异形词整理表) is of December 2001
_VARIANTS = 2003
# no entry of the lists reaches farther from the words that have to stand in it
_BEFORE, _BEHIND = 40, 80
# a verb or an adverb written twice; nouns can meet themselves (组织组织生活会, 政府政府采购)
_DOUBLED = lazy(
    "(?P<word>强化|加强|推进|推动|开展|落实|深入|认真|积极|全面|切实|持续|坚持|完善|提升|提高|确保|围绕|按照|通过|以及|同时|我们|实施|健全"
    "|完成|做好|召开|印发|聚焦|突出|严格|统筹|有效|主动|优化|打造|建立|进一步|贯彻|促进|扎实|稳步|有序|大力|着力|狠抓|抓好|抓实|压实|夯实|增强"
    "|巩固|拓展|深化|加快|创新|举办|参加|开设|成立|制定|修订|下发|报送|整改|解决|化解|排查|督促|协调|邀请|根据|由于|为了|但是|因此|并且"
    "|共同|及时|不断|充分|广泛|坚决|严肃|层层压实|以上|目前|今年|全年|截至|其中)(?P=word)"
)


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
        year = context.document.source.year
        if year is not None and year < _LISTED:
            return
        told: list[Span] = []
        for entry, places in prepared(context.lexicon).careful.present(context.text, letter_pairs(context)):
            for match in _matches(entry.pattern, context.text, places) if year is None or year >= entry.since else ():
                span = Span(start=match.start(), end=match.end())
                if any(span.overlaps(other) for other in told):
                    continue
                told.append(span)
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
        按词库逐条查形近音近字（防范于未然、留于形式、作出与做出、权力与权利等）、
        四字语里音近形近的字（座无虚设）和多打的字（的的、了了）；每条都附有不算错的反例。
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
        """Yield one finding each place; where a plain word and a pattern meet, the plain word is told."""
        text = context.text
        wording, pairs = prepared(context.lexicon), letter_pairs(context)
        told: list[Span] = []
        early = context.document.source.year is not None and context.document.source.year < _VARIANTS
        for start, word, entry in wording.miswritten.longest(text, pairs):
            left, right = text[start - 1 : start], text[start + len(word) : start + len(word) + 1]
            if (left and left in entry.before) or (right and right in entry.after) or (early and entry.old):
                continue
            told.append(Span(start=start, end=start + len(word)))
            yield self._said(context, told[-1], entry.right)
        for span, right_one in idiom_slips(text, context.lexicon, pairs):
            if not any(span.overlaps(other) for other in told):
                told.append(span)
                yield self._said(context, span, right_one)
        for match in _DOUBLED.finditer(text):
            told.append(Span(start=match.start(), end=match.end()))
            yield self._said(context, told[-1], match["word"])
        for pattern, places in wording.confusable.present(text, pairs):
            for match in _matches(pattern.pattern, text, places):
                span = Span(start=match.start(), end=match.end())
                if not any(span.overlaps(other) for other in told):
                    yield self._said(context, span, pattern.right)

    def _said(self, context: ReviewContext, span: Span, right: str) -> Finding:
        return self.finding(
            context,
            span,
            f"“{span.of(context.text)}”疑为“{right}”之误",
            evidence=(Ground(kind="lexicon", quote=right),),
            fix=Fix(edits=(Edit(span=span, text=right),), safe=False),
        )


def _matches(pattern: re.Pattern[str], text: str, places: tuple[int, ...]) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` round the places of words that stand in them; no places, all of ``text``."""
    if not places:
        yield from pattern.finditer(text)
    done = 0
    for place in sorted(places):
        low, high = max(done, place - _BEFORE), place + _BEHIND
        for match in pattern.finditer(text, low, high):
            done = match.end()
            yield match


class Prepared(NamedTuple):
    """The word lists of a lexicon, made ready for finding in one pass."""

    careful: Headed[Careful]
    """By words that have to stand there."""
    confusable: Headed[Confusable]
    """By words that have to stand there."""
    miswritten: Headed[Miswritten]
    """By the words as they are written."""


@functools.lru_cache(maxsize=8)
def prepared(lexicon: Lexicon) -> Prepared:
    """Return the word lists of ``lexicon`` ready for use."""
    wording = load_wording(lexicon)
    return Prepared(
        careful=_keyed(wording.careful),
        confusable=_keyed(wording.confusable),
        miswritten=Headed((entry.wrong, entry) for entry in wording.miswritten),
    )


E = TypeVar("E", Careful, Confusable)


def _keyed(entries: tuple[E, ...]) -> Headed[E]:
    """Return ``entries`` by words that have to stand there; those without such a word are always looked for."""
    keys = [(entry, words_within(entry.pattern)) for entry in entries]
    return Headed(
        ((key, entry) for entry, words in keys for key in words), always=[entry for entry, words in keys if not words]
    )


TERMS: tuple[Rule, ...] = (AlteredSetPhrase(), CarefulWord(), ConfusableWord())
"""The family, in order."""
