"""Bytes to text by proof: byte-order mark, strict UTF-8, strict GB18030, in this order; no character is dropped."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from ..errors import EncodingError, FormatError, InputError

_BINARY = {
    b"%PDF": "PDF", b"PK\x03\x04": "Word 或压缩", b"\xd0\xcf\x11\xe0": "旧版 Word（.doc）或 WPS", b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片", b"GIF8": "图片", b"\x7fELF": "程序", b"Rar!": "压缩", b"7z\xbc\xaf": "压缩",
}  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Decoded(NamedTuple):
    """Text and how it was proved to be text."""

    text: str
    """The characters, line ends as ``\\n``."""
    encoding: str
    """utf-8, utf-8-sig, utf-16 or gb18030."""


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; raise InputError, one line, when there is no readable, non-empty file."""
    if path.is_dir():
        raise InputError(f"{path} 是文件夹：请给出一个文件")
    if not path.exists():
        raise InputError(f"找不到文件 {path}：请检查路径")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"读不了 {path}：{error.strerror}；请检查权限") from error
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise InputError(f"{path} 是空的：请检查是否给错了文件")
    return data


def decode(data: bytes, name: str) -> Decoded:
    """Return ``data`` as text; raise FormatError for binary data, EncodingError with the first bad byte's offset."""
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise FormatError(f"{name} 不是文本，而是{kind}文件：请另存为 .docx 或 .txt 再试")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(_strictly(data, encoding, name), encoding, name)
    try:
        return _decoded(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError as error:
        return _as_gb18030(data, name, error.start)


def _as_gb18030(data: bytes, name: str, utf8_failed_at: int) -> Decoded:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{name} 的编码无法判定：按 UTF-8 读到第 {utf8_failed_at} 字节出错，"
            f"按 GB18030 读到第 {error.start} 字节出错；请用记事本或 WPS 另存为 UTF-8 再试"
        ) from error
    if not _plausible(text):
        raise EncodingError(
            f"{name} 按 UTF-8 读到第 {utf8_failed_at} 字节出错，按 GB18030 读出的多是生僻字（多半是损坏的 UTF-8）；"
            "请重新取得文件，或用原来的软件另存为 UTF-8 再试"
        )
    return _decoded(text, "gb18030", name)


def _plausible(text: str) -> bool:
    """Return whether ``text`` reads as Chinese that someone wrote.

    Damaged UTF-8 mostly decodes as GB18030 too, but into rare characters: of Chinese as written, nine in ten are of
    the 3,755 common characters (level 1 of GB 2312, lead bytes B0 to D7), of damaged UTF-8 fewer than one in three.
    """
    han = common = private = others = 0
    for character, times in Counter(text).items():
        code = ord(character)
        if 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or code >= 0x20000:
            han += times
            common += times * is_common(character)
        elif 0xE000 <= code <= 0xF8FF:
            private += times
        elif code >= 0x80 and not _is_punctuation(code):
            others += times
    return private + others <= max(2, len(text) // 50) and common * 2 >= han


def is_common(character: str) -> bool:
    """Return whether this is one of the 3,755 characters of level 1 of GB 2312."""
    return 0xB0 <= character.encode("gb18030")[0] <= 0xD7 and len(character.encode("gb2312", "ignore")) == 2


def _is_punctuation(code: int) -> bool:
    ranges = ((0xA0, 0xFF), (0x2000, 0x27BF), (0x3000, 0x303F), (0xFF00, 0xFFEF), (0x1F300, 0x1FAFF))
    return any(first <= code <= last for first, last in ranges)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{name} 标明是 {encoding}，但第 {error.start} 字节起不合编码；请另存为 UTF-8 再试"
        ) from error


def _decoded(text: str, encoding: str, name: str) -> Decoded:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = sum(1 for character in text[:4096] if character < " " and character not in "\n\t\f")
    if "\0" in text or controls > 8:
        first = next(index for index, character in enumerate(text) if character < " " and character not in "\n\t\f")
        raise FormatError(
            f"{name} 里有不是文字的内容（第 {first} 个字符处）："
            "若是没有标记的 UTF-16，请另存为 UTF-8；否则请检查是否给错了文件"
        )
    return Decoded(text=text, encoding=encoding)
