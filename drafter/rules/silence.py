"""Silence: findings that somebody has looked at and lets stand, with the reason.

In the text, a mark at the end of a paragraph speaks of that paragraph; on a line of its own, of the next one:

    学习《条例》、《准则》。【不查 PUN002 照录原文】
    <!-- drafter: ignore PUN002 照录原文 -->

Marks are blanked before the text is judged, so that all offsets stay those of the original. Elsewhere, a waiver names
the rule and words of the place; line numbers never, since they are stale after the next edit.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..lexicon import Lexicon
from ..model import IN_TEXT, Document, Finding, Silenced, Span, Waiver
from ..patterns import lazy
from ..text.documents import build_document

_CODES = r"(?P<codes>[A-Za-z]{3}\d{0,3}(?:[ ]?[、,，][ ]?[A-Za-z]{3}\d{0,3}){0,9})(?![A-Za-z0-9])"
_MARK = lazy(
    rf"<!--[ ]{{0,4}}drafter[:：][ ]{{0,4}}(?:ignore|不查)[ ]{{1,4}}{_CODES}(?P<reason>[^\n<>]{{0,200}}?)-->"
    rf"|【不查[：: ]{{0,4}}{_CODES.replace('codes', 'codes2')}(?P<reason2>[^【】\n]{{0,200}})】"
)
_AROUND, _LONGEST = 60, 160
_EDGE = " \u3000，,：:；;。—-"


class Marker(NamedTuple):
    """One mark in the text, for one rule."""

    waiver: Waiver
    """What it allows; its text is the mark itself."""
    span: Span
    """Where the mark stands."""
    scope: Span
    """The paragraph it speaks of."""


def find_markers(text: str) -> tuple[Marker, ...]:
    """Return the marks in ``text``, one for each rule named, in reading order. Linear in the length of ``text``."""
    matches = list(_MARK.finditer(text))
    starts: list[int] = []
    start = searched = 0
    for match in matches:
        # only what lies between two marks is searched: a line may be a megabyte long
        start = text.rfind("\n", searched, match.start()) + 1 or start
        searched = match.start()
        starts.append(start)
    scopes: dict[int, Span] = {}
    # from the end, so that a mark above another mark's line finds that one's paragraph known
    for start in reversed(starts):
        if start not in scopes:
            scopes[start] = _scope(text, start, scopes)
    found: list[Marker] = []
    for match, start in zip(matches, starts, strict=True):
        scope = scopes[start]
        reason = (match["reason"] or match["reason2"] or "").strip(_EDGE)
        for code in re.split("[、,，]", match["codes"] or match["codes2"]):
            waiver = Waiver(rule=code.strip().upper(), text=match.group(), reason=reason, source=IN_TEXT)
            found.append(Marker(waiver=waiver, span=Span(start=match.start(), end=match.end()), scope=scope))
    return tuple(found)


def _scope(text: str, start: int, known: Mapping[int, Span]) -> Span:
    """Return the paragraph the marks of the line at ``start`` speak of: that line, or the next one with words."""
    end = _line_end(text, start)
    while not _MARK.sub("", text[start:end]).strip():
        if end >= len(text):
            return Span(start=end, end=end)
        start, end = end + 1, _line_end(text, end + 1)
        if start in known:
            return known[start]
    return Span(start=start, end=end)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def without_markers(text: str, markers: Sequence[Marker]) -> str:
    """Return ``text`` with blanks for the marks, character for character."""
    pieces: list[str] = []
    at = 0
    for span in dict.fromkeys(marker.span for marker in markers):
        pieces += (text[at : span.start], " " * (span.end - span.start))
        at = span.end
    return "".join([*pieces, text[at:]])


def unmarked(document: Document, markers: Sequence[Marker], lexicon: Lexicon | None = None) -> Document:
    """Return ``document`` with blanks for the marks in its text, read anew; offsets stay as they are."""
    if not markers:
        return document
    text = without_markers(document.text, markers)
    return build_document(text, source=document.source, layout=document.layout, lexicon=lexicon)


def normalised(text: str) -> str:
    """Return ``text`` as waivers are compared: one width, no blanks, no controls."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


class Place(NamedTuple):
    """Where a finding stands, as words: no offset in it."""

    text: str
    """Its sentence, or what of it lies near, normalised."""
    start: int
    """Where in ``text`` the finding begins."""
    end: int
    """Where it ends."""


