"""A full-size replay: no socket, every result there, and the sizes that were promised."""

from __future__ import annotations

import importlib.util
import socket
import sys
from pathlib import Path
from types import ModuleType

import pytest

from drafter.evaluation.report import write_report
from drafter.evaluation.results import side


@pytest.fixture(scope="module")
def rehearsal(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("rehearsal", root / "evals" / "rehearsal.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["rehearsal"] = module
    spec.loader.exec_module(module)
    return module


def test_a_hundred_cases_replay_without_a_socket_into_a_small_page(
    rehearsal: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = rehearsal.rehearse(tmp_path, cases=100, samples=1)

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a replay must not open a socket")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    results = desk.run(rehearsal.wanted(desk, 100), desk.bench())
    assert len(results) == 200 and not any(one.failure for one in results)
    a, b = (side(results, version) for version in rehearsal.VERSIONS)
    rows = desk.compare(a, b)
    assert rows[0].cases == 100 and rows[0].verdict in ("better", "undecided")
    page = tmp_path / "eval.html"
    assert write_report(page, desk.suite, desk.prompts, [(a, b, rows)]) == page.stat().st_size <= 1_500_000
    assert "<script" not in page.read_text(encoding="utf-8")


def test_a_recorded_call_takes_at_most_300_bytes_beyond_its_reply(
    rehearsal: ModuleType, root: Path, tmp_path: Path
) -> None:
    rehearsal.rehearse(tmp_path, cases=6, samples=2)
    for folder in (tmp_path, root / "evals"):
        assert 0 < rehearsal.beyond(folder) <= 300
