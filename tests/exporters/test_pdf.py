from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from drafter.errors import ExportError
from drafter.exporters import export, pdf

from . import samples
from .programs import need, page_lines


def test_without_libreoffice_one_line_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_office", lambda: None)
    with pytest.raises(ExportError, match="LibreOffice") as caught:
        export(samples.document_of(), tmp_path / "a.pdf")
    assert "\n" not in str(caught.value) and not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for LibreOffice")
def test_a_libreoffice_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "soffice"
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(ExportError, match="no display"):
        export(samples.document_of(), tmp_path / "a.pdf")


def test_the_examples_draft_prints_22_lines_of_28_characters(root: Path, tmp_path: Path) -> None:
    need("soffice", "libreoffice")
    for words in (["ingest", str(root / "corpus")], ["draft", str(root / "examples/2025h1-party.md"), "-o", "a.pdf"]):
        done = subprocess.run(
            [sys.executable, "-m", "drafter", *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    pages = page_lines(tmp_path / "a.pdf")
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert page[-1] == f"—{number}—"
    # the paragraph above the signature goes along to the last page, however much room it leaves
    for page, following in pairwise(pages[1:-1]):
        # a heading that would end the page goes over to the next one
        moved = re.match(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d\.", following[0])
        assert len(page) - 1 == 22 or (moved and len(page) - 1 == 21)
    # a line holds 28 Han; figures are half as wide, and a closing mark may hang
    ems = [sum(0.5 if c.isascii() else 1 for c in line) for page in pages for line in page[:-1]]
    assert max(ems) <= 29
    body = [line for page in pages[1:-1] for line in page[:-1] if not re.search(r"[!-~]", line)]
    assert max((len(line) for line in body), default=0) <= 29


def test_the_same_report_gives_the_same_pdf(tmp_path: Path) -> None:
    need("soffice", "libreoffice")
    one = export(samples.document_of(), tmp_path / "a.pdf").read_bytes()
    assert one.startswith(b"%PDF") and one == export(samples.document_of(), tmp_path / "b.pdf").read_bytes()
