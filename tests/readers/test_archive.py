"""Zip files: what is taken out of them, and what never is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from drafter import readers
from drafter.errors import FormatError


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_members_come_with_their_place_and_bytes(tmp_path: Path) -> None:
    path = zipped(tmp_path / "往年.zip", {"2023/总结.txt": "总结".encode(), "图.png": b"x", "__MACOSX/总结.txt": b"x"})
    (member,) = readers.members(path, readers.ENDINGS)
    assert (member.path, member.data, member.reason) == (f"{path}!/2023/总结.txt", "总结".encode(), None)


def test_names_that_windows_wrote_as_gbk_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"aaaa.txt": b"x"})
    path.write_bytes(path.read_bytes().replace(b"aaaa.txt", "总结".encode("gbk") + b".txt"))
    assert [member.name for member in readers.members(path, readers.ENDINGS)] == ["总结.txt"]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("../../逃.txt", b"x", "包外"), ("/etc/a.txt", b"x", "包外"), ("C:/a.txt", b"x", "包外"),
        ("a/../../b.txt", b"x", "包外"), ("里.zip", b"x", "又有压缩包"), ("弹.txt", bytes(30_000_000), "过大"),
    ],
)  # fmt: skip
def test_suspicious_members_are_refused_with_the_reason(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (member,) = readers.members(zipped(tmp_path / "a.zip", {name: data}), readers.ENDINGS)
    assert member.data is None and word in (member.reason or "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_links_and_locked_members_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("链.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    (member,) = readers.members(tmp_path / "a.zip", readers.ENDINGS)
    assert member.data is None and "链接" in (member.reason or "")


def test_what_is_no_zip_or_holds_too_much_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(FormatError, match="不是完好的 zip"):
        list(readers.members(tmp_path / "a.zip", readers.ENDINGS))
    many = zipped(tmp_path / "b.zip", {f"{number}.txt": b"" for number in range(5_001)})
    with pytest.raises(FormatError, match="过多"):
        list(readers.members(many, readers.ENDINGS))
