"""A house's profile, learned from one of its own Word files: each kind of text as most of its words are set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ..errors import FormatError
from ..model import Block, Document, Layout, Page, Run, Span
from .paragraphs import Paragraph, paragraphs
from .profile import GB9704, Face, Profile
from .width import em_width

_T = TypeVar("_T", bound=Hashable)
# Word's own defaults where a file names nothing
_FONT, _LATIN, _SIZE = "宋体", "Times New Roman", 10.5
_NEAR_CHARS = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What a sample taught."""

    profile: Profile
    """The profile; kinds of text the sample lacks are as in GB/T 9704, headings as the nearest level above."""
    found: tuple[str, ...]
    """Kinds of text the sample has, in Chinese."""
    missing: tuple[str, ...]
    """Kinds it lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One paragraph of the sample with the block it stands in."""

    paragraph: Paragraph
    block: Block
    words: str


def learn_profile(document: Document, *, name: str) -> Learned:
    """Return the profile of a document read from Word; raise FormatError when it is not one or holds no text."""
    layout = document.layout
    if layout is None or layout.page is None:
        raise FormatError("版式只能从 Word 文件（.docx）学；请给一份本单位排好版的 .docx 报告")
    lines = _lines(document, layout)
    bodies = [line for line in lines if line.paragraph.role == "body" and line.block.cell is None]
    if not bodies:
        raise FormatError("这份 Word 文件里没有正文段落，学不出版式；请换一份有标题、正文的报告")
    # where a heading opens the paragraph, Word counts its indent in the heading's size
    body = _face([line for line in bodies if line.paragraph.heading is None] or bodies, _body_runs(bodies))
    faces: dict[str, Face] = {"正文": body}
    found, missing = ["正文"], list[str]()
    for label, role in (("标题", "title"), ("副题", "subtitle"), ("主送", "addressee")):
        chosen = [line for line in lines if line.paragraph.role == role and line.block.cell is None]
        (found if chosen else missing).append(label)
        if chosen:
            faces[label] = _face(chosen, _runs(chosen))
    headings = _headings(lines, body, found, missing)
    for label, chosen in (
        ("署名", [line for line in lines if line.paragraph.role == "signature"]),
        ("日期", [line for line in lines if line.paragraph.role == "date"]),
        ("表格", [line for line in lines if line.block.cell is not None]),
    ):
        (found if chosen else missing).append(label)
        if chosen:
            faces[label] = _face(chosen, _runs(chosen))
    closing = [line for line in lines if line.paragraph.role in ("signature", "date")]
    if _is_standard_closing(closing):
        faces |= {key: replace(faces[key], right_chars=None) for key in ("署名", "日期") if key in faces}
    profile = _assembled(name, layout.page, body, bodies, faces, headings)
    return Learned(profile=profile, found=tuple(found), missing=tuple(missing))


def _assembled(
    name: str, page: Page, body: Face, bodies: Sequence[_Line], faces: dict[str, Face], headings: Sequence[Face]
) -> Profile:
    """Return the profile of what was found; values every face shares are said once."""

    def own(label: str) -> Face | None:
        return _own(faces[label], body) if label in faces else None

    levels = [_own(face, body, indented=True) for face in headings]
    unspaced = body.line_pt is None and body.line_multiple is None
    bare = replace(
        _on_page(page),
        name=name,
        line_pt=body.line_pt or GB9704.line_pt,
        line_multiple=1.0 if unspaced else body.line_multiple if body.line_pt is None else None,
        first_line_chars=body.first_line_chars or 0.0,
        latin_font=body.latin_font or _LATIN,
        title=_centred(own("标题"), faces.get("标题")) or GB9704.title,
        subtitle=_centred(own("副题"), faces.get("副题")) or GB9704.subtitle,
        addressee=own("主送"),
        headings=(levels[0], levels[1], levels[2], levels[3]),
        body=replace(_own(body, body, indented=True), align=body.align),
        signature=_closing(own("署名"), faces.get("署名")),
        date=_closing(own("日期"), faces.get("日期")),
        table=own("表格"),
    )
    spacing = _most(((run.spacing_pt, run.end - run.start) for run in _body_runs(bodies)), None)
    return _with_grid(bare, page, spacing)


