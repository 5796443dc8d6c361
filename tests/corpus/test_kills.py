"""A few kills at random moments; evals/search_kills.py does a hundred of each."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "evals"))
import search_kills


@pytest.mark.slow
def test_killed_ingests_and_rebuilds_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(3)
    for job in ("ingest", "ingest", "rebuild"):
        search_kills.kill(tmp_path / "store", job, chance.uniform(0.6, 2.5))
    search_kills.complete(tmp_path / "store")
    with search_kills.Corpus(tmp_path / "store") as corpus:
        assert len(corpus.documents()) == search_kills.REPORTS and not corpus.verify()
