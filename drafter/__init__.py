"""Drafts and reviews periodic work reports: facts in, a reviewed draft out.

    from drafter import Drafter, export, read_facts

    drafter = Drafter(corpus="corpus")
    draft = drafter.write(read_facts("notes.md"))
    export(draft, "report.docx", review=drafter.review(draft))

Names are loaded when first used, so that what needs no model answers at once.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .corpus import Corpus as Corpus
    from .errors import DrafterError as DrafterError
    from .exporters import export as export
    from .model import Document as Document
    from .model import Draft as Draft
    from .model import Finding as Finding
    from .model import Review as Review
    from .model import from_json as from_json
    from .model import to_json as to_json
    from .pipeline import Drafter as Drafter
    from .pipeline import review as review
    from .readers import read as read
    from .readers import read_facts as read_facts
    from .readers import read_text as read_text
    from .text.factsheet import FactSheet as FactSheet
    from .text.figures import find_figures as find_figures

_HOMES = {
    "Corpus": "corpus",
    "Document": "model",
    "Draft": "model",
    "Drafter": "pipeline",
    "DrafterError": "errors",
    "FactSheet": "text.factsheet",
    "Finding": "model",
    "Review": "model",
    "export": "exporters",
    "find_figures": "text.figures",
    "from_json": "model",
    "read": "readers",
    "read_facts": "readers",
    "read_text": "readers",
    "review": "pipeline",
    "to_json": "model",
}

__all__ = [
    "Corpus",
    "Document",
    "Draft",
    "Drafter",
    "DrafterError",
    "FactSheet",
    "Finding",
    "Review",
    "export",
    "find_figures",
    "from_json",
    "read",
    "read_facts",
    "read_text",
    "review",
    "to_json",
]


def __getattr__(name: str) -> object:
    """Return a public name, importing its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'drafter' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
