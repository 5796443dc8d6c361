from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.probe_desk import ProbeDesk

from .reports_here import write_reports


def desk(tmp_path: Path) -> ProbeDesk:
    cases = tmp_path / "evals" / "cases_by_hand"
    cases.mkdir(parents=True)
    (cases / "PUN003.toml").write_text('wrong = ["走访,88户。"]\nright = ["走访，88户。"]\n', encoding="utf-8")
    write_reports(tmp_path / "corpus")
    return ProbeDesk(tmp_path / "evals", tmp_path / "nowhere")


def test_a_project_with_its_own_cases_and_nothing_else_is_enough(tmp_path: Path) -> None:
    one = desk(tmp_path)
    assert not one.has_texts and len(one.papers()) == 2
    assert one.freeze() > 30
    run = one.run()
    assert {result.case.split("/")[0] for result in run.results} == {"hand", "planted", "clean"}
    again = one.read(one.save(run, tmp_path / "out" / "a.jsonl"))
    assert again.label == run.label and set(again.cases) == set(run.cases)


def test_only_what_is_about_some_rules(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.freeze()
    assert {probe.rule for paper in one.papers(("PUN",)) for probe in paper.probes} >= {"PUN003", "PUN001"}
    assert all(probe.rule == "stale" for paper in one.papers(("FIG003",)) for probe in paper.probes)
    with pytest.raises(EvalError, match="没有可查的用例"):
        one.run(rules=("XYZ",))


def test_a_run_of_two_versions_is_refused(tmp_path: Path) -> None:
    one = desk(tmp_path)
    both = (one.save(one.run(), tmp_path / "a.jsonl"), one.save(one.run(ignore=("PUN",)), tmp_path / "b.jsonl"))
    (tmp_path / "c.jsonl").write_text("".join(path.read_text(encoding="utf-8") for path in both), encoding="utf-8")
    with pytest.raises(EvalError, match="2 个版本"):
        one.read(tmp_path / "c.jsonl")
