from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError, PromptError
from drafter.evaluation.cases import load_suite
from drafter.evaluation.writing import (
    messages_of,
    outline_of,
    parse_version,
    schema_for,
    write_with_compose,
    write_with_model,
)
from drafter.prompts import load_prompts

from .samples import Model, folder, obedient, past_of


def test_versions_are_compose_or_pins_with_options(root: Path) -> None:
    prompts = load_prompts(root / "prompts")
    assert parse_version("compose", prompts).prompt is None
    plain, warm = (
        parse_version(f"draft_section@v1{more}", prompts) for more in ("", "?temperature=0.7,max_tokens=900")
    )
    assert plain.label.startswith("draft_section@v1#") and plain.options["temperature"] == 0.3
    assert warm.label == plain.label + "?max_tokens=900,temperature=0.7"
    assert (warm.options["temperature"], warm.options["max_tokens"]) == (0.7, 900)
    with pytest.raises(EvalError, match="不是起草一节"):
        parse_version("judge_pair@v1", prompts)
    with pytest.raises(EvalError, match="选项"):
        parse_version("draft_section@v1?heat=1", prompts)
    with pytest.raises(PromptError):
        parse_version("draft_section@v99", prompts)


def test_a_writer_sees_the_facts_and_masked_passages_only(root: Path, tmp_path: Path) -> None:
    suite = load_suite(folder(tmp_path))
    case = suite.chosen(None, ("party-study",))[0]
    prompts = load_prompts(root / "prompts")
    for spec in ("draft_section@v1", "draft_section@v2"):
        asked = messages_of(case, parse_version(spec, prompts))[-1].content
        assert "集中学习41次" in asked and "〔数〕" in asked
        assert not any(hidden in asked for hidden in ("88", "71人", "{", "}"))
    items = schema_for(case, parse_version("draft_section@v1", prompts))["properties"]["sentences"]["items"]  # type: ignore[index]
    assert items["properties"]["facts"]["items"]["enum"] == ["F1", "F2"]


def test_the_outline_has_the_section_in_its_place(tmp_path: Path) -> None:
    case = load_suite(folder(tmp_path)).cases[0]
    assert [plan.title for plan in outline_of(case).sections] == ["一、主要工作情况", "抓好学习教育", "二、存在的问题"]


def test_a_reply_becomes_a_draft_of_one_section(root: Path, tmp_path: Path) -> None:
    case = load_suite(folder(tmp_path)).chosen(None, ("party-study",))[0]
    version = parse_version("draft_section@v1", load_prompts(root / "prompts"))
    draft, _ = write_with_model(case, version, 0, Model(obedient), "fake")
    assert [one.text for one in draft.sentences] == [fact.text + "。" for fact in case.facts]
    assert draft.made_with.prompts[0].version == "v1"
    with pytest.raises(EvalError, match="没有一句"):
        write_with_model(case, version, 0, Model(lambda prompt: '{"sentences": []}'), "fake")


def test_compose_writes_the_whole_report_and_gives_back_each_section(tmp_path: Path) -> None:
    suite = load_suite(folder(tmp_path))
    cases = [case for case in suite.cases if case.report == "party"]
    made = write_with_compose(cases, past_of(suite))
    assert set(made) == {"party-study", "party-gaps"}
    study = made["party-study"]
    assert "41次" in study.document.text and "41" not in made["party-gaps"].document.text
    assert {id for one in study.sentences for id in one.fact_ids} == {"F1", "F2"}
    assert {id for one in made["party-gaps"].sentences for id in one.fact_ids} == {"F1"}
