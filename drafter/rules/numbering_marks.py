"""What heading and item markers say: their number, and how they are written with another one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Section
from ..patterns import lazy

_DIGITS = "零一二三四五六七八九"
_NUMERAL = lazy(r"[一二三四五六七八九十]+|\d+|[①-⑳]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A heading or item with its number."""

    index: int
    """Place in ``Document.sections``."""
    section: Section
    """The heading or item."""
    number: int
    """What its marker counts."""
    style: str
    """Its marker with the numeral left out: ``、``, ``（）``, ``第部分``, ``是``; one style, one series."""


def numbered(index: int, section: Section) -> Numbered | None:
    """Return ``section`` with its number, or None where the marker holds none."""
    match = _NUMERAL.search(section.marker)
    if match is None:
        return None
    number = read_numeral(match.group())
    if number is None:
        return None
    style = section.marker[: match.start()] + section.marker[match.end() :]
    style = style.replace("(", "（").replace(")", "）").replace("．", ".").strip()
    style = {"）、": "）", "（）、": "（）", "（）.": "（）", "、": "." if section.level == 3 else "、"}.get(
        style, style
    )
    return Numbered(index=index, section=section, number=number, style=style)


def read_numeral(text: str) -> int | None:
    """Return the number ``text`` writes (二十三, 12, ③), or None."""
    if text.isdigit() and text[0] not in "①②③④⑤⑥⑦⑧⑨":
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.index(text) if len(text) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def write_numeral(number: int) -> str:
    """Return ``number`` (1 to 99) in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def with_number(marker: str, number: int) -> str:
    """Return ``marker`` counting ``number``, in its own kind of numeral."""

    def write(match: re.Match[str]) -> str:
        old = match.group()
        if old.isdigit() and old.isascii():
            return str(number)
        return chr(ord("①") + number - 1) if "①" <= old[0] <= "⑳" else write_numeral(number)

    return _NUMERAL.sub(write, marker, count=1)
