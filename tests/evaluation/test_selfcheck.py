from __future__ import annotations

import numpy as np
import pytest

from drafter.errors import EvalError
from drafter.evaluation.results import side
from drafter.evaluation.selfcheck import Alarms, self_check

from .samples import result


def test_a_version_against_itself_rarely_alarms() -> None:
    rng = np.random.default_rng(2)
    made = [
        result(f"c{n:02}", f"r{n // 2:02}", "draft_section@v1#a", sample, fact_coverage=float(rng.binomial(6, 0.8)) / 6)
        for n in range(24)
        for sample in range(4)
    ]
    found = self_check(side(made, "draft_section@v1"), None, ("fact_coverage",), trials=200)
    assert len(found) == 1 and found[0].clusters == 12 and "对分" in found[0].how
    assert not found[0].too_many


def test_one_sample_needs_another_version() -> None:
    rng = np.random.default_rng(4)
    a = [result(f"c{n:02}", f"r{n:02}", "draft_section@v1#a", 0, fact_coverage=float(rng.random())) for n in range(14)]
    b = [result(f"c{n:02}", f"r{n:02}", "draft_section@v2#b", 0, fact_coverage=float(rng.random())) for n in range(14)]
    with pytest.raises(EvalError, match="--samples 2"):
        self_check(side(a, "draft_section@v1"), None, ("fact_coverage",), trials=50)
    found = self_check(side(a, "draft_section@v1"), side(b, "draft_section@v2"), ("fact_coverage", "form"), trials=200)
    assert [one.metric for one in found] == ["fact_coverage"] and "换号" in found[0].how and not found[0].too_many


def test_too_many_is_more_than_chance() -> None:
    def alarms(share: float) -> Alarms:
        return Alarms(metric="m", alarms=share, clusters=12, trials=400, how="")

    assert not alarms(0.07).too_many and alarms(0.09).too_many
