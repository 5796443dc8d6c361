"""Past reports: stored in a catalog, found by words and vectors. Importing this loads neither Chroma nor LangChain."""

from __future__ import annotations

from .records import CorpusWarning, IngestReport, Refusal, StoredReport, Twin, VerifyReport
from .store import Corpus

__all__ = ["Corpus", "CorpusWarning", "IngestReport", "Refusal", "StoredReport", "Twin", "VerifyReport"]
