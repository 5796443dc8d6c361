"""Rule pages as data: the headings of a page, and its examples as something that can be run."""

from __future__ import annotations

from dataclasses import dataclass

from .base import Rule

HEADINGS = ("做什么", "为什么", "例", "改为")
"""Headings every page has, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A small report and what it is reviewed with, as a page writes it."""

    text: str
    """The report."""
    facts: tuple[str, ...]
    """Lines that began with 素材：, one bullet each; none means no facts are given."""
    past: tuple[str, ...]
    """Lines that began with 往期：, together one past report."""
    period: str | None
    """The line that began with 报告期：, in any form `parse_period` reads."""


def sections(rule: Rule) -> dict[str, str]:
    """Return the contents of the page's headings, dedented, by heading."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in rule.page.split("\n"):
        if line in HEADINGS:
            current = found.setdefault(line, [])
        elif current is not None:
            current.append(line.strip())
    return {heading: "\n".join(lines).strip() for heading, lines in found.items()}


def example(rule: Rule, heading: str) -> Example:
    """Return the example below ``heading`` (例 or 改为)."""
    lines = sections(rule)[heading].split("\n")
    tagged: dict[str, list[str]] = {"素材": [], "往期": [], "报告期": [], "": []}
    for line in lines:
        tag, colon, rest = line.partition("：")
        known = bool(colon) and tag in tagged and tag != ""
        tagged[tag if known else ""].append(rest if known else line)
    return Example(
        text="\n".join(tagged[""]),
        facts=tuple(tagged["素材"]),
        past=tuple(tagged["往期"]),
        period=tagged["报告期"][0] if tagged["报告期"] else None,
    )
