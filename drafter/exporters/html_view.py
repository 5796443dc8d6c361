"""What the HTML page shows, laid out as values: paragraphs cut into segments, notes beside them, tables below."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from ..model import Document, Draft, DraftSentence, Finding, LedgerRow, Review, Silenced, Span
from .base import Value, document_of
from .html_values import CoverageLine, Leave, LedgerLine, Note, Piece, Row, Segment, Source, View
from .labels import (
    COVERAGE,
    FAMILY,
    OPEN_MARK,
    SEVERITY,
    STATE,
    draft_notes,
    family,
    fix_line,
    ground_label,
    made_with_line,
    one_line,
)
from .markdown import passages_of, title_of
from .paragraphs import Paragraph, paragraphs
from .spans import by_stretch, layers, touched

_EXCERPT = 140


def build_view(value: Value, review: Review | None, known: Mapping[str, str] | None = None) -> View:
    """Return what the page shows of ``value`` and ``review``; ``known`` are the words of facts of no draft."""
    document = document_of(value)
    draft = value if isinstance(value, Draft) else None
    findings = review.findings if review is not None else ()
    ledger = [row for row in review.ledger if row.state != "exempt"] if review is not None else []
    facts = {fact.id: fact.text for fact in draft.facts} if draft is not None else dict(known or {})
    maker = _Rows(document, draft, findings, ledger, facts)
    rows = maker.rows()
    return View(
        title=document.source.title or "报告",
        made=made_with_line(draft.made_with) if draft is not None and draft.made_with.engine != "hand" else "",
        reviewed=review is not None,
        rows=rows,
        severities=tuple((key, name, sum(f.severity == key for f in findings)) for key, name in SEVERITY.items()),
        families=_counted(FAMILY, [family(finding.code) for finding in findings]),
        states=_counted(STATE, [row.state for row in ledger]),
        ledger=tuple(_ledger_line(number, row, facts) for number, row in enumerate(ledger, 1)),
        coverage=tuple(
            CoverageLine(
                fact_id=row.fact_id, text=facts.get(row.fact_id, ""), state=row.state, state_name=COVERAGE[row.state]
            )
            for row in (review.coverage if review is not None else ())
        ),
        written=sum(row.state == "written" for row in review.coverage) if review is not None else 0,
        lists=draft_notes(draft) if draft is not None else (),
        traces=maker.traces(),
        skipped=tuple((skipped.code, skipped.reason) for skipped in (review.skipped if review is not None else ())),
        leaves=tuple(_leave(one) for one in (review.silenced if review is not None else ())),
    )


def _leave(one: Silenced) -> Leave:
    finding, waiver = one.finding, one.waiver
    return Leave(
        code=finding.code,
        quote=_excerpt(finding.quote),
        message=finding.message,
        reason=waiver.reason,
        source=waiver.source,
    )


def _counted(names: dict[str, str], keys: Sequence[str]) -> tuple[tuple[str, str, int], ...]:
    known = {**names, **{key: key for key in keys if key not in names}}
    return tuple((key, name, keys.count(key)) for key, name in known.items() if key in keys)


def _ledger_line(number: int, row: LedgerRow, facts: dict[str, str]) -> LedgerLine:
    return LedgerLine(
        number=number,
        text=row.figure.text,
        meaning="·".join(part for part in (row.figure.subject, row.figure.noun) if part),
        state=row.state,
        state_name=STATE[row.state],
        facts=tuple(Source(label=id, text=_excerpt(facts.get(id, ""))) for id in row.fact_ids),
        note=" ".join(part for part in (row.rule or "", row.note) if part),
    )


def _fact_sources(fact_ids: Iterable[str], facts: dict[str, str]) -> tuple[Source, ...]:
    return tuple(Source(label=fact_id, text=one_line(facts.get(fact_id, ""))) for fact_id in fact_ids)


def _excerpt(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"


def _last_place(places: Sequence[Span], span: Span) -> int:
    """Return the index of the last place ``span`` covers, or of the one before it."""
    covered = touched(places, span)
    return covered[-1] if covered else max(min(covered.start, len(places)) - 1, 0)


class _Rows:
    """Cuts the paragraphs of one document at the edges of findings, figures and sentences."""

    def __init__(
        self,
        document: Document,
        draft: Draft | None,
        findings: Sequence[Finding],
        ledger: Sequence[LedgerRow],
        facts: dict[str, str],
    ) -> None:
        self.document, self.findings, self.ledger, self.facts = document, findings, ledger, facts
        self.sentences = draft.sentences if draft is not None else ()
        self.passages = passages_of(draft) if draft is not None else {}
        self.paragraphs = paragraphs(document)
        self.opened = [Span(start=m.start(), end=m.end()) for m in OPEN_MARK.finditer(document.text)]
        self.told: dict[int, list[int]] = defaultdict(list)
        for number, finding in enumerate(findings, 1):
            self.told[self._home(finding)].append(number)
        lines = [paragraph.span for paragraph in self.paragraphs]
        self.near_sentences = by_stretch(lines, [sentence.span for sentence in self.sentences])
        self.near_findings = by_stretch(lines, [finding.span for finding in findings])
        self.near_figures = by_stretch(lines, [row.figure.span for row in ledger])
        self.near_opened = by_stretch(lines, self.opened)

    def rows(self) -> tuple[Row, ...]:
        return tuple(self._row(index, paragraph) for index, paragraph in enumerate(self.paragraphs))

    def traces(self) -> tuple[tuple[str, Piece], ...]:
        return tuple((_excerpt(s.text), self._piece(s, ())) for s in self.sentences)

    def _home(self, finding: Finding) -> int:
        """Return the paragraph beside which the finding is told: where it begins, or the next one."""
        after = bisect_right(self.paragraphs, finding.span.start, key=lambda paragraph: paragraph.span.end)
        return min(after, len(self.paragraphs) - 1)

    def _row(self, index: int, paragraph: Paragraph) -> Row:
        own = self.told[index]
        notes = tuple(self._note(number) for number in own)
        return Row(
            span=paragraph.span,
            role=paragraph.role,
            level=paragraph.level,
            pieces=self._pieces(index, paragraph),
            notes=notes,
        )

    def _pieces(self, index: int, paragraph: Paragraph) -> tuple[Piece, ...]:
        span, own = paragraph.span, self.told[index]
        sentences = [(at, self.sentences[at].span) for at in self.near_sentences[index]]
        numbers = sorted({at + 1 for at in self.near_findings[index]} | set(own))
        hits = [(number, self.findings[number - 1].span) for number in numbers]
        figures = [(at + 1, self.ledger[at].figure.span) for at in self.near_figures[index]]
        opened = [(at, self.opened[at]) for at in self.near_opened[index]]
        heading_end = paragraph.heading.end if paragraph.heading is not None else span.start
        edges = (edge for group in (sentences, hits, figures, opened) for _, edge in group)
        inner = {offset for edge in edges for offset in (edge.start, edge.end) if span.start < offset < span.end}
        places = [
            Span(start=start, end=end) for start, end in pairwise(sorted({span.start, span.end, heading_end} | inner))
        ]
        badges = defaultdict(list)
        for number in own:
            badges[_last_place(places, self.findings[number - 1].span)].append(number)
        covers = zip(*(layers(places, group) for group in (sentences, hits, figures, opened)), strict=True)
        return tuple(
            self._grouped(
                (
                    owner[0] if owner else None,
                    self._segment(place, place.end <= heading_end, found, figure, bool(marks), badges[at]),
                )
                for at, (place, (owner, found, figure, marks)) in enumerate(zip(places, covers, strict=True))
            )
        )

    def _segment(
        self,
        place: Span,
        heading: bool,
        numbers: Sequence[int],
        figure: Sequence[int],
        opened: bool,
        badges: Sequence[int],
    ) -> Segment:
        found = {self.findings[number - 1].severity for number in numbers}
        row = self.ledger[figure[0] - 1] if figure else None
        hint = ""
        if row is not None:
            hint = "：".join(part for part in (STATE[row.state], "、".join(row.fact_ids) or row.note) if part)
        return Segment(
            at=place.start,
            text=self.document.quote(place),
            heading=heading,
            open=opened,
            findings=tuple(numbers),
            severity=next((key for key in SEVERITY if key in found), ""),
            figure=figure[0] if figure else None,
            figure_first=row is not None and row.figure.span.start == place.start,
            state=row.state if row is not None else "",
            hint=hint,
            badges=tuple(badges),
        )

    def _grouped(self, segments: Iterable[tuple[int | None, Segment]]) -> Iterable[Piece]:
        """Gather the segments of each sentence; what stands between sentences becomes a piece of its own."""
        for owner, group in groupby(segments, key=lambda item: item[0]):
            yield self._piece(None if owner is None else self.sentences[owner], [segment for _, segment in group])

    def _piece(self, sentence: DraftSentence | None, segments: Sequence[Segment]) -> Piece:
        if sentence is None:
            return Piece(segments=tuple(segments), facts=(), passages=(), traced=False)
        known = [self.passages[key] for key in sentence.passage_ids if key in self.passages]
        passages = [Source(label=title_of(passage), text=_excerpt(passage.text)) for passage in known]
        facts = _fact_sources(sentence.fact_ids, self.facts)
        return Piece(segments=tuple(segments), facts=facts, passages=tuple(passages), traced=True)

    def _note(self, number: int) -> Note:
        finding = self.findings[number - 1]
        return Note(
            number=number,
            code=finding.code,
            rule=finding.rule,
            severity=finding.severity,
            severity_name=SEVERITY[finding.severity],
            family=family(finding.code),
            message=finding.message,
            where=finding.where,
            grounds=tuple(Source(label=ground_label(g), text=_excerpt(g.quote)) for g in finding.evidence),
            fix=fix_line(finding, self.document),
        )
