"""What fits on a terminal: Chinese lines broken where they may be, columns chosen and widened to a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len

from ..patterns import lazy

NARROWEST = 14
"""Columns of the screen that a folded column keeps."""
COMFORT = 24
"""What it keeps as long as a column that matters less can be left out instead."""
GAP = 2
"""Blanks between two columns."""
# no line begins with a closing mark, none ends with an opening one
_CLOSING = "，。；：、？！）》〉”’」』】〕…％℃"
_OPENING = "（《〈“‘「『【〔"
# what stays in one piece: a Latin word or figure with its marks, else one character, with the marks that hold to it
_PIECE = lazy(rf"[{_OPENING}]*(?:[!-~]+|.)[{_CLOSING}]*", re.DOTALL)


def wrap(text: str, width: int, *, hang: int = 0) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns; lines after the first of each are set in by ``hang``.

    A word wider than a line is cut.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for piece in _pieces(paragraph, width - hang):
            size = cell_len(piece)
            if used and used + size > width:
                lines.append(line.rstrip(" "))
                piece = piece.lstrip(" ")
                line, used, size = " " * hang, hang, cell_len(piece)
            line, used = line + piece, used + size
        lines.append(line)
    return lines


def _pieces(text: str, width: int) -> list[str]:
    """Return the pieces of a line, none wider than ``width``."""
    found = []
    for piece in _PIECE.findall(text):
        if cell_len(piece) <= width:
            found.append(piece)
        else:
            found += list(piece)
    return found


def widths(natural: Sequence[int], room: int, *, least: int = NARROWEST) -> list[int] | None:
    """Return the columns' widths in ``room`` columns of the screen, None where a folded one would keep under ``least``.

    A column of up to NARROWEST is never folded; the wide ones share what is left, none more than it needs.
    """
    left = room - GAP * (len(natural) - 1) - sum(one for one in natural if one <= NARROWEST)
    wide = sorted(one for one in natural if one > NARROWEST)
    if left < sum(min(one, least) for one in wide):
        return None
    # the narrowest of the wide ones get what they need, the others an equal share of what remains
    share = 0
    for at, one in enumerate(wide):
        share = left // (len(wide) - at)
        if one > share:
            break
        left -= one
    return [one if one <= NARROWEST else min(one, share) for one in natural]


def chosen(natural: Sequence[int], room: int, optional: Sequence[int]) -> list[int] | None:
    """Return which columns to show in ``room``: all, or all but the first few of ``optional``; None: no table."""
    for least in (COMFORT, NARROWEST):
        for dropped in range(len(optional) + 1):
            kept = [at for at in range(len(natural)) if at not in optional[:dropped]]
            if widths([natural[at] for at in kept], room, least=least) is not None:
                return kept
    return None
