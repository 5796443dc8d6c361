"""Word after GB/T 9704—2012: a clean report, with findings and open marks as comments on the exact words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from ..model import Document, Draft, Review, Span
from .base import Value, document_of, printable
from .docx_package import repacked, set_properties
from .docx_styles import HEADING_STYLES, RUN_IN_STYLES, TABLE_STYLE, apply_profile
from .docx_tables import Tables
from .labels import OPEN_MARK, comment_lines, counts_line, draft_notes, made_with_line
from .paragraphs import Paragraph, paragraphs
from .profile import GB9704, Profile
from .spans import by_stretch, touched
from .width import em_width, title_columns

AUTHOR, INITIALS = "drafter", "D"
_STYLES = {
    "title": "Title", "subtitle": "Subtitle", "addressee": "Salutation", "body": "BodyText",
    "signature": "Signature", "date": "Date",
}  # fmt: skip


def render_docx(value: Value, review: Review | None, *, profile: Profile = GB9704) -> bytes:
    """Return the report as a Word file; the same value gives the same bytes."""
    document = document_of(value)
    word = docx.Document()
    apply_profile(word, profile)
    set_properties(word, document)
    notes = _notes(value, review)
    parts = paragraphs(document)
    near = by_stretch([part.span for part in parts], [span for span, _ in notes])
    cuts = [_cuts(part, [notes[index][0] for index in indexes]) for part, indexes in zip(parts, near, strict=True)]
    tables = Tables(word, document, profile)
    written: Written = []
    for part, at in zip(parts, cuts, strict=True):
        cell = tables.paragraph_at(part.span.start)
        target = word.add_paragraph() if cell is None else cell
        written.append((part, _write(target, document, part, at, profile, in_table=cell is not None)))
    _place_signature(document, written, profile)
    runs = [pair for _, pairs in written for pair in pairs]
    places = [place for place, _ in runs]
    for span, lines in notes:
        if runs:
            _comment(word, [runs[index][1] for index in _covered(places, span)], lines)
    buffer = io.BytesIO()
    word.save(buffer)
    return repacked(buffer.getvalue())


Written = list[tuple[Paragraph, list[tuple[Span, Run]]]]


def _notes(value: Value, review: Review | None) -> list[tuple[Span, tuple[str, ...]]]:
    """Return what is to be said in the margin: (where, lines), in reading order."""
    document = document_of(value)
    notes: list[tuple[Span, tuple[str, ...]]] = []
    if isinstance(value, Draft):
        lines = _draft_comment(value, review)
        notes += [(Span(start=0, end=0), lines)] if lines else []
    findings = review.findings if review is not None else ()
    for mark in OPEN_MARK.finditer(document.text):
        span = Span(start=mark.start(), end=mark.end())
        if not any(finding.span.overlaps(span) for finding in findings):
            notes.append((span, ("【待核】此处素材没有依据，请核实后改写，并删去方括号。",)))
    notes += [(finding.span, comment_lines(finding, document)) for finding in findings]
    return sorted(notes, key=lambda note: (note[0].start, note[0].end))


def _draft_comment(draft: Draft, review: Review | None) -> tuple[str, ...]:
    """Return the comment on the title: how the draft was made and what is still open."""
    notes = draft_notes(draft)
    if draft.made_with.engine == "hand" and not notes:
        return ()
    lines = [f"【本稿说明】{made_with_line(draft.made_with)}"]
    lines += [f"审查：{counts_line(review)}"] if review is not None else []
    for heading, items in notes:
        lines.append(f"{heading}（{len(items)}）：")
        lines += [f"　{number}. {item}" for number, item in enumerate(items, 1)]
    return tuple(lines)


def _cuts(paragraph: Paragraph, places: Iterable[Span]) -> list[int]:
    """Return offsets inside the paragraph at which its runs must part, its own ends included."""
    span = paragraph.span
    cuts = {span.start, span.end}
    if paragraph.heading is not None:
        cuts.add(_heading_end(paragraph))
    for place in places:
        cuts |= {offset for offset in (place.start, place.end) if span.start < offset < span.end}
    return sorted(cuts)


def _heading_end(paragraph: Paragraph) -> int:
    assert paragraph.heading is not None
    # the stop that closes a run-in heading is set in the heading's font
    return min(paragraph.heading.end + 1, paragraph.span.end)


def _write(
    target: WordParagraph, document: Document, paragraph: Paragraph, cuts: Sequence[int], profile: Profile, *,
    in_table: bool,
) -> list[tuple[Span, Run]]:  # fmt: skip
    own_line = paragraph.role == "heading" or in_table
    style = HEADING_STYLES[min(paragraph.level, 4) - 1] if paragraph.role == "heading" else _STYLES[paragraph.role]
    style = TABLE_STYLE if in_table else style
    target._p.get_or_add_pPr().insert(0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{style}"/>'))
    if paragraph.role == "title" and not in_table and profile.title.align in (None, "center"):
        _balance_title(target._p, document.quote(paragraph.span), profile)
    runs = []
    for start, end in pairwise(cuts):
        run = target.add_run(printable(document.text[start:end]))
        properties = run._r.get_or_add_rPr()
        # quotes, dashes and ellipses are ambiguous: the hint sets them in the East Asian font
        properties.append(parse_xml(f'<w:rFonts {nsdecls("w")} w:hint="eastAsia"/>'))
        if not own_line and paragraph.heading is not None and end <= _heading_end(paragraph):
            run_in = RUN_IN_STYLES[min(paragraph.level, 4) - 1]
            properties.insert(0, parse_xml(f'<w:rStyle {nsdecls("w")} w:val="{run_in}"/>'))
        runs.append((Span(start=start, end=end), run))
    return runs


def _balance_title(paragraph: Any, title: str, profile: Profile) -> None:
    """Narrow a title of several lines so that they come out even and part at a good place."""
    room = profile.text_width_pt / profile.title.size_pt
    columns = title_columns(title, room)
    if columns is None:
        return
    side = round((room - columns) / 2 * profile.title.size_pt * 20)
    properties = paragraph.get_or_add_pPr()
    properties.append(parse_xml(f'<w:ind {nsdecls("w")} w:left="{side}" w:right="{side}"/>'))


def _place_signature(document: Document, written: Written, profile: Profile) -> None:
    """Set the unit's name two characters in from the right, the date beginning two characters after the name."""
    lines = {
        paragraph.role: (paragraph, runs) for paragraph, runs in written if paragraph.role in ("signature", "date")
    }
    if "date" not in lines:
        return
    date_width = em_width(document.quote(lines["date"][0].span))
    name_width = em_width(document.quote(lines["signature"][0].span)) if "signature" in lines else 0.0
    rooms = {"signature": 2.0, "date": name_width - date_width}
    if date_width > name_width:
        rooms = {"date": 2.0, "signature": 4 + date_width - name_width}
    own = {"signature": profile.signature, "date": profile.date}
    for role, (_, runs) in lines.items():
        face = own[role]
        if face is not None and (face.right_chars is not None or face.align not in (None, "right")):
            continue
        right = rooms[role]
        twips = round(right * profile.body.size_pt * 20)
        ind = f'<w:ind {nsdecls("w")} w:rightChars="{right * 100:.0f}" w:right="{twips}"/>'
        runs[0][1]._r.getparent().get_or_add_pPr().append(parse_xml(ind))
    _keep_with_text(written)


def _keep_with_text(written: Written) -> None:
    """Let no page begin with the signature: the paragraph above it goes along."""
    last = next(index for index, (paragraph, _) in enumerate(written) if paragraph.role in ("signature", "date"))
    above = written[last - 1][1] if last else []
    if above:
        properties = above[0][1]._r.getparent().get_or_add_pPr()
        properties.get_or_add_keepNext()


def _covered(places: Sequence[Span], span: Span) -> range:
    """Return the indexes of the runs that ``span`` covers; for an empty one the run at it, past all text the last."""
    found = touched(places, span)
    at = min(found.start, len(places) - 1)
    return found or range(at, at + 1)


def _comment(word: WordDocument, runs: Sequence[Run], lines: Sequence[str]) -> None:
    comment = word.add_comment(runs, "\n".join(printable(line) for line in lines), author=AUTHOR, initials=INITIALS)
    element = comment._comment_elm
    # no clock: the same draft and review give the same file
    element.attrib.pop(qn("w:date"), None)
    for run in element.iter(qn("w:r")):
        run.get_or_add_rPr().append(parse_xml(f'<w:rFonts {nsdecls("w")} w:hint="eastAsia"/>'))
