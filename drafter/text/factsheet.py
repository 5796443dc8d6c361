"""FactSheet: the writer's notes, or any text taken as the source of facts.

It lives here and not in ``model`` because `FactSheet.of_text` has to scan figures, and ``model`` needs nothing but the
standard library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import InputError
from ..model import Fact, OpenQuestion, Period, Span
from .figures import find_figures
from .meta import describe
from .periods import make_period, parse_period
from .sentences import split_sentences

_BULLET = re.compile(r"[ \t　]*(?:[-*+•·●▪◦—]|\d{1,3}[.．、)）](?!\d)|[（(]\d{1,3}[）)])[ \t　]*(?=\S)")
_HEADING = re.compile(
    r"[ \t]*#{1,6}[ \t]*(?P<md>.+?)[ \t#]*$"
    r"|[ \t　]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)(?P<cn>.+?)$"
)
_OPEN = re.compile(r"待核|待查|待定|待补|存疑|未核实")
_REPORT = re.compile(r"报告[：:]\s*(?P<title>[^；;\n]+)")
_DAY = r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?"
_COVERS = re.compile(
    rf"(?:报告期|时间范围|期间)[：:]?\s*(?P<start>{_DAY})\s*(?:至|到|—|-|~|～|/)+\s*(?P<end>{_DAY})"
    r"|报告期[：:]?\s*(?P<label>[^；;\s]+)"
)
_NOTE_TITLE = re.compile(r"(?:报告)?(?:写作)?素材.*$|要点$|（[^（）]*笔记）$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    """The facts of one period."""

    title: str | None
    """Title of the report they are for."""
    organisation: str | None
    """The reporting unit."""
    kind: str | None
    """Kind of report."""
    period: Period | None
    """What the report covers."""
    facts: tuple[Fact, ...]
    """The facts, in the order of the notes."""
    open_questions: tuple[OpenQuestion, ...]
    """待核 items; never used as facts."""

    @classmethod
    def of_text(cls, text: str) -> FactSheet:
        """Return any text as a source of facts: one fact a sentence, headings and blank lines left out.

        Raises InputError when the text is empty.
        """
        said = describe(text)
        facts: list[Fact] = []
        for sentence in split_sentences(text):
            words = sentence.span.of(text)
            figures = find_figures(words, period=said.period)
            id = f"F{len(facts) + 1}"
            facts.append(Fact(id=id, text=words, figures=figures, section_hint=None, span=sentence.span))
        if not facts:
            raise InputError("素材是空的：请给出有内容的文本")
        return cls(
            title=said.title,
            organisation=said.organisation,
            kind=said.kind,
            period=said.period,
            facts=tuple(facts),
            open_questions=(),
        )


def parse_notes(text: str, *, title: str | None = None) -> FactSheet:
    """Return the facts of a writer's notes: one a bullet, headings as hints, 待核 items apart.

    The header line (报告：…；报告期 2025-01-01 至 2025-06-30) gives title and period. Raises InputError when there is
    no bullet.
    """
    header = _header(text)
    period = _period(header)
    named = _REPORT.search(header)
    report_title = named["title"].strip() if named else _NOTE_TITLE.sub("", title or "").strip() or None
    said = describe("", title=report_title) if report_title else describe(header)
    facts: list[Fact] = []
    questions: list[OpenQuestion] = []
    hint: str | None = None
    opened = False
    for start, line in _lines(text):
        bullet = _BULLET.match(line)
        heading = None if bullet else _HEADING.match(line)
        if heading is not None:
            words = (heading["md"] or heading["cn"] or "").strip()
            opened = bool(_OPEN.search(words))
            hint = None if start == 0 or _is_title(words) else words
            continue
        if bullet is None:
            continue
        span = Span(start=start + bullet.end(), end=start + len(line.rstrip()))
        words = span.of(text)
        if opened or re.match(r"[【\[（(]?待核", words):
            questions.append(OpenQuestion(text=words, span=span))
        else:
            figures = find_figures(words, period=period or said.period)
            facts.append(Fact(id=f"F{len(facts) + 1}", text=words, figures=figures, section_hint=hint, span=span))
    if not facts:
        raise InputError("素材里没有一条要点：请每条事实写一行，以“- ”开头")
    return FactSheet(
        title=report_title,
        organisation=said.organisation,
        kind=said.kind,
        period=period or said.period,
        facts=tuple(facts),
        open_questions=tuple(questions),
    )


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append((start, line))
        start += len(line)
    return found


def _is_title(words: str) -> bool:
    return bool(re.search(r"素材|笔记|要点汇总", words))


def _header(text: str) -> str:
    """Return what stands before the first bullet."""
    kept = []
    for _, line in _lines(text):
        if _BULLET.match(line):
            break
        kept.append(line)
    return "".join(kept)


def _period(header: str) -> Period | None:
    match = _COVERS.search(header)
    if match is None:
        return None
    if match["label"]:
        return parse_period(match["label"])
    start, end = parse_period(_iso(match["start"])), parse_period(_iso(match["end"]))
    if start is None or end is None or start.start > end.end:
        raise InputError(f"素材首行的报告期“{match[0]}”不是有效的起止日期：请写成 2025-01-01 至 2025-06-30")
    return make_period(start.start, end.end)


def _iso(text: str) -> str:
    year, month, day = re.findall(r"\d+", text)
    return f"{year}-{int(month):02d}-{int(day):02d}"
