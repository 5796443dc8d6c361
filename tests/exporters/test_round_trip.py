"""What is written is read back by the product's own readers: files out and files in agree."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.exporters import export
from drafter.exporters.word_comments import annotate
from drafter.exporters.word_package import Package
from drafter.model import Document, Edit, Fix, Review, Span
from drafter.readers import read, read_text

from . import samples
from .test_word_comments import settled, words_by_comment
from .word_samples import make_word

CORPUS = sorted((Path(__file__).resolve().parents[2] / "corpus").glob("*.txt"))


def shape(document: Document) -> tuple[list[str], list[tuple[object, ...]]]:
    lines = [line.strip() for line in document.text.splitlines() if line.strip()]
    return lines, [(s.marker, s.level, s.title, s.run_in) for s in document.sections]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
@pytest.mark.parametrize("ending", [".docx", ".md"])
def test_text_and_headings_of_the_samples_come_back(path: Path, ending: str, tmp_path: Path) -> None:
    document = read(path)
    assert shape(read(export(document, tmp_path / f"a{ending}"))) == shape(document)


def test_text_and_headings_of_real_reports_come_back_from_word(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = read(path)
        assert shape(read(export(document, tmp_path / f"{path.stem}.docx"))) == shape(document), path.name


@pytest.mark.parametrize("seed", range(6))
def test_comments_stand_on_the_exact_words_wherever_they_are(seed: int, tmp_path: Path) -> None:
    path = make_word(tmp_path / "a.docx")
    if seed % 2:
        path = export(read_text(samples.TEXT), tmp_path / "b.docx")
    document, dice = read(path), random.Random(seed)
    base = samples.finding(samples.TEXT, "PUN001", "W", "截止", "")
    findings = []
    for number in range(50):
        start = dice.randrange(len(document.text))
        span = Span(start=start, end=min(len(document.text), start + dice.randrange(1, 30)))
        fix = Fix(edits=(Edit(span=span, text="改"),), safe=True) if number >= 40 else None
        findings.append(replace(base, span=span, quote=document.quote(span), message=f"#{number}#", fix=fix))
    words_only = annotate(path.read_bytes(), document, review_of(findings[:40]))
    found = words_by_comment(Package(words_only))
    for finding in findings[:40]:
        said = next(text for text in found if finding.message in text)
        if finding.quote.strip("\n"):
            # words another author struck out may lie in between
            assert found[said].replace("[旧话]", "") == finding.quote.replace("\n", "")
    fixed = Package(annotate(path.read_bytes(), document, review_of(findings)))
    before = settled(Package(path.read_bytes()).xml("word/document.xml"), accept=False)
    assert settled(fixed.xml(fixed.main), accept=False) == before


def review_of(findings: list[object]) -> Review:
    return Review(findings=tuple(findings), ledger=(), coverage=(), skipped=(), rules=())  # type: ignore[arg-type]
