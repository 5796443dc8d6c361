from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.errors import ExportError
from drafter.exporters.base import document_of, printable, write_atomically

from . import samples


def test_writes_the_file_and_makes_its_folder(tmp_path: Path) -> None:
    target = tmp_path / "out" / "稿.md"
    assert write_atomically(target, "正文".encode()) == target
    assert target.read_text(encoding="utf-8") == "正文"
    assert os.listdir(target.parent) == ["稿.md"]


def test_a_failed_rename_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "稿.md"
    target.write_text("旧稿", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ExportError, match="无法写入"):
        write_atomically(target, b"new")
    assert target.read_text(encoding="utf-8") == "旧稿"
    assert os.listdir(tmp_path) == ["稿.md"]


def test_keeps_the_mode_of_the_file_it_replaces(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"")
    target.chmod(0o640)
    write_atomically(target, b"x")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("where", ["folder", "below a file"])
def test_unwritable_targets_get_one_line(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    target = tmp_path if where == "folder" else tmp_path / "file" / "x.md"
    with pytest.raises(ExportError) as caught:
        write_atomically(target, b"x")
    assert "\n" not in str(caught.value) and "请" in str(caught.value)


def test_printable_replaces_one_for_one() -> None:
    text = "甲\x00\ud800乙𠮷\t\n\x0b"
    assert printable(text) == "甲��乙𠮷\t\n�"


def test_document_of_draft_and_document() -> None:
    document = samples.document_of()
    assert document_of(samples.draft_of(document)) is document
    assert document_of(document) is document
