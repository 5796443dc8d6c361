from __future__ import annotations

from pathlib import Path

from drafter.evaluation.cases import PASSAGES, load_suite
from drafter.evaluation.freezing import freeze

from .samples import folder, past_of


def test_freezing_is_repeatable_and_keeps_to_the_role(tmp_path: Path) -> None:
    where = folder(tmp_path)
    suite = load_suite(where)
    path = where / "cases" / PASSAGES
    before = path.read_bytes()
    assert freeze(suite.cases, past_of(suite), path) > 0
    assert path.read_bytes() == before
    for case in load_suite(where).cases:
        assert case.passages and {passage.role for passage in case.passages} == {case.plan.role}


def test_the_nearest_passage_comes_first(tmp_path: Path) -> None:
    suite = load_suite(folder(tmp_path))
    water = suite.chosen(None, ("water-gaps",))[0]
    assert "没有整改" in water.passages[0].text
