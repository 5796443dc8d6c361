"""Files handed in over HTTP: their names are shown, never used as paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import UploadFile

from ..errors import FormatError, InputError
from ..readers import ENDINGS

MAX_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file, read."""

    name: str
    """What the sender calls it; for people only."""
    ending: str
    """Its ending, lower case, with the dot; one that can be read."""
    data: bytes
    """Its bytes."""


def taken(file: UploadFile) -> Upload:
    """Return an uploaded file; raise InputError for a name with a path in it, FormatError for a foreign ending."""
    name = file.filename or ""
    if any(mark in name for mark in "/\\\0") or name in ("", ".", "..") or len(name) > MAX_NAME:
        raise InputError(f"文件名“{name[:60]}”不能用：请改成不带路径、不超过 {MAX_NAME} 字的名字再上传")
    ending = PurePosixPath(name).suffix.lower()
    if ending not in ENDINGS:
        raise FormatError(f"不会读 {name}（{ending or '没有扩展名'}）：能读 {'、'.join(sorted(ENDINGS))}，请另存后再试")
    return Upload(name=name, ending=ending, data=file.file.read())


def given(files: Sequence[UploadFile] | None) -> list[Upload]:
    """Return the uploaded files; a form's empty file field counts as none."""
    return [taken(file) for file in files or () if file.filename or file.size]


def pasted(name: str, text: str, ending: str = ".txt") -> Upload:
    """Return pasted text as if it had been uploaded; raise InputError when there is none."""
    if not text.strip():
        raise InputError("文本是空的：请粘贴正文，或选择文件")
    return Upload(name=name, ending=ending, data=text.replace("\r\n", "\n").encode("utf-8"))
