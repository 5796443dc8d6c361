"""Metrics on facts and figures: what was to be said and was, and what was said and should not have been."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from ..model import Figure, LedgerRow, Score
from ..text.figures import find_figures
from .judged import Judged, same_value

SHOWN = 4
"""Items a reason names before it says how many more there are."""


class FactCoverage:
    """Share of the facts that stand in the text: written 1, in part ½, missing 0."""

    name: ClassVar[str] = "fact_coverage"
    title: ClassVar[str] = "素材写入"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.03
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; the reason names what is missing."""
        worth = {"written": 1.0, "partial": 0.5, "missing": 0.0}
        rows = made.review.coverage
        lost = [
            f"{row.fact_id} {'只写了一部分' if row.state == 'partial' else '漏写'}"
            for row in rows
            if row.state != "written"
        ]
        value = sum(worth[row.state] for row in rows) / len(rows) if rows else None
        return Score(metric=self.name, value=value, reason=_listed(lost) or f"{len(rows)} 条全部写到")


class FigureRecall:
    """Share of the figures marked in the facts that are printed, each printed place serving one mark."""

    name: ClassVar[str] = "figure_recall"
    title: ClassVar[str] = "应写数字"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.03
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; the reason names the figures that are not printed."""
        expected = made.case.expected
        if not expected:
            return Score(metric=self.name, value=None, reason="本例没有标出数字")
        printed = [figure for figure in find_figures(made.body, period=made.case.period) if figure.checkable]
        lost = [
            f"{id} {words}" for id, words in expected if not _take(_marked(made, id, words), words, printed, made.body)
        ]
        found = len(expected) - len(lost)
        return Score(metric=self.name, value=found / len(expected), reason=_listed(lost) or f"{found} 个全部写到")


class FigurePrecision:
    """Share of the printed figures that a fact supports, or that follow from facts."""

    name: ClassVar[str] = "figure_precision"
    title: ClassVar[str] = "数字有据"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.02
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; None where no figure is printed."""
        if not made.rows:
            return Score(metric=self.name, value=None, reason="文中没有数字")
        reason = _listed([_said(row) for row in made.wrong]) or f"{len(made.rows)} 个都有依据"
        return Score(metric=self.name, value=len(made.right) / len(made.rows), reason=reason)


class _Count(ABC):
    """Number of figures of one bad sort."""

    name: ClassVar[str]
    title: ClassVar[str]
    direction: ClassVar[int] = -1
    margin: ClassVar[float] = 0.1
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return how many there are; the reason names them."""
        found = [_said(row) for row in made.wrong if self._counts(row, made)]
        return Score(metric=self.name, value=float(len(found)), reason=_listed(found) or "没有")

    @abstractmethod
    def _counts(self, row: LedgerRow, made: Judged) -> bool: ...


class UnsupportedFigures(_Count):
    """Figures that no fact gives, or that a fact contradicts."""

    name: ClassVar[str] = "unsupported"
    title: ClassVar[str] = "无据数字"

    def _counts(self, row: LedgerRow, made: Judged) -> bool:
        return not _swapped(row) and not _stale(row)


class StaleFigures(_Count):
    """Figures of a past report that no fact gives for this one, as the rules see it."""

    name: ClassVar[str] = "stale"
    title: ClassVar[str] = "旧数"

    def _counts(self, row: LedgerRow, made: Judged) -> bool:
        return _stale(row)


class SwappedFigures(_Count):
    """Figures that a fact gives for something else."""

    name: ClassVar[str] = "swapped"
    title: ClassVar[str] = "错位数字"

    def _counts(self, row: LedgerRow, made: Judged) -> bool:
        return _swapped(row) and not _stale(row)


class OpenLeaks:
    """Figures that were still open, or known to be wrong, and are printed all the same."""

    name: ClassVar[str] = "open_leaks"
    title: ClassVar[str] = "未定数外露"
    direction: ClassVar[int] = -1
    margin: ClassVar[float] = 0.1
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return how many of the case's forbidden words stand outside open marks; None where it has none."""
        if not made.case.forbidden:
            return Score(metric=self.name, value=None, reason="本例没有未定的数")
        body = "".join(one.text for one in made.sentences if "【待核实" not in one.text)
        found = [words for words in made.case.forbidden if _stands(words, body)]
        return Score(metric=self.name, value=float(len(found)), reason=_listed(found) or "没有")


class Clean:
    """Whether the section could go to a superior as it is: every fact in it, no figure without support."""

    name: ClassVar[str] = "clean"
    title: ClassVar[str] = "可直接送审"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.1
    binary: ClassVar[bool] = True

    def score(self, made: Judged) -> Score:
        """Return 1 or 0; the reason says what stands in the way."""
        lost = [row.fact_id for row in made.review.coverage if row.state == "missing"]
        said = [f"漏 {'、'.join(lost)}"] if lost else []
        said += [_said(row) for row in made.wrong]
        return Score(metric=self.name, value=0.0 if said else 1.0, reason=_listed(said) or "可以")


def _marked(made: Judged, id: str, words: str) -> Figure | None:
    """Return the figure of fact ``id`` that was marked as ``words``, if the scanner sees one there."""
    fact = next(fact for fact in made.case.facts if fact.id == id)
    near = [one for one in fact.figures if one.checkable and (_stands(one.text, words) or _stands(words, one.text))]
    # 2件 is not the end of 22件, and of several the one most like the mark is meant
    return min(near, key=lambda one: abs(len(one.text) - len(words)), default=None)


def _take(wanted: Figure | None, words: str, printed: list[Figure], body: str) -> bool:
    """Return whether ``wanted`` is printed, and strike the place that serves it; unseen figures go by their letters."""
    if wanted is None:
        return _stands(words, body)
    found = next((one for one in printed if one.text == wanted.text), None)
    found = found or next((one for one in printed if same_value(one, wanted)), None)
    if found is None:
        return False
    printed.remove(found)
    return True


def _stands(words: str, body: str) -> bool:
    """Return whether ``words`` stand in ``body``, not as the end of a longer number."""
    at = body.find(words)
    while at >= 0:
        if not (words[0].isdigit() and at and (body[at - 1].isdigit() or body[at - 1] in ".．")):
            return True
        at = body.find(words, at + 1)
    return False


def _swapped(row: LedgerRow) -> bool:
    return row.state == "contradicted" and row.rule == "FIG004"


def _stale(row: LedgerRow) -> bool:
    return row.state == "stale"


def _said(row: LedgerRow) -> str:
    words = {"unsupported": "无据", "contradicted": "与素材不符", "stale": "旧数"}
    return f"{row.figure.text}（{words.get(row.state, row.state)}）"


def _listed(items: list[str]) -> str:
    more = f" 等{len(items)}处" if len(items) > SHOWN else ""
    return "、".join(items[:SHOWN]) + more
