"""A report cut into passages: pieces of 150–450 characters under their headings, with the role of the section."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model import Document, Figure, Passage, Role, Section, Span
from ..patterns import lazy
from .masking import mask
from .naming import names_of

MIN_CHARS, BEST_CHARS, MAX_CHARS = 150, 300, 450

# a break before a new paragraph or 一是/二是 item is worth this many characters of unequal length
_FREE_BREAK = 120

_PROBLEM = lazy(
    r"存在.{0,8}(?:问题|不足|困难|短板|差距)|(?:主要|突出|面临).{0,4}(?:问题|困难|不足)|短板|差距|问题[和与及、]?不足|不足之处|薄弱环节"
)
_PLAN = lazy(
    r"下一步|下步|打算|工作(?:计划|安排|思路|重点|要点)|努力方向|(?:下半年|下阶段|明年|今后).{0,12}$|整改(?:措施|方向)|重点任务|展望"
)
_CLOSING = lazy(r"结束语|结语")
# where a text has no headings, or one heading for two roles, its own first words decide
_PROBLEM_OPENING = lazy(r"^.{0,30}(?:还?存在(?:着|一些|以下|的)|不足之处|问题和不足|困难和问题)")
_PLAN_OPENING = lazy(r"^(?:下一?步|下一?阶段|下半年|明年|今后)")
_TAIL = lazy(r"^(?:以上(?:汇报|报告|发言|是)|特此|专此|汇报完毕|我的(?:汇报|发言|述职)|谢谢|附件?[:：])")
_DATE_LINE = lazy(r"^[\d〇○零一二三四五六七八九十]{2,4}年.{1,4}月(?:.{1,4}日)?$")


@dataclass(frozen=True, slots=True)
class _Unit:
    """The smallest piece that is never cut: a sentence, or a part of one that is too long."""

    start: int
    end: int
    free: bool
    """Whether a passage may well begin here: a new paragraph or item."""


def cut_passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of ``document`` in reading order.

    Headings on their own line or in front of a paragraph go to ``heading_path``; every other character that is not
    white space stands in exactly one passage. Passages have 150 to 450 characters; only a section that is shorter
    as a whole gives a shorter one. Ids are the first 16 digits of the report's digest and the place.
    """
    digest = (document.source.sha256 or "text")[:16]
    passages: list[Passage] = []
    names = names_of(document.text, document.source.organisation)
    for path, body in _bodies(document):
        for span in _pack(_units(document, body)):
            text = document.quote(span)
            passages.append(
                Passage(
                    id=f"{digest}-{len(passages):04d}",
                    source=document.source,
                    heading_path=path,
                    text=text,
                    masked_text=mask(text, _figures_in(document.figures, span), names),
                    span=span,
                    role=role_of(path, text, has_headings=bool(document.sections), last=body.end == len(document.text)),
                )
            )
    return tuple(passages)


def _figures_in(figures: Sequence[Figure], span: Span) -> tuple[Figure, ...]:
    """Return the figures inside ``span``, offsets counted from its start."""
    first = bisect_left(figures, span.start, key=lambda figure: figure.span.start)
    after = bisect_left(figures, span.end, key=lambda figure: figure.span.start)
    return tuple(
        replace(figure, span=figure.span.shifted(-span.start))
        for figure in figures[first:after]
        if figure.span.end <= span.end
    )


def role_of(heading_path: Sequence[str], text: str = "", *, has_headings: bool = True, last: bool = False) -> Role:
    """Return what a piece is for, from its headings (outermost first), else from its own first words.

    Text in front of the first heading is 开头; the sign-off of a report (以上汇报…, name and date) is 结尾.
    """
    if last and _is_sign_off(text):
        return "结尾"
    for depth, heading in enumerate(heading_path):
        if _CLOSING.search(heading):
            return "结尾"
        # one heading may promise both (存在的问题和下一步打算): then what stands below it decides
        problem, plan = bool(_PROBLEM.search(heading)), bool(_PLAN.search(heading))
        if problem and plan:
            below = role_of(heading_path[depth + 1 :], text)
            return below if below in ("问题", "打算") else "问题"
        if problem:
            return "问题"
        if plan:
            return "打算"
    if _PLAN_OPENING.search(text):
        return "打算"
    if _PROBLEM_OPENING.search(text):
        return "问题"
    return "成绩" if heading_path or not has_headings else "开头"


