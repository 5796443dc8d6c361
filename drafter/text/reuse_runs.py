"""Maximal stretches two texts have in common."""

from __future__ import annotations

from collections.abc import Iterator

RUN = 13
"""Shortest verbatim run, in folded characters (figures and white space aside)."""


def common_runs(
    left: str, right: str, first: int = 0, last: int | None = None, shortest: int = RUN
) -> Iterator[tuple[int, int, int]]:
    """Yield (start in left, start in right, length) of maximal stretches both share, left to right.

    Only stretches that touch ``left[first:last]`` are looked for; they may reach beyond it. Of several places in
    ``right`` the one with the longest stretch is taken, the first of equals.
    """
    end = len(left) if last is None else last
    # every stretch of `shortest` holds a whole probe that begins at a multiple of `step`
    probe = max(1, (shortest + 2) // 2)
    step = shortest - probe + 1
    begin = max(0, first - shortest + 1)
    # white space was folded away, so a stretch can only leave the range by its two ends
    at, done = begin, begin
    while at + probe <= min(len(left), end + shortest - 1):
        best = (0, 0, 0)
        place = right.find(left[at : at + probe])
        while place >= 0:
            best = max(best, _grown(left, right, at, place, probe))
            place = right.find(left[at : at + probe], place + 1)
        size, start, other = best[0], -best[1], -best[2]
        if size >= shortest and start + size > done and start < end and start + size > first:
            yield start, other, size
            done = start + size
            at = max(at + step, done - probe + 1)
        else:
            at += step


def _grown(left: str, right: str, at: int, place: int, size: int) -> tuple[int, int, int]:
    """Return (length, −start in left, −start in right) of the stretch around a common piece, to be compared by max."""
    back = 0
    while back < at and back < place and left[at - back - 1] == right[place - back - 1]:
        back += 1
    fore = size
    while at + fore < len(left) and place + fore < len(right) and left[at + fore] == right[place + fore]:
        fore += 1
    return back + fore, back - at, back - place
