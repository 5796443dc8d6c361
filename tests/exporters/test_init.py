from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import ExportError
from drafter.exporters import EXPORTERS, annotate_docx, export
from drafter.exporters.pdf import find_office

from . import samples
from .programs import need


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.name)
def test_every_format_is_written_by_ending_and_by_name(tmp_path: Path, exporter: object) -> None:
    assert exporter in EXPORTERS
    if exporter.name == "pdf":  # type: ignore[attr-defined]
        need("soffice", "libreoffice")
    draft, review = samples.draft_of(), samples.review_of()
    name, ending = exporter.name, exporter.endings[0]  # type: ignore[attr-defined]
    by_ending = export(draft, tmp_path / f"稿{ending.upper()}", review=review)
    by_name = export(draft, str(tmp_path / "other.bin"), review=review, format=name)
    assert by_ending.read_bytes() == by_name.read_bytes()
    assert len(by_ending.read_bytes()) > 500


def test_no_ending_or_name_belongs_to_two_formats() -> None:
    endings = [ending for exporter in EXPORTERS for ending in exporter.endings]
    names = [exporter.name for exporter in EXPORTERS]
    assert len(endings) == len(set(endings)) and len(names) == len(set(names))


@pytest.mark.parametrize(("name", "format"), [("稿.wps", None), ("稿", None), ("稿.md", "odt")])
def test_unknown_formats_get_one_line_that_names_the_known_ones(tmp_path: Path, name: str, format: str | None) -> None:
    with pytest.raises(ExportError, match="docx") as caught:
        export(samples.document_of(), tmp_path / name, format=format)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_the_text_alone_can_be_exported_without_a_review(tmp_path: Path) -> None:
    document = samples.document_of()
    assert export(document, tmp_path / "a.txt").read_text(encoding="utf-8") == document.text
    with pytest.raises(ExportError, match="审查"):
        export(document, tmp_path / "a.sarif")


def test_text_is_a_drafts_report_and_a_documents_findings(tmp_path: Path) -> None:
    draft, review = samples.draft_of(), samples.review_of()
    assert export(draft, tmp_path / "a.txt", review=review).read_text(encoding="utf-8") == draft.document.text
    assert "FIG002" in export(draft.document, tmp_path / "b.txt", review=review).read_text(encoding="utf-8")


def test_the_same_value_gives_the_same_bytes(tmp_path: Path) -> None:
    for exporter in (one for one in EXPORTERS if one.name != "pdf" or find_office()):
        one, two = (exporter.render(samples.draft_of(), samples.review_of()) for _ in range(2))
        assert one == two, exporter.name


def test_annotating_a_missing_file_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="无法读取"):
        annotate_docx(tmp_path / "none.docx", samples.document_of(), samples.review_of(), tmp_path / "out.docx")
