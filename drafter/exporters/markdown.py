"""Markdown: the report clean at the top, the record of how it came to be and what to check below a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Document, Draft, Passage, Review, Span
from ..patterns import lazy
from .base import Value, document_of, printable
from .labels import (
    COVERAGE,
    SEVERITY,
    STATE,
    counts_line,
    draft_notes,
    fix_line,
    ground_line,
    made_with_line,
    one_line,
    quoted,
)
from .paragraphs import Paragraph, paragraphs

RECORD_MARK = "<!-- drafter:record -->"
"""Line that ends the report; what follows is for writer and reviewer, and no part of the report."""
_INLINE = lazy(r"([\\`*<\[\]])|(?<![0-9A-Za-z])(_)|(_)(?![0-9A-Za-z])")
_LINE_START = lazy(r"^(#{1,6}(?=\s)|[-+>](?=\s)|\d{1,9}(?=[.)](?:\s|$))|={3,}$|-{3,}$|~{3,})")


def render_markdown(value: Value, review: Review | None) -> bytes:
    """Return the report as Markdown in UTF-8; what belongs to writer and reviewer follows below a rule."""
    document = document_of(value)
    parts = [_paragraph(document, paragraph) for paragraph in paragraphs(document)]
    record = list(_record(value, review))
    if record:
        parts += [RECORD_MARK, "---", "# 附：写作与审查记录", *record]
    return printable("\n\n".join(parts) + "\n").encode("utf-8")


def _paragraph(document: Document, paragraph: Paragraph) -> str:
    words = document.quote(paragraph.span)
    if paragraph.role == "title":
        return f"# {escape(words)}"
    if paragraph.role == "heading":
        return f"{'#' * (paragraph.level + 1)} {escape(words)}"
    if paragraph.heading is None:
        return escape_line(words)
    # CommonMark does not close ** after a full stop that is followed by a word, so the stop stays outside
    heading = document.quote(paragraph.heading)
    return f"**{escape(heading)}**{escape(document.text[paragraph.heading.end : paragraph.span.end])}"


def escape(text: str) -> str:
    """Return ``text`` with the characters escaped that Markdown would take for mark-up."""
    return _INLINE.sub(lambda found: "\\" + found.group(0), text)


def escape_line(text: str) -> str:
    """Return a paragraph escaped, its beginning included (``1.`` would become a list)."""
    escaped = escape(text)
    found = _LINE_START.match(escaped)
    if found is None:
        return escaped
    # a number is escaped behind it (1\.), every other sign in front
    return f"{found[0]}\\{escaped[found.end() :]}" if found[0].isdigit() else f"\\{escaped}"


def _record(value: Value, review: Review | None) -> Iterator[str]:
    if isinstance(value, Draft) and value.made_with.engine != "hand":
        yield f"起草方式：{escape(made_with_line(value.made_with))}"
    if isinstance(value, Draft):
        for heading, lines in draft_notes(value):
            yield f"## {heading}"
            yield _list(lines)
    if review is not None:
        yield from _findings(document_of(value), review)
        yield from _ledger(review)
        yield from _coverage(value, review)
    if isinstance(value, Draft) and value.sentences:
        yield from _provenance(value)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {escape(one_line(line))}" for line in lines)


def _findings(document: Document, review: Review) -> Iterator[str]:
    yield f"## 审查发现（{counts_line(review)}）"
    if not review.findings:
        yield "未发现问题。"
    blocks = []
    for number, finding in enumerate(review.findings, 1):
        lines = [f"{number}. **{SEVERITY[finding.severity]} {finding.code}** {escape(finding.message)}"]
        lines.append(f"   - {escape(finding.where)}：{escape(quoted(finding.quote))}")
        lines += [f"   - {escape(ground_line(ground))}" for ground in finding.evidence]
        fix = fix_line(finding, document)
        lines += [f"   - {escape(fix)}"] if fix else []
        blocks.append("\n".join(lines))
    if blocks:
        yield "\n".join(blocks)
    if review.skipped:
        yield "未能判断的规则："
        yield _list(f"{skipped.code} {skipped.reason}" for skipped in review.skipped)


def _ledger(review: Review) -> Iterator[str]:
    rows = [row for row in review.ledger if row.state != "exempt"]
    if not rows:
        return
    yield f"## 数字台账（{len(rows)}处）"
    table = ["| 数字 | 所指 | 状态 | 依据 | 说明 |", "|---|---|---|---|---|"]
    for row in rows:
        meaning = "·".join(part for part in (row.figure.subject, row.figure.noun) if part)
        note = " ".join(part for part in (row.rule or "", row.note) if part)
        cells = (row.figure.text, meaning, STATE[row.state], "、".join(row.fact_ids), note)
        table.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    yield "\n".join(table)


def _coverage(value: Value, review: Review) -> Iterator[str]:
    if not review.coverage:
        return
    facts = {fact.id: fact.text for fact in value.facts} if isinstance(value, Draft) else {}
    written = sum(row.state == "written" for row in review.coverage)
    yield f"## 素材覆盖（{len(review.coverage)}条，已写入{written}条）"
    rest = [f"{row.fact_id} {COVERAGE[row.state]} {facts.get(row.fact_id, '')}" for row in review.coverage]
    shown = [line for line, row in zip(rest, review.coverage, strict=True) if row.state != "written"]
    yield _list(shown) if shown else "全部写入。"


def _cell(text: str) -> str:
    return escape(one_line(text)).replace("|", "\\|")


def _provenance(draft: Draft) -> Iterator[str]:
    yield "## 逐句出处"
    passages = passages_of(draft)
    notes: dict[str, int] = {}
    lines = []
    for number, sentence in enumerate(draft.sentences, 1):
        named = [title_of(passages[key]) if key in passages else key for key in sentence.passage_ids]
        marks = "".join(f"[{notes.setdefault(name, len(notes) + 1)}]" for name in dict.fromkeys(named))
        sources = [f"素材 {'、'.join(sentence.fact_ids)}"] if sentence.fact_ids else []
        sources += [f"措辞 {marks}"] if marks else []
        text = _shortened(draft.document, sentence.span)
        lines.append(f"{number}. {escape(text)} ← {escape('；'.join(sources)) or '无出处'}")
    yield "\n".join(lines)
    if notes:
        yield "措辞所取的往年稿："
        yield "\n".join(f"- {escape(f'[{number}] {name}')}" for name, number in notes.items())
    used = dict.fromkeys(fact_id for sentence in draft.sentences for fact_id in sentence.fact_ids)
    facts = {fact.id: fact.text for fact in draft.facts}
    if used and facts:
        yield "素材原文："
        yield _list(f"{fact_id}：{facts[fact_id]}" for fact_id in used if fact_id in facts)


def passages_of(draft: Draft) -> dict[str, Passage]:
    """Return every past passage the draft's writers were shown, by id."""
    return {found.passage.id: found.passage for brief in draft.briefs for found in brief.evidence}


def title_of(passage: Passage) -> str:
    """Return the past report a passage stands in, in title marks, with its headings."""
    name = passage.source.title or passage.source.path or "往年稿"
    return "".join((f"《{name}》", "·".join(passage.heading_path)))


def _shortened(document: Document, span: Span, limit: int = 36) -> str:
    words = one_line(document.quote(span))
    return words if len(words) <= limit else words[: limit - 1] + "…"
