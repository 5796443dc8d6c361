"""Notes made from a report: one bullet a figure clause, shuffled, only subject, head noun, figure and period kept."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files

from ..model import Document, Figure
from ..patterns import lazy

TABLE: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (files(__package__) / "planted_words.toml").read_text(encoding="utf-8")
)
"""Other words: for nouns and verbs of reports, and units that a typist takes for another."""
# a comma between digits parts thousands, not clauses
CLAUSE = lazy(r"(?:[^，,；;：:。！？\n（）()]|(?<=\d),(?=\d{3}))+")
HAN = lazy(r"[一-鿿A-Za-z“”]+")
HEAD_LEFT, HEAD_RIGHT, SUBJECT = 8, 6, 6


def words_for(seed: int) -> dict[str, str]:
    """Return the seeded half of the table that this report's notes are reworded by.

    Of two words that stand for each other (建议, 意见) at most one is replaced: who exchanges both says something else.
    """
    rng = random.Random(seed)
    table = {**TABLE["verbs"], **TABLE["nouns"]}
    chosen: dict[str, str] = {}
    for word in sorted(table):
        if rng.random() < 0.5 and table[word] not in chosen:
            chosen[word] = table[word]
    return chosen


def reword(text: str, words: dict[str, str]) -> str:
    """Return ``text`` with every word of the table replaced once, longest first, nothing replaced twice."""
    if not words:
        return text
    pattern = re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))))
    return pattern.sub(lambda match: words[match[0]], text)


CHANGE = lazy(
    r"^(?:比上年末?|较上年|同比|环比|年均|分别|各|均|累计|其中|比|已|达到?|为|实际|提前|约|近|超过?|由|从|增幅|上年|去年|今年|再|又|净|"
    r"增长|增加|提高|上升|下降|减少|降低|提升|扩大|压缩|回落|上涨|增至|升至|降至|到|了)+$"
)
RESPECTIVE = lazy(r"(?P<items>[^，。；：]+?)(?P<verb>(?:比上年|同比|年均)?分别[一-鿿]{0,6}?)$")
TRAILING = lazy(r"以上|以下|以内|左右|余|多")


def notes(document: Document, seed: int, *, rewording: bool = True) -> list[str]:
    """Return the bullets of the notes for ``document``, shuffled."""
    figures = [figure for figure in document.figures if figure.checkable]
    words = words_for(seed) if rewording else {}
    bullets = []
    place = 0
    for sentence in document.sentences:
        text = sentence.span.of(document.text)
        while place < len(figures) and figures[place].span.start < sentence.span.start:
            place += 1
        first = place
        while place < len(figures) and figures[place].span.end <= sentence.span.end:
            place += 1
        bullets += _of_sentence(text, figures[first:place], sentence.span.start, words)
    random.Random(seed).shuffle(bullets)
    return bullets


def _of_sentence(text: str, figures: Sequence[Figure], offset: int, words: dict[str, str]) -> list[str]:
    """Return one bullet a clause that has figures; a clause that only says how much more takes its noun from before."""
    subject, noun, when = _subject(text), "", ""
    bullets = []
    for clause in CLAUSE.finditer(text):
        start, end = clause.start() + offset, clause.end() + offset
        inside = [f for f in figures if start <= f.span.start and f.span.end <= end]
        before = "".join(HAN.findall(clause[0][: inside[0].span.start - start])) if inside else ""
        if not inside:
            noun = "".join(HAN.findall(clause[0]))[-HEAD_LEFT:]
            continue
        if all(f.kind in ("date", "period") for f in inside):
            when = inside[-1].text
        opening = reword(subject, words)
        if CHANGE.match(before) and noun:
            opening = f"{opening}：{reword(noun, words)}" if noun[:4] != subject[:4] else reword(noun, words)
        elif before:
            noun = before[-HEAD_LEFT:]
        body = _body(text, inside, start - offset, end - offset, offset, words)
        date = f"{when}，" if when and when not in body else ""
        bullets.append(f"{date}{opening}：{body}")
    return bullets


def _subject(sentence: str) -> str:
    first = HAN.search(sentence)
    return first[0][:SUBJECT] if first else ""


def _body(text: str, figures: Sequence[Figure], start: int, end: int, offset: int, words: dict[str, str]) -> str:
    """Return each figure of a clause with its head noun; A、B分别增长a、b is written A增长a，B增长b."""
    parts = []
    at = start
    items = _respective(text[start : figures[0].span.start - offset], len(figures))
    for index, figure in enumerate(figures):
        left, right = figure.span.start - offset, figure.span.end - offset
        stop = figures[index + 1].span.start - offset if index + 1 < len(figures) else end
        head = "".join(HAN.findall(text[at:left]))[-HEAD_LEFT:] if items is None else items[index]
        hedge = TRAILING.match(text, right) if figure.hedge is not None else None
        printed = text[left : hedge.end() if hedge else right]
        tail = "" if len(head) >= 3 else "".join(HAN.findall(text[hedge.end() if hedge else right : stop]))[:HEAD_RIGHT]
        parts.append(f"{reword(head, words)}{printed}{reword(tail, words)}")
        at = right
    return "，".join(parts)


def _respective(before: str, count: int) -> list[str] | None:
    """Return the head noun of each of ``count`` figures that follow 分别, or None where the clause has no such list."""
    found = RESPECTIVE.search(before)
    if found is None or count < 2:
        return None
    items = re.split(r"[、和与及]", found["items"])[-count:]
    verb = found["verb"].replace("分别", "")
    return ["".join(HAN.findall(item))[-HEAD_LEFT:] + verb for item in items] if len(items) == count else None
