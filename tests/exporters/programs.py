"""Programs that look at what was written; a test that needs one skips itself where it is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def need(*names: str) -> str:
    """Return the path of the first program found, or skip with the reason."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    pytest.skip(f"{' / '.join(names)} is not installed")


def converted(path: Path, ending: str, *, filter: str = "") -> Path:
    """Return ``path`` converted by LibreOffice, beside it."""
    office = need("soffice", "libreoffice")
    profile = path.parent / "office-profile"
    target = f"{ending}:{filter}" if filter else ending
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", target]
    done = subprocess.run(
        [*command, "--outdir", str(path.parent), str(path)], capture_output=True, text=True, timeout=180, check=False
    )
    out = path.with_suffix(f".{ending}")
    assert out.exists(), done.stderr
    return out


def page_lines(pdf: Path) -> list[list[str]]:
    """Return the lines of each page, blanks removed."""
    tool = need("pdftotext")
    done = subprocess.run([tool, "-layout", str(pdf), "-"], capture_output=True, text=True, timeout=60, check=True)
    pages = done.stdout.rstrip("\f").split("\f")
    return [["".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages]


def dom_of(page: Path) -> str:
    """Return the page's DOM after its scripts ran, from headless Chromium."""
    browser = need("chromium", "chromium-browser", "google-chrome")
    flags = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
    profile = f"--user-data-dir={page.parent / 'browser-profile'}"
    command = [browser, *flags, profile, "--virtual-time-budget=3000", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert "<html" in done.stdout, done.stderr[-500:]
    return done.stdout