def _own(face: Face, body: Face, *, indented: bool = False) -> Face:
    """Return ``face`` without what it shares with the body, which the profile says once."""
    same_line = (face.line_pt, face.line_multiple) == (body.line_pt, body.line_multiple)
    indent, expected = face.first_line_chars or 0.0, body.first_line_chars or 0.0 if indented else 0.0
    return replace(
        face,
        align=None if face.align == body.align else face.align,
        before_pt=face.before_pt or None,
        after_pt=face.after_pt or None,
        right_chars=None,
        latin_font=None if face.latin_font == (body.latin_font or _LATIN) else face.latin_font,
        line_pt=None if same_line else face.line_pt,
        line_multiple=None if same_line else face.line_multiple,
        first_line_chars=None if indent == expected else indent,
    )


def _on_page(page: Page) -> Profile:
    """Return the standard's profile on the sample's paper, with its margins and page numbers."""
    standard = GB9704.page_number
    sides = Page(
        width_mm=page.width_mm, height_mm=page.height_mm, top_mm=page.top_mm, bottom_mm=page.bottom_mm,
        left_mm=page.left_mm, right_mm=page.right_mm,
    )  # fmt: skip
    return replace(
        GB9704,
        page=sides,
        footer_mm=page.footer_mm if page.footer_mm is not None else GB9704.footer_mm,
        page_number=replace(
            standard, font=page.number_font or standard.font, size_pt=page.number_size_pt or standard.size_pt
        ),
        number=page.number,
        number_align=page.number_align or "center",  # type: ignore[arg-type]  # the reader knows no other words
    )


def _centred(own: Face | None, learned: Face | None) -> Face | None:
    """Return a title's face: what the standard would set otherwise is said, zero space included."""
    if own is None or learned is None:
        return None
    align = None if learned.align == "center" else learned.align
    return replace(own, align=align, after_pt=learned.after_pt)


def _closing(own: Face | None, learned: Face | None) -> Face | None:
    """Return the face of signature or date, its side and its space above as learned."""
    if own is None or learned is None:
        return None
    return replace(own, align=learned.align, before_pt=learned.before_pt, right_chars=learned.right_chars)


def _with_grid(profile: Profile, page: Page, spacing: float | None) -> Profile:
    """Return ``profile`` with the sample's grid of lines, and of characters where it counts them."""
    lines = int(profile.text_height_pt / page.grid_line_pt) if page.grid_line_pt else None
    extra = (page.grid_char_pt or 0.0) + (spacing or 0.0)
    counted = page.grid_char_pt is not None or spacing
    chars = int(profile.text_width_pt / (profile.body.size_pt + extra) + 1e-6) if counted else None
    exact = replace(profile, lines_per_page=lines, chars_per_line=chars, char_spacing_pt=None)
    if exact.char_spacing_twips == round(extra * 20):
        return exact
    return replace(exact, char_spacing_pt=round(extra, 2))


def _headings(lines: Sequence[_Line], body: Face, found: list[str], missing: list[str]) -> list[Face]:
    """Return the faces of levels 1 to 4; a level the sample lacks is set like the nearest one above, last the body."""
    faces: list[Face] = []
    for level, label in enumerate(("一、", "（一）", "1.", "（1）"), 1):
        here = [line for line in lines if line.paragraph.level == level and line.block.cell is None]
        whole = [line for line in here if line.paragraph.role == "heading"]
        chosen = whole or here
        (found if chosen else missing).append(label)
        if not chosen:
            plain = replace(body, bold=level == 3 and not any(face.bold for face in faces[:2]))
            faces.append(plain if level > 2 or not faces else faces[-1])
            continue
        runs = [run for line in chosen for run in _within(line.block.runs, line.paragraph.heading or line.block.span)]
        face = _face(chosen, runs)
        # a run-in heading shares its paragraph with the body: only its type is its own
        faces.append(face if whole else replace(body, font=face.font, size_pt=face.size_pt, bold=face.bold))
    return faces


