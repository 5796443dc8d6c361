"""The same input gives the same bytes, whatever the process and its hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import hashlib, pathlib
from drafter.exporters import render_findings
from drafter.model import Draft
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.reuse import build_past

past = [build_document(p.read_text(encoding="utf-8")) for p in sorted(pathlib.Path("corpus").glob("*.txt"))[:4]]
text = past[0].text + "\\n学习《条例》、《准则》。截止12月底，完成投资XX亿元。【不查 PUN 原文】\\n"
text += past[1].text[:2000]
facts = parse_notes(pathlib.Path("examples/2025h1-business.md").read_text(encoding="utf-8"))
document = build_document(text)
review = review_draft(Draft.of(document), facts=facts, past=build_past(past[2:]))
assert review.findings and review.silenced
for shape in ("text", "json", "sarif"):
    print(hashlib.sha256(render_findings(review, document, shape).encode()).hexdigest())
"""


def said(seed: str) -> str:
    environ = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, cwd=ROOT, env=environ, check=False
    )
    assert done.returncode == 0, done.stderr[-800:]
    return done.stdout


def test_two_processes_with_other_hash_seeds_say_the_same() -> None:
    first = said("1")
    assert len(first.split()) == 3
    assert said("2") == first
