"""Zip files in: the reports inside, one at a time, in bounds; nothing is ever written to disk."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..errors import FormatError

ENDING = ".zip"
INSIDE = "!"
"""Stands between a zip file and the member in it: 往年.zip!/2023/总结.docx."""
MAX_MEMBERS = 5_000
MAX_MEMBER = 100_000_000
MAX_UNPACKED = 2_000_000_000
# text packs to a tenth, a bomb to a thousandth
_MAX_RATIO, _RATIO_FROM = 200, 10_000_000
_LINK = 0o120000
_UTF8 = 0x800


class Member(NamedTuple):
    """One file in a zip: its bytes, or why it cannot be had."""

    path: str
    """The zip's path and the place inside: 往年.zip!/2023/总结.docx."""
    name: str
    """The place inside."""
    data: bytes | None
    """The bytes; None when refused."""
    reason: str | None
    """Why it is refused, one line; None when it is not."""


def members(path: Path, endings: frozenset[str]) -> Iterator[Member]:
    """Yield the members of the zip at ``path`` that end in one of ``endings``, and refusals for suspicious ones.

    Raises FormatError when the file is no zip, or holds more than the bounds allow.
    """
    with _opened(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise FormatError(f"{path.name} 里文件过多或解开后过大，拒绝读取：请确认来源，或解开后给出文件夹")
        seen: set[str] = set()
        for info in infos:
            name = _name(info)
            if _is_litter(name):
                continue
            reason = _objection(info, name, seen)
            seen.add(name)
            if reason is None and PurePosixPath(name).suffix.lower() not in endings:
                continue
            data, reason = (None, reason) if reason is not None else _unpacked(archive, info)
            yield Member(path=f"{path}{INSIDE}/{name.lstrip('/')}", name=name, data=data, reason=reason)


def listing(path: Path) -> frozenset[str]:
    """Return the absolute paths `members` would give; raise FormatError when the file is no zip."""
    with _opened(path) as archive:
        return frozenset(os.path.abspath(f"{path}{INSIDE}/{_name(info).lstrip('/')}") for info in archive.infolist())


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    # a damaged directory of members raises errors of several kinds
    except (zipfile.BadZipFile, ValueError, LookupError, NotImplementedError, RuntimeError, OSError) as error:
        raise FormatError(f"{path.name} 不是完好的 zip 文件（可能没有传完）：请重新取得，或解开后给出文件夹") from error


def _name(info: zipfile.ZipInfo) -> str:
    """Return the member's name; Windows writes Chinese names as GBK without saying so."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_litter(name: str) -> bool:
    """Return whether this is what macOS, Word or a file manager leaves behind."""
    parts = name.split("/")
    return "__MACOSX" in parts or parts[-1].startswith(("~$", "._", ".DS_Store")) or not parts[-1]


def _objection(info: zipfile.ZipInfo, name: str, seen: set[str]) -> str | None:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name:
        return "压缩包里的路径指向包外，拒绝读取；请确认来源"
    if info.external_attr >> 16 & 0o170000 == _LINK:
        return "压缩包里是一个链接而不是文件；请放入文件本身"
    if name in seen:
        return "压缩包里有两个同名文件；请解开后给出文件夹"
    if PurePosixPath(name).suffix.lower() == ENDING:
        return "压缩包里又有压缩包，不再往里读；请解开后给出文件夹"
    if info.flag_bits & 0x1:
        return "压缩包加了密码；请解开后给出文件夹"
    bomb = info.file_size > _RATIO_FROM and info.file_size > _MAX_RATIO * max(1, info.compress_size)
    if info.file_size > MAX_MEMBER or bomb:
        return "解开后过大，拒绝读取；请确认来源"
    return None


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[bytes | None, str | None]:
    """Return the bytes, or why there are none; never more than the directory promised."""
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    # damage shows as any of these, wherever in the member it is
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError,
            LookupError, AttributeError) as error:  # fmt: skip
        return None, f"压缩包里的这个文件已损坏（{type(error).__name__}）；请重新取得"
    return data, None
