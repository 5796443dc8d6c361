"""FactSheet: the writer's notes, or any text taken as the source of facts.

It lives here and not in ``model`` because `FactSheet.of_text` has to scan figures, and ``model`` needs nothing but the
standard library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ..errors import InputError
from ..model import Fact, OpenQuestion, Period, Span
from ..patterns import lazy
from .figures import find_figures
from .grounding_index import FactIndex
from .meta import describe
from .outline import find_sections
from .periods import make_period, parse_period
from .sentences import split_sentences

_BULLET = lazy(
    r"[ \t　]*(?:[*+](?=[ \t　])|-(?![-\d])|-(?=[ \t　])|[•·●▪◦]|—(?!—)|[①-⑳]"
    r"|\d{1,3}[.．、)）](?!\d)|[（(]\d{1,3}[）)])[ \t　]*(?=\S)"
)
_HEADING = lazy(
    r"[ \t]*#{1,6}[ \t]*(?P<md>[^#].*?)[ \t#]*$"
    r"|[ \t　]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)(?P<cn>.{1,40})$"
    r"|[ \t　]*(?:\*\*|__)(?P<bold>[^*_]{1,20}?)[：:]?(?:\*\*|__)[：:]?[ \t]*$"
    r"|[ \t　]*[【［](?P<box>[^】］]{1,20})[】］][：:]?[ \t]*$"
    r"|(?P<label>[^。；，,]{1,20})[：:][ \t]*$"
)
_RULE = lazy(r"[ \t]*(?:[-*_=—][ \t]*){3,}$")
_OPEN_WORD = "待(?:核|查|定|补|确认|落实|考)|存疑|未核实"
_OPEN_HEADING = lazy(_OPEN_WORD)
# A bullet is open when it opens with the word or carries it in brackets; 已整改待查问题 is an ordinary fact.
_OPEN_BULLET = lazy(rf"^(?:待核|待查|待补|待确认|存疑)|[【\[（(〔](?:{_OPEN_WORD})[^】\]）)〕]{{0,40}}[】\]）)〕]")
_REPORT = lazy(r"报告[：:]\s*(?P<title>[^；;\n]+)")
_COVERS = lazy(r"(?:报告期|时间范围|起止时间)[：: \t]*(?P<said>[^；;。\n]+)")
_TO = lazy(r"\s*(?:至|到|—+|–|~|～|(?<=\s)-(?=\s)|(?<=\s)/(?=\s)|(?<=\d{2}-\d{2})/)\s*")
# 一、项目建设 as a heading, 六、问题：甲；乙 as the first bullet of a group: the number is no part of the name.
_NUMBERED = lazy(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)\s*(?=[^\s一二三四五六七八九十])")
_OPENS_GROUP = lazy(rf"{_NUMBERED.pattern}(?P<name>[^，；：:。\d]{{2,16}})[：:]\s*(?=\S)")
_NOTE_TITLE = lazy(r"(?:报告)?(?:写作)?素材.*$|要点$|（[^（）]*笔记）$")


@dataclass(frozen=True, kw_only=True)
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

    @cached_property
    def index(self) -> FactIndex:
        """The figures of the facts, indexed once however many drafts are held against them."""
        return FactIndex(self.facts)

    @classmethod
    def of_text(cls, text: str) -> FactSheet:
        """Return any text as a source of facts: one fact a sentence.

        Headings on their own line are hints, and facts only where they hold a figure. Linear in the length.

        Raises InputError when the text is empty.
        """
        said = describe(text)
        headings = {s.span.start: s for s in find_sections(text) if not s.run_in}
        facts: list[Fact] = []
        hint: str | None = None
        for sentence in split_sentences(text):
            words = sentence.span.of(text)
            figures = find_figures(words, period=said.period)
            heading = headings.get(sentence.span.start)
            if heading is not None and heading.level != "item":
                hint = heading.title if heading.level else None
                if not any(figure.checkable for figure in figures):
                    continue
            id = f"F{len(facts) + 1}"
            facts.append(Fact(id=id, text=words, figures=figures, section_hint=hint, span=sentence.span))
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
    no bullet, or when the stated period cannot be read.
    """
    header = _header(text)
    period = _period(header)
    named = _REPORT.search(header)
    report_title = named["title"].strip() if named else _NOTE_TITLE.sub("", title or "").strip() or None
    said = describe("", title=report_title) if report_title else describe(header)
    facts: list[Fact] = []
    questions: list[OpenQuestion] = []
    for item in _items(text):
        words = "".join(item.pieces)
        if item.opened or _OPEN_BULLET.search(words):
            questions.append(OpenQuestion(text=words, span=item.span))
        else:
            id, figures = f"F{len(facts) + 1}", find_figures(words, period=period or said.period)
            facts.append(Fact(id=id, text=words, figures=figures, section_hint=item.hint, span=item.span))
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


