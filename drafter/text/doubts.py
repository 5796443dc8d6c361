"""Doubts: what the notes' 待核 items question is marked where the draft prints it, with the whole question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..model import Fact, Figure, OpenQuestion
from ..patterns import lazy
from .faults import OPEN_MARK
from .figures import find_figures

_MARK = lazy(r"【待核实：[^】]*】")
_HAN = lazy(r"[一-鿿A-Za-z]+")
_CLAUSE = lazy(r"[，；。：（）]")
_MASKED = lazy(r"[*×]+[份个名条次件人](?![一-鿿]*[*×])")
_QUOTED = lazy("“([^“”]{2,16})”")
_ASKING = lazy(r"[是否谁哪几吗须]|有无|口径|对得上|相同|未|为准|脱字|别的")
# 50、30的分母: a number of the notes by itself
_BARE = lazy(r"(?<![\d.年月])\d+(?=[、，；（）的]|$)")
# Words this far from a figure say what it counts; a mark waits for so many characters to end the figure's own clause.
BEFORE, AFTER, WAITS = 10, 8, 6
# A value below this is too common to be known by itself: its fact must be named by as many bigrams.
TELLING, NAMED = 20, 3
# A question without figures is about the one fact that says so many characters of it in a row, or so many bigrams.
RUN, NAMES = 3, 4


@dataclass(frozen=True, slots=True)
class _Doubt:
    """One thing that is questioned."""

    figure: Figure | None
    """As the question prints it; None for a number that is masked, or for words."""
    words: frozenset[str]
    """Bigrams around it in the question."""
    asks: str
    """The question, as its mark gives it."""
    alone: bool = False
    """Whether no other fact has the value, so that no words are needed to know it."""
    said: str = ""
    """Where words are questioned: the words of the fact that the question repeats."""


class Doubts:
    """The open questions of one sheet; each is told in full wherever it bites."""

    def __init__(self, questions: Sequence[OpenQuestion], facts: Iterable[Fact]) -> None:
        """Find for each of ``questions`` the facts it asks about: by figures in like words, else by words."""
        self._of: dict[str, list[_Doubt]] = {}
        known = list(facts)
        held = Counter(pair for fact in known for pair in _pairs(fact.text))
        for asked in (piece for question in questions for piece in _asked(question.text)):
            found = [(fact, doubt) for doubt in _doubts(asked, known) for fact in known if _bites(fact, doubt)]
            for fact, doubt in found or _named(asked, known, held):
                self._of.setdefault(fact.id, []).append(doubt)

    def marked(self, text: str, fact_ids: Iterable[str], *, summing_up: bool = False) -> str:
        """Return ``text`` with 【待核实：…】 behind what is questioned of ``fact_ids``; marked text stays.

        A question about several figures of a sentence stands once, behind the last of them. Where an opening or closing
        is ``summing_up``, only its figures are questioned: about words the section itself asks.
        """
        wanted = [doubt for id in fact_ids for doubt in self._of.get(id, ()) if not (summing_up and doubt.said)]
        if not wanted or _MARK.search(text):
            return text
        figures = find_figures(text)
        ends: dict[str, int] = {}
        for doubt in wanted:
            end = _place(text, figures, doubt)
            if end is not None:
                ends[doubt.asks] = max(end, ends.get(doubt.asks, 0))
        for asks, end in sorted(ends.items(), key=lambda item: item[1], reverse=True):
            text = text[:end] + OPEN_MARK.format(asks) + text[end:]
        return text


def _asked(text: str) -> list[str]:
    """Return the questions of one 待核 item: ； parts what asks for itself."""
    pieces: list[str] = []
    for piece in re.split("[；;]", text.strip("。；; ")):
        if pieces and not _ASKING.search(piece):
            pieces[-1] += f"；{piece}"
        else:
            pieces.append(piece)
    return pieces


def _doubts(asked: str, known: Sequence[Fact]) -> list[_Doubt]:
    """Return the figures a question asks about; one without any may be about a masked number."""
    asks = asked.replace("【", "［").replace("】", "］")
    plain = re.sub("[“”]", "", asked)
    figures = [one for one in find_figures(plain) if one.checkable and (one.low is not None or one.kind == "date")]
    if all(not one.unit for one in figures):
        bare = _numbers_of_one_fact(plain, known)
        return [replace(one, asks=asks) for one in bare] or [_Doubt(None, frozenset(_pairs(plain)), asks)]
    found = [_Doubt(one, _around(plain, one.span.start, one.span.end), asks) for one in figures]
    return [replace(doubt, alone=_alone(doubt.figure, plain, known)) for doubt in found]


def _alone(figure: Figure | None, asked: str, known: Sequence[Fact]) -> bool:
    having = [fact for fact in known if any(_same(one, figure) for one in fact.figures)]
    if figure is None or len(having) != 1:
        return False
    shared = len(_pairs(having[0].text) & _pairs(asked))
    return shared >= (1 if _telling(figure) else NAMED)


def _numbers_of_one_fact(asked: str, known: Sequence[Fact]) -> list[_Doubt]:
    """Return the figures of the one fact that has all the bare numbers of a question: 50、30的分母."""
    numbers = {Decimal(match[0]) for match in _BARE.finditer(asked)}
    having = [
        [one for one in fact.figures if one.checkable and one.low in numbers]
        for fact in known
        if numbers <= {one.low for one in fact.figures if one.checkable}
    ]
    if len(numbers) < 2 or len(having) != 1:
        return []
    return [_Doubt(one, frozenset(), "", alone=True) for one in having[0]]


def _bites(fact: Fact, doubt: _Doubt) -> bool:
    return _place(fact.text, fact.figures, doubt) is not None


def _named(asked: str, known: Sequence[Fact], held: Counter[str]) -> list[tuple[Fact, _Doubt]]:
    """Return the one fact a question repeats words of that few others have, with those words; or nothing."""
    asks = asked.replace("【", "［").replace("】", "］")
    # words in quotes are what is questioned: “镇宣传栏”系别的材料
    for words in _QUOTED.findall(asked):
        runs = [(_longest(words, fact.text), fact) for fact in known]
        holding = [(run, fact) for run, fact in runs if len(run) >= RUN and 2 * len(run) > len(words)]
        if len(holding) == 1:
            return [(holding[0][1], _Doubt(None, frozenset(), asks, said=holding[0][0]))]
    scored = []
    for number, fact in enumerate(known):
        shared = _pairs(asked) & _pairs(fact.text)
        short = _in_full(asked, fact.text)
        run = max((short, _longest(asked, fact.text)), key=len)
        rare = sum(1 / held[pair] for pair in shared) + bool(short)
        if (len(run) >= RUN and sum(run in other.text for other in known) == 1) or len(shared) >= NAMES:
            scored.append((rare, -number, fact, run))
    if not scored:
        return []
    _, _, fact, run = max(scored, key=lambda one: one[:2])
    return [(fact, _Doubt(None, frozenset(), asks, said=run))]


def _in_full(asked: str, text: str) -> str:
    """Return the name in ``text`` that a question begins with in short: 质安站 of 质量安全站; '' without one."""
    short = re.match(r"[一-鿿]{2,4}?[站局委办馆院会](?![一-鿿]?[会议])", asked)
    if short is None or len(short[0]) < RUN:
        return ""
    match = re.search("[一-鿿]{0,2}?".join(short[0]), text)
    return match[0] if match else ""


def _longest(one: str, other: str) -> str:
    """Return the longest run of Han characters both texts have."""
    best = ""
    for run in _HAN.findall(one):
        for start in range(len(run)):
            while start + len(best) < len(run) and run[start : start + len(best) + 1] in other:
                best = run[start : start + len(best) + 1]
    return best


def _place(text: str, figures: Sequence[Figure], doubt: _Doubt) -> int | None:
    """Return where the mark of ``doubt`` belongs in ``text``, or None where what it questions is not there."""
    if doubt.said:
        at = text.find(doubt.said)
        return None if at < 0 else _clause_end(text, at + len(doubt.said))
    if doubt.figure is None:
        masked = [match.span() for match in _MASKED.finditer(text)]
    else:
        masked = [(one.span.start, one.span.end) for one in figures if _same(one, doubt.figure)]
    scored = [(len(_around(text, start, end) & doubt.words), -start, end) for start, end in masked]
    best = max(scored, default=None)
    if best is None or (best[0] == 0 and not doubt.alone):
        return None
    end = best[2]
    rest = re.match(rf"[^，；。、：（）【】\d]{{0,{WAITS}}}(?=[，；。、：（）]|$)", text[end:])
    return end + (rest.end() if rest else _noun(text, figures, end))


def _noun(text: str, figures: Sequence[Figure], end: int) -> int:
    """Return how many characters behind the figure ending at ``end`` name what it counts: 对71名党员进行…: 2."""
    noun = next((one.noun for one in figures if one.span.end == end), "")
    return len(noun) if noun and text.startswith(noun, end) else 0


def _clause_end(text: str, start: int) -> int:
    """Return where the clause at ``start`` ends, outside quotes and titles."""
    match = re.compile(r"(?:“[^”]*”|《[^》]*》|[^，；。：、（“《])*").match(text, start)
    return match.end() if match else start


def _same(one: Figure, other: Figure | None) -> bool:
    if other is None or not one.checkable:
        return False
    people = {"名", "人", "位"}
    if one.low is None or other.low is None:
        return one.text == other.text
    units = one.unit == other.unit or {one.unit, other.unit} <= people
    return units and (one.low, one.high) == (other.low, other.high)


def _telling(figure: Figure) -> bool:
    """Return whether few things have the value: no small whole number, no date."""
    return isinstance(figure.low, Decimal) and (figure.low >= TELLING or figure.low % 1 != 0)


def _around(text: str, start: int, end: int) -> frozenset[str]:
    """Return the bigrams of the words beside a figure, within its clause and the one it hangs on."""
    before = _CLAUSE.split(text[max(0, start - BEFORE) : start])
    hangs_on = before[-1] if len(before[-1]) >= 2 else "".join(before[-2:])
    after = _CLAUSE.split(text[end : end + AFTER])[0]
    return frozenset(_pairs(hangs_on) | _pairs(after))


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)}
