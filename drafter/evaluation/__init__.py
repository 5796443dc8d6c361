"""Evaluation: frozen cases, recorded replies, counted metrics, paired statistics; all of it replays offline."""

from __future__ import annotations
