"""DUP001: what a draft says twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from ..model import Finding, Sentence, Severity, Span, touches
from ..patterns import lazy
from ..text.similarity import ratio
from .base import ReviewContext, Rule, here
from .duplication_clauses import Repeat, clauses_again
from .duplication_spared import merged, spared, weight

PHRASE, FREE, SECTION, FAR, PIECE = 12, 12, 16, 24, 10
"""Shortest repeated phrase; letters of it, within a paragraph, within a section and further apart, and of one piece of
it, that no set phrase, title or name accounts for."""
SAME_SENTENCE = 0.85
_SHORTEST_SENTENCE = 16
_CLAUSE = lazy("[，。；：！？]")
_NAMED_LENGTH, _FAR_NAMED = 24, 30
_CLAUSE_LENGTH = 6
# from this length on a repeat is a sentence to the reader, wherever it stands
_WHOLE = 24
_GAP = 40
_FIGURE = tuple("0123456789.%")
_DIGITS = lazy(r"\d+")
# shingles of a sentence shared with this many others are formulas; comparing them all would be quadratic
_FORMULA = 12


class RepeatedInDraft(Rule):
    """同一份报告里，同一句话、同一段话说了两遍。

    做什么
        找出几乎相同的句子，和逐字重复、跨分句的词句（12字以上）；同一句、同一段里整个分句重复的也指出。
        套语、书名号里的题名、机构名不算。同句、同段、不同部分分级提示。
    为什么
        各部分由不同的人起草、拼合成稿，最容易把一件事写两遍。
    例
        一、主要工作
        组织物业企业开展电梯安全隐患排查，逐台建立台账。
        二、存在问题
        个别小区管理不到位。
        三、下一步打算
        组织物业企业开展电梯安全隐患排查，逐台建立台账。
    改为
        一、主要工作
        组织物业企业开展电梯安全隐患排查，逐台建立台账。
        二、存在问题
        个别小区管理不到位。
        三、下一步打算
        对照台账抓好隐患销号。
    """

    code = "DUP001"
    name = "repeated-in-draft"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding at the later place of each repeat."""
        headings = {section.span.start for section in context.document.sections if not section.run_in}
        sentences = [s for s in context.document.sentences if s.span.start not in headings]
        whole = list(_sentences_again(context, sentences))
        taken = merged(repeat.again for repeat in whole)
        phrases = [r for r in _phrases_again(context) if not touches(r.again, taken)]
        taken = merged((*taken, *(repeat.again for repeat in phrases)))
        clauses = [r for r in clauses_again(context) if not touches(r.again, taken)]
        for repeat in _joined(sorted([*whole, *phrases, *clauses], key=lambda repeat: repeat.again)):
            severity, place = _graded(context, repeat)
            said = "意思相近的话" if repeat.near else "同样的话"
            yield self.finding(
                context,
                repeat.again,
                f"{place}已有{said}：请删去一处，或改换说法",
                evidence=(here(context, repeat.first),),
                severity=severity,
            )


def _joined(repeats: list[Repeat]) -> list[Repeat]:
    """Return ``repeats`` with those that follow one another in both places made one: a passage said twice."""
    kept: list[Repeat] = []
    for repeat in repeats:
        last = kept[-1] if kept else None
        if (
            last is not None
            and 0 <= repeat.again.start - last.again.end <= _GAP
            and 0 <= repeat.first.start - last.first.end <= _GAP
        ):
            kept[-1] = Repeat(
                first=Span(start=last.first.start, end=repeat.first.end),
                again=Span(start=last.again.start, end=repeat.again.end),
                near=last.near or repeat.near,
                light=last.light and repeat.light,
            )
        else:
            kept.append(repeat)
    return kept


def _graded(context: ReviewContext, repeat: Repeat) -> tuple[Severity, str]:
    """Return how much a repeat matters and where its first half is: the nearer, the plainer to the reader."""
    between = context.text[repeat.first.end : repeat.again.start]
    if "\n" not in between:
        return "I" if repeat.light else "W", "同一段" if re.search("[。！？]", between) else "同一句"
    first = context.where(repeat.first)
    if len(context.document.quote(repeat.again)) >= _WHOLE:
        return "W", f"“{first}”"
    return "I", "本节" if _same_section(context, repeat) else f"“{first}”"


