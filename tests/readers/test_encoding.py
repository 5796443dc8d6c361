"""Encodings are proved, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EncodingError, FormatError, InputError
from drafter.readers.encoding import decode, read_bytes

TEXT = "衡川市住房和城乡建设局\n完成投资12.8亿元，𠮷祥路改造完工。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.replace("\n", "\r\n").encode("utf-8"), "utf-8"),
    ],
)
def test_proved_encodings(data: bytes, encoding: str) -> None:
    decoded = decode(data, "报告.txt")
    assert decoded.text == TEXT
    assert decoded.encoding == encoding


def test_broken_bytes_name_the_offset() -> None:
    with pytest.raises(EncodingError, match="第 6 字节"):
        decode("衡川".encode() + b"\xff\xff\xff", "报告.txt")


def test_utf8_cut_in_the_middle_is_not_called_gb18030() -> None:
    with pytest.raises(EncodingError):
        decode((TEXT * 40).encode("utf-8")[:-2] + b"\x80\x80", "报告.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 x",
        b"PK\x03\x04xx",
        b"\xd0\xcf\x11\xe0xx",
        b"abc\0\0\0def",
        b"\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0e",
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        decode(data, "报告.txt")


def test_missing_empty_and_folder(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"\xef\xbb\xbf\r\n ")
    for path in (tmp_path, empty, tmp_path / "没有.txt"):
        with pytest.raises(InputError) as caught:
            read_bytes(path)
        assert "\n" not in str(caught.value)
