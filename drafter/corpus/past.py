"""The past as a review needs it: the reuse index of `text.reuse`, kept on disk as mapped arrays."""

from __future__ import annotations

import os
import secrets
import shutil
import warnings
from pathlib import Path

import numpy as np

from ..errors import FormatError
from ..model import Document, from_json, to_json
from ..text.reuse import FORMAT, ReuseIndex, build_index
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
    index = build_index(_documents(catalog))
    if catalog.path.exists():
        _keep(index, folder)
    return index


def _documents(catalog: Catalog) -> list[Document]:
    """Return all that is stored with sentences only: outline and figures play no part in reuse."""
    documents: list[Document] = []
    for record in catalog.documents():
        text = catalog.text(record.sha256)
        source = record.described()
        documents.append(Document(text=text, source=source, sections=(), sentences=split_sentences(text), figures=()))
    return documents


def _loaded(folder: Path) -> ReuseIndex:
    stamps = from_json(dict[str, Stamp], (folder / _STAMPS).read_text(encoding="utf-8"))
    # arrays that load but hold something else would raise, or lie, in the middle of a review
    if {name: stamp for name, stamp in stamps_of(folder).items() if name != _STAMPS} != stamps:
        raise ValueError(folder)
    files = sorted(folder.glob("*.npy"))
    return ReuseIndex.from_arrays({file.stem: np.load(file, mmap_mode="r", allow_pickle=False) for file in files})


def _keep(index: ReuseIndex, folder: Path) -> None:
    """Write the arrays aside and swap them in; another process may have done the same meanwhile, which is as good."""
    aside = folder.parent / f"aside-{secrets.token_hex(4)}"
    aside.mkdir(parents=True)
    for name, array in index.to_arrays().items():
        np.save(aside / f"{name}.npy", array, allow_pickle=False)
    (aside / _STAMPS).write_text(to_json(stamps_of(aside)), encoding="utf-8")
    try:
        os.replace(aside, folder)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
    for other in folder.parent.iterdir():
        # one that another process is just writing is left alone
        if other.name != folder.name and not other.name.startswith("aside-"):
            shutil.rmtree(other, ignore_errors=True)
