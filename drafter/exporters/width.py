"""How wide text is: in terminal columns and in ems, and where a title is best broken."""

from __future__ import annotations

import unicodedata

_GOOD_BREAK_AFTER = "局委会办部院校所处科组府市县区、》”）：—"
_BAD_BREAK_BEFORE = "年月日的、，。）》”：—和与及"


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

    Among the widths that need no more lines than the full one, the one is taken whose first line ends best.
    """
    total = em_width(title)
    lines = -int(-total // room)
    if lines < 2:
        return None
    narrowest = -int(-total // lines)
    widths = [float(width) for width in range(narrowest, int(room) + 1) if total <= width * lines]
    return max(widths, key=lambda width: (_break_quality(title, width), -width), default=None)


def _break_quality(title: str, width: float) -> int:
    """Return how well the first line ends when it is ``width`` ems long: 2 good, 1 fair, 0 bad."""
    used = 0.0
    for index, character in enumerate(title):
        used += em_width(character)
        if used > width:
            before, after = title[index - 1], title[index]
            if before.isdigit() or after in _BAD_BREAK_BEFORE:
                return 0
            return 2 if before in _GOOD_BREAK_AFTER else 1
    return 1
