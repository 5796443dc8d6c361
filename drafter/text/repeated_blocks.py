"""What two strings of words share, in blocks of two characters and more."""

from __future__ import annotations

BLOCK = 2
"""Characters a block has at least."""


def blocks(left: str, right: str) -> tuple[int, str, str]:
    """Return how many characters two strings share in blocks, and both with these blanked out as ，."""
    shared, kept = 0, [list(left), list(right)]
    while True:
        size, a, b = _longest(kept[0], kept[1])
        if size < BLOCK:
            return shared, *("".join(chars).replace("；", "，") for chars in kept)  # type: ignore[return-value]
        shared += size
        kept[0][a : a + size] = ["，"] * size
        kept[1][b : b + size] = ["；"] * size


def _longest(left: list[str], right: list[str]) -> tuple[int, int, int]:
    best = (0, 0, 0)
    for a in range(len(left) - 1):
        for b in range(len(right) - 1):
            if left[a] != right[b]:
                continue
            size = 1
            while a + size < len(left) and b + size < len(right) and left[a + size] == right[b + size]:
                size += 1
            if size > best[0]:
                best = (size, a, b)
    return best
