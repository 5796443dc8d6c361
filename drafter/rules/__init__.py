"""Review: fifty rules in ten families, one catalogue, one door."""

from __future__ import annotations

from .base import Need, ReviewContext, Rule, here
from .catalogue import RULES
from .engine import review_draft

__all__ = ["RULES", "Need", "ReviewContext", "Rule", "here", "review_draft"]
