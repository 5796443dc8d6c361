"""What a figure is about, as weighted character pairs: the words next to it count most, its sentence less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from ..model import Figure, Sentence
from .grounding_lists import respective

NEAR, RIGHT, CLAUSE, BEFORE, AFTER, OUTER = 1.0, 0.7, 0.45, 0.25, 0.12, 0.15
"""Weights: left of the figure up to its clause's start, right of it, the clause before, earlier and later clauses,
and what the sentence hangs on (headings, the sentence before)."""

FAINT = 0.3
"""Share of its weight that a word keeps which any metric may have beside it."""
_ANY_METRIC = frozenset(
    word
    for line in (
        "增长 增加 提高 提升 上升 下降 降低 减少 达到 超过 突破 完成 实现 同比 比上 上年 年末 去年 今年 全年 其中 分别",
        "累计 以上 以下 左右 以内 年均 平均 新增 净增 扩大 稳定 保持 控制 力争 预计 目标 合计 共计 总计 开展 组织 召开",
        "参加 我市 全市 全省 全国 我局 全局 方面 进行 推动 推进 已达 达标 接近 不少 不足",
    )
    for word in line.split()
)
_ANY_WORD = re.compile(
    "|".join(sorted(_ANY_METRIC, key=lambda word: (-len(word), word))) + "|[了为达至到约近超比较由从各均已仅共]"
)
_CLAUSE_END = re.compile(r"[，,；;：:。！？!?\n（(]")
_STRONG = re.compile(r"[；;。！？\n]")
_WORDS = re.compile(r"[一-鿿A-Za-z]+")
_REACH_LEFT, _REACH_RIGHT, _REACH_OUTER = 40, 16, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the words around a figure say of it."""

    near: str
    """The words left and right of it within its own clause, other figures left out."""
    weights: dict[str, float]
    """Weight of every character pair around it; the largest where a pair occurs twice."""
    close: dict[str, float]
    """The pairs of ``near`` with their weights."""


def _names_something(words: str) -> bool:
    return any(len(pair) > 1 for pair in pairs(_ANY_WORD.sub("，", words)))


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


def _bag(parts: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Return the weight of every character pair of ``parts``, each with its weight: the largest, faint words less."""
    bag: dict[str, float] = {}
    for text, weight in sorted(parts, key=lambda part: part[1]):
        bag.update(dict.fromkeys(pairs(text), weight))
    for pair in _ANY_METRIC & bag.keys():
        bag[pair] *= FAINT
    return bag


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
        found.append(_context(text, figure, start, end, before, after, outer[place] if outer else "", own.get(index)))
    return tuple(found)


def _context(
    text: str, figure: Figure, start: int, end: int, before: int, after: int, outer: str, own: str | None
) -> Context:
    left_start = max(start, before, figure.span.start - _REACH_LEFT)
    left = text[left_start : figure.span.start]
    cut = 0
    for match in _CLAUSE_END.finditer(left):
        cut = match.end()
    near_left = left[cut:] if own is None else own
    if own is None and not _names_something(near_left):
        # 生产总值达到39.8万亿元，年均增长11.2%: what grows is named in the clause before
        near_left = _clause_before(text, start, left_start + cut) + near_left
    right_end = min(end, after, figure.span.end + _REACH_RIGHT)
    right = text[figure.span.end : right_end]
    stop = _CLAUSE_END.search(right)
    near_right = right[: stop.start()] if stop else right
    close = _bag([(near_left, NEAR), (near_right, RIGHT)])
    parts = (
        (near_left, NEAR),
        (near_right, RIGHT),
        (text[max(start, left_start + cut - _REACH_LEFT) : left_start + cut], CLAUSE),
        (text[max(start, figure.span.start - _REACH_OUTER) : figure.span.start], BEFORE),
        (text[figure.span.end : min(end, figure.span.end + _REACH_OUTER)], AFTER),
        (outer, OUTER),
    )
    return Context(near=near_left + near_right, weights=_bag(parts), close=close)
