"""Fitting the model that links figures meant for one value."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evals import linkage


def test_the_weights_part_what_is_meant_for_one_from_what_is_not() -> None:
    rng = np.random.default_rng(1)
    found, other = rng.normal(1, 1, (60, 3)), rng.normal(-1, 1, (200, 3))
    weights = linkage.fit(found, other)
    assert (linkage.score(found, weights) > 0).mean() > 0.8 > 0.2 > (linkage.score(other, weights) > 0).mean()


def test_a_batch_is_read_with_the_pairs_at_the_planted_place(tmp_path: Path) -> None:
    text = "全县改造公厕35座，新增路灯820盏。民生实事方面，全年改造公厕38座，亮化路灯820盏。"
    (tmp_path / "FIG011.toml").write_text(
        f'[[wrong]]\ntext = "{text}"\nat = "38座"\n[[right]]\ntext = "改造公厕35座。"\n', encoding="utf-8"
    )
    names: list[str] = []
    batch = linkage.read_batch(tmp_path, names)
    assert len(batch.wrong[0][0]) == 1 and len(batch.right[0]) == 0 and "anchored" in names
