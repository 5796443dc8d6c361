"""Zip packages (Word, Excel) before anything opens them: whole, bounded, not encrypted, without entity tricks."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from ..errors import FormatError

# A file that unpacks to more than this is an attack or an accident. Pictures count towards the whole only.
MAX_UNPACKED = 400_000_000
MAX_XML = 48_000_000
MAX_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0"


def require_package(data: bytes, path: Path, *, part: str, kind: str, ending: str) -> None:
    """Raise FormatError unless ``data`` is a whole, bounded zip package that holds ``part``.

    ``kind`` (Word, Excel) and ``ending`` are for the message.
    """
    if data.startswith(_OLE):
        raise FormatError(f"{path.name} 是旧版 {kind} 文件（或加了密码）：请用 Office 或 WPS 另存为 {ending} 再试")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    # a directory of parts that lies about offsets raises errors of several kinds
    except (zipfile.BadZipFile, ValueError, OSError, LookupError, NotImplementedError, RuntimeError) as error:
        raise FormatError(
            f"{path.name} 不是完好的 {kind} 文件（可能没有传完）：请重新取得，或另存为 {ending} 再试"
        ) from error
    with archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(info.file_size for info in parts) > MAX_UNPACKED:
            raise FormatError(f"{path.name} 解开后过大，拒绝读取：请确认来源")
        names = {info.filename for info in parts}
        if part not in names:
            raise FormatError(f"{path.name} 里没有 {kind} 正文：请确认它是 {ending} 文件")
        if any(info.flag_bits & 0x1 for info in parts):
            raise FormatError(f"{path.name} 加了密码：请去掉密码另存为 {ending} 再试")
        for info in parts:
            if info.filename.endswith((".xml", ".rels")):
                _require_plain_xml(archive, info, path)


def _require_plain_xml(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> None:
    """Raise FormatError for a part that is too long or declares a document type: Office never writes one."""
    if info.file_size > MAX_XML:
        raise FormatError(f"{path.name} 里的 {info.filename} 解开后过大，拒绝读取：请确认来源")
    try:
        with archive.open(info) as stream:
            head = stream.read(4096)
    # damaged parts that matter are named by the reader itself; pictures and leftovers may be as they are
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return
    # the two encodings XML can begin in here: bytes as they are, or two a character
    if b"<!DOCTYPE" in head or "<!DOCTYPE".encode("utf-16-le") in head or "<!DOCTYPE".encode("utf-16-be") in head:
        raise FormatError(f"{path.name} 里夹带了外部实体声明（正常的 Office 文件没有），拒绝读取：请确认来源")
