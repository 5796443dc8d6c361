from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from drafter.errors import ExportError
from drafter.exporters.word_package import Package, parse

from .word_samples import make_word


def test_nothing_changed_means_the_same_parts(tmp_path: Path) -> None:
    data = make_word(tmp_path / "a.docx").read_bytes()
    again = Package(data).to_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(again)) as new:
        assert [(i.filename, i.date_time, i.CRC) for i in old.infolist()] == [
            (i.filename, i.date_time, i.CRC) for i in new.infolist()
        ]


def test_the_comments_part_that_is_there_is_used(tmp_path: Path) -> None:
    name, root = Package(make_word(tmp_path / "a.docx").read_bytes()).comments()
    assert name == "word/comments.xml" and len(root) == 1


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04broken"])
def test_other_bytes_get_one_line(data: bytes) -> None:
    with pytest.raises(ExportError, match="docx"):
        Package(data)


def test_a_zip_without_a_document_gets_one_line() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(ExportError, match="docx"):
        Package(buffer.getvalue())


def test_damaged_xml_and_entities() -> None:
    with pytest.raises(ExportError, match="损坏"):
        parse(b"<a>")
    bomb = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert "".join(parse(bomb).itertext()) in ("", "&x;")