def _face(lines: Sequence[_Line], runs: Sequence[Run]) -> Face:
    """Return what most of the words are set in, each value on its own."""
    weights = [(line.block, max(len(line.words), 1)) for line in lines]

    def most_runs(get: Callable[[Run], Any]) -> Any:
        return _most(((get(run), run.end - run.start) for run in runs), None)

    def most_blocks(get: Callable[[Block], Any]) -> Any:
        return _most(((get(block), weight) for block, weight in weights), None)

    size = most_runs(lambda run: run.size_pt) or _SIZE
    indent = most_blocks(lambda block: block.first_line_indent_pt)
    right = most_blocks(lambda block: block.right_indent_pt)
    return Face(
        font=most_runs(lambda run: run.east_asia_font) or _FONT,
        size_pt=size,
        bold=bool(most_runs(lambda run: run.bold)),
        latin_font=most_runs(lambda run: run.font),
        align=most_blocks(lambda block: block.alignment) or "left",
        line_pt=most_blocks(lambda block: block.line_spacing_pt),
        line_multiple=most_blocks(lambda block: block.line_multiple),
        before_pt=most_blocks(lambda block: block.space_before_pt) or 0.0,
        after_pt=most_blocks(lambda block: block.space_after_pt) or 0.0,
        first_line_chars=_chars(indent, size),
        right_chars=_chars(right, size) or None,
    )


def _chars(points: float | None, size: float) -> float:
    """Return a length in characters, to the nearest half where it is within a tenth of it."""
    exact = (points or 0.0) / size
    return round(exact * 2) / 2 if abs(exact * 2 - round(exact * 2)) < 0.2 else round(exact, 2)


def _most(values: Iterable[tuple[_T, int]], default: _T) -> _T:
    """Return the value with the most weight; the first met among equals."""
    counted: Counter[_T] = Counter()
    for value, weight in values:
        counted[value] += weight
    return counted.most_common(1)[0][0] if counted else default


def _lines(document: Document, layout: Layout) -> list[_Line]:
    blocks = [block for block in layout.blocks if block.runs]
    lines = []
    for paragraph in paragraphs(document):
        block = next((one for one in blocks if one.span.overlaps(paragraph.span)), None)
        if block is not None:
            lines.append(_Line(paragraph=paragraph, block=block, words=document.quote(paragraph.span)))
    return lines


def _runs(lines: Sequence[_Line]) -> list[Run]:
    return [run for line in lines for run in line.block.runs]


def _body_runs(lines: Sequence[_Line]) -> list[Run]:
    """Return the runs of body text, run-in headings left out."""
    runs = []
    for line in lines:
        heading = line.paragraph.heading
        runs += [run for run in line.block.runs if heading is None or run.start >= heading.end]
    return runs or _runs(lines)


def _within(runs: Sequence[Run], span: Span) -> list[Run]:
    return [run for run in runs if run.start < span.end and span.start < run.end]


def _is_standard_closing(closing: Sequence[_Line]) -> bool:
    """Return whether name and date stand by the standard's rule, so that the rule, not a number, is to be kept."""
    by_role = {line.paragraph.role: line for line in closing}
    if "date" not in by_role or any(line.block.alignment != "right" for line in closing):
        return False
    size = {role: line.block.runs[0].size_pt or _SIZE for role, line in by_role.items()}
    right = {role: (line.block.right_indent_pt or 0.0) / size[role] for role, line in by_role.items()}
    date = em_width(by_role["date"].words)
    name = em_width(by_role["signature"].words) if "signature" in by_role else 0.0
    expected = {"signature": 2.0, "date": name - date}
    if date > name:
        expected = {"date": 2.0, "signature": 4 + date - name}
    return all(abs(right[role] - expected[role]) < _NEAR_CHARS for role in by_role)
