from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.judging import judge_pairs, read_picks
from drafter.evaluation.results import Side, side
from drafter.model import EvalCase
from drafter.prompts import load_prompts

from .samples import Model, case_of, result


def setting(tmp_path: Path, root: Path, cases: int = 6) -> tuple[list[EvalCase], Side, Side, object]:
    base = case_of(["各支部集中学习{24次}"], tmp_path)
    found = [replace(base, id=f"c{n:02}", report=f"r{n:02}") for n in range(cases)]
    a = [replace(result(c.id, c.report, "draft_section@v1#a"), text="题\n\n甲乙丙。") for c in found]
    b = [replace(result(c.id, c.report, "draft_section@v2#b"), text="题\n\n甲乙丙丁戊，写得全。") for c in found]
    prompt = load_prompts(root / "prompts").get("judge_pair@v1")
    return found, side(a, "draft_section@v1"), side(b, "draft_section@v2"), prompt


def says(better: str) -> str:
    return json.dumps({"reason": "写得全", "better": better}, ensure_ascii=False)


def test_the_better_draft_wins_in_either_order(tmp_path: Path, root: Path) -> None:
    cases, a, b, prompt = setting(tmp_path, root)
    model = Model(lambda asked: says("甲" if "写得全" in asked.split("<甲稿>")[1].split("</甲稿>")[0] else "乙"))
    found = judge_pairs(a, b, cases, ask=model, prompt=prompt, picks={}, judge_model="judge")  # type: ignore[arg-type]
    assert model.asked == 12 and {one.winner for one in found.duels} == {"b"}
    assert (found.wins.mean_b, found.wins.difference, found.bound_share) == (1.0, 0.5, 0.0)
    assert found.agreement is None and "未经人工校验" in found.note


def test_a_verdict_that_follows_the_position_is_a_tie_and_is_counted(tmp_path: Path, root: Path) -> None:
    cases, a, b, prompt = setting(tmp_path, root)
    found = judge_pairs(a, b, cases, ask=Model(lambda _: says("甲")), prompt=prompt, picks={}, judge_model="judge")  # type: ignore[arg-type]
    assert {one.winner for one in found.duels} == {"tie"}
    assert found.bound_share == 1.0 and found.wins.difference == 0.0
    even = judge_pairs(a, b, cases, ask=Model(lambda _: says("平")), prompt=prompt, picks={}, judge_model="judge")  # type: ignore[arg-type]
    assert even.bound_share == 0.0 and {one.winner for one in even.duels} == {"tie"}


def test_names_are_hidden_and_writers_may_not_judge(tmp_path: Path, root: Path) -> None:
    cases, a, b, prompt = setting(tmp_path, root)
    seen: list[str] = []
    judge_pairs(
        a,
        b,
        cases,
        ask=Model(lambda asked: seen.append(asked) or says("平")),
        prompt=prompt,
        picks={},
        judge_model="judge",
    )  # type: ignore[arg-type, func-returns-value]
    assert not any(name in asked for asked in seen for name in ("draft_section", "fake", "v1", "v2"))
    with pytest.raises(EvalError, match="也是起草模型"):
        judge_pairs(a, b, cases, ask=Model(lambda _: says("平")), prompt=prompt, picks={}, judge_model="fake")  # type: ignore[arg-type]


def test_fifty_picks_of_people_validate_a_judge(tmp_path: Path, root: Path) -> None:
    cases, a, b, prompt = setting(tmp_path, root, 50)
    picks = {case.id: "b" if number < 40 else "a" for number, case in enumerate(cases)}
    model = Model(lambda asked: says("甲" if "写得全" in asked.split("<甲稿>")[1].split("</甲稿>")[0] else "乙"))
    found = judge_pairs(a, b, cases, ask=model, prompt=prompt, picks=picks, judge_model="judge")  # type: ignore[arg-type]
    assert found.agreement == 0.8 and "80%" in found.note


def test_picks_are_read_for_one_pair(tmp_path: Path) -> None:
    path = tmp_path / "picks.jsonl"
    assert read_picks(path, "x", "y") == {}
    lines = [{"case": "c1", "a": "x", "b": "y", "winner": "b"}, {"case": "c1", "a": "x", "b": "z", "winner": "a"}]
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    assert read_picks(path, "x", "y") == {"c1": "b"}
    path.write_text('{"case": "c1", "a": "x", "b": "y", "winner": "me"}\n', encoding="utf-8")
    with pytest.raises(EvalError, match="winner"):
        read_picks(path, "x", "y")
