"""Metrics on sources and cost: does a sentence name the facts it states, and what did it take to write it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from ..model import DraftSentence, Fact, Score
from ..text.grounding_context import pairs
from .judged import Judged, same_value

NAMED = 0.3
"""Share of a fact's word pairs that a sentence must hold to be said to state it, where no figure decides."""


HAND_WRITTEN = "hand-written"
"""Model name under which replies written by people are recorded."""


class CitationPrecision:
    """Share of the facts that sentences name as their source and really state."""

    name: ClassVar[str] = "citation_precision"
    title: ClassVar[str] = "引据属实"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.03
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; None where nothing is named."""
        facts = {fact.id: fact for fact in made.case.facts}
        claims = [(one, facts[id]) for one in made.sentences for id in one.fact_ids if id in facts]
        if not claims:
            return Score(metric=self.name, value=None, reason="没有一句注明素材")
        false = [f"{fact.id}↛“{one.text[:16]}…”" for one, fact in claims if not _states(one, fact, made)]
        reason = "、".join(false[:3]) or f"{len(claims)} 处都属实"
        return Score(metric=self.name, value=1 - len(false) / len(claims), reason=reason)


class CitationRecall:
    """Share of the sentences with something to prove whose figures and words the named facts hold."""

    name: ClassVar[str] = "citation_recall"
    title: ClassVar[str] = "句句有据"
    direction: ClassVar[int] = 1
    margin: ClassVar[float] = 0.03
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the share; None where no sentence states anything."""
        facts = {fact.id: fact for fact in made.case.facts}
        stating = [one for one in made.sentences if any(_states(one, fact, made) for fact in made.case.facts)]
        stating += [row_owner for row_owner in _with_wrong(made) if row_owner not in stating]
        if not stating:
            return Score(metric=self.name, value=None, reason="没有一句写到素材")
        bare = [
            one for one in stating if not self._proved(one, [facts[id] for id in one.fact_ids if id in facts], made)
        ]
        reason = "、".join(f"“{one.text[:16]}…”" for one in bare[:3]) or f"{len(stating)} 句都有据"
        return Score(metric=self.name, value=1 - len(bare) / len(stating), reason=reason)

    def _proved(self, sentence: DraftSentence, cited: list[Fact], made: Judged) -> bool:
        """Return whether the cited facts hold every figure of the sentence, or some of its words where it has none."""
        # a figure that rests on no one fact (the report period itself, a sum) is not for the citation to prove
        needed = [row for row in made.rows if row.state != "derived" and (row.fact_ids or row.state != "supported")]
        figures = [row.figure for row in needed if sentence.span.contains(row.figure.span)]
        given = [figure for fact in cited for figure in fact.figures]
        if not any(_states(sentence, fact, made) for fact in cited):
            return False
        return all(any(same_value(one, other) for other in given) for one in figures)


class _Plain(ABC):
    """A number read off the call."""

    name: ClassVar[str]
    title: ClassVar[str]
    direction: ClassVar[int] = 0
    margin: ClassVar[float] = 0.0
    binary: ClassVar[bool] = False

    def score(self, made: Judged) -> Score:
        """Return the number; None for an engine that makes no call."""
        if made.call is None:
            return Score(metric=self.name, value=None, reason="不调用模型")
        value, reason = self._read(made)
        return Score(metric=self.name, value=value, reason=reason)

    @abstractmethod
    def _read(self, made: Judged) -> tuple[float | None, str]: ...


class TokensIn(_Plain):
    """Tokens asked."""

    name: ClassVar[str] = "tokens_in"
    title: ClassVar[str] = "输入 token"

    def _read(self, made: Judged) -> tuple[float | None, str]:
        return (float(made.call.tokens_in), "录音所记") if made.call else (None, "")


class TokensOut(_Plain):
    """Tokens answered."""

    name: ClassVar[str] = "tokens_out"
    title: ClassVar[str] = "输出 token"

    def _read(self, made: Judged) -> tuple[float | None, str]:
        return (float(made.call.tokens_out), "录音所记") if made.call else (None, "")


class Seconds(_Plain):
    """Wall time of the call when it was recorded."""

    name: ClassVar[str] = "seconds"
    title: ClassVar[str] = "用时（秒）"

    def _read(self, made: Judged) -> tuple[float | None, str]:
        if made.call is None or made.call.model == HAND_WRITTEN:
            return None, "手写的回复，用时没有意义"
        return made.call.seconds, "录制时的用时，不是重放的"


class Cost(_Plain):
    """Price of the call in USD."""

    name: ClassVar[str] = "cost"
    title: ClassVar[str] = "费用（美元）"

    def _read(self, made: Judged) -> tuple[float | None, str]:
        if made.call is None or made.price is None:
            return None, "没有这个模型的单价"
        value = (made.call.tokens_in * made.price.into + made.call.tokens_out * made.price.out) / 1e6
        return value, f"按 {made.price.day} 的单价"


def _states(sentence: DraftSentence, fact: Fact, made: Judged) -> bool:
    """Return whether ``sentence`` states ``fact`` or part of it: a figure of the same value, or enough of its words."""
    figures = [row.figure for row in made.rows if sentence.span.contains(row.figure.span)]
    if any(same_value(one, other) for one in figures for other in fact.figures if other.checkable):
        return True
    wanted = set(pairs(fact.text))
    return bool(wanted) and len(wanted & set(pairs(sentence.text))) / len(wanted) >= NAMED


def _with_wrong(made: Judged) -> list[DraftSentence]:
    return [one for one in made.sentences if any(one.span.contains(row.figure.span) for row in made.wrong)]
