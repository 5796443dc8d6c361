"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real reports and annotations, or skip: a user's machine has none."""
    folder = Path(os.environ.get("DRAFTER_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no ../shared here: the real reports are not part of the project")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the repository."""
    return ROOT
