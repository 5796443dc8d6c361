from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from drafter.exporters.sarif import Positions, artifact_uri, render_sarif
from drafter.model import IN_TEXT, Review, Silenced, Span, Waiver

from . import samples


def run_of(review: Review | None = None, text: str = samples.TEXT) -> dict[str, Any]:
    log = json.loads(render_sarif(review or samples.review_of(), samples.document_of(text)))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    run: dict[str, Any] = log["runs"][0]
    return run


def test_every_rule_that_ran_has_its_page() -> None:
    run = run_of()
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in samples.review_of().rules]
    assert rules[0]["help"]["markdown"].startswith(rules[0]["id"])
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_columns_count_utf16_units_from_one() -> None:
    positions = Positions("𠮷甲\n😀乙𠮷丙\n")
    assert positions.region(Span(start=1, end=2)) | {} == {
        "startLine": 1,
        "startColumn": 3,
        "endLine": 1,
        "endColumn": 4,
        "charOffset": 2,
        "charLength": 1,
    }
    region = positions.region(Span(start=4, end=6))
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 3, 6)


def test_offsets_agree_with_python_utf16_everywhere() -> None:
    text = "甲𠮷\n乙😀丙"
    positions = Positions(text)
    for point in range(len(text) + 1):
        assert positions.offset(point) == len(text[:point].encode("utf-16-le")) // 2


def test_findings_carry_place_words_evidence_and_fix() -> None:
    document, review = samples.document_of(), samples.review_of()
    results = {result["ruleId"]: result for result in run_of()["results"]}
    region = results["DAT004"]["locations"][0]["physicalLocation"]["region"]
    line = document.text.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "截止" == region["snippet"]["text"]
    replacement = results["DAT004"]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["insertedContent"]["text"] == "截至"
    assert "素材F1" in results["FIG002"]["message"]["text"] and results["FIG002"]["level"] == "error"
    assert results["NUM004"]["relatedLocations"][0]["physicalLocation"]["region"]["charLength"] == 2
    assert len(results) == len(review.findings)


def test_fingerprints_stay_when_lines_move() -> None:
    moved = samples.document_of("序。\n" + samples.TEXT.replace(samples.TITLE, samples.TITLE))
    old = [r["partialFingerprints"] for r in run_of()["results"]]
    new = json.loads(render_sarif(samples.review_of(moved), moved))["runs"][0]["results"]
    assert [r["partialFingerprints"] for r in new] == old


def test_paths_become_uri_references() -> None:
    assert artifact_uri("稿 件/a.txt") == "%E7%A8%BF%20%E4%BB%B6/a.txt"
    assert artifact_uri("/tmp/a b.txt") == "file:///tmp/a%20b.txt"
    assert artifact_uri(None) == "text.txt"


def test_a_rule_that_is_not_listed_and_a_skipped_one_are_still_told() -> None:
    run = run_of(replace(samples.review_of(), rules=()))
    assert all("ruleIndex" not in result for result in run["results"])
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert "DAT001" in notes[0]["message"]["text"]


def test_findings_with_leave_are_suppressed_results_with_their_reason() -> None:
    review = samples.review_of()
    first, *rest = review.findings
    waiver = Waiver(rule=first.code, text="", reason="领导已核", source="waivers.toml")
    marked = replace(waiver, source=IN_TEXT)
    silenced = (Silenced(finding=first, waiver=waiver), Silenced(finding=rest[0], waiver=marked))
    *told, external, in_source = run_of(replace(review, findings=tuple(rest[1:]), silenced=silenced))["results"]
    assert all("suppressions" not in result for result in told)
    assert external["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "领导已核（waivers.toml）"}
    ]
    assert in_source["suppressions"][0]["kind"] == "inSource"
