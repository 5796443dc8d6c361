"""PUN001: quotes, brackets and title marks that are opened and never closed, or closed by another mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Edit, Finding, Fix, Span
from ..patterns import lazy
from .base import ReviewContext, Rule

_CLOSES = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "〔": "〕", "【": "】", "〈": "〉"}
_OPENS = {close: mark for mark, close in _CLOSES.items()}
# brackets of either width close one another; that the widths differ is PUN003's affair
_SAME = {"(": "（", ")": "）"}
_MARK = lazy("[" + re.escape("".join(_CLOSES) + "".join(_OPENS)) + "]")
_QUOTES = "“”‘’"
_CALLED = {
    "“": "双引号",
    "‘": "单引号",
    "（": "括号",
    "(": "括号",
    "《": "书名号",
    "〔": "六角括号",
    "【": "方头括号",
    "〈": "单书名号",
}
# where a title that was opened most likely ends: 《…条例, 《…的通知
_TITLE_END = lazy(
    r"[^，。；！？\n《》]{2,40}?(?:条例|办法|规定|规划|纲要|方案|通知|意见|决定|决议|准则|细则|报告|选编|摘编|读本|汇编|手册|清单)"
    r"(?=[，。；、！？\n和及与等的]|$)"
)
# a）  1)  （enumerators）: nothing was opened
_ENUMERATOR = lazy(r"(?:^|[\s。；;：:，,、])(?:\d{1,2}|[A-Za-z])$")


class Lone(NamedTuple):
    """A mark without its partner."""

    offset: int
    """Where it stands in the text."""
    mark: str
    """The mark."""
    partner: str
    """The mark that is missing."""
    instead: str | None = None
    """The mark that stands where the partner should, if that is what happened."""
    instead_at: int | None = None
    """Where that is."""


class UnbalancedPair(Rule):
    """引号、括号、书名号不成对。

    做什么
        逐段核对“”、‘’、（）、《》、〔〕、【】是否成对、是否交叉；引文连续几段、每段开头都有“而末段才有”的，不算。
    为什么
        丢掉一半的引号，会让读者分不清哪里是引文、哪里是自己的话。
    例
        严格落实“三会一课’制度。
    改为
        严格落实“三会一课”制度。
    """

    code = "PUN001"
    name = "unbalanced-pair"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for each mark without a partner."""
        paragraphs = [(span.start, span.of(context.text)) for span in context.paragraphs()]
        for number, (start, text) in enumerate(paragraphs):
            following = paragraphs[number + 1][1] if number + 1 < len(paragraphs) else ""
            for lone in lone_marks(text, start):
                if lone.mark == "“" and following.lstrip().startswith("“") and lone.instead is None:
                    continue
                yield self._said(context, lone)

    def _said(self, context: ReviewContext, lone: Lone) -> Finding:
        if lone.instead is not None and lone.instead_at is not None:
            span = Span(start=lone.instead_at, end=lone.instead_at + 1)
            edit = Edit(span=span, text=lone.partner)
            message = f"{_named(lone.mark)} 由 {lone.instead} 收尾，应改为 {lone.partner}"
            return self.finding(context, span, message, fix=Fix(edits=(edit,), safe=False))
        span = Span(start=lone.offset, end=lone.offset + 1)
        if lone.mark in _CLOSES:
            message = f"有{_named(lone.mark)}，没有{_named(lone.partner)}：请补上"
            return self.finding(context, span, message, fix=_closing(context.text, lone))
        message = f"有{_named(lone.mark)}，没有{_named(lone.partner)}：请补上，或删去多余的一半"
        return self.finding(context, span, message, fix=Fix(edits=(Edit(span=span, text=""),), safe=False))


def _named(mark: str) -> str:
    """Return how a person calls ``mark``, and the mark: 左书名号 《."""
    return f"左{_CALLED[mark]} {mark}" if mark in _CLOSES else f"右{_CALLED[_OPENS[mark]]} {mark}"


def _closing(text: str, lone: Lone) -> Fix | None:
    """Return the repair that closes an open 《 behind the title, or None where nobody can say how far it reaches."""
    found = _TITLE_END.match(text, lone.offset + 1) if lone.mark == "《" else None
    if found is None:
        return None
    return Fix(edits=(Edit(span=Span(start=found.end(), end=found.end()), text="》"),), safe=False)


def lone_marks(text: str, offset: int = 0) -> Sequence[Lone]:
    """Return the marks of one paragraph that have no partner, in reading order; linear in its length."""
    found: list[Lone] = []
    stack: list[tuple[int, str]] = []
    open_now: dict[str, int] = {}
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if _belongs_to_no_pair(text, at, mark) and (mark == "’" or not open_now.get(_OPENS[_SAME.get(mark, mark)])):
            continue
        kind = _SAME.get(mark, mark)
        if mark in _CLOSES:
            stack.append((at, mark))
            open_now[kind] = open_now.get(kind, 0) + 1
            continue
        wanted = _OPENS[kind]
        if open_now.get(wanted):
            while stack:
                opened_at, opened = stack.pop()
                opened_kind = _SAME.get(opened, opened)
                open_now[opened_kind] -= 1
                if opened_kind == wanted:
                    break
                found.append(Lone(offset=offset + opened_at, mark=opened, partner=_CLOSES[opened]))
        elif mark in _QUOTES and stack and stack[-1][1] in _QUOTES:
            opened_at, opened = stack.pop()
            open_now[opened] -= 1
            partner = _CLOSES[opened]
            found.append(
                Lone(offset=offset + opened_at, mark=opened, partner=partner, instead=mark, instead_at=offset + at)
            )
        else:
            found.append(Lone(offset=offset + at, mark=mark, partner=wanted))
    found.extend(Lone(offset=offset + at, mark=mark, partner=_CLOSES[mark]) for at, mark in stack)
    return sorted(_turned(found, text, offset), key=lambda lone: lone.offset)


def _turned(found: list[Lone], text: str, offset: int) -> Iterator[Lone]:
    """Yield ``found`` with “甲“ read as one quotation whose second mark was typed the wrong way round."""
    waiting: Lone | None = None
    for lone in sorted(found, key=lambda lone: lone.offset):
        near = waiting is not None and lone.offset - waiting.offset <= 16
        if waiting is not None and lone.mark == waiting.mark == "“" and near and not lone.instead:
            between = text[waiting.offset - offset + 1 : lone.offset - offset]
            if not re.search("[。；，]", between):
                yield Lone(offset=waiting.offset, mark="“", partner="”", instead="“", instead_at=lone.offset)
                waiting = None
                continue
        if waiting is not None:
            yield waiting
        waiting = lone
    if waiting is not None:
        yield waiting


def _belongs_to_no_pair(text: str, at: int, mark: str) -> bool:
    """Return whether a closing mark is an enumerator's bracket (1）) or an apostrophe."""
    if mark in "）)":
        return _ENUMERATOR.search(text[max(0, at - 4) : at]) is not None
    if mark == "’":
        # O’Brien, and ’99 for a year
        after = text[at + 1 : at + 3]
        return (at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()) or (len(after) == 2 and after.isdigit())
    return False
