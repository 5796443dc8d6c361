"""The parts of a Word file: read as they are, written back with only the changed ones replaced."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from ..errors import ExportError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Package:
    """A Word file's parts by name, and those that were changed."""

    def __init__(self, data: bytes) -> None:
        """Open ``data``; raise ExportError when it is not a Word file."""
        self._data = data
        self._changed: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._names = set(archive.namelist())
                self.main = self._target("_rels/.rels", "/officeDocument") or "word/document.xml"
                archive.getinfo(self.main)
        except (zipfile.BadZipFile, KeyError) as error:
            raise ExportError("原文件不是可用的 Word 文件（.docx）；请在 Word 中另存为 .docx 后再试") from error

    def xml(self, name: str) -> Any:
        """Return the root element of a part."""
        if name in self._changed:
            return parse(self._changed[name])
        with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
            return parse(archive.read(name))

    def put(self, name: str, root: Any) -> None:
        """Replace or add a part."""
        self._changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def comments(self) -> tuple[str, Any]:
        """Return name and root of the comments part; it is made and linked when the file has none."""
        rels_name = _rels_of(self.main)
        found = self._target(rels_name, "/comments")
        if found is not None:
            name = posixpath.normpath(posixpath.join(posixpath.dirname(self.main), found)).lstrip("/")
            if found.startswith("/"):
                name = found.lstrip("/")
            return name, self.xml(name)
        name = posixpath.join(posixpath.dirname(self.main), "comments.xml")
        while name in self._names:
            name = name.replace(".xml", "_.xml")
        self._link(rels_name, name)
        return name, etree.Element(f"{{{W}}}comments", nsmap={"w": W})

    def to_bytes(self) -> bytes:
        """Return the file: unchanged parts byte for byte, in their old order, new parts last."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as source, zipfile.ZipFile(buffer, "w") as target:
            for info in source.infolist():
                content = self._changed.get(info.filename)
                target.writestr(info, source.read(info) if content is None else content, info.compress_type)
            for name in sorted(set(self._changed) - self._names):
                target.writestr(zipfile.ZipInfo(name, _EPOCH), self._changed[name], zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _target(self, rels_name: str, kind: str) -> str | None:
        """Return the target of the first relationship whose type ends in ``kind``."""
        if rels_name not in self._names:
            return None
        for node in self.xml(rels_name):
            if isinstance(node.tag, str) and str(node.get("Type", "")).endswith(kind):
                target = str(node.get("Target"))
                return target.lstrip("/") if kind == "/officeDocument" else target
        return None

    def _link(self, rels_name: str, name: str) -> None:
        """Add the relationship and the content type that make ``name`` the comments part."""
        rels = self.xml(rels_name) if rels_name in self._names else etree.Element(f"{{{_RELS}}}Relationships")
        taken = {node.get("Id") for node in rels}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdComments{n}" not in taken)
        link: Mapping[str, str] = {
            "Id": f"rIdComments{number}",
            "Type": f"{_OFFICE}/comments",
            "Target": posixpath.basename(name),
        }
        etree.SubElement(rels, f"{{{_RELS}}}Relationship", link)
        self.put(rels_name, rels)
        types = self.xml("[Content_Types].xml")
        etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE})
        self.put("[Content_Types].xml", types)


def parse(data: bytes) -> Any:
    """Return the root of an XML part; entities are not resolved, blanks are kept. Raise ExportError when damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExportError(f"原 Word 文件内部已损坏（{error.msg}）；请在 Word 中打开并另存后再试") from error


def _rels_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
