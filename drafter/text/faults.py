"""Faults: which sentences of a draft cannot stand, by its review; and the open mark for what nobody can support.

Shared by drafting and revising, which may not import one another. Pure functions of a Draft and its Review.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Draft, DraftSentence, Fact, Figure, LedgerRow, Review, Span
from ..patterns import lazy
from .foreign import wanted_name
from .grounding_values import compare, measure

OPEN_MARK = "【待核实：{}】"
_OPEN = lazy(r"【待核实：[^】]*】")
_BLANKED = lazy(r"〔(数|日期|人名|地名|单位|名称)〕")
_UNSUPPORTED = ("unsupported", "contradicted", "stale")
# findings whose place is replaced by an open mark when two repairs have not cured it
_MARKED = ("FIG", "DAT", "DUP004", "SEC")
# findings that a figure is none of the facts': the facts a sentence names know better
_OF_NO_FACT = ("FIG001", "FIG003")
# warnings that a rewrite can cure; everything else below an error is left to the writer
_CURABLE = ("DUP001",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason why one sentence cannot stand."""

    sentence: int
    """Index in ``Draft.sentences``."""
    complaint: str
    """What is wrong, for the model that rewrites it, in Chinese, one line."""
    span: Span | None
    """What an open mark replaces, offsets into the sentence; None where a mark cannot help."""
    figure: Figure | None
    """The figure at ``span``, if it is one."""
    rootless: bool = False
    """Whether the fault is that the sentence names no fact and no passage."""
    wanted: str = ""
    """What an open mark asks for at ``span``, where its words must not be repeated (人名); '' where they tell."""


def find_faults(draft: Draft, review: Review, *, incomplete: bool = False) -> tuple[Fault, ...]:
    """Return why sentences of ``draft`` cannot stand, in reading order; nothing when all can.

    With ``incomplete``, a sentence that states its fact only in part is one of them.
    """
    known = closed_lists(draft)
    facts = {fact.id: fact for fact in draft.facts}
    found: list[Fault] = []
    partial = _incomplete(draft, review) if incomplete else {}
    for number, sentence in enumerate(draft.sentences):
        if is_open(sentence.text):
            continue
        rows = [row for row in review.ledger if sentence.span.contains(row.figure.span)]
        given = known.get(sentence.section_id, frozenset())
        named = [facts[id] for id in sentence.fact_ids if id in facts and id in given]
        ofs = [_of_row(number, sentence, row, given, named) for row in rows]
        found += [fault for fault in ofs if fault is not None]
        taken = [fault.span for fault in found if fault.sentence == number]
        found += _of_findings(number, sentence, review, taken, named)
        for told in partial.get(number, ()):
            found.append(Fault(sentence=number, complaint=told, span=None, figure=None))
        for blank in _BLANKED.finditer(sentence.text):
            complaint = f"“{blank[0]}”是往年稿遮去的内容，不能写进稿子"
            at = Span(start=blank.start(), end=blank.end())
            found.append(Fault(sentence=number, complaint=complaint, span=at, figure=None))
        if not sentence.fact_ids and not sentence.passage_ids:
            complaint = "没有注明依据的素材或段落，请注明或删去"
            found.append(Fault(sentence=number, complaint=complaint, span=None, figure=None, rootless=True))
    return tuple(found)


def closed_lists(draft: Draft) -> Mapping[str, frozenset[str]]:
    """Return, for every section, the ids of what its writer was given; plans know the problems as well."""
    problems = [id for brief in draft.briefs if brief.plan.role == "问题" for id in brief.plan.fact_ids]
    return {
        brief.plan.id: frozenset((*(fact.id for fact in brief.facts), *(problems if brief.plan.role == "打算" else ())))
        for brief in draft.briefs
    }


def completed_ids(draft: Draft, review: Review) -> tuple[DraftSentence, ...]:
    """Return the sentences with the facts added that support one of their figures but were not named.

    Only facts of the section's closed list are added: a figure that some other section's fact happens to match stays
    a fault.
    """
    known = closed_lists(draft)
    facts = {fact.id: fact for fact in draft.facts}
    completed = []
    for sentence in draft.sentences:
        given = known.get(sentence.section_id, frozenset())
        ids = dict.fromkeys(sentence.fact_ids)
        for row in review.ledger:
            if row.state not in ("supported", "derived") or not sentence.span.contains(row.figure.span):
                continue
            named = [facts[id] for id in ids if id in facts]
            # the day of another event lends no support: many things happen on a day
            if _is_stated(row.figure, named) or _other_day(row.figure, named):
                continue
            if row.fact_ids and not set(row.fact_ids) & set(ids):
                ids |= dict.fromkeys(id for id in row.fact_ids[:1] if id in given)
        completed.append(replace(sentence, fact_ids=tuple(ids)))
    return tuple(completed)


def uncarried(draft: Draft, review: Review) -> tuple[tuple[str, str], ...]:
    """Return (section id, fact id) of facts that no sentence of their owner states, in the order of the outline."""
    states = {row.fact_id: row.state for row in review.coverage}
    claimed = {(sentence.section_id, id) for sentence in draft.sentences for id in sentence.fact_ids}
    return tuple(
        (brief.plan.id, id)
        for brief in draft.briefs
        for id in brief.plan.fact_ids
        if (brief.plan.id, id) not in claimed or states.get(id) == "missing"
    )


def marked(text: str, faults: Sequence[Fault]) -> str:
    """Return a sentence with what its faults point at replaced by open marks.

    A mark says what kind of thing is wanted, never the value nobody supports: 检视问题【待核实：数字（条）】.
    """
    spans = sorted({(one.span.start, one.span.end): one for one in faults if one.span is not None}.items())
    kept: list[tuple[int, int, Fault]] = []
    for (start, end), one in spans:
        # overlapping places collapse to the first
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, one))
    for start, end, one in reversed(kept):
        text = text[:start] + OPEN_MARK.format(one.wanted or _wanted(text[start:end], one.figure)) + text[end:]
    return text