def place_of(document: Document, finding: Finding) -> Place:
    """Return the words ``finding`` is known by: its sentence; what it rests on where it has no words of its own."""
    span = finding.span
    if span.start >= span.end:
        said = finding.evidence[0].quote if finding.evidence else finding.message
        text = normalised(said)[:_LONGEST]
        return Place(text=text, start=0, end=len(text))
    at = bisect_right(document.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    sentence = document.sentences[at].span if at >= 0 else span
    if not sentence.contains(span):
        sentence = span
    before = normalised(document.text[max(sentence.start, span.start - _AROUND) : span.start])
    words = normalised(document.text[span.start : min(span.end, span.start + _LONGEST)])
    after = normalised(document.text[span.end : min(sentence.end, span.end + _AROUND)])
    return Place(text=before + words + after, start=len(before), end=len(before) + len(words))


def accept(document: Document, findings: Iterable[Finding], *, reason: str, source: str) -> tuple[Waiver, ...]:
    """Return a waiver for each of ``findings``; findings of one rule on the same words share one.

    Marks in the text are left out of the words, as they are when the text is judged.
    """
    document = unmarked(document, find_markers(document.text))
    made = (
        Waiver(rule=finding.code, text=place_of(document, finding).text, reason=reason, source=source)
        for finding in findings
    )
    return tuple(dict.fromkeys(waiver for waiver in made if waiver.text))


class Sifted(NamedTuple):
    """Findings sorted by whether they have leave."""

    told: tuple[Finding, ...]
    """Those that have none."""
    silenced: tuple[Silenced, ...]
    """Those that have, with the waiver that gave it."""
    idle: tuple[Waiver, ...]
    """Waivers that nothing needed, or that give no reason."""


def sift(
    document: Document,
    findings: Sequence[Finding],
    *,
    markers: Sequence[Marker],
    waivers: Sequence[Waiver],
    ran: Sequence[str],
    known: Sequence[str],
) -> Sifted:
    """Return ``findings`` sorted by leave; ``ran`` are the codes of the rules that judged, ``known`` all there are.

    A waiver is idle only when a rule it names ran, or when no rule bears its name: a rule that was left out says
    nothing about it.
    """
    told: list[Finding] = []
    silenced: list[Silenced] = []
    used: set[Marker | Waiver] = set()
    spans = sorted({marker.span for marker in markers})
    by_scope = {
        (marker.scope.start, marker.waiver.rule): marker for marker in reversed(markers) if marker.waiver.reason
    }
    starts = sorted({(marker.scope.start, marker.scope.end) for marker in markers})
    counted = [waiver for waiver in waivers if waiver.reason.strip() and normalised(waiver.text)]
    # as written too: what `accept` wrote is looked up as it stands
    exact = {(one.rule, text): one for one in reversed(counted) for text in (normalised(one.text), one.text)}
    for finding in findings:
        if _within(finding.span, spans):
            # blanks where a mark stood are not the writer's
            continue
        marker = _of_marker(finding, by_scope, starts)
        leave = marker.waiver if marker else _of_file(place_of(document, finding), finding, exact) if exact else None
        if leave is None:
            told.append(finding)
        else:
            used.add(marker or leave)
            silenced.append(Silenced(finding=finding, waiver=leave))
    unneeded = [marker.waiver for marker in markers if marker not in used]
    unneeded += [waiver for waiver in waivers if waiver not in used]
    idle = (
        waiver
        for waiver in unneeded
        if any(code.startswith(waiver.rule) for code in ran) or not any(c.startswith(waiver.rule) for c in known)
    )
    return Sifted(told=tuple(told), silenced=tuple(silenced), idle=tuple(dict.fromkeys(idle)))


def _within(span: Span, sorted_spans: Sequence[Span]) -> bool:
    at = bisect_right(sorted_spans, span.start, key=lambda one: one.start) - 1
    return at >= 0 and span.start < span.end <= sorted_spans[at].end


def _of_marker(
    finding: Finding, markers: Mapping[tuple[int, str], Marker], scopes: Sequence[tuple[int, int]]
) -> Marker | None:
    at = bisect_right(scopes, finding.span.start, key=lambda scope: scope[0]) - 1
    if at < 0 or finding.span.start >= scopes[at][1]:
        return None
    names = (finding.code[:length] for length in range(len(finding.code), 2, -1))
    return next((found for name in names if (found := markers.get((scopes[at][0], name))) is not None), None)


def _of_file(place: Place, finding: Finding, exact: Mapping[tuple[str, str], Waiver]) -> Waiver | None:
    """Return the waiver for this very place, else the first whose words overlap the finding in its sentence."""
    found = exact.get((finding.code, place.text))
    if found is not None:
        return found
    for (rule, words), waiver in exact.items():
        if not finding.code.startswith(rule):
            continue
        at = place.text.find(words)
        while at >= 0:
            if at < max(place.end, place.start + 1) and place.start < at + len(words):
                return waiver
            at = place.text.find(words, at + 1)
    return None
