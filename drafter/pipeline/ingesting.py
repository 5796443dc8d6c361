"""Past reports from files, folders, globs and zip files into the corpus, one at a time: memory stays flat."""

from __future__ import annotations

import fnmatch
import glob
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .. import readers
from ..errors import InputError
from ..model import Document
from .values import FormatCount, Ingested, Progress, Refused

if TYPE_CHECKING:
    from ..corpus import Corpus

_GLOB = frozenset("*?[")


def take_in(
    corpus: Corpus, paths: Iterable[str | Path], *, remove_missing: bool = False, progress: Progress
) -> Ingested:
    """Take what ``paths`` name into ``corpus``; what cannot be read is listed with the reason.

    With ``remove_missing``, stored reports below these paths whose files are gone are forgotten. Raises InputError
    when a path does not exist (unless its reports are to be removed) or nothing readable was found.
    """
    given = [Path(path) for path in paths]
    removed = _remove_missing(corpus, given) if remove_missing else ()
    files = list(report_files(given, endings=readers.ENDINGS | readers.ARCHIVES, missing_ok=remove_missing))
    if not files and not removed:
        takes = "、".join(sorted(readers.ENDINGS | readers.ARCHIVES))
        raise InputError(f"没有找到可以读取的报告文件：请给出 {takes} 文件，或装有这些文件的文件夹")
    incoming = Incoming(corpus=corpus, files=files, progress=progress)
    report = corpus.ingest(incoming.documents())
    corpus.tell({path: said for path, said in incoming.told.items() if path in incoming.new})
    retold = corpus.tell({path: said for path, said in incoming.told.items() if path not in incoming.new})
    refused = [*incoming.refused, *(Refused(path=one.path or "", reason=one.reason) for one in report.refused)]
    return Ingested(
        report=report,
        refused=tuple(refused),
        skipped=incoming.skipped,
        removed=removed,
        formats=incoming.formats(),
        retold=retold,
    )


@dataclass(slots=True)
class Incoming:
    """Reads files one after the other, noting on the way what was passed over."""

    corpus: Corpus
    files: Sequence[Path]
    progress: Progress
    refused: list[Refused] = field(default_factory=list)
    skipped: int = 0
    told: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What the manifests say of each file that could be read; nothing where they do not name it."""
    new: set[str] = field(default_factory=set)
    """Files that were read."""
    _formats: Counter[tuple[str, str]] = field(default_factory=Counter)
    _manifests: dict[Path, Mapping[str, readers.Entry] | None] = field(default_factory=dict)

    def documents(self) -> Iterator[Document]:
        """Yield every report that is not stored yet."""
        for number, path in enumerate(self.files, 1):
            try:
                yield from self._inside(path) if path.suffix.lower() in readers.ARCHIVES else self._alone(path)
            except InputError as error:
                self._refuse(str(path), str(error))
            self.progress("读取并入库", number, len(self.files))

    def _alone(self, path: Path) -> Iterator[Document]:
        data = readers.read_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        self._hear(path, digest)
        if self._is_new(digest, str(path)):
            document = readers.read_data(data, path)
            self._count(str(path), "read")
            self.new.add(str(path))
            yield document

    def _inside(self, path: Path) -> Iterator[Document]:
        found = False
        for member in readers.members(path, readers.ENDINGS):
            found = True
            if member.data is None:
                self._refuse(member.path, member.reason or "")
                continue
            try:
                if self._is_new(hashlib.sha256(member.data).hexdigest(), member.path):
                    document = readers.read_data(member.data, member.path)
                    self._count(member.path, "read")
                    yield document
            except InputError as error:
                self._refuse(member.path, str(error))
        if not found:
            self._refuse(str(path), "压缩包里没有可以读取的报告；请检查是否给错了文件")

    def _is_new(self, digest: str, path: str) -> bool:
        """Return whether these bytes are not stored yet."""
        if self.corpus.known(digest, path=path):
            self.skipped += 1
            self._count(path, "skipped")
            return False
        return True

    def _hear(self, path: Path, digest: str) -> None:
        """Note what the manifest of the file's folder, read once a folder, says of it."""
        if path.parent not in self._manifests:
            try:
                self._manifests[path.parent] = readers.read_manifest(path.parent)
            except InputError as error:
                # its reports are taken in all the same, and what it said before goes on counting
                self._manifests[path.parent] = None
                self.refused.append(Refused(path=str(path.parent / readers.MANIFEST), reason=str(error)))
        manifest = self._manifests[path.parent]
        if manifest is not None:
            entry = manifest.get(path.name)
            # an entry for other bytes of the same name does not count
            said = entry.said if entry is not None and entry.sha256 in (None, digest) else {}
            self.told[str(path)] = said

    def _refuse(self, path: str, reason: str) -> None:
        self._count(path, "refused")
        self.refused.append(Refused(path=path, reason=reason))

    def _count(self, path: str, became: str) -> None:
        self._formats[Path(path).suffix.lower(), became] += 1

    def formats(self) -> tuple[FormatCount, ...]:
        """Return what became of the files so far, by format, most frequent first."""
        totals: Counter[str] = Counter()
        for (ending, _), count in self._formats.items():
            totals[ending] += count
        return tuple(
            FormatCount(
                ending=ending,
                read=self._formats[ending, "read"],
                skipped=self._formats[ending, "skipped"],
                refused=self._formats[ending, "refused"],
            )
            for ending, _ in totals.most_common()
        )


