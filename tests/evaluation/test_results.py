from __future__ import annotations

import math
from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.results import read_results, side, write_results

from .samples import result

V1, V2 = "draft_section@v1#aaaaaa", "draft_section@v2#bbbbbb"
SOME = (
    result("c2", "r2", V1, 0, fact_coverage=0.5),
    result("c1", "r1", V1, 1, fact_coverage=1.0),
    result("c1", "r1", V1, 0, fact_coverage=0.5),
    result("c1", "r1", V2, 0, fact_coverage=None),
    result("c1", "r1", V1 + "?temperature=0.7", 0, fact_coverage=0.9),
    result("c1", "r1", "compose", 0, fact_coverage=0.7),
)


def test_results_survive_the_disk_in_a_fixed_order(tmp_path: Path) -> None:
    path = tmp_path / "results" / "a.jsonl"
    write_results(SOME, path)
    back = read_results(path)
    assert set(map(repr, back)) == set(map(repr, SOME))
    write_results(tuple(reversed(SOME)), tmp_path / "b.jsonl")
    assert (tmp_path / "b.jsonl").read_bytes() == path.read_bytes()
    path.write_text("{", encoding="utf-8")
    with pytest.raises(EvalError, match="读不了"):
        read_results(path)
    with pytest.raises(EvalError, match="先运行"):
        read_results(tmp_path / "none.jsonl")


def test_a_side_is_named_with_or_without_its_digest() -> None:
    assert side(SOME, "draft_section@v1") == side(SOME, V1) == side(SOME, "draft_section@v1/fake")
    assert side(SOME, "draft_section@v1").cases == ("c1", "c2")
    assert len(side(SOME, "draft_section@v1?temperature=0.7").results) == 1
    assert side(SOME, "compose").label == "compose"
    with pytest.raises(EvalError, match="现有"):
        side(SOME, "draft_section@v9")


def test_two_models_must_be_told_apart() -> None:
    from dataclasses import replace

    both = (*SOME, replace(SOME[0], model="other"))
    with pytest.raises(EvalError, match="不止一个"):
        side(both, "draft_section@v1")
    assert len(side(both, "draft_section@v1/other").results) == 1


def test_samples_are_averaged_and_gaps_stay_gaps() -> None:
    one = side(SOME, "draft_section@v1")
    assert one.samples("fact_coverage") == {"c1": (0.5, 1.0), "c2": (0.5,)}
    assert one.means("fact_coverage", ("c1", "c2")).tolist() == [0.75, 0.5]
    assert math.isnan(side(SOME, V2).means("fact_coverage", ("c1",))[0])
