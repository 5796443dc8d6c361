from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.cases import load_suite

from .samples import case_of, folder


def test_marks_are_taken_out_of_facts_and_kept_as_expectations(tmp_path: Path) -> None:
    case = case_of(["集中学习{24次}，{=未发生}问题", "印发《学习方案》，读书班约{30人}"], tmp_path)
    assert [fact.text for fact in case.facts] == ["集中学习24次，未发生问题", "印发《学习方案》，读书班约30人"]
    assert case.expected == (("F1", "24次"), ("F2", "30人"))
    assert case.phrases == ("未发生", "《学习方案》")
    assert case.plan.fact_ids == ("F1", "F2") and case.plan.level == 2 and case.plan.marker == "（一）"


def test_the_digest_follows_everything_a_case_says(tmp_path: Path) -> None:
    first = case_of(["集中学习{24次}"], tmp_path)
    assert first.digest == case_of(["集中学习{24次}"], tmp_path).digest
    assert first.digest != case_of(["集中学习{25次}"], tmp_path).digest
    assert first.digest != case_of(["集中学习24次"], tmp_path).digest


def test_a_suite_is_chosen_from_by_tag_and_id(tmp_path: Path) -> None:
    suite = load_suite(folder(tmp_path))
    assert len(suite.cases) == 6 and {case.report for case in suite.cases} == {"party", "water", "rent"}
    assert [case.id for case in suite.chosen("standing", ("wat",))] == ["water-study"]
    with pytest.raises(EvalError, match="没有符合条件的用例"):
        suite.chosen("nothing")


def test_passages_are_those_frozen_for_the_case(tmp_path: Path) -> None:
    case = load_suite(folder(tmp_path)).chosen(None, ("party-study",))[0]
    assert case.passages and all(passage.role == "成绩" for passage in case.passages)
    assert "88次" in " ".join(passage.text for passage in case.passages)
    assert not any(character.isdigit() for passage in case.passages for character in passage.masked_text)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace('period = "2025H1"', 'period = "x"'), "缺 period"),
        (lambda text: text.replace('role = "问题"', 'role = "闲话"'), "闲话"),
        (lambda text: text.replace("length = 60", "lenght = 60"), "lenght"),
        (lambda text: text.replace("party-gaps", "party-study"), "编号重复"),
        (lambda text: text + "[[", "读不了"),
    ],
)
def test_malformed_cases_are_refused_in_one_line(tmp_path: Path, spoil: object, said: str) -> None:
    path = folder(tmp_path) / "cases" / "party.toml"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(EvalError, match=said) as caught:
        load_suite(tmp_path / "evals")
    assert "\n" not in str(caught.value)


def test_the_project_s_own_suite_is_as_large_as_promised(root: Path) -> None:
    suite = load_suite(root / "evals")
    kinds = {case.kind for case in suite.cases}
    tags = {tag for case in suite.cases for tag in case.tags}
    assert len(suite.cases) >= 40 and len({case.report for case in suite.cases}) >= 12 and len(kinds) >= 5
    assert {"negative", "conflict", "sum", "range", "same-number", "easy", "share"} <= tags
    standing = suite.chosen("standing")
    assert len(standing) >= 12 and len({case.report for case in standing}) == len(standing)
    assert all(case.passages and case.expected for case in suite.cases)
    for case in suite.cases:
        headings = [heading for heading in case.outline if heading == case.plan.marker + case.plan.title]
        assert len(headings) == 1, case.id
        assert not any(word in fact.text for fact in case.facts for word in ("{", "}")), case.id
