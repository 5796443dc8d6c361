"""The user's own Word file back: findings as comments on the exact words, safe fixes as tracked changes.

Only the document part and the comments part change (with the link between them, where there was none); every other
part is copied byte for byte. Rejecting all changes and deleting the comments gives the old text again.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from ..model import Document, Edit, Finding, Review, Span
from .base import printable
from .labels import comment_lines
from .word_package import Package
from .word_places import Place, Places
from .word_text import ParagraphText, local, q, text_element, word_paragraphs

AUTHOR, INITIALS = "drafter", "D"
_PLAIN = {"rPr", "t", "tab", "noBreakHyphen"}
_IDS = ("ins", "del", "moveFrom", "moveTo", "comment", "bookmarkStart", "commentRangeStart", "rPrChange", "pPrChange")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One tracked change: the edit it comes from, the words that go, the words that come."""

    edit: Edit
    place: Place
    new: str


def annotate(data: bytes, document: Document, review: Review) -> bytes:
    """Return the Word file ``data`` with the review in it.

    ``document`` is what the file was read as. Raises ExportError when it is another file or no Word file at all.
    """
    package = Package(data)
    root = package.xml(package.main)
    name, comments = package.comments()
    _forget_ours(root, comments)
    places = Places(document, [ParagraphText(element) for element in word_paragraphs(root)])
    located = [(finding, places.find(finding.span)) for finding in review.findings]
    changes = _changes(review.findings, places)
    _split_runs(located, changes)
    numbers = itertools.count(_highest_id(root, comments) + 1)
    done = {id(change.edit) for change in changes if _track(change, numbers)}
    for finding, where in located:
        anchor = where or _first_words(places.paragraphs)
        if anchor:
            _comment(comments, anchor, _lines(finding, document, bool(where), done), next(numbers))
    package.put(package.main, root)
    package.put(name, comments)
    return package.to_bytes()


def _forget_ours(root: Any, comments: Any) -> None:
    """Take out the comments of an earlier review: what it said is said again where it still holds."""
    old = {comment.get(q("id")) for comment in comments if _is_ours(comment, "comment")}
    if not old:
        return
    for comment in [one for one in comments if one.get(q("id")) in old]:
        comments.remove(comment)
    marks = (q("commentRangeStart"), q("commentRangeEnd"), q("commentReference"))
    for mark in [element for element in root.iter(*marks) if element.get(q("id")) in old]:
        parent = mark.getparent()
        parent.remove(mark)
        # a reference stands alone in its run
        if local(parent) == "r" and all(local(child) == "rPr" for child in parent):
            parent.getparent().remove(parent)


def _lines(finding: Finding, document: Document, found: bool, done: set[int]) -> tuple[str, ...]:
    lines = comment_lines(finding, document)
    if not found:
        lines = (f"（{finding.where}：“{finding.quote}”，此处无法直接批注）", *lines)
    if finding.fix is not None and any(id(edit) in done for edit in finding.fix.edits):
        lines = (*lines, "已用修订标出，接受或拒绝均可。")
    return lines


def _changes(findings: Sequence[Finding], places: Places) -> list[_Change]:
    """Return the safe edits that lie within one paragraph; of overlapping fixes the first."""
    changes: list[_Change] = []
    taken: list[Span] = []
    for finding in findings:
        if finding.fix is None or not finding.fix.safe:
            continue
        spots = [(edit, places.find(edit.span)) for edit in finding.fix.edits]
        whole = all(len(where) == 1 and "\n" not in edit.text for edit, where in spots)
        if not whole or any(_clash(edit.span, span) for edit, _ in spots for span in taken):
            continue
        taken += [edit.span for edit, _ in spots]
        changes += [_trimmed(edit, where[0]) for edit, where in spots]
    return changes


def _clash(one: Span, other: Span) -> bool:
    return one.overlaps(other) or one.start == other.start


def _trimmed(edit: Edit, place: Place) -> _Change:
    """Return the change without the characters that the edit leaves as they are."""
    old = place.paragraph.text[place.start : place.end]
    head, tail = _common(old, edit.text)
    narrow = Place(paragraph=place.paragraph, start=place.start + head, end=place.end - tail)
    return _Change(edit=edit, place=narrow, new=edit.text[head : len(edit.text) - tail])


