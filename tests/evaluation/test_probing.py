from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.probes import Paper, Probe
from drafter.evaluation.probing import RuleSet, probe_all, side_of
from drafter.model import EvalResult, Span


def paper(text: str, *probes: Probe, **more: object) -> Paper:
    values: dict[str, object] = {"name": "p", "cluster": "p", "text": text, "probes": probes}
    return Paper(**(values | more))  # type: ignore[arg-type]


def probe(rule: str, wrong: bool, at: Span | None = None, **more: object) -> Probe:
    values: dict[str, object] = {"id": f"{rule}/{wrong}", "rule": rule, "codes": (rule,), "wrong": wrong}
    return Probe(**(values | {"origin": "hand", "at": at} | more))  # type: ignore[arg-type]


def scores(result: EvalResult) -> dict[str, float | None]:
    return {score.metric: score.value for score in result.scores}


TEXT = "各支部集中学习24次,交流发言12人次。"
COMMA = Span(start=TEXT.index(","), end=TEXT.index(",") + 1)


def test_a_slip_is_found_only_at_its_place() -> None:
    elsewhere = probe("PUN003", True, Span(start=0, end=2), id="elsewhere")
    near = probe("PUN003", True, Span(start=0, end=2), id="near", slack=20)
    asked = paper(TEXT, probe("PUN003", True, COMMA), probe("PUN003", False), elsewhere, near)
    right, accused, missed, beside = probe_all([asked], RuleSet.here())
    assert scores(right) == {"recall": 1, "recall hand": 1, "recall PUN003": 1, "family": 1}
    assert scores(accused)["silence"] == 0 and "PUN003" in accused.scores[0].reason
    assert scores(missed)["recall"] == 0 and scores(beside)["recall"] == 1


def test_facts_past_and_period_are_given_to_the_rules() -> None:
    text = "全年走访88户。"
    at = Span(start=4, end=7)
    stale = paper(
        text, probe("FIG003", True, at), facts="- 走访41户\n", past=("2023年工作总结\n全年走访88户。",), period="2024",
        select=("FIG",),
    )  # fmt: skip
    alone = paper(text, probe("FIG002", True, at), facts="- 走访41户\n", select=("FIG",))
    results = probe_all([stale, alone], RuleSet.here())
    assert [scores(one)["recall"] for one in results] == [1, 1]


def test_a_safe_fix_is_asked_for_as_such() -> None:
    offered = probe("PUN003", True, COMMA, origin="fix")
    (result,) = probe_all([paper(TEXT, offered)], RuleSet.here())
    assert scores(result)["recall fix"] == 1 and "family" not in scores(result)


def test_findings_on_a_clean_paper_are_counted() -> None:
    clean = paper(TEXT.replace(",", "，"), facts="- 各支部集中学习24次，交流发言11人次\n", clean=True)
    (result,) = probe_all([clean], RuleSet.here())
    assert scores(result) == {"alarms": 1, "said": 0}


def test_a_rule_left_out_is_another_version(tmp_path: Path) -> None:
    house = tmp_path / "house.toml"
    house.write_text("# nothing\n", encoding="utf-8")
    plain, less = RuleSet.here(), RuleSet.here(ignore=("PUN003",))
    assert plain.label != less.label and "PUN003" in less.label
    assert RuleSet.here((house,)).label != plain.label == RuleSet.here().label
    (result,) = probe_all([paper(TEXT, probe("PUN003", True, COMMA))], less)
    assert scores(result)["recall"] == 0 and result.inputs["rules"] == dict(plain.digests)["rules"]


def test_what_cannot_be_run_is_said() -> None:
    with pytest.raises(EvalError, match="cases_by_hand"):
        probe_all([], RuleSet.here())
    with pytest.raises(EvalError, match="报告期"):
        probe_all([paper(TEXT, probe("PUN003", True), period="去年")], RuleSet.here())
    one = probe_all([paper(TEXT, probe("PUN003", True))], RuleSet.here())
    other = probe_all([paper(TEXT, probe("PUN003", True))], RuleSet.here(ignore=("PUN",)))
    with pytest.raises(EvalError, match="--save"):
        side_of([*one, *other])


def test_a_finding_must_be_about_the_words_that_are_lacking() -> None:
    text = "一、主要工作\n全年走访居民88户。\n"
    facts = "- 全年走访居民88户\n- 改造老旧小区41个\n"
    lacking = probe("COV001", True, id="lacking", about="改造老旧小区41个")
    other = probe("COV001", True, id="other", about="走访居民88户")
    results = probe_all([paper(text, lacking, other, facts=facts, select=("COV",))], RuleSet.here())
    assert [scores(one)["recall"] for one in results] == [1, 0]
