"""What things are: frozen dataclasses, and JSON both ways. Needs nothing but the standard library."""

from __future__ import annotations

from .calls import CallRow, Message, PromptVersion
from .document import (
    Block,
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
from .evals import Comparison, EvalCase, EvalResult, Score
from .facts import Fact, OpenQuestion
from .findings import Coverage, Edit, Finding, Fix, Ground, LedgerRow, Review, RuleInfo, Severity, Skipped, State
from .past import Past, PastSentence
from .serial import from_json, from_plain, to_json, to_plain
from .settings import Endpoint, Settings
from .span import Period, Span

__all__ = [
    "Block",
    "Brief",
    "CallRow",
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
    "Role",
    "RuleInfo",
    "Run",
    "Score",
    "Section",
    "SectionPlan",
    "Sentence",
    "Settings",
    "Severity",
    "Skipped",
    "Source",
    "Span",
    "State",
    "Unused",
    "from_json",
    "from_plain",
    "to_json",
    "to_plain",
]
