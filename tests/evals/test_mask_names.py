"""Masking holds on names and sentences made for it; the script prints the same at length."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "evals" / "mask_names.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mask_names", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mask_names"] = module
    spec.loader.exec_module(module)
    return module


def test_no_planted_name_survives(script: ModuleType) -> None:
    rows = script.survivors(count=200, seed=11)
    assert sum(asked for _, asked, _ in rows.values()) > 10_000
    left = {kind: (n, texts.most_common(3)) for kind, (n, asked, texts) in rows.items() if n > asked * 0.002}
    assert left == {}


def test_no_name_of_the_sample_reports_survives(script: ModuleType) -> None:
    left, asked, where = script.of_corpus()
    assert asked > 150 and left == 0, where


def test_nothing_ordinary_is_blanked(script: ModuleType) -> None:
    assert script.false_blanks() == []
