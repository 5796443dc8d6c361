"""FIG003: a figure no fact backs, which stands in a past report on the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol, runtime_checkable

from ..model import Figure, Finding, Ground, Past, PastSentence, Span
from ..patterns import lazy
from ..text.similarity import bigrams, containment, ratio
from .base import ReviewContext, Rule
from .duplication_reuse import title_of

_LIMIT = 12
_AROUND = 14
ALIKE = 0.5
"""How alike the words around a figure must be, figures aside, for both to speak of the same thing."""
ALIKE_NAMED = 0.25
"""The same where what is counted stands beside the figure in both."""
_NEAR = 10
_DIGITS = lazy(r"[0-9０-９.．]+")


@runtime_checkable
class _Many(Protocol):
    def candidates_many(self, texts: Sequence[str], limit: int) -> Sequence[Sequence[int]]: ...


class StaleFigure(Rule):
    """数字是往期的：素材里没有，往期报告的同一件事上有。

    做什么
        素材不支持的数字，如果在往期报告里说同一件事的句子中原样出现，就指出那一句，提示是旧数没有更新。
    为什么
        在旧稿上改，漏换的数字单看没有破绽，对着去年的原话一看便知。
    例
        素材：全年新增城镇就业2.4万人
        往期：全年新增城镇就业2.1万人，零就业家庭动态清零。
        全年新增城镇就业2.1万人，零就业家庭动态清零。
    改为
        素材：全年新增城镇就业2.4万人
        往期：全年新增城镇就业2.1万人，零就业家庭动态清零。
        全年新增城镇就业2.4万人，零就业家庭动态清零。
    """

    code = "FIG003"
    name = "stale-figure"
    severity = "E"
    needs = ("facts", "past")
    replaces = ("FIG001", "FIG002", "FIG004", "FIG005")
    state = "stale"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for each unsupported figure that a past sentence on the same thing prints."""
        assert context.past is not None
        doubted: list[tuple[Figure, Span]] = []
        for verdict in context.grounding.verdicts:
            if verdict.state in ("unsupported", "contradicted"):
                sentence = context.sentence_at(verdict.figure.span.start)
                if sentence is not None:
                    doubted.append((verdict.figure, sentence.span))
        spans = list(dict.fromkeys(span for _, span in doubted))
        texts = [context.document.quote(span) for span in spans]
        alike = dict(zip(spans, _candidates(context.past, texts), strict=True))
        for figure, span in doubted:
            for past in alike[span]:
                at = same_thing(context.text, figure, past.text)
                if at is not None:
                    yield self._said(context, figure, past, at)
                    break

    def _said(self, context: ReviewContext, figure: Figure, past: PastSentence, at: Span) -> Finding:
        title = title_of(past.source)
        return self.finding(
            context,
            figure.span,
            f"“{figure.text}”素材中没有，是《{title}》里同一件事的数：请换成本期的数",
            evidence=(Ground(kind="past", quote=past.text, source=title, span=at.shifted(past.span.start)),),
        )


def _candidates(past: Past, texts: Sequence[str]) -> list[list[PastSentence]]:
    """Return the past sentences that may speak of what each of ``texts`` does; many are looked for at once."""
    if isinstance(past, _Many):
        found = past.candidates_many(texts, _LIMIT)
    else:
        found = [past.candidates(text, _LIMIT) for text in texts]
    known = {id: past.sentence(id) for id in dict.fromkeys(chain.from_iterable(found))}
    return [[known[id] for id in ids] for ids in found]


def same_thing(text: str, figure: Figure, past: str) -> Span | None:
    """Return where ``past`` prints ``figure`` among words like those around it here, or None."""
    if figure.text not in past:
        return None
    words = _words(text, figure.span)
    best: tuple[float, Span] | None = None
    for match in re.finditer(re.escape(figure.text), past):
        before, after = past[match.start() - 1 : match.start()], past[match.end() : match.end() + 1]
        # 12件 is not printed by 312件 or 12件套
        if before[-1:].isdigit() or before[-1:] == "." or (figure.text[-1:].isdigit() and after.isdigit()):
            continue
        span = Span(start=match.start(), end=match.end())
        alike = max(ratio(words, _words(past, span)), containment(bigrams(words), bigrams(past)) * 0.9)
        near = past[max(0, span.start - _NEAR) : span.end + _NEAR]
        named = bool(figure.noun) and figure.noun in near
        if alike >= (ALIKE_NAMED if named else ALIKE) and (best is None or alike > best[0]):
            best = (alike, span)
    return best[1] if best else None


def _words(text: str, span: Span) -> str:
    """Return the words around ``span`` within its sentence, figures left out."""
    left = re.split("[。！？\n]", text[max(0, span.start - _AROUND) : span.start])[-1]
    right = re.split("[。！？\n]", text[span.end : span.end + _AROUND // 2])[0]
    return _DIGITS.sub("", left + right)


STALE: tuple[Rule, ...] = (StaleFigure(),)
"""FIG003 alone."""
