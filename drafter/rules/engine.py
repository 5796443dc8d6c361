"""review_draft: choose rules, run them, keep the most specific finding of a place, and account for every figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..errors import SettingsError
from ..lexicon import Lexicon, load_lexicon
from ..model import Draft, Finding, LedgerRow, Past, Period, Review, Skipped, Span, Waiver, touches
from ..patterns import lazy
from ..text.factsheet import FactSheet
from .base import ReviewContext, Rule
from .catalogue import RULES
from .silence import find_markers, sift, unmarked

_OPEN_MARK = lazy(r"【待核实：[^】\n]*】")


def review_draft(
    draft: Draft,
    *,
    facts: FactSheet | None = None,
    past: Past | None = None,
    period: Period | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lexicon: Lexicon | None = None,
    rules: Sequence[Rule] = RULES,
    waivers: Sequence[Waiver] = (),
) -> Review:
    """Return the review of ``draft``: a pure function of its arguments, the same bytes for the same input.

    ``period`` defaults to what the report, then what the facts say of themselves. Findings that a mark in the text or
    one of ``waivers`` gives leave to are counted apart; what they say of a figure stays in the ledger. Raises
    SettingsError when a prefix in ``select`` or ``ignore`` names no rule.
    """
    markers = find_markers(draft.document.text)
    draft = replace(draft, document=unmarked(draft.document, markers, lexicon)) if markers else draft
    context = ReviewContext(
        draft=draft,
        facts=facts,
        past=past,
        period=period or draft.document.source.period or (facts.period if facts else None),
        lexicon=lexicon if lexicon is not None else load_lexicon(),
    )
    ran: list[Rule] = []
    skipped: list[Skipped] = []
    found: list[Finding] = []
    for rule in choose(rules, select, ignore):
        reason = rule.cannot_judge(context)
        if reason is not None:
            skipped.append(Skipped(code=rule.code, reason=reason))
            continue
        ran.append(rule)
        found.extend(rule.check(context))
    kept = collapse(_stated(found, draft.document.text), ran)
    codes = [rule.code for rule in ran]
    sifted = sift(
        draft.document, kept, markers=markers, waivers=waivers, ran=codes, known=[rule.code for rule in rules]
    )
    return Review(
        findings=sifted.told,
        ledger=_ledger(context, kept, ran),
        coverage=context.coverage,
        skipped=tuple(skipped),
        rules=tuple(rule.info for rule in ran),
        silenced=sifted.silenced,
        idle_waivers=sifted.idle,
    )


def _stated(findings: Sequence[Finding], text: str) -> Sequence[Finding]:
    """Return ``findings`` without those inside an open mark: what it asks is no statement, only FMT001 counts it."""
    marks = [Span(start=mark.start(), end=mark.end()) for mark in _OPEN_MARK.finditer(text)]
    if not marks:
        return findings
    return [one for one in findings if one.code == "FMT001" or not any(mark.contains(one.span) for mark in marks)]


def choose(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules to run, in their own order.

    No ``select`` means all; a preview rule only runs when ``select`` holds its full code. Raises SettingsError for a
    prefix that names no rule.
    """
    wanted, unwanted = (tuple(prefix.strip().upper() for prefix in prefixes) for prefixes in (select, ignore))
    for prefix in (*wanted, *unwanted):
        if not prefix or not any(rule.code.startswith(prefix) for rule in rules):
            raise SettingsError(f"没有以“{prefix}”开头的规则：运行 drafter rules 看全部代码")
    return tuple(
        rule
        for rule in rules
        if (not wanted or rule.code.startswith(wanted))
        and (not rule.preview or rule.code in wanted)
        and not (unwanted and rule.code.startswith(unwanted))
    )


def collapse(findings: Iterable[Finding], rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """Return ``findings`` in reading order, without doubles and without those a more specific one overlaps."""
    unique = sorted(dict.fromkeys(findings), key=_order)
    weaker = {rule.code: frozenset(rule.replaces) for rule in rules if rule.replaces}
    stretches: dict[str, list[Span]] = {}
    for finding in unique:
        for code in weaker.get(finding.code, ()):
            _cover(stretches.setdefault(code, []), finding.span)
    return tuple(finding for finding in unique if not touches(finding.span, stretches.get(finding.code, ())))


def _cover(stretches: list[Span], span: Span) -> None:
    """Add ``span``, which begins no earlier than any before it, to stretches that lie apart in order."""
    if stretches and span.start < stretches[-1].end:
        stretches[-1] = Span(start=stretches[-1].start, end=max(span.end, stretches[-1].end))
    else:
        stretches.append(span)


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return (finding.span.start, finding.span.end, finding.code, finding.message)


def _ledger(context: ReviewContext, findings: Sequence[Finding], rules: Sequence[Rule]) -> tuple[LedgerRow, ...]:
    """Return one row a figure: the grounding's verdict, or the state given by the rule that has a finding on it."""
    states = {rule.code: rule.state for rule in rules if rule.state is not None}
    judged = {finding.span: finding for finding in findings if finding.code in states}
    rows = []
    for row in context.grounding.rows:
        finding = judged.get(row.figure.span)
        state = states[finding.code] if finding is not None else None
        if finding is not None and state is not None and row.state != "exempt":
            facts = tuple(dict.fromkeys(ground.fact_id for ground in finding.evidence if ground.fact_id))
            row = replace(row, state=state, rule=finding.code, fact_ids=facts or row.fact_ids)
        rows.append(row)
    return tuple(rows)
