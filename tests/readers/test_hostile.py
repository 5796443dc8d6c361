"""Damaged and hostile files are read or refused with one line, soon; evals/hostile.py tries two hundred."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "evals"))
import hostile

# those that only show by how long they take are left to the script
_QUICK = [
    (kind, ending, data)
    for kind, ending, data in hostile.attacks()
    if kind not in ("a million paragraphs", "many runs", "many styles", "many members", "zip bomb in a picture")
    and ending != ".pdf"
    and ending != ".doc"
]
_CHANCE = random.Random(7)
_SOUND = {".docx": hostile.word(), ".zip": hostile.packed({"年/a.docx": hostile.word(), "b.txt": b"x" * 50})}
_DAMAGED = [
    (*hostile.mutated(_SOUND[ending], ending, _CHANCE)[:1], ending, hostile.mutated(_SOUND[ending], ending, _CHANCE)[1])
    for ending in (".docx", ".zip")
    for _ in range(12)
]


@pytest.mark.parametrize(
    ("kind", "ending", "data"),
    [*_QUICK, *_DAMAGED],
    # the bytes of a zip hold the second it was made in: no name for a test
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_file_crashes_a_reader(tmp_path: Path, kind: str, ending: str, data: bytes) -> None:
    path = tmp_path / f"file{ending}"
    path.write_bytes(data)
    assert hostile.attempt(path).split(":")[0] in ("read", "refused")


@pytest.mark.parametrize("kind", ["entity bomb", "outside entity", "late entity", "zip bomb"])
def test_attacks_are_refused(tmp_path: Path, kind: str) -> None:
    data = next(data for name, ending, data in hostile.attacks() if (name, ending) == (kind, ".docx"))
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    assert hostile.attempt(path).startswith("refused")
