"""The past as a review needs it: the reuse index of `text.reuse`, kept on disk as mapped arrays."""

from __future__ import annotations

import os
import secrets
import shutil
import warnings
from pathlib import Path

import numpy as np

from ..errors import FormatError
from ..model import Document, Source, from_json, to_json
from ..text.reuse import FORMAT, VARYING, ReuseIndex, build_index
from ..text.sentences import split_sentences
from .catalog import Catalog
from .records import CorpusWarning
from .stamps import Stamp, stamps_of

_STAMPS = "stamps.json"


def past_of(store: Path, catalog: Catalog) -> ReuseIndex:
    """Return the index over every sentence stored; made anew, and kept, when reports or corrections changed."""
    # the last letter: with stamps, which older programs did not write
    name = f"{catalog.generation()}-{catalog.meta('edition') or 0}-{FORMAT}s"
    folder = store / "past" / name
    if folder.is_dir():
        try:
            return _loaded(folder)
        except (OSError, ValueError, KeyError, EOFError, FormatError):
            warnings.warn("往年文本的索引已损坏，已按资料库重建", CorpusWarning, stacklevel=2)
            shutil.rmtree(folder, ignore_errors=True)
    before = _before(store / "past")
    index = _brought_up_to(before[1] if before else build_index(()), catalog)
    if catalog.path.exists():
        _keep(index, folder, before[0] if before else None)
    return index


def _before(past: Path) -> tuple[Path, ReuseIndex] | None:
    """Return the index of an earlier state of the store, to go on from; None when there is no sound one."""
    for folder in past.glob(f"*-{FORMAT}s"):
        try:
            return folder, _loaded(folder)
        except (OSError, ValueError, KeyError, EOFError, FormatError):
            continue
    return None


def _brought_up_to(index: ReuseIndex, catalog: Catalog) -> ReuseIndex:
    """Return ``index`` with the reports stored now: gone ones struck out, corrected ones told anew, new ones added."""
    stored = {record.sha256: record.described() for record in catalog.documents()}
    held = {source.sha256 for source in index.sources}
    index = index.without([sha256 for sha256 in held if sha256 and sha256 not in stored]).described(stored)
    new = [_document(source, catalog.text(sha256)) for sha256, source in stored.items() if sha256 not in held]
    return index.extended(new) if new else index


def _document(source: Source, text: str) -> Document:
    """Return a report with sentences only: outline and figures play no part in reuse."""
    return Document(text=text, source=source, sections=(), sentences=split_sentences(text), figures=())


def _loaded(folder: Path) -> ReuseIndex:
    stamps = from_json(dict[str, Stamp], (folder / _STAMPS).read_text(encoding="utf-8"))
    # arrays that load but hold something else would raise, or lie, in the middle of a review
    if {name: stamp for name, stamp in stamps_of(folder).items() if name != _STAMPS} != stamps:
        raise ValueError(folder)
    files = sorted(folder.glob("*.npy"))
    return ReuseIndex.from_arrays({file.stem: np.load(file, mmap_mode="r", allow_pickle=False) for file in files})


def _keep(index: ReuseIndex, folder: Path, before: Path | None) -> None:
    """Write the arrays aside and swap them in; another process may have done the same meanwhile, which is as good.

    What stood in ``before`` under its name already is taken from there.
    """
    aside = folder.parent / f"aside-{secrets.token_hex(4)}"
    aside.mkdir(parents=True)
    for name, array in index.to_arrays().items():
        file = f"{name}.npy"
        if name in VARYING or before is None or not _taken(before / file, aside / file):
            np.save(aside / file, array, allow_pickle=False)
    (aside / _STAMPS).write_text(to_json(stamps_of(aside)), encoding="utf-8")
    try:
        os.replace(aside, folder)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
    for other in folder.parent.iterdir():
        # one that another process is just writing is left alone
        if other.name != folder.name and not other.name.startswith("aside-"):
            shutil.rmtree(other, ignore_errors=True)


def _taken(file: Path, target: Path) -> bool:
    """Return whether ``file`` now stands at ``target`` too; some disks know no links."""
    try:
        os.link(file, target)
    except OSError:
        return False
    return True
