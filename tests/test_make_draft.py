"""`make draft`, the first command of the README, on a copy of the tree; only the environment is taken as made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_make_draft_leaves_four_files_to_open(tmp_path: Path) -> None:
    for name in ("corpus", "examples", "prompts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    binaries = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DRAFTER_", "OPENAI_"))}
    done = subprocess.run(
        ["make", "draft", f"BIN={binaries}", "-o", ".venv/.run", "-o", ".venv/pyvenv.cfg"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-1000:]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "draft.docx",
        "draft.html",
        "draft.json",
        "draft.md",
    ]
