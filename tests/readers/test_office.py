"""Old Word and WPS files: converted where LibreOffice is there, one clear line where it is not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import docx
import pytest

from drafter.errors import FormatError
from drafter.readers import office, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_without_libreoffice_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    (tmp_path / "a.doc").write_bytes(OLE + bytes(100))
    with pytest.raises(FormatError, match=r"LibreOffice.*另存为"):
        read(tmp_path / "a.doc")


def test_what_is_no_word_file_never_reaches_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "a.wps").write_bytes(b"MZ not a document")
    with pytest.raises(FormatError, match="不是 Word 或 WPS"):
        read(tmp_path / "a.wps")


def test_a_wps_file_that_is_docx_inside_is_read_as_such(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("上半年开工38个。")
    document.save(str(tmp_path / "a.wps"))
    assert "开工38个" in read(tmp_path / "a.wps").text


def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: str(slow))
    monkeypatch.setattr(office, "TIMEOUT_S", 0.2)
    (tmp_path / "a.doc").write_bytes(OLE + bytes(100))
    with pytest.raises(FormatError, match="没有转换完"):
        read(tmp_path / "a.doc")


@pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
def test_doc_and_wps_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、工作情况\n上半年开工38个，惠及9000余户。\n", encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(office.find_office()), "--headless", profile, "--convert-to", "doc", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.txt")], check=True, capture_output=True, timeout=120)
    (tmp_path / "a.wps").write_bytes((tmp_path / "a.doc").read_bytes())
    for name in ("a.doc", "a.wps"):
        assert read(tmp_path / name).text.splitlines()[:2] == ["一、工作情况", "上半年开工38个，惠及9000余户。"]


@pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
def test_one_report_says_the_same_in_every_format(tmp_path: Path) -> None:
    """Numbering, a table and a title that is too long for a line of the printed page."""
    made = docx.Document()
    made.add_heading("衡川市住房和城乡建设局2024年上半年工作总结", 0)
    made.add_paragraph("一、主要工作情况")
    made.add_paragraph("（一）老旧小区改造。" + "上半年开工38个，惠及居民9260户，完成投资1.58亿元。" * 6)
    for words in ("加装电梯26部", "更换管线46.3公里"):
        made.add_paragraph(words, style="List Number")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "东屏区", "12个"
    made.add_paragraph("二、下一步打算")
    made.save(str(tmp_path / "a.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for ending in ("doc", "pdf", "html"):
        command = [str(office.find_office()), "--headless", profile, "--convert-to", ending, "--outdir", str(tmp_path)]
        subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    whole = read(tmp_path / "a.docx")
    for ending in ("doc", "pdf", "html"):
        found = read(tmp_path / f"a.{ending}")
        # a page has no cells: where a table's words part is the typesetter's
        assert "".join(found.text.split()) == "".join(whole.text.split()), ending
        assert (found.source.title, found.source.period) == (whole.source.title, whole.source.period), ending
        assert [s.title for s in found.sections] == [s.title for s in whole.sections], ending
