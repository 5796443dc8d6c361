"""Attributes that are worked out once."""

from __future__ import annotations

from drafter.text.once import once


class Counter:
    asked = 0

    @once
    def value(self) -> int:
        """Return how often it was asked for."""
        self.asked += 1
        return self.asked


def test_it_is_worked_out_when_first_asked_and_kept() -> None:
    counter = Counter()
    assert counter.asked == 0
    assert (counter.value, counter.value, counter.asked) == (1, 1, 1)
