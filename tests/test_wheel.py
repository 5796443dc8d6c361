"""What is installed works away from the repository: prompts, lexicon and samples travel in the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-800:] + done.stderr[-800:]
    return next(out.glob("*.whl"))


def test_the_wheel_carries_what_it_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "drafter/_prompts/draft_section/v1.md", "drafter/_prompts/LOCK", "drafter/lexicon/set_phrases.toml",
        "drafter/_samples/corpus/manifest.toml", "drafter/_samples/examples/2025h1-business.md", "drafter/py.typed",
    ):  # fmt: skip
        assert wanted in names
    assert any(name.startswith("drafter/exporters/templates/") for name in names)
    assert not any(name.startswith(("tests/", "evals/", "docs/")) for name in names)


def test_a_workspace_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    env = {**os.environ, "PYTHONPATH": str(site)}

    def drafter(*words: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "drafter", *words], cwd=cwd, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-800:]
        return done.stdout

    drafter("init", "demo")
    demo = tmp_path / "demo"
    assert (demo / "prompts" / "draft_section" / "v1.md").is_file()
    drafter("ingest", "corpus", cwd=demo)
    drafter("draft", "examples/2025h1-party.md", "-o", "初稿.docx", cwd=demo)
    assert (demo / "初稿.docx").stat().st_size > 5000
    where = subprocess.run(
        [sys.executable, "-c", "import drafter; print(drafter.__file__)"], cwd=tmp_path, env=env, capture_output=True,
        text=True, check=True,
    ).stdout  # fmt: skip
    assert Path(where.strip()).is_relative_to(site), "the installed copy was tested, not the checkout"
