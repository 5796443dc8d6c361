"""Coined short names: letters of a full name put together, which nobody can read without an explanation."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from drafter.lexicon import load_lexicon
from drafter.model import Draft, Finding
from drafter.readers import read_text
from drafter.rules import review_draft
from drafter.rules.names_coined import coined, full_names

_CASES = tomllib.loads(Path(__file__).with_name("coined_names.toml").read_text(encoding="utf-8"))


def _findings(text: str) -> list[Finding]:
    review = review_draft(Draft.of(read_text(text)), select=("NAM002",))
    return [finding for finding in review.findings if finding.code == "NAM002"]


@pytest.mark.parametrize("case", _CASES["wrong"], ids=lambda case: case["at"])
def test_a_name_nobody_explains_is_found(case: dict[str, Any]) -> None:
    text = read_text(case["text"]).text
    start = text.index(case["at"])
    spans = []
    for finding in _findings(case["text"]):
        spans.append(finding.span)
        spans.extend(ground.span for ground in finding.evidence if ground.span is not None)
    assert any(span.start < start + len(case["at"]) and start < span.end for span in spans)


@pytest.mark.parametrize("case", _CASES["right"], ids=lambda case: case["text"][:12])
def test_usual_wording_is_left_alone(case: dict[str, Any]) -> None:
    assert not _findings(case["text"])


def test_the_advice_names_the_full_name_and_shows_what_to_write() -> None:
    (finding,) = _findings("社区建立了“清泉议事亭”协商平台。针对停车难，清议亭组织议事19次。")
    assert finding.quote == "清议亭"
    assert "“清泉议事亭”协商平台" in finding.message
    assert "（以下简称“清议亭”）" in finding.message
    assert finding.severity == "I"
    assert [ground.quote for ground in finding.evidence] == ["“清泉议事亭”协商平台"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县里启动了农村污水管网更新三年攻坚计划。", ["农村污水管网更新三年攻坚计划"]),
        ("印发《衡川市养犬管理办法实施细则》。", ["《衡川市养犬管理办法实施细则》"]),
        ("开展“清风进校园、进企业”系列活动。", ["“清风进校园、进企业”系列活动"]),
        ("他说“天气很好，大家都来了”并离开了这个地方去了别处看看吧。", []),
        ("各项改革。", []),
    ],
)
def test_what_counts_as_a_full_name(text: str, names: list[str]) -> None:
    assert [full.name for full in full_names(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        # explained in brackets, in either order, or in so many words
        "胸痛卒中创伤急救中心（胸卒创中心）成立。胸卒创中心接诊1942人次。",
        "胸痛卒中创伤急救中心成立。胸卒创中心（即胸痛卒中创伤急救中心）接诊1942人次。",
        # stands before the full name
        "胸卒创中心接诊1942人次。胸痛卒中创伤急救中心成立。",
        # its letters stand together elsewhere: a word of this house
        "胸卒病区扩建。胸痛卒中创伤急救中心成立。胸卒创中心接诊1942人次。",
    ],
)
def test_what_is_told_or_known_is_none(text: str) -> None:
    assert not list(coined(text, load_lexicon()))


def test_known_names_are_none_and_each_is_told_once() -> None:
    text = "胸痛卒中创伤急救中心成立。胸卒创中心接诊1942人次。胸卒创中心扩建。"
    assert [span.of(text) for span, _ in coined(text, load_lexicon())] == ["胸卒创中心"]
    assert not list(coined(text, load_lexicon(), ["胸卒创中心"]))


def test_no_text_is_looked_at_for_longer_than_it_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "启动农村供水管网更新改造三年攻坚计划。" + "农管改，村网造，供更攻，" * 2000
    calls = 0
    from drafter.rules import names_coined

    plain = names_coined._short_of

    def counting(*args: Any) -> str:
        nonlocal calls
        calls += 1
        return plain(*args)

    monkeypatch.setattr(names_coined, "_short_of", counting)
    list(coined(text, load_lexicon()))
    assert 0 < calls <= len(text)


def test_real_reports_hold_none(shared: Path) -> None:
    for path in (*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "data/reports").glob("*.txt"))):
        assert not list(coined(path.read_text(encoding="utf-8"), load_lexicon())), path.name
