"""Sentences: cut where a reader would, quotes and brackets respected, offsets exact."""

from __future__ import annotations

import re

from ..model import Sentence, Span
from ..patterns import lazy

_CLOSERS = {"“": "”", "（": "）", "《": "》", "‘": "’", "〔": "〕", "(": ")", "【": "】", "「": "」", "『": "』"}
_ENDS = "。！？!?"
_TAIL = lazy(r"[。！？!?…]*[”’」』》）)】]*[。！？!?…]*")
_TOKEN = lazy("[" + re.escape("".join(_CLOSERS) + "".join(_CLOSERS.values()) + _ENDS) + "]")
# A quotation or bracket longer than this is taken to be unclosed: its mark no longer holds the sentence together.
LONGEST_PAIR = 300


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text`` in order; a line break always ends one, and so do 。！？ outside pairs.

    A mark inside a closed quotation or bracket ends nothing; blanks around a sentence belong to none. Linear time.
    """
    spans: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        spans += _in_line(line, start)
        start += len(line)
    return tuple(Sentence(index=index, span=span) for index, span in enumerate(spans))


def _in_line(line: str, offset: int) -> list[Span]:
    if line.isspace():
        return []
    ends: list[int] = []
    held_until = -1
    partner = _partners(line)
    for match in _TOKEN.finditer(line):
        at = match.start()
        if at < held_until:
            continue
        if match[0] in _CLOSERS:
            held_until = max(held_until, partner.get(at, -1))
        elif match[0] in _ENDS:
            tail = _TAIL.match(line, at)
            end = tail.end() if tail else at + 1
            if not ends or end > ends[-1]:
                ends.append(end)
    edges = [0, *ends, len(line)]
    return [span for i in range(len(edges) - 1) if (span := _trimmed(line, edges[i], edges[i + 1], offset)) is not None]


def _partners(line: str) -> dict[int, int]:
    """Return where each opening mark is closed, for pairs that are closed and not too long."""
    found: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(line):
        mark, at = match[0], match.start()
        if mark in _CLOSERS:
            stack.append((_CLOSERS[mark], at))
            if len(stack) > 64:
                stack.clear()
        elif mark not in _ENDS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == mark:
                    opened = stack[depth][1]
                    if at - opened <= LONGEST_PAIR:
                        found[opened] = at
                    del stack[depth:]
                    break
    return found


def _trimmed(line: str, start: int, end: int, offset: int) -> Span | None:
    piece = line[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if not stripped:
        return None
    return Span(start=offset + start + left, end=offset + start + left + len(stripped))
