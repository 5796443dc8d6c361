"""What a figure is about, as weighted character pairs: the words next to it count most, its sentence less."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import add
from typing import NamedTuple

from ..lexicon.lookup import all_pairs
from ..model import Figure, Sentence
from ..patterns import lazy
from .grounding_lists import respective

NEAR, RIGHT, CLAUSE, BEFORE, AFTER, OUTER = 1.0, 0.7, 0.45, 0.25, 0.12, 0.15
"""Weights: left of the figure up to its clause's start, right of it, the clause before, earlier and later clauses,
and what the sentence hangs on (headings, the sentence before)."""

FAINT = 0.3
"""Share of its weight that a word keeps which any metric may have beside it."""
ANY_METRIC = frozenset(
    word
    for line in (
        "增长 增加 提高 提升 上升 下降 降低 减少 达到 超过 突破 完成 实现 同比 比上 上年 年末 去年 今年 全年 其中 分别",
        "累计 以上 以下 左右 以内 年均 平均 新增 净增 扩大 稳定 保持 控制 力争 预计 目标 合计 共计 总计 开展 组织 召开",
        "参加 我市 全市 全省 全国 我局 全局 方面 进行 推动 推进 已达 达标 接近 不少 不足",
    )
    for word in line.split()
)
_ANY_WORD = lazy(
    "|".join(sorted(ANY_METRIC, key=lambda word: (-len(word), word))) + "|[了为达至到约近超比较由从各均已仅共]"
)
_CLAUSE_END = lazy(r"[，,；;：:。！？!?\n（(]")
_STRONG = lazy(r"[；;。！？\n]")
_WORDS = lazy(r"[一-鿿A-Za-z]+")
_NAME = lazy(r"[一-鿿A-Za-z]{2}")
_REACH_LEFT, _REACH_RIGHT, _REACH_OUTER = 40, 16, 120


class Context(NamedTuple):
    """What the words around a figure say of it."""

    near: str
    """The words left and right of it within its own clause, other figures left out."""
    weights: dict[str, float]
    """Weight of every character pair around it; the largest where a pair occurs twice."""
    close: dict[str, float]
    """The pairs of ``near`` with their weights."""


def _names_something(words: str) -> bool:
    return _NAME.search(_ANY_WORD.sub("，", words)) is not None


def _clause_before(text: str, start: int, end: int) -> str:
    """Return the words before ``end`` that name something: of its own clause, else of the clause before."""
    piece = _STRONG.split(text[max(start, end - _REACH_LEFT) : end])[-1]
    clauses = _CLAUSE_END.split(piece)
    found = ""
    for clause in reversed(clauses[-3:]):
        found = f"{clause}，{found}"
        if _names_something(clause):
            break
    return found


def pairs(text: str) -> list[str]:
    """Return the character pairs inside each run of words of ``text``; a run of one character is one itself."""
    found: list[str] = []
    for run in _WORDS.findall(text):
        if len(run) == 1:
            found.append(run)
        else:
            found.extend(map(add, run, run[1:]))
    return found


def contexts(
    text: str, figures: Sequence[Figure], sentences: Sequence[Sentence], outer: Sequence[str] | None = None
) -> tuple[Context, ...]:
    """Return the context of each of ``figures`` (in reading order) in ``text``.

    ``sentences`` bound how far a context reaches; without any the whole text is one sentence. ``outer`` gives for each
    sentence what it hangs on.
    """
    own = respective(text, figures)
    words = words_of(text) if sentences else Words(text, list(map(add, text, text[1:])))
    found = []
    place = 0
    for index, figure in enumerate(figures):
        while place + 1 < len(sentences) and sentences[place + 1].span.start <= figure.span.start:
            place += 1
        start, end = (sentences[place].span.start, sentences[place].span.end) if sentences else (0, len(text))
        if not start <= figure.span.start < end:
            start, end = max(0, figure.span.start - _REACH_LEFT), min(len(text), figure.span.end + _REACH_LEFT)
        before = figures[index - 1].span.end if index else 0
        after = figures[index + 1].span.start if index + 1 < len(figures) else len(text)
        hangs_on = words.of_text(outer[place]) if outer else ()
        found.append(words.context(figure, (start, end), (before, after), hangs_on, own.get(index)))
    return tuple(found)


@functools.lru_cache(maxsize=1)
def words_of(text: str) -> Words:
    """Return the words of a whole report, worked out once for all who ask in turn."""
    return Words(text, all_pairs(text))


class Words:
    """The character pairs of one text by place: those of any stretch are a slice, never worked out twice."""

    def __init__(self, text: str, pairs: Sequence[str]) -> None:
        """Take a text with `all_pairs` of its letters."""
        self._text = text
        at: list[str | None] = [None] * len(text)
        ends = bytearray(len(text))
        for run in _WORDS.finditer(text):
            start, end = run.span()
            if end - start > 1:
                at[start : end - 1] = pairs[start : end - 1]
                ends[end - 1] = 1
            else:
                at[start] = run[0]
        self._at = at
        # where the last character of a run of two and more stands
        self._ends = ends
        self._stops = [match.end() for match in _CLAUSE_END.finditer(text)]
        self._others: dict[str, list[str]] = {}

    def of_text(self, text: str) -> list[str]:
        """Return the pairs of another text, worked out once."""
        known = self._others.get(text)
        if known is None:
            known = self._others[text] = pairs(text)
        return known

    def of(self, start: int, end: int) -> list[str | None]:
        """Return the pairs of the text from ``start`` to ``end``, None where there is none."""
        if end <= start:
            return []
        at, last = self._at, end - 1
        found = at[start:last]
        # a run that the stretch cuts down to one character is a word itself
        if found and self._ends[start]:
            found[0] = self._text[start]
        final = at[last]
        if final is not None and len(final) == 1:
            found.append(final)
        elif final is not None or self._ends[last]:
            previous = at[last - 1] if last > start else None
            if previous is None or len(previous) == 1:
                found.append(self._text[last])
        return found

    def context(
        self,
        figure: Figure,
        bounds: tuple[int, int],
        neighbours: tuple[int, int],
        outer: Iterable[str],
        own: str | None,
    ) -> Context:
        """Return the context of ``figure`` in a sentence with ``bounds``, between its two ``neighbours``.

        ``own`` are the words that a list hands to it, where there is one.
        """
        text, stops = self._text, self._stops
        (start, end), (before, after) = bounds, neighbours
        first, last = figure.span.start, figure.span.end
        left = max(start, before, first - _REACH_LEFT)
        stop = bisect_right(stops, first) - 1
        cut = stops[stop] if stop >= 0 and stops[stop] > left else left
        right = min(end, after, last + _REACH_RIGHT)
        stop = bisect_left(stops, last + 1)
        if stop < len(stops) and stops[stop] <= right:
            right = stops[stop] - 1
        said: Iterable[str | None]
        if own is not None:
            near_left, said = own, pairs(own)
        elif _names_something(near_left := text[cut:first]):
            said = self.of(cut, first)
        else:
            # 生产总值达到39.8万亿元，年均增长11.2%: what grows is named in the clause before
            near_left = _clause_before(text, start, cut) + near_left
            said = pairs(near_left)
        close = dict.fromkeys(self.of(last, right), RIGHT)
        close.update(dict.fromkeys(said, NEAR))
        bag = dict.fromkeys(self.of(last, min(end, last + _REACH_OUTER)), AFTER)
        bag.update(dict.fromkeys(outer, OUTER))
        bag.update(dict.fromkeys(self.of(max(start, first - _REACH_OUTER), first), BEFORE))
        if cut > start:
            bag.update(dict.fromkeys(self.of(max(start, cut - _REACH_LEFT), cut), CLAUSE))
        bag.update(close)
        return Context(near_left + text[last:right], *_faded(bag, close))


def _faded(
    every: dict[str | None, float], beside: dict[str | None, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return both bags, one part of the other, with the weight of words any metric may have beside it lowered."""
    bag: dict[str, float] = every  # type: ignore[assignment]
    close: dict[str, float] = beside  # type: ignore[assignment]
    every.pop(None, None)
    beside.pop(None, None)
    for pair in ANY_METRIC.intersection(bag):
        bag[pair] *= FAINT
        if pair in close:
            close[pair] *= FAINT
    return bag, close