def _common(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at their beginning and, apart from those, at their end."""
    head = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    return head, sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], rest))


def _split_runs(located: Sequence[tuple[Finding, Sequence[Place]]], changes: Sequence[_Change]) -> None:
    cuts: dict[int, tuple[ParagraphText, set[int]]] = {}
    for place in (*(p for _, where in located for p in where), *(change.place for change in changes)):
        cuts.setdefault(id(place.paragraph), (place.paragraph, set()))[1].update((place.start, place.end))
    for paragraph, offsets in cuts.values():
        paragraph.split(offsets)


def _track(change: _Change, numbers: Iterator[int]) -> bool:
    """Strike out the old words and insert the new; False when something else than text stands there."""
    place, paragraph = change.place, change.place.paragraph
    runs = paragraph.runs(place.start, place.end)
    if any(local(child) not in _PLAIN for run in runs for child in run):
        return False
    nearest = runs or paragraph.runs(max(place.start - 1, 0), max(place.start, 1))
    if not nearest:
        return False
    properties = nearest[-1].find(q("rPr"))
    last = nearest[-1]
    for run in runs:
        last = _strike(run, next(numbers))
    if change.new:
        insertion = _revision("ins", next(numbers))
        inserted = etree.SubElement(insertion, q("r"))
        if properties is not None:
            inserted.append(copy.deepcopy(properties))
        inserted.append(text_element(printable(change.new)))
        if place.start == 0 and not runs:
            last.addprevious(insertion)
        else:
            last.addnext(insertion)
    return True


def _strike(run: Any, number: int) -> Any:
    deletion = _revision("del", number)
    run.addprevious(deletion)
    deletion.append(run)
    for child in list(run):
        if local(child) == "t":
            run.replace(child, text_element(child.text or "", "delText"))
    return deletion


def _revision(kind: str, number: int) -> Any:
    return etree.Element(q(kind), {q("id"): str(number), q("author"): AUTHOR})


def _comment(comments: Any, places: Sequence[Place], lines: Sequence[str], number: int) -> None:
    """Write the comment and mark the words from the first place to the last."""
    first, last = places[0], places[-1]
    begin = _outermost(_run_at(first, first.start, first.end)[0])
    end = _outermost(_run_at(last, last.start, last.end)[-1])
    follower = end.getnext()
    if local(end) == "del" and follower is not None and _is_ours(follower, "ins"):
        end = follower
    begin.addprevious(etree.Element(q("commentRangeStart"), {q("id"): str(number)}))
    reference = etree.Element(q("r"))
    etree.SubElement(reference, q("commentReference"), {q("id"): str(number)})
    end.addnext(reference)
    end.addnext(etree.Element(q("commentRangeEnd"), {q("id"): str(number)}))
    comment = etree.SubElement(
        comments, q("comment"), {q("id"): str(number), q("author"): AUTHOR, q("initials"): INITIALS}
    )
    for line in lines:
        comment.append(_comment_paragraph(line))


def _run_at(place: Place, start: int, end: int) -> list[Any]:
    """Return the runs at a place, of a point the run beside it; struck-out runs count, as the atoms remember them."""
    paragraph = place.paragraph
    return paragraph.runs(start, end) or paragraph.runs(max(start - 1, 0), start) or paragraph.runs(start, start + 1)


def _outermost(run: Any) -> Any:
    parent = run.getparent()
    return parent if _is_ours(parent, "del") else run


def _is_ours(element: Any, kind: str) -> bool:
    return local(element) == kind and element.get(q("author")) == AUTHOR


def _comment_paragraph(line: str) -> Any:
    """Return one line of a comment, set small and flush whatever the house's Normal style says."""
    paragraph = etree.Element(q("p"))
    properties = etree.SubElement(paragraph, q("pPr"))
    etree.SubElement(properties, q("spacing"), {q("line"): "240", q("lineRule"): "auto"})
    etree.SubElement(properties, q("ind"), {q("firstLineChars"): "0", q("firstLine"): "0"})
    run = etree.SubElement(paragraph, q("r"))
    face = etree.SubElement(run, q("rPr"))
    etree.SubElement(face, q("rFonts"), {q("hint"): "eastAsia"})
    etree.SubElement(face, q("sz"), {q("val"): "20"})
    run.append(text_element(printable(line)))
    return paragraph


def _first_words(paragraphs: Sequence[ParagraphText]) -> tuple[Place, ...]:
    for paragraph in paragraphs:
        if paragraph.atoms:
            return (Place(paragraph=paragraph, start=0, end=len(paragraph.atoms)),)
    return ()


def _highest_id(*roots: Any) -> int:
    names = {q(name) for name in _IDS}
    values = (element.get(q("id"), "0") for root in roots for element in root.iter() if element.tag in names)
    return max((int(value) for value in values if value.lstrip("-").isdigit()), default=-1)
