"""Notes made from a report: one bullet a figure clause, shuffled, only subject, head noun, figure and period kept."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from drafter.model import Document, Figure

TABLE = tomllib.loads((Path(__file__).parent / "planted_words.toml").read_text(encoding="utf-8"))
CLAUSE = re.compile(r"[^，,；;：:。！？\n（）()]+")
HAN = re.compile(r"[一-鿿A-Za-z“”]+")
HEAD_LEFT, HEAD_RIGHT, SUBJECT = 8, 6, 6


def words_for(seed: int) -> dict[str, str]:
    """Return the seeded half of the table that this report's notes are reworded by."""
    rng = random.Random(seed)
    table = {**TABLE["verbs"], **TABLE["nouns"]}
    return {word: table[word] for word in sorted(table) if rng.random() < 0.5}


def reword(text: str, words: dict[str, str]) -> str:
    """Return ``text`` with every word of the table replaced once, longest first, nothing replaced twice."""
    if not words:
        return text
    pattern = re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))))
    return pattern.sub(lambda match: words[match[0]], text)


def notes(document: Document, seed: int, *, rewording: bool = True) -> list[str]:
    """Return the bullets of the notes for ``document``, shuffled."""
    figures = [figure for figure in document.figures if figure.checkable]
    words = words_for(seed) if rewording else {}
    bullets = []
    for sentence in document.sentences:
        text = sentence.span.of(document.text)
        subject = _subject(text)
        when = ""
        for clause in CLAUSE.finditer(text):
            start, end = sentence.span.start + clause.start(), sentence.span.start + clause.end()
            inside = [f for f in figures if start <= f.span.start and f.span.end <= end]
            if not inside:
                continue
            if all(f.kind in ("date", "period") for f in inside):
                when = inside[-1].text
            bullets.append(_bullet(document.text, inside, start, end, subject, when, words))
    random.Random(seed).shuffle(bullets)
    return bullets


def _subject(sentence: str) -> str:
    first = HAN.search(sentence)
    return first[0][:SUBJECT] if first else ""


def _bullet(
    text: str, figures: Sequence[Figure], start: int, end: int, subject: str, when: str, words: dict[str, str]
) -> str:
    parts = []
    at = start
    for index, figure in enumerate(figures):
        before = "".join(HAN.findall(text[at : figure.span.start]))
        head = before[-HEAD_LEFT:]
        stop = figures[index + 1].span.start if index + 1 < len(figures) else end
        after = text[figure.span.end : stop]
        tail = "" if len(head) >= 3 else "".join(HAN.findall(after))[:HEAD_RIGHT]
        parts.append(f"{reword(head, words)}{figure.text}{reword(tail, words)}")
        at = figure.span.end
    body = "，".join(parts)
    opening = reword(subject, words) if not "".join(parts).startswith(subject) else ""
    date = f"{when}，" if when and when not in body else ""
    return f"{date}{opening}{'：' if opening else ''}{body}"