def report_files(
    paths: Iterable[str | Path], *, endings: frozenset[str] = readers.ENDINGS, missing_ok: bool = False
) -> Iterator[Path]:
    """Yield the files named by ``paths``, each once: files as given, those of folders and globs by their ending.

    Hidden files are left out. Raises InputError when a path does not exist, unless that is ``missing_ok``.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _matching(Path(given), missing_ok=missing_ok):
            for file in _below(found, endings):
                key = os.path.abspath(file)
                if key not in seen:
                    seen.add(key)
                    yield file


def _matching(path: Path, *, missing_ok: bool) -> list[Path]:
    """Return the path, or what a glob matches: in quotes a pattern reaches us as it was typed, on Windows always."""
    if path.exists():
        return [path]
    found = sorted(glob.glob(str(path), recursive=True)) if _GLOB & set(str(path)) else []
    if not found and not missing_ok:
        raise InputError(f"找不到 {path}：请检查路径")
    return [Path(name) for name in found]


def _below(path: Path, endings: frozenset[str]) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in endings and not file.name.startswith((".", "~$")) and file.is_file()
    )


def _remove_missing(corpus: Corpus, paths: Sequence[Path]) -> tuple[str, ...]:
    """Forget the stored reports below ``paths`` whose files are gone; return those files."""
    roots = [os.path.abspath(path) for path in paths]
    listed: dict[str, frozenset[str]] = {}
    gone = {
        row.file: row.sha256
        for row in corpus.documents()
        if row.file is not None and any(_is_below(row.file, root) for root in roots) and not _is_there(row.file, listed)
    }
    if gone:
        corpus.remove(*gone.values())
    return tuple(gone)


def _is_below(file: str, root: str) -> bool:
    if _GLOB & set(root):
        return fnmatch.fnmatch(file, root)
    return file == root or file.startswith((root.rstrip(os.sep) + os.sep, f"{root}{readers.INSIDE}{os.sep}"))


def _is_there(file: str, listed: dict[str, frozenset[str]]) -> bool:
    """Return whether a file, or a member of a zip, still exists; ``listed`` keeps what each zip holds."""
    archive, inside, _ = file.partition(f"{readers.INSIDE}{os.sep}")
    if not inside or os.path.exists(file):
        return os.path.exists(file)
    if archive not in listed:
        listed[archive] = readers.listing(Path(archive)) if os.path.exists(archive) else frozenset()
    return file in listed[archive]
