"""The provenance sheet: a Word file of its own that says, sentence by sentence, what the draft rests on."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ..errors import ExportError
from ..model import Draft, Evidence, Review
from .base import Value, printable
from .docx_package import repacked, set_properties
from .docx_styles import TABLE_STYLE, apply_profile
from .docx_tables import new_table
from .labels import STATE, counts_line, draft_notes, made_with_line
from .profile import Face, Profile

_ROWS = tuple[str, ...]
_SMALL_PT, _SIDE_MM = 10.5, 20.0
# shares of the type area's width
_SENTENCES = (("句", 1.2), ("写的是", 9.0), ("依据素材", 7.0), ("写法取自", 4.4))
_FIGURES = (("数字", 4.0), ("状态", 2.0), ("依据", 2.6), ("说明", 9.0))


def render_provenance(value: Value, review: Review | None, *, profile: Profile) -> bytes:
    """Return the sheet as a Word file; raise ExportError for a report that has no provenance."""
    if not isinstance(value, Draft) or not value.sentences:
        raise ExportError("依据表只有 drafter 起草的稿件才有；请用 draft 写出，或给出它写的 draft.json")
    word = docx.Document()
    small = Face(font=profile.body.font, size_pt=_SMALL_PT, line_multiple=1.0, align="left")
    page = replace(profile.page, top_mm=25, bottom_mm=25, left_mm=_SIDE_MM, right_mm=_SIDE_MM)
    chapter = replace(profile.headings[0], size_pt=14, line_multiple=1.3, line_pt=None)
    profile = replace(
        profile,
        page=page,
        table=small,
        title=replace(profile.title, size_pt=18, line_pt=28, after_pt=0),
        subtitle=replace(profile.subtitle, size_pt=14, line_pt=24, after_pt=6),
        headings=(chapter, *profile.headings[1:]),
        body=replace(profile.body, size_pt=12, line_multiple=1.3, line_pt=None),
        lines_per_page=None,
        chars_per_line=None,
        char_spacing_pt=None,
    )
    apply_profile(word, profile)
    title = value.document.source.title or "报告"
    set_properties(word, value.document, title=f"{title}（依据表）")
    _line(word, "Title", "依据表")
    _line(word, "Subtitle", title)
    made = [f"成稿方式：{made_with_line(value.made_with)}。"]
    if review is not None:
        states: Counter[str] = Counter(row.state for row in review.ledger if row.figure.checkable)
        counted = "，".join(f"{name}{states[key]}个" for key, name in STATE.items() if states[key])
        made.append(f"审核：{counts_line(review)}。数字：{counted}。")
    _line(word, "BodyText", "".join(made))
    _line(word, "Heading1", "一、每句话的依据")
    _table(word, profile, _SENTENCES, _sentence_rows(value))
    chapters = [("要看一眼的数字", _FIGURES, _figure_rows(review))] if _figure_rows(review) else []
    for number, (heading, columns, rows) in zip("二", chapters, strict=False):
        _line(word, "Heading1", f"{number}、{heading}")
        _table(word, profile, columns, rows)
    for number, (heading, lines) in zip("二三四五六"[len(chapters) :], draft_notes(value), strict=False):
        _line(word, "Heading1", f"{number}、{heading}")
        for line in lines:
            _line(word, "BodyText", line)
    buffer = io.BytesIO()
    word.save(buffer)
    return repacked(buffer.getvalue())


def _sentence_rows(draft: Draft) -> list[_ROWS]:
    facts = {fact.id: fact.text for fact in draft.facts}
    passages = {one.passage.id: one for brief in draft.briefs for one in brief.evidence}
    rows: list[_ROWS] = []
    for number, sentence in enumerate(draft.sentences, 1):
        rests_on = "\n".join(f"{one} {facts.get(one, '')}".strip() for one in sentence.fact_ids)
        taken = dict.fromkeys(_source(passages.get(one)) for one in sentence.passage_ids)
        rows.append((str(number), sentence.text, rests_on or "——", "\n".join(one for one in taken if one) or "——"))
    return rows


def _source(evidence: Evidence | None) -> str:
    """Return a past passage's report and heading; '' where the draft does not carry the passage."""
    if evidence is None:
        return ""
    passage = evidence.passage
    return " › ".join((passage.source.title or passage.source.path or "往年稿", *passage.heading_path[-1:]))


def _figure_rows(review: Review | None) -> list[_ROWS]:
    """Return a row for each figure that does not simply stand in the notes: those are counted, not listed."""
    rows = review.ledger if review is not None else ()
    return [
        (row.figure.text, STATE[row.state], "、".join(row.fact_ids), row.note or (row.rule or ""))
        for row in rows
        if row.figure.checkable and (row.state != "supported" or row.note)
    ]


def _table(word: WordDocument, profile: Profile, columns: Sequence[tuple[str, float]], rows: Sequence[_ROWS]) -> None:
    room = profile.text_width_pt * 20 / sum(share for _, share in columns)
    cells = new_table(word, [int(room * share) for _, share in columns], len(rows) + 1)
    for at, row in enumerate([tuple(name for name, _ in columns), *rows]):
        for cell, text in zip(cells[at], row, strict=True):
            for line in text.split("\n"):
                style = f'<w:pPr><w:pStyle w:val="{TABLE_STYLE}"/></w:pPr>'
                paragraph = parse_xml(f"<w:p {nsdecls('w')}>{style}</w:p>")
                cell.append(paragraph)
                _run(paragraph, line, bold=at == 0)


def _line(word: WordDocument, style: str, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph._p.get_or_add_pPr().insert(0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{style}"/>'))
    _run(paragraph._p, text)


def _run(paragraph: object, text: str, *, bold: bool = False) -> None:
    run = parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:rFonts w:hint="eastAsia"/>{"<w:b/>" * bold}</w:rPr><w:t/></w:r>')
    run[-1].text = printable(text)
    run[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.append(run)  # type: ignore[attr-defined]
