"""The composed drafts in docs/examples are what compose makes of the sample corpus today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples_tool", ROOT / "tools" / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_examples_are_fresh() -> None:
    assert tool().stale() == []


def test_every_example_is_told_of() -> None:
    page = (ROOT / "docs" / "examples" / "README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in (ROOT / "docs" / "examples").glob("*.md") if path.name != "README.md")
    assert files == ["2025h1-business.compose.md", "2025h1-party.compose.md", "2025h1-party.model.md"]
    assert all(f"({name})" in page for name in files)