def _same_section(context: ReviewContext, repeat: Repeat) -> bool:
    """Return whether both places stand below the same headings."""
    first, again = context.where(repeat.first), context.where(repeat.again)
    return " › " in first and first.rpartition(" › ")[0] == again.rpartition(" › ")[0]


def _sentences_again(context: ReviewContext, sentences: list[Sentence]) -> Iterator[Repeat]:
    """Yield sentences that are (nearly) an earlier one, with the same figures or none."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    texts = [context.document.quote(sentence.span) for sentence in sentences]
    # a third of the shingles will do, chosen by their first letter so that equal sentences choose the same
    shingles = [
        {text[i : i + 5] for i in range(len(text) - 4) if ord(text[i]) % 3 == 0}
        for text in (text if len(text) >= _SHORTEST_SENTENCE else "" for text in texts)
    ]
    twice = {key for key, times in Counter(chain.from_iterable(shingles)).items() if times > 1}
    for place, (sentence, text, keys) in enumerate(zip(sentences, texts, shingles, strict=True)):
        shared: defaultdict[int, int] = defaultdict(int)
        for key in keys & twice:
            held = holders[key]
            if len(held) <= _FORMULA:
                for earlier in held:
                    shared[earlier] += 1
                held.append(place)
        best = max(shared, key=lambda earlier: (shared[earlier], -earlier), default=None)
        if best is None or shared[best] * 4 < len(keys):
            continue
        total, piece = weight(context.text, sentence.span, spared(context))
        if total < FREE or piece < PIECE or _DIGITS.findall(text) != _DIGITS.findall(texts[best]):
            continue
        alike = ratio(text, texts[best], SAME_SENTENCE)
        if alike:
            yield Repeat(first=sentences[best].span, again=sentence.span, near=alike < 1)


def _phrases_again(context: ReviewContext) -> Iterator[Repeat]:
    """Yield maximal stretches that stand earlier in the text to the letter, and are more than a name."""
    text = context.text
    first: dict[str, int] = {}
    done, size = 0, len(text)
    for at in range(size - PHRASE + 1):
        if at < done:
            continue
        key = text[at : at + PHRASE]
        before = first.setdefault(key, at)
        if before + PHRASE > at or "\n" in key:
            continue
        end = at + PHRASE
        while end < size and text[end] == text[before + end - at] and text[end] != "\n" and before + end - at < at:
            end += 1
        span = Span(start=at, end=end)
        earlier = Span(start=before, end=before + end - at)
        trimmed = _trimmed(text, span)
        repeat = Repeat(first=trimmed.shifted(earlier.start - at), again=trimmed, near=False)
        if trimmed.start < trimmed.end and _is_prose(context, repeat):
            yield repeat
        # the shingles passed over are those of the first place, which came before
        done = end - PHRASE + 1


def _trimmed(text: str, span: Span) -> Span:
    """Return ``span`` without punctuation and cut figures at its edges."""
    start, end = span.start, span.end
    while start < end and (not text[start].isalnum() or text[start].isdigit()):
        start += 1
    while end > start and (not text[end - 1].isalnum() or (text[end - 1].isdigit() and text[end : end + 1] in _FIGURE)):
        end -= 1
    return Span(start=start, end=end)


def _is_prose(context: ReviewContext, repeat: Repeat) -> bool:
    """Return whether a repeat is a clause and more, not the name of a thing that has to be called the same twice.

    Far apart it takes more to be noticed, and to be a fault, than within one paragraph.
    """
    near = context.text.find("\n", repeat.first.end, repeat.again.start) < 0
    total, piece = weight(context.text, repeat.again, spared(context))
    least = FREE if near else SECTION if _same_section(context, repeat) else FAR
    if total < least or piece < PIECE:
        return False
    parts = [part for part in _CLAUSE.split(context.document.quote(repeat.again)) if len(part) >= _CLAUSE_LENGTH]
    return len(parts) > 1 or piece >= (_NAMED_LENGTH if near else _FAR_NAMED)
