"""The bench runs, and what it times cold stays light: counted by modules, never by the clock."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

HEAVY = {"chromadb", "langchain", "langchain_core", "langchain_chroma", "openai", "tiktoken", "onnxruntime", "docx"}


@pytest.fixture(scope="module")
def bench(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench", root / "evals" / "bench.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench"] = module
    spec.loader.exec_module(module)
    return module


def loaded(root: Path, folder: Path, *argv: str) -> set[str]:
    """Return the modules that are there after a command has run in ``folder``."""
    code = (
        "import sys\n"
        "from drafter.cli.main import main\n"
        f"try: main({list(argv)!r})\n"
        "except SystemExit as stop: assert stop.code != 2\n"
        "print('LOADED', *sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env={"PYTHONPATH": str(root), "PATH": ""}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split("LOADED ")[-1].split())


def test_a_review_loads_no_store_no_model_and_no_reader_it_does_not_need(root: Path, tmp_path: Path) -> None:
    report = str(root / "corpus" / "2024h2-business.txt")
    assert loaded(root, tmp_path, "ingest", str(root / "corpus")) & {"chromadb"}
    for argv in (("review", report, "--past", "none"), ("review", report)):
        modules = loaded(root, tmp_path, *argv)
        assert not HEAVY & modules
        assert len(modules) < 1_200


def test_a_part_prints_rows_against_a_peer(bench: ModuleType) -> None:
    rows = list(bench.figures(["完成投资12.8亿元，改造小区41个。" * 20]))
    assert rows[0][0] == "scan for figures" and rows[0][2].endswith("x the time of a bare re")
    assert rows[1][1] == "40"
    assert bench.timed(lambda: None, 2) >= 0
