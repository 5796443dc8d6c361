"""The heading tree of a report: 一、（一）1.（1） with run-in headings, and 一是/二是 items."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from ..model import Level, Section, Span
from ..patterns import compiled, lazy

_CN = "[一二三四五六七八九十百]"
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, lazy(rf"第{_CN}{{1,3}}(?:部分|章)[、　 ]*|{_CN}{{1,3}}、")),
    (2, lazy(rf"[（(]{_CN}{{1,3}}[）)][、.．]?")),
    (4, lazy(r"[（(]\d{1,2}[）)][、.]?|[①-⑳]")),
    (3, lazy(r"\d{1,2}(?:[.．、](?!\d)|[）)])")),
)
_HALF = lazy(r"\d{1,2}[）)]")
_ITEM = lazy(rf"(?:(?<=[。；：:，;！？\n])|^)[ 　]*((?:{_CN}{{1,2}}是(?!否|指))|其[一二三四五六七八九]是)")
_HEADING_END = "[。：:；;]"
_ITEM_END = rf"[。：:；;]|[，,](?={_CN}{{1,2}}是(?!否|指))"
_OPENERS = "[“（《‘(]"
_INNER_BLANK = lazy(r"[ 　](?=[^ 　]{20,})")
# A closing paragraph on the reasons of all problems above belongs to none of them alone.
_OF_ALL_ABOVE = lazy(r"以上|上述|这些问题|主要原因|原因(?:分析|有|如下|是|在于)")
LONGEST_HEADING, LONGEST_TITLE = 80, 60
_PAIRS = {"“": "”", "（": "）", "《": "》", "‘": "’", "(": ")"}
_NOT_A_TITLE = lazy(r"[。；，：:]$|现将|如下|^尊敬的|^各位|^同志们")


class _Mark(NamedTuple):
    """A heading or item before it is known where it ends."""

    marker: str
    level: Level
    start: int
    words: str
    title: Span
    run_in: bool
    of_all_above: bool = False
    """Whether it opens a series on everything above, not on the last heading alone."""
    line: int = 0
    """Where its line begins."""


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
                mark = _below_fourth(mark, marks)
                marks.append(mark)
            marks += _items(line, start, mark)
        start += len(line)
    return _tree(marks, len(text))


def _below_fourth(mark: _Mark, above: Sequence[_Mark]) -> _Mark:
    """Return ``mark``, a 1） that stands below a （1） with the level it then has: the fifth."""
    if mark.level != 3 or not _HALF.fullmatch(mark.marker):
        return mark
    last = next((one.level for one in reversed(above) if one.level != "item"), 0)
    return mark._replace(level=5) if last in (4, 5) else mark


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
        end = _heading_end(line, match.end())
        words = line[match.end() : end].strip()
        if not words:
            return None
        title_start = match.end() + (len(line[match.end() : end]) - len(line[match.end() : end].lstrip()))
        run_in = bool(line[end:].strip("。：:；;，, 　\n\r\t"))
        title = Span(start=start + title_start, end=start + title_start + len(words))
        return _Mark(match[0].strip("　 "), level, start + left, words, title, run_in, line=start)
    return None


def _heading_end(line: str, start: int) -> int:
    """Return where a heading's words end: at its stop, at a blank before a long body, or at a comma when too long."""
    end = _outside_pairs(line, start, _HEADING_END)
    lead = start + len(line[start:end]) - len(line[start:end].lstrip())
    blank = _INNER_BLANK.search(line, lead, end)
    if blank is not None and blank.start() - lead >= 4 and re.search("[，,]", line[blank.start() : end]):
        return blank.start()
    if end - lead > LONGEST_HEADING:
        end = min(_outside_pairs(line, lead, "[，,。：:；;]"), lead + LONGEST_HEADING)
    return end


def _items(line: str, start: int, heading: _Mark | None) -> list[_Mark]:
    after = heading.title.end - start if heading is not None else 0
    found: list[_Mark] = []
    for match in _ITEM.finditer(line, after):
        end = _outside_pairs(line, match.end(1), _ITEM_END)
        words = line[match.end(1) : end].strip()
        if len(words) > LONGEST_HEADING:
            words = re.split("[，,]", words, maxsplit=1)[0][:LONGEST_HEADING].rstrip()
        if not words:
            continue
        title = Span(start=start + match.end(1), end=start + match.end(1) + len(words))
        before = line[: match.start(1)]
        of_all_above = not found and match[1] in ("一是", "其一是") and bool(_OF_ALL_ABOVE.search(before[-40:]))
        found.append(_Mark(match[1], "item", start + match.start(1), words, title, True, of_all_above, start))
    return found


def _outside_pairs(line: str, start: int, end: str) -> int:
    """Return where ``end`` first stands outside quotes and brackets, at the latest the end of the line."""
    limit = len(line.rstrip())
    token = _compiled(f"{_OPENERS}|{end}")
    at = start
    while (match := token.search(line, at, limit)) is not None:
        if match[0] not in _PAIRS:
            return match.start()
        close = line.find(_PAIRS[match[0]], match.end(), match.end() + LONGEST_HEADING)
        at = close + 1 if close >= 0 else match.end()
    return limit


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


def _tree(marks: Sequence[_Mark], length: int) -> tuple[Section, ...]:
    """Return the marks as sections with parents and extents."""
    parents: list[int | None] = []
    open_at: list[tuple[int, int]] = []  # (depth, index), outermost first
    ends = [length] * len(marks)
    for index, mark in enumerate(marks):
        depth = 9 if mark.level == "item" else int(mark.level)
        while open_at and open_at[-1][0] >= depth and open_at[-1][0] > 0:
            ends[open_at.pop()[1]] = mark.start
        if mark.of_all_above and len(open_at) > 1:
            last = marks[open_at[-1][1]]
            if last.run_in and last.line != mark.line:
                ends[open_at.pop()[1]] = mark.line
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