def _is_sign_off(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return bool(lines) and (
        bool(_TAIL.match(lines[0]))
        # a name and a date, and no sentence among them
        or (bool(_DATE_LINE.match(lines[-1])) and not any(re.search("[，。；：]", line) for line in lines))
    )


def _bodies(document: Document) -> list[tuple[tuple[str, ...], Span]]:
    """Return each stretch of body text with the titles of the headings above it."""
    headings = [(i, s) for i, s in enumerate(document.sections) if s.level != "item"]
    edges = [0, *(_after_heading(document.text, section) for _, section in headings)]
    ends = [*(section.span.start for _, section in headings), len(document.text)]
    paths = [(), *(_path(document.sections, index) for index, _ in headings)]
    bodies: list[tuple[tuple[str, ...], Span]] = []
    for path, start, end in zip(paths, edges, ends, strict=True):
        body, *sign_off = _without_sign_off(document.text, Span(start=start, end=end))
        bodies.append((path, body))
        # name and date close the report, not its last section
        bodies.extend(((), span) for span in sign_off)
    return bodies


def _after_heading(text: str, section: Section) -> int:
    match = re.compile(r"[。：:；，、！？\s]*").match(text, section.span.end)
    return match.end() if match else section.span.end


def _path(sections: Sequence[Section], index: int) -> tuple[str, ...]:
    titles: list[str] = []
    at: int | None = index
    while at is not None:
        section = sections[at]
        if section.level not in (0, "item"):
            titles.append(section.title)
        at = section.parent
    return tuple(reversed(titles))


def _without_sign_off(text: str, body: Span) -> tuple[Span, ...]:
    """Return ``body`` in one piece, or, at the end of the text, with name and date line as a piece of their own."""
    if body.end != len(text):
        return (body,)
    start = body.end
    for line in reversed(list(re.finditer(r"[^\n]*\n?", text[body.start : body.end]))):
        tail = text[body.start + line.start() : body.end]
        if len(tail.strip()) > 160:
            break
        if tail.strip() and _is_sign_off(tail.strip()):
            start = body.start + line.start()
    if start in (body.start, body.end):
        return (body,)
    return Span(start=body.start, end=start), Span(start=start, end=body.end)


def _units(document: Document, body: Span) -> list[_Unit]:
    items = {section.span.start for section in document.sections if section.level == "item"}
    units: list[_Unit] = []
    for sentence in document.sentences:
        start, end = max(sentence.span.start, body.start), min(sentence.span.end, body.end)
        if start >= end or not document.text[start:end].strip():
            continue
        new_line = not units or "\n" in document.text[units[-1].end : start]
        units.extend(_fitting(document.text, start, end, free=new_line or start in items))
    return units


def _fitting(text: str, start: int, end: int, *, free: bool) -> list[_Unit]:
    """Return ``text[start:end]`` as units of at most MAX_CHARS, cut at the last ；or ，before the limit."""
    units: list[_Unit] = []
    while end - start > MAX_CHARS:
        window = text[start : start + MAX_CHARS]
        cut = max(window.rfind("；"), window.rfind(";"), window.rfind("\n")) + 1 or window.rfind("，") + 1 or MAX_CHARS
        units.append(_Unit(start, start + cut, free))
        start, free = start + cut, False
    return [*units, _Unit(start, end, free)] if start < end else units


def _pack(units: Sequence[_Unit]) -> list[Span]:
    """Return the cheapest split of ``units`` into runs: near BEST_CHARS, inside the limits, breaks at paragraphs."""
    # too short ones first: no evenness, however many passages share in it, is worth one of them
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(units) + 1):
        options: list[tuple[int, float, int]] = []
        for start in range(end - 1, -1, -1):
            length = units[end - 1].end - units[start].start
            if length > MAX_CHARS and options:
                break
            short, cost, _ = best[start]
            options.append((short + (length < MIN_CHARS), cost + _cost(length, units[start].free), start))
        best.append(min(options))
    spans: list[Span] = []
    at = len(units)
    while at:
        start = best[at][2]
        spans.append(Span(start=units[start].start, end=units[at - 1].end))
        at = start
    return spans[::-1]


def _cost(length: int, free: bool) -> float:
    outside = max(0, MIN_CHARS - length)
    return (length - BEST_CHARS) ** 2 / BEST_CHARS + 10.0 * outside + (0 if free else _FREE_BREAK)
