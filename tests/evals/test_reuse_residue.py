"""What another house's report leaves behind is found, and the mended sentence is left in peace."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evals.reuse_residue import cases, measure


def test_every_case_is_found_and_no_mended_one_accused() -> None:
    rows, misses = measure()
    assert sorted(rows) == ["committee", "level", "organ", "person", "place"]
    for sort, row in rows.items():
        assert (row["cases"], row["found"], row["accused"]) == (24, 24, 0), (sort, misses)


def test_cases_differ_in_the_word_only() -> None:
    for _, wrong, right in cases():
        assert wrong != right and abs(len(wrong) - len(right)) <= 6