def is_open(text: str) -> bool:
    """Return whether a sentence is nothing but open marks."""
    return bool(_OPEN.search(text)) and not _OPEN.sub("", text).strip("。；，、 ")


def _incomplete(draft: Draft, review: Review) -> Mapping[int, list[str]]:
    """Return, by the sentence that is the last to name it, what is said of each fact that is written only in part."""
    partial = {row.fact_id for row in review.coverage if row.state == "partial"}
    places: dict[int, list[str]] = {}
    for brief in draft.briefs:
        for fact in brief.facts:
            naming = [
                number
                for number, one in enumerate(draft.sentences)
                if one.section_id == brief.plan.id and fact.id in one.fact_ids and not is_open(one.text)
            ]
            if fact.id not in partial or fact.id not in brief.plan.fact_ids or not naming:
                continue
            spans = [draft.sentences[number].span for number in naming]
            printed = [row.figure for row in review.ledger if any(span.contains(row.figure.span) for span in spans)]
            lacking = [one.text for one in fact.figures if one.checkable and not _is_among(one, printed)]
            if lacking or not fact.figures:
                wanted = f"（缺{'、'.join(lacking)}）" if lacking else ""
                places.setdefault(naming[-1], []).append(f"没有写全素材{wanted}：{fact.text}")
    return places


def _is_among(figure: Figure, others: Sequence[Figure]) -> bool:
    """Return whether one of ``others`` prints the value of ``figure``, or one that rounds to it."""
    own = measure(figure)
    found = (measure(one) for one in others)
    return any(one.group == own.group and "apart" not in (compare(own, one), compare(one, own)) for one in found)


def _is_stated(figure: Figure, facts: Sequence[Fact]) -> bool:
    return _is_among(figure, [one for fact in facts for one in fact.figures if one.checkable])


def _other_day(figure: Figure, facts: Sequence[Fact]) -> bool:
    """Return whether ``figure`` is a day, and ``facts`` tell of other days only."""
    days = [one for fact in facts for one in fact.figures if one.kind == "date" and one.checkable]
    return figure.kind == "date" and bool(days) and not _is_among(figure, days)


def _of_row(
    number: int, sentence: DraftSentence, row: LedgerRow, known: frozenset[str], named: Sequence[Fact]
) -> Fault | None:
    figure = row.figure
    # what the facts it names say is said, whatever other facts have a like number
    if _inside_mark(sentence, figure.span) or (row.state != "contradicted" and _is_stated(figure, named)):
        return None
    where = f"（{'、'.join(row.fact_ids)}）" if row.fact_ids and row.state != "stale" else ""
    if row.state in _UNSUPPORTED:
        said = {"unsupported": "在素材中没有依据", "stale": "是往年的数字", "contradicted": "与素材不一致"}[row.state]
        complaint = f"“{figure.text}”{said}{where}"
    elif row.state in ("supported", "derived") and _other_day(figure, named):
        ids = "、".join(fact.id for fact in named)
        complaint = f"“{figure.text}”是别的素材的时间{where}，与所注素材（{ids}）不一致"
    elif row.state in ("supported", "derived") and row.fact_ids and not set(row.fact_ids) & known:
        complaint = f"“{figure.text}”不在本节素材里"
    else:
        return None
    at = figure.span.shifted(-sentence.span.start)
    return Fault(sentence=number, complaint=complaint, span=at, figure=figure)


def _of_findings(
    number: int, sentence: DraftSentence, review: Review, taken: Sequence[Span | None], named: Sequence[Fact]
) -> list[Fault]:
    faults = []
    for finding in review.findings:
        curable = finding.severity == "E" or finding.code in _CURABLE
        if not curable or finding.code.startswith(("COV", "NUM")) or not sentence.span.overlaps(finding.span):
            continue
        if _inside_mark(sentence, finding.span):
            continue
        start = max(finding.span.start, sentence.span.start) - sentence.span.start
        end = min(finding.span.end, sentence.span.end) - sentence.span.start
        at = Span(start=start, end=end)
        if any(one is not None and one.overlaps(at) for one in taken):
            continue
        of_figure = finding.code.startswith("FIG")
        figure = next(
            (row.figure for row in review.ledger if of_figure and finding.span.overlaps(row.figure.span)), None
        )
        if figure is not None and finding.code in _OF_NO_FACT and _is_stated(figure, named):
            continue
        # a finding about a whole clause has no single place to mark; its figure, where it has one, is the place
        markable = finding.code.startswith(_MARKED) and sentence.span.contains(finding.span)
        wanted = wanted_name(finding.message) if finding.code == "DUP004" else ""
        place = at if markable else None
        faults.append(Fault(sentence=number, complaint=finding.message, span=place, figure=figure, wanted=wanted))
    return faults


def _inside_mark(sentence: DraftSentence, span: Span) -> bool:
    at = span.shifted(-sentence.span.start)
    return any(found.start() <= at.start and at.end <= found.end() for found in _OPEN.finditer(sentence.text))


def _wanted(words: str, figure: Figure | None) -> str:
    blank = _BLANKED.fullmatch(words)
    if blank is not None:
        return "数字" if blank[1] == "数" else blank[1]
    if figure is None:
        return "此处表述" if re.search(r"[0-9０-９]", words) else words
    if figure.kind in ("date", "period"):
        return "时间"
    return f"数字（{figure.unit}）" if figure.unit else "数字"
