"""Drafts and reviews periodic work reports: facts in, a reviewed draft out."""

from __future__ import annotations
