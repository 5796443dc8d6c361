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


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize("words", ["衡川市住建局", "完成投资12.8亿元，各支部学习24次", TEXT * 40])
def test_utf8_that_breaks_off_is_never_read_as_gb18030(words: str, cut: int) -> None:
    data = words.rstrip().rstrip("。").encode("utf-8")[:-cut]
    if data.decode("utf-8", "replace").endswith("\ufffd"):
        with pytest.raises(EncodingError, match="字节"):
            decode(data, "报告.txt")


@pytest.mark.parametrize("words", ["总结", "周启明", "完成12.8亿元。", "①“十四五”……±5℃", "喆堃镕犇骉" + "局长" * 5])
def test_short_gb18030_is_read(words: str) -> None:
    assert decode(words.encode("gb18030"), "报告.txt").text == words


def test_a_large_file_is_decided_in_linear_time() -> None:
    data = (TEXT * 100_000).encode("gb18030")
    assert decode(data, "报告.txt").encoding == "gb18030"