@dataclass(slots=True)
class _Item:
    """A bullet growing line by line."""

    span: Span
    pieces: list[str]
    hint: str | None
    opened: bool
    """Whether it stands under a 待核 heading."""


def _items(text: str) -> list[_Item]:
    """Return bullets with their further lines, and plain paragraphs below the first bullet: nothing written is lost."""
    items: list[_Item] = []
    hint: str | None = None
    opened = after_blank = False
    for start, line in _lines(text):
        stripped = line.strip()
        if not stripped or _RULE.match(line):
            after_blank = True
            continue
        bullet = _BULLET.match(line)
        heading = None if bullet else _HEADING.match(line.rstrip())
        if heading is not None:
            words = (heading["md"] or heading["cn"] or heading["box"] or heading["bold"] or heading["label"]).strip()
            opened = bool(_OPEN_HEADING.search(words))
            hint = None if start == 0 or _is_title(words) else _NUMBERED.sub("", words, count=1)
            after_blank = True
            continue
        lead = bullet.end() if bullet else len(line) - len(line.lstrip())
        span = Span(start=start + lead, end=start + len(line.rstrip()))
        group = _OPENS_GROUP.match(line, lead) if bullet else None
        if group is not None and not opened:
            hint, opened = group["name"], bool(_OPEN_HEADING.search(group["name"]))
            span = Span(start=start + group.end(), end=span.end)
        if bullet or (items and after_blank and not line[0].isspace()):
            items.append(_Item(span, [span.of(text)], hint, opened))
        elif items:
            joint = " " if items[-1].pieces[-1][-1].isascii() and stripped[0].isascii() else ""
            items[-1].pieces.append(joint + stripped)
            items[-1].span = Span(start=items[-1].span.start, end=span.end)
        after_blank = False
    return items


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
    """Return the period the header states: a label, or two days or months; raise InputError when it makes no sense."""
    match = _COVERS.search(header)
    # 报告期内 in a sentence states no period
    if match is None or not any(character.isdigit() for character in match["said"]):
        return None
    said = match["said"].strip().rstrip("，,、）)")
    whole = parse_period(said)
    if whole is not None:
        return whole
    ends = _TO.split(said)
    if len(ends) == 2:
        first = parse_period(_iso(ends[0]))
        year = str(first.start.year) if first else ""
        last = parse_period(_iso(ends[1])) or parse_period(_iso(f"{year}年{ends[1].strip()}"))
        if first is not None and last is not None and first.start <= last.end:
            return make_period(first.start, last.end)
    raise InputError(f"看不懂素材首行的报告期“{said[:40]}”：请写成 2025-01-01 至 2025-06-30，或 2025H1")


def _iso(text: str) -> str:
    """Return a day or month as 2025-06-30 or 2025-06, whatever its separators; other text as it is."""
    match = re.fullmatch(r"\s*(\d{4})[-年/.](\d{1,2})(?:[-月/.](\d{1,2})日?|月)?\s*", text)
    if match is None:
        return text.strip()
    year, month, day = match.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}" if day else f"{year}-{int(month):02d}"
