"""The heading tree of a report: 一、（一）1.（1） with run-in headings, and 一是/二是 items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Level, Section, Span

_CN = "[一二三四五六七八九十百]"
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第{_CN}{{1,3}}(?:部分|章)[、　 ]*|{_CN}{{1,3}}、")),
    (2, re.compile(rf"[（(]{_CN}{{1,3}}[）)][、]?")),
    (4, re.compile(r"[（(]\d{1,2}[）)][、.]?|[①-⑳]")),
    (3, re.compile(r"\d{1,2}(?:[.．、](?!\d)|[）)])")),
)
_ITEM = re.compile(rf"(?:(?<=[。；：:，;！？\n])|^)[ 　]*((?:{_CN}{{1,2}}是(?!否|指))|其[一二三四五六七八九]是)")
_HEADING_END = re.compile(r"[。：:；;]")
LONGEST_HEADING, LONGEST_TITLE = 80, 60
_PAIRS = {"“": "”", "（": "）", "《": "》", "‘": "’", "(": ")"}
_NOT_A_TITLE = re.compile(r"[。；，：:]$|现将|如下|^尊敬的|^各位|^同志们")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A heading or item before it is known where it ends."""

    marker: str
    level: Level
    start: int
    words: str
    title: Span
    run_in: bool


def find_sections(text: str) -> tuple[Section, ...]:
    """Return title, headings and items of ``text`` in reading order; `Section.span` is marker and words, no stop."""
    marks: list[_Mark] = []
    start = 0
    first = True
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            mark = _heading(line, start)
            if mark is None and first:
                mark = _title(line, start)
            first = False
            if mark is not None:
                marks.append(mark)
            marks += _items(line, start, mark)
        start += len(line)
    return _tree(marks, len(text))


def _title(line: str, start: int) -> _Mark | None:
    stripped = line.strip()
    if len(stripped) > LONGEST_TITLE or _NOT_A_TITLE.search(stripped):
        return None
    left = start + len(line) - len(line.lstrip())
    return _Mark("", 0, left, stripped, Span(start=left, end=left + len(stripped)), False)


def _heading(line: str, start: int) -> _Mark | None:
    left = len(line) - len(line.lstrip())
    for level, pattern in _MARKERS:
        match = pattern.match(line, left)
        if match is None:
            continue
        end = _outside_pairs(line, match.end(), _HEADING_END)
        words = line[match.end() : end].strip()
        if not words or len(words) > LONGEST_HEADING:
            return None
        title_start = match.end() + (len(line[match.end() : end]) - len(line[match.end() : end].lstrip()))
        run_in = bool(line[end:].strip("。：:；;，, 　\n\r\t"))
        title = Span(start=start + title_start, end=start + title_start + len(words))
        return _Mark(match[0].strip("　 "), level, start + left, words, title, run_in)
    return None


def _items(line: str, start: int, heading: _Mark | None) -> list[_Mark]:
    after = heading.title.end - start if heading is not None else 0
    found: list[_Mark] = []
    for match in _ITEM.finditer(line, after):
        end = _outside_pairs(line, match.end(1), _HEADING_END)
        words = line[match.end(1) : end].strip()
        if len(words) > LONGEST_HEADING:
            words = re.split("[，,]", words)[0][:LONGEST_HEADING]
        if not words:
            continue
        title = Span(start=start + match.end(1), end=start + match.end(1) + len(words))
        found.append(_Mark(match[1], "item", start + match.start(1), words, title, True))
    return found


def _outside_pairs(line: str, start: int, end: re.Pattern[str]) -> int:
    """Return where ``end`` first stands outside quotes and brackets, at the latest the end of the line."""
    at = start
    limit = len(line.rstrip())
    while at < limit:
        mark = line[at]
        if mark in _PAIRS:
            close = line.find(_PAIRS[mark], at + 1, at + LONGEST_HEADING)
            at = close + 1 if close >= 0 else at + 1
        elif end.match(mark):
            return at
        else:
            at += 1
    return limit


def _tree(marks: Sequence[_Mark], length: int) -> tuple[Section, ...]:
    """Return the marks as sections with parents and extents."""
    parents: list[int | None] = []
    open_at: list[tuple[int, int]] = []  # (depth, index), outermost first
    ends = [length] * len(marks)
    for index, mark in enumerate(marks):
        depth = 9 if mark.level == "item" else int(mark.level)
        while open_at and open_at[-1][0] >= depth and open_at[-1][0] > 0:
            ends[open_at.pop()[1]] = mark.start
        parents.append(open_at[-1][1] if open_at else None)
        open_at.append((depth, index))
    return tuple(
        Section(
            marker=mark.marker,
            level=mark.level,
            title=mark.words,
            span=Span(start=mark.start, end=mark.title.end),
            extent=Span(start=mark.start, end=ends[index]),
            run_in=mark.run_in,
            parent=parents[index],
        )
        for index, mark in enumerate(marks)
    )
