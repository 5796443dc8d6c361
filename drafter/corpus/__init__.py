"""Past reports: stored in a catalog, found by words and vectors. Importing this loads neither Chroma nor LangChain."""

from __future__ import annotations

from .catalog import FILE_NAME as CATALOG
from .records import CorpusWarning, IngestReport, Refusal, StoredReport, StoreState, Twin
from .search import WORTH_SHOWING
from .store import Corpus

__all__ = [
    "CATALOG",
    "WORTH_SHOWING",
    "Corpus",
    "CorpusWarning",
    "IngestReport",
    "Refusal",
    "StoreState",
    "StoredReport",
    "Twin",
]
