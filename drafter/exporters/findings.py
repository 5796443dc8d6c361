"""Findings for the terminal, for programs and for build logs: one door, `render_findings`."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from ..errors import ExportError
from ..model import Document, Finding, Review, Span, to_json
from .base import printable
from .labels import SEVERITY, STATE, counts_line, fix_line, ground_line
from .sarif import render_sarif
from .width import columns

_WINDOW = 76
_CLOSING = "…"
_FEW = 3


def render_findings(review: Review, document: Document, format: str = "text", *, brief: bool = False) -> str:
    """Return the review in ``format``: ``text``, ``json`` (`to_json` of the Review) or ``sarif`` (2.1.0).

    ``brief`` (text only) gives three hints a rule and counts the others, and says in one line what could not be judged.
    Raises ExportError for any other format.
    """
    if brief and format == "text":
        return render_text(review, document, brief=True)
    known = dict(FORMATS)
    if format not in known:
        raise ExportError(f"审查结果没有“{format}”这种格式；可用：{'、'.join(known)}")
    return known[format](review, document)


def render_text(review: Review, document: Document, *, brief: bool = False) -> str:
    """Return the findings grouped by section, each with its sentence and a caret line, then what was counted."""
    parts = [_head(review, document)]
    ordered = sorted(enumerate(review.findings), key=lambda item: (item[1].span.start, item[0]))
    folded: Counter[str] = Counter()
    if brief:
        ordered, folded = _few_hints(ordered)
    for section, group in groupby((finding for _, finding in ordered), key=lambda f: section_at(document, f.span)):
        parts.append(f"── {section} ──" if section else "── 全文 ──")
        parts += ["\n".join(_finding(finding, document)) for finding in group]
    if folded:
        said = "，".join(f"{code} {count} 条" for code, count in folded.items())
        parts.append(f"另有提示 {sum(folded.values())} 条没有列出（{said}）；加 -v 看全部")
    parts += list(_tail(review, brief))
    return printable("\n\n".join(parts)) + "\n"


def _few_hints(ordered: list[tuple[int, Finding]]) -> tuple[list[tuple[int, Finding]], Counter[str]]:
    """Return the findings with no more than a few hints a rule, and how many hints of each rule are left out."""
    seen: Counter[str] = Counter()
    kept = []
    for item in ordered:
        seen[item[1].code] += item[1].severity == "I"
        if item[1].severity != "I" or seen[item[1].code] <= _FEW:
            kept.append(item)
    return kept, Counter({code: count - _FEW for code, count in seen.items() if count > _FEW})


def render_plain_json(review: Review, document: Document) -> str:
    """Return the Review as indented JSON, field names as in the model."""
    return to_json(review, indent=2) + "\n"


FORMATS: tuple[tuple[str, Callable[[Review, Document], str]], ...] = (
    ("text", render_text),
    ("json", render_plain_json),
    ("sarif", render_sarif),
)
"""Every format findings come in, by name."""


def section_at(document: Document, span: Span) -> str:
    """Return the headings above ``span``, outermost first, or '' where there is none."""
    above = (s for s in document.sections if s.extent.start <= span.start < s.extent.end)
    return " › ".join(f"{s.marker}{s.title}" for s in above if isinstance(s.level, int) and s.level > 0)


def sentence_span(document: Document, span: Span) -> Span:
    """Return the sentence in which ``span`` begins, or its line where no sentence covers it."""
    at = bisect_right(document.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    if at >= 0 and span.start < document.sentences[at].span.end:
        return document.sentences[at].span
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.start)
    return Span(start=start, end=len(document.text) if end < 0 else end)


def caret_lines(document: Document, span: Span, *, window: int = _WINDOW) -> tuple[str, str]:
    """Return the sentence around ``span``, cut to ``window`` columns, and a line of carets below its words.

    Han and full-width characters count two columns, as terminals draw them.
    """
    sentence = sentence_span(document, span)
    # no more than the window can show is looked at, however long the line
    before = _flat(document.text[max(sentence.start, span.start - 4 * window) : span.start])
    words = _flat(document.text[span.start : max(span.start, min(span.end, sentence.end, span.start + 4 * window))])
    after = _flat(document.text[span.start + len(words) : min(sentence.end, span.start + len(words) + 4 * window)])
    words = _cut_end(words, window - 4)
    room = max(window - columns(words), 0)
    before = _cut_start(before, max(room // 2, room - columns(after)))
    after = _cut_end(after, window - columns(before) - columns(words))
    return before + words + after, " " * columns(before) + "^" * max(columns(words), 1)


def _flat(text: str) -> str:
    """Return ``text`` as one terminal line, one character for one: controls and line breaks become blanks."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} else c for c in text)


def _cut_end(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    kept, used = [], 1
    for character in text:
        used += columns(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept) + _CLOSING


def _cut_start(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    return _cut_end(text[::-1], room)[::-1]


def _head(review: Review, document: Document) -> str:
    title = document.source.title or document.source.path or "（无标题）"
    return f"{title}\n{counts_line(review)}"


def _finding(finding: Finding, document: Document) -> Iterator[str]:
    yield f"{SEVERITY[finding.severity]} {finding.code} {finding.message}"
    if finding.quote or finding.span.end > finding.span.start:
        sentence, carets = caret_lines(document, finding.span)
        yield f"    {sentence}"
        yield f"    {carets}"
    for ground in finding.evidence:
        yield f"    {ground_line(ground)}"
    fix = fix_line(finding, document)
    if fix:
        yield f"    {fix}"


def _tail(review: Review, brief: bool) -> Iterator[str]:
    if not review.findings:
        yield "未发现问题。"
    states = [row.state for row in review.ledger if row.state != "exempt"]
    if states:
        counts = "，".join(f"{name}{states.count(key)}" for key, name in STATE.items() if key in states)
        yield f"数字{len(states)}处：{counts}"
    if review.coverage:
        rest = [row.fact_id for row in review.coverage if row.state != "written"]
        missing = f"，未写全：{'、'.join(rest)}" if rest else "，全部写入"
        yield f"素材{len(review.coverage)}条{missing}"
    if review.skipped and brief:
        reasons = Counter(skipped.reason.partition("；")[0] for skipped in review.skipped)
        said = "；".join(f"{reason}（{count} 条规则）" for reason, count in reasons.items())
        yield f"未能判断：{said}。加 -v 看是哪些"
    elif review.skipped:
        yield "未能判断：\n" + "\n".join(f"    {skipped.code} {skipped.reason}" for skipped in review.skipped)
