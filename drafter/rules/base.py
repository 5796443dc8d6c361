"""Rule and ReviewContext: what every rule of the catalogue is, and all that it may look at."""

from __future__ import annotations

import functools
import inspect
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from ..lexicon import Lexicon
from ..model import (
    Coverage,
    Document,
    Draft,
    Finding,
    Fix,
    Ground,
    Past,
    Period,
    RuleInfo,
    Sentence,
    Severity,
    Span,
    State,
)
from ..text.arithmetic import Relation, relations
from ..text.coverage import cover
from ..text.factsheet import FactSheet
from ..text.grounding import Grounding, ground

Need = Literal["facts", "past", "period", "layout"]

_REASONS: dict[Need, str] = {
    "facts": "没有给出素材，无法核对；请用 --facts 指定素材文件",
    "past": "没有往期报告可比；请先入库或用 --past 指定文件夹",
    "period": "不知道报告期；请用 --period 指定，如 2024H1",
    "layout": "不是 Word 文件，看不到版式",
}


@dataclass(frozen=True, kw_only=True)
class ReviewContext:
    """All that a rule may look at; what several rules need is computed once, when first asked for."""

    draft: Draft
    """The draft under review; a report written by hand is wrapped by `Draft.of`."""
    facts: FactSheet | None
    """The writer's facts; None when none were given."""
    past: Past | None
    """Past reports; None when there are none."""
    period: Period | None
    """What the report covers: as given, else what the report, else what the facts say; None when nobody says."""
    lexicon: Lexicon
    """Units, set phrases, confusable words and so on."""

    @cached_property
    def document(self) -> Document:
        """The text under review."""
        return self.draft.document

    @cached_property
    def text(self) -> str:
        """Its characters."""
        return self.draft.document.text

    @property
    def by_hand(self) -> bool:
        """Whether the text is a finished one of unknown provenance, not a draft of ours."""
        return self.draft.made_with.engine == "hand"

    @cached_property
    def grounding(self) -> Grounding:
        """Every figure of the document with its verdict against the facts; all unchecked where there are none."""
        named = [(one.span, frozenset(one.fact_ids)) for one in self.draft.sentences if one.fact_ids]
        return ground(self.document, self.facts, period=self.period, worked=self.relations, named=named)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """One row for every fact: written, partial or missing; none where there are no facts."""
        return cover(self.draft, self.facts, self.grounding) if self.facts is not None else ()

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every statement of the document that can be worked out, holding or not."""
        return relations(self.document)

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.span.start for sentence in self.document.sentences)

    @cached_property
    def _paragraph_starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                starts.append(at)
            at += len(line) + 1
        return tuple(starts)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers ``offset``, or None between sentences."""
        place = bisect_right(self._sentence_starts, offset) - 1
        if place < 0:
            return None
        sentence = self.document.sentences[place]
        return sentence if offset < sentence.span.end else None

    def paragraphs(self) -> Iterator[Span]:
        """Yield every line that is not blank, in reading order, line break excluded."""
        for start in self._paragraph_starts:
            end = self.text.find("\n", start)
            yield Span(start=start, end=len(self.text) if end < 0 else end)

    @cached_property
    def _headings(self) -> tuple[tuple[int, int, str], ...]:
        return tuple(
            (section.extent.start, section.extent.end, f"{section.marker}{section.title}")
            for section in self.document.sections
            if isinstance(section.level, int) and section.level > 0
        )

    @cached_property
    def _heading_paths(self) -> tuple[list[int], list[list[str]]]:
        """Return where headings begin or end to hold, in order, and the headings that hold from each place on."""
        headings = self._headings
        edges = sorted({edge for start, end, _ in headings for edge in (start, end)})
        paths: list[list[str]] = []
        holding: list[tuple[int, int, str]] = []
        coming = 0
        for edge in edges:
            holding = [heading for heading in holding if heading[1] > edge]
            while coming < len(headings) and headings[coming][0] <= edge:
                holding.append(headings[coming])
                coming += 1
            paths.append([title for _, _, title in holding])
        return edges, paths

    def where(self, span: Span) -> str:
        """Return for people: the headings above ``span`` joined by `` › ``, and the paragraph's number in the text."""
        edges, paths = self._heading_paths
        at = bisect_right(edges, span.start) - 1
        number = max(bisect_right(self._paragraph_starts, span.start), 1)
        return " › ".join([*(paths[at] if at >= 0 else ()), f"第{number}段"])


class Rule(ABC):
    """One rule: a class whose docstring is its page, with one instance in the catalogue.

    The page is in Chinese and has four fixed headings, each on a line of its own, contents indented below it:
    做什么 (its first line, before any heading, is the summary), 为什么, 例 (fires this code and no other of its
    family), 改为 (silent). `pages.examples` reads the last two; a test runs them.
    """

    code: ClassVar[str]
    """``FIG001``."""
    name: ClassVar[str]
    """``unsupported-figure``: the pattern, in English, reads well after the word allow."""
    severity: ClassVar[Severity]
    """Severity of its findings unless `finding` is told otherwise."""
    preview: ClassVar[bool] = False
    """Whether it runs only when its full code is selected."""
    needs: ClassVar[tuple[Need, ...]] = ()
    """What it cannot judge without; the engine then lists it as skipped with the reason."""
    replaces: ClassVar[tuple[str, ...]] = ()
    """Codes whose findings give way where they overlap a finding of this rule (it is the more specific)."""
    state: ClassVar[State | None] = None
    """State of a figure in the ledger when this rule has a finding on it."""

    @abstractmethod
    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield what this rule has to say about the draft."""

    def cannot_judge(self, context: ReviewContext) -> str | None:
        """Return why this rule cannot judge this draft, in Chinese, or None when it can."""
        given = {
            "facts": context.facts is not None,
            "past": context.past is not None,
            "period": context.period is not None,
            "layout": context.document.layout is not None,
        }
        return next((_REASONS[need] for need in self.needs if not given[need]), None)

    def finding(
        self,
        context: ReviewContext,
        span: Span,
        message: str,
        *,
        evidence: Sequence[Ground] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding of this rule at ``span``, its quote and place filled in."""
        return Finding(
            code=self.code,
            rule=self.name,
            severity=severity or self.severity,
            span=span,
            quote=context.document.quote(span),
            where=context.where(span),
            message=message,
            evidence=tuple(evidence),
            fix=fix,
        )

    @property
    def page(self) -> str:
        """The rule's page."""
        return _page(type(self))

    @property
    def summary(self) -> str:
        """The page's first line."""
        return self.page.split("\n", 1)[0]

    @property
    def info(self) -> RuleInfo:
        """What exporters and pages need of it."""
        return RuleInfo(code=self.code, name=self.name, severity=self.severity, page=self.page)


@functools.cache
def _page(rule: type[Rule]) -> str:
    return inspect.getdoc(rule) or ""


def here(context: ReviewContext, span: Span) -> Ground:
    """Return evidence that points at another place of the same text."""
    return Ground(kind="here", quote=context.document.quote(span), span=span)
