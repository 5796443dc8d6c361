"""How wide text is: in terminal columns and in ems, and where a title is best broken."""

from __future__ import annotations

import math
import re
import unicodedata

from ..patterns import lazy

_GOOD_BREAK_AFTER = "局委会办部院校所处科组府市县区、》”）：—"
_BAD_BREAK_BEFORE = "年月日的、，。）》”：—和与及"

# what a line break cannot part: figures and Latin words
_WORD = lazy(r"[!-~]+|.", re.DOTALL)
_SAFE = 0.75


def columns(text: str) -> int:
    """Return the columns ``text`` takes in a terminal: 2 for Han and full-width, 0 for combining marks, else 1."""
    return sum(_column(character) for character in text)


def _column(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Cc", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def em_width(text: str) -> float:
    """Return the width of ``text`` in ems of an East Asian font; Latin letters and figures take half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def title_columns(title: str, room: float) -> float | None:
    """Return how many ems wide a title should be set so that its lines are even, or None when it fits in ``room``.

    Among the widths that need no more lines than the full one, the one is taken whose first line ends best, and at
    which neither line comes so near its edge that another font would break it elsewhere.
    """
    total = em_width(title)
    # a title that only just fits would lose its last character in a font that sets figures wider
    lines = math.ceil(max(total, sum(_generous_width(word) for word in _WORD.findall(title))) / room)
    if lines < 2:
        return None
    widths = [step / 20 for step in range(math.ceil(total / lines * 20), int(room * 20) + 1)]
    return max(widths, key=lambda width: (*_break_quality(title, width, lines), -width), default=None)


def _break_quality(title: str, width: float, lines: int) -> tuple[int, float]:
    """Return how well the first line ends at ``width`` ems (2 good, 1 fair, 0 bad), and how safely, in ems."""
    words = _WORD.findall(title)
    used, count = 0.0, 0
    while count < len(words) and used + em_width(words[count]) <= width:
        used += em_width(words[count])
        count += 1
    if count in (0, len(words)):
        return 0, 0.0
    before, after = words[count - 1], words[count]
    rest = sum(_generous_width(word) for word in words[count:])
    slack = min(used + em_width(after) - width, width - rest if lines == 2 else _SAFE, _SAFE)
    if after[0] in _BAD_BREAK_BEFORE or before[-1].isdigit():
        return 0, slack
    return (2 if before[-1] in _GOOD_BREAK_AFTER else 1), slack


def _generous_width(word: str) -> float:
    """Return what a word may take in a stand-in font that sets Latin wider and parts it from Han by a gap."""
    return em_width(word) * 1.28 + 0.25 if word.isascii() else em_width(word)
