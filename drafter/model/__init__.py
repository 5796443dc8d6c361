"""What things are: frozen dataclasses, and JSON both ways. Needs nothing but the standard library."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from .document import (
    Block,
    Cell,
    Document,
    Figure,
    FigureKind,
    Hedge,
    Layout,
    Level,
    Mark,
    Page,
    Run,
    Section,
    Sentence,
    Source,
)
from .draft import (
    Brief,
    Draft,
    DraftSentence,
    Engine,
    Evidence,
    MadeWith,
    Outline,
    Passage,
    PromptPin,
    Role,
    SectionPlan,
    Unused,
)
from .facts import Fact, OpenQuestion
from .findings import (
    IN_TEXT,
    Coverage,
    Edit,
    Finding,
    Fix,
    Ground,
    LedgerRow,
    Review,
    RuleInfo,
    Severity,
    Silenced,
    Skipped,
    State,
    Waiver,
)
from .past import Past, PastSentence
from .serial import from_json, from_plain, to_json, to_plain
from .settings import Endpoint, FileIgnores, ReviewProfile, Settings
from .span import Period, Span, touches

if TYPE_CHECKING:
    from .calls import CallRow, Message, PromptVersion
    from .evals import Comparison, EvalCase, EvalResult, Score

# what no review has to do with is loaded when first asked for
_LATER = {
    "CallRow": "calls", "Message": "calls", "PromptVersion": "calls",
    "Comparison": "evals", "EvalCase": "evals", "EvalResult": "evals", "Score": "evals",
}  # fmt: skip

__all__ = [
    "IN_TEXT",
    "Block",
    "Brief",
    "CallRow",
    "Cell",
    "Comparison",
    "Coverage",
    "Document",
    "Draft",
    "DraftSentence",
    "Edit",
    "Endpoint",
    "Engine",
    "EvalCase",
    "EvalResult",
    "Evidence",
    "Fact",
    "Figure",
    "FigureKind",
    "FileIgnores",
    "Finding",
    "Fix",
    "Ground",
    "Hedge",
    "Layout",
    "LedgerRow",
    "Level",
    "MadeWith",
    "Mark",
    "Message",
    "OpenQuestion",
    "Outline",
    "Page",
    "Passage",
    "Past",
    "PastSentence",
    "Period",
    "PromptPin",
    "PromptVersion",
    "Review",
    "ReviewProfile",
    "Role",
    "RuleInfo",
    "Run",
    "Score",
    "Section",
    "SectionPlan",
    "Sentence",
    "Settings",
    "Severity",
    "Silenced",
    "Skipped",
    "Source",
    "Span",
    "State",
    "Unused",
    "Waiver",
    "from_json",
    "from_plain",
    "to_json",
    "to_plain",
    "touches",
]


def __getattr__(name: str) -> object:
    """Return a value whose home is imported when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value
