"""Judged: one written section with everything a metric may look at. Rules judge, metrics count: one truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import CallRow, Document, Draft, DraftSentence, EvalCase, Figure, LedgerRow, Past, Review
from ..rules import review_draft
from ..text.grounding_values import Measure, compare, measure
from ..text.masking import mask
from .writing import sheet_of

GRAM = 13
"""Characters in a row that count as taken over: the shingle of the duplication rules."""
_WRONG = ("unsupported", "contradicted", "stale")
_RIGHT = ("supported", "derived")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a model's tokens cost."""

    into: float
    """USD a million tokens asked."""
    out: float
    """USD a million tokens answered."""
    day: str
    """Day the price was looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A written section and what the rules say of it."""

    case: EvalCase
    """What was to be written."""
    draft: Draft
    """What was written."""
    review: Review
    """The figure rules' review of it against the case's facts."""
    call: CallRow | None
    """The model call; None for compose."""
    past_grams: frozenset[str]
    """Masked runs of `GRAM` characters of all past reports a writer could have seen."""
    price: Price | None
    """The model's price, where one is known."""

    rows: tuple[LedgerRow, ...] = ()
    """The ledger's rows on figures of the body that can be checked."""

    @property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """The body's sentences, heading excluded."""
        return self.draft.sentences

    @property
    def body(self) -> str:
        """The body's text, heading excluded."""
        return "".join(sentence.text for sentence in self.sentences)

    @property
    def right(self) -> tuple[LedgerRow, ...]:
        """Figures with a fact behind them."""
        return tuple(row for row in self.rows if row.state in _RIGHT)

    @property
    def wrong(self) -> tuple[LedgerRow, ...]:
        """Figures without one, or against one."""
        return tuple(row for row in self.rows if row.state in _WRONG)


def judge(
    case: EvalCase, draft: Draft, *, call: CallRow | None, past: Past | None, past_grams: frozenset[str],
    price: Price | None,
) -> Judged:  # fmt: skip
    """Return ``draft`` reviewed against the facts of ``case`` by the figure rules."""
    review = review_draft(draft, facts=sheet_of(case), past=past, period=case.period, select=("FIG",))
    return Judged(
        case=case, draft=draft, review=review, call=call, past_grams=past_grams, price=price,
        rows=checked_rows(draft, review),
    )  # fmt: skip


def checked_rows(draft: Draft, review: Review) -> tuple[LedgerRow, ...]:
    """Return the ledger's rows on figures of the body that could be checked."""
    spans = [sentence.span for sentence in draft.sentences]
    return tuple(
        row
        for row in review.ledger
        if row.figure.checkable
        and row.state not in ("unchecked", "exempt")
        and any(span.contains(row.figure.span) for span in spans)
    )


def masked_grams(documents: Sequence[Document]) -> frozenset[str]:
    """Return the masked runs of characters of ``documents``."""
    return frozenset(gram for one in documents for gram in grams_of(mask(one.text, one.figures)))


def grams_of(text: str) -> list[str]:
    """Return the runs of `GRAM` characters of ``text``, white space left out, in order."""
    plain = "".join(text.split())
    return [plain[at : at + GRAM] for at in range(len(plain) - GRAM + 1)]


def same_value(mine: Figure, given: Figure) -> bool:
    """Return whether two figures state one value."""
    ours, theirs = measure(mine), measure(given)
    return ours.group == theirs.group and _agree(ours, theirs)


def _agree(ours: Measure, theirs: Measure) -> bool:
    return compare(ours, theirs) in ("same", "rounded")
