"""SARIF 2.1.0, as build logs and code hosts show it; columns count UTF-16 units, as their viewers do."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ..model import IN_TEXT, Document, Finding, Review, RuleInfo, Silenced, Span
from .base import printable
from .labels import ground_line, one_line

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"E": "error", "W": "warning", "I": "note"}


class Positions:
    """Turns code-point offsets of one text into lines and UTF-16 columns, both from 1."""

    def __init__(self, text: str) -> None:
        """Index the lines of ``text`` once."""
        self._text = text
        self._starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
        self._wide = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]

    def offset(self, point: int) -> int:
        """Return the UTF-16 offset of code point ``point``."""
        return point + bisect_right(self._wide, point - 1)

    def region(self, span: Span) -> dict[str, Any]:
        """Return the SARIF region of ``span``."""
        start_line, start_column = self._place(span.start)
        end_line, end_column = self._place(span.end)
        return {
            "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column,
            "charOffset": self.offset(span.start), "charLength": self.offset(span.end) - self.offset(span.start),
        }  # fmt: skip

    def _place(self, point: int) -> tuple[int, int]:
        line = bisect_right(self._starts, point)
        return line, self.offset(point) - self.offset(self._starts[line - 1]) + 1


def render_sarif(review: Review, document: Document) -> str:
    """Return one SARIF log with one run: every rule that ran with its page, every finding with evidence and fix.

    Findings that have leave to stand come last, marked as suppressed.
    """
    positions = Positions(document.text)
    index = {rule.code: number for number, rule in enumerate(review.rules)}
    uri = artifact_uri(document.source.path)
    run = {
        "tool": {"driver": {"name": "drafter", "rules": [_rule(rule) for rule in review.rules]}},
        "columnKind": "utf16CodeUnits",
        "language": "zh-CN",
        "artifacts": [{"location": {"uri": uri}, **_hash(document)}],
        "results": [
            *(_result(finding, positions, uri, index) for finding in review.findings),
            *(_suppressed(one, positions, uri, index) for one in review.silenced),
        ],
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(review)}],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def artifact_uri(path: str | None) -> str:
    """Return ``path`` as a URI reference; relative paths stay relative, a text without a file is ``text.txt``."""
    if path is None:
        return "text.txt"
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), safe="/")


def _hash(document: Document) -> dict[str, Any]:
    return {"hashes": {"sha-256": document.source.sha256}} if document.source.sha256 else {}


def _rule(rule: RuleInfo) -> dict[str, Any]:
    first = one_line(rule.page.strip().split("\n\n")[0]) or rule.name
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": first},
        "help": {"text": rule.page or first, "markdown": rule.page or first},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(finding: Finding, positions: Positions, uri: str, index: dict[str, int]) -> dict[str, Any]:
    region = positions.region(finding.span) | {"snippet": {"text": finding.quote}}
    grounds = [ground_line(ground) for ground in finding.evidence]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVEL[finding.severity],
        "message": {"text": "\n".join([finding.message, *grounds])},
        "locations": [
            {
                "physicalLocation": _physical(uri, region),
                "logicalLocations": [{"fullyQualifiedName": finding.where, "kind": "section"}],
            }
        ],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    related = [
        {
            "id": number,
            "physicalLocation": _physical(uri, positions.region(ground.span)),
            "message": {"text": ground_line(ground)},
        }
        for number, ground in enumerate(finding.evidence, 1)
        if ground.kind == "here" and ground.span is not None
    ]
    if related:
        result["relatedLocations"] = related
    if finding.fix is not None and finding.fix.edits:
        result["fixes"] = [_fix(finding, positions, uri)]
    return result


def _suppressed(one: Silenced, positions: Positions, uri: str, index: dict[str, int]) -> dict[str, Any]:
    """Return a finding that has leave to stand: viewers hide it, and show who gave the leave and why."""
    kind = "inSource" if one.waiver.source == IN_TEXT else "external"
    leave = {"kind": kind, "status": "accepted", "justification": f"{one.waiver.reason}（{one.waiver.source}）"}
    return _result(one.finding, positions, uri, index) | {"suppressions": [leave]}


def _physical(uri: str, region: dict[str, Any]) -> dict[str, Any]:
    return {"artifactLocation": {"uri": uri, "index": 0}, "region": region}


def _fix(finding: Finding, positions: Positions, uri: str) -> dict[str, Any]:
    assert finding.fix is not None
    replacements = [
        {"deletedRegion": positions.region(edit.span), "insertedContent": {"text": edit.text}}
        for edit in finding.fix.edits
    ]
    change = {"artifactLocation": {"uri": uri, "index": 0}, "replacements": replacements}
    return {"description": {"text": finding.message}, "artifactChanges": [change]}


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when lines move: the rule and its words."""
    return hashlib.sha256(f"{finding.code}\0{one_line(finding.quote)}".encode("utf-8", "replace")).hexdigest()[:32]


def _notifications(review: Review) -> list[dict[str, Any]]:
    return [
        {"level": "note", "message": {"text": f"{one.code} {one.reason}"}, "associatedRule": {"id": one.code}}
        for one in review.skipped
    ]
