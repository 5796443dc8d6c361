"""From offsets of a Document to characters of the Word file it was read from."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..errors import ExportError
from ..model import Block, Document, Span
from .word_text import ParagraphText

_NEAR = 0.6
_LONGEST_DIFF = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of one paragraph of the Word file."""

    paragraph: ParagraphText
    """The paragraph."""
    start: int
    """Offset into its text."""
    end: int
    """Offset after it; equal to ``start`` for a point."""


class Places:
    """Knows which paragraph each block of a Document is, whatever way the reader counted them."""

    def __init__(self, document: Document, paragraphs: Sequence[ParagraphText]) -> None:
        """Pair blocks and paragraphs by their words; raise ExportError when the file has other words."""
        if document.layout is None:
            raise ExportError("这份稿件不是从 Word 读入的，无法在原文件上批注；请改用 .docx 导出")
        self._document = document
        self.paragraphs = paragraphs
        self._pairs = _paired(document, [b for b in document.layout.blocks if b.span.end > b.span.start], paragraphs)
        if document.text.strip() and not self._pairs:
            raise ExportError("Word 文件的内容与审查时不一致；请重新审查后再导出批注")

    def find(self, span: Span) -> tuple[Place, ...]:
        """Return where ``span`` stands, one place a paragraph; empty when the file does not show it."""
        places = []
        for block, paragraph, offsets in self._pairs:
            point = span.start == span.end and block.span.start <= span.start <= block.span.end
            if not point and not span.overlaps(block.span):
                continue
            first = max(span.start, block.span.start) - block.span.start
            last = min(span.end, block.span.end) - block.span.start
            known = [o for o in offsets[first:last] if o is not None]
            if known:
                places.append(Place(paragraph=paragraph, start=known[0], end=known[-1] + 1))
            elif point:
                places.append(_point(paragraph, offsets, first))
        return tuple(places)


def _point(paragraph: ParagraphText, offsets: Sequence[int | None], at: int) -> Place:
    """Return the place between two characters; after the nearest known one."""
    before = next((o for o in reversed(offsets[:at]) if o is not None), -1)
    return Place(paragraph=paragraph, start=before + 1, end=before + 1)


Pair = tuple[Block, ParagraphText, Sequence[int | None]]


def _paired(document: Document, blocks: Sequence[Block], paragraphs: Sequence[ParagraphText]) -> list[Pair]:
    """Pair each block with the next paragraph of the same words, else with a near one in the same order."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for index, paragraph in enumerate(paragraphs):
        waiting[_squeezed(paragraph.text)].append(index)
    pairs: list[Pair] = []
    taken: set[int] = set()
    left: list[Block] = []
    for block in blocks:
        words = document.quote(block.span)
        queue = waiting[_squeezed(words)]
        if not queue or block.part in ("header", "footer", "footnote"):
            left.append(block)
            continue
        index = queue.popleft()
        taken.add(index)
        pairs.append((block, paragraphs[index], _aligned(words, paragraphs[index].text)))
    free = [index for index in range(len(paragraphs)) if index not in taken and paragraphs[index].text.strip()]
    for block in left:
        words = document.quote(block.span)
        near = next((index for index in free if _alike(words, paragraphs[index].text)), None)
        if near is not None and block.part not in ("header", "footer", "footnote"):
            free.remove(near)
            pairs.append((block, paragraphs[near], _aligned(words, paragraphs[near].text)))
    return sorted(pairs, key=lambda pair: pair[0].span.start)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _alike(one: str, other: str) -> bool:
    """Return whether two paragraphs are the same but for something one of them hides."""
    if max(len(one), len(other)) > _LONGEST_DIFF:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > _NEAR and matcher.quick_ratio() > _NEAR and matcher.ratio() > _NEAR


def _aligned(words: str, text: str) -> Sequence[int | None]:
    """Return for each character of ``words`` its offset in ``text``, None where it is not there."""
    if words == text:
        return range(len(words))
    offsets: list[int | None] = [None] * len(words)
    if _squeezed(words) == _squeezed(text):
        _fill_in_step(words, text, offsets)
        return offsets
    for match in SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks():
        offsets[match.a : match.a + match.size] = range(match.b, match.b + match.size)
    return offsets


def _fill_in_step(words: str, text: str, offsets: list[int | None]) -> None:
    """Walk both texts, blanks skipped, where they differ in nothing but blanks."""
    solid = (index for index, character in enumerate(text) if not character.isspace())
    for index, character in enumerate(words):
        if not character.isspace():
            offsets[index] = next(solid)
