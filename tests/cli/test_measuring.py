"""`drafter eval review` and `drafter eval search` as people type them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from drafter.cli.main import main

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from evaluation.reports_here import write_reports


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    try:
        main(("eval", *argv))
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a user's own: reports, a few cases by hand, none of the project's."""
    # two levels down, so that nothing lies beside it
    tmp_path = tmp_path / "top" / "house"
    tmp_path.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    write_reports(tmp_path / "corpus")
    cases = tmp_path / "evals" / "cases_by_hand"
    cases.mkdir(parents=True)
    lines = ",".join(f'"各支部走访{number}户,反映良好。"' for number in range(41, 51))
    (cases / "PUN003.toml").write_text(f'wrong = [{lines}]\nright = ["走访88户，反映良好。"]\n', encoding="utf-8")
    return tmp_path


def test_rules_are_planted_run_saved_and_compared(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "review", "--freeze")
    assert code == 0 and "处错误" in out and (here / "evals" / "planted" / "corpus.json").is_file()
    code, out, _ = run(capsys, "review", "--save", "a.jsonl")
    assert code == 0 and "PUN003" in out and "人工判定过的真实报告不在" not in out and "数字误报" in out
    code, out, _ = run(capsys, "review", "a.jsonl")
    assert code == 0 and "无差别" in out
    code, out, _ = run(capsys, "review", "a.jsonl", "--ignore", "PUN003", "--save", "b.jsonl", "-o", "out/rules.html")
    assert code == 1 and "发现率·PUN003" in out and "不再发现" in out
    assert "不再发现" in (here / "out" / "rules.html").read_text(encoding="utf-8")
    # the other way round nothing is worse
    code, out, _ = run(capsys, "review", "b.jsonl", "a.jsonl", "--format", "json")
    rows = json.loads(out)
    assert code == 0 and rows[0]["metric"] == "recall" and rows[0]["difference"] > 0


def test_verdicts_on_reports_that_are_not_here_are_left_out_and_said_so(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "evals" / "rule_verdicts.tsv").write_text("code\tfile\toffset\tlength\tverdict\nPUN003\tone\t3\t1\ttrue\n")
    code, out, _ = run(capsys, "review", "--rule", "PUN003")
    assert code == 0 and "人工判定过的真实报告不在" in out
    texts = here / "真实"
    texts.mkdir()
    (texts / "one.txt").write_text("走访群,反映良好。", encoding="utf-8")
    code, out, _ = run(capsys, "review", "--rule", "PUN003", "--texts", str(texts))
    assert code == 0 and "真实报告	1/1" in out


def test_runs_of_other_cases_are_exit_two(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "review", "--rule", "PUN003", "--save", "a.jsonl")[0] == 0
    more = here / "evals" / "cases_by_hand" / "PUN004.toml"
    more.write_text('wrong = ["走访88户，。"]\n', encoding="utf-8")
    code, _, err = run(capsys, "review", "a.jsonl")
    assert code == 2 and "--common" in err
    assert run(capsys, "review", "a.jsonl", "--common")[0] == 0
    assert run(capsys, "review", "nowhere.jsonl")[0] == 2


def test_ranking_is_measured_on_any_reports(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "search")
    assert code == 2 and "--known" in err
    code, out, _ = run(capsys, "search", "--known", "6", "--save", "a.jsonl")
    assert code == 0 and "nDCG@10" in out and "lexical#" in out
    code, out, _ = run(capsys, "search", "a.jsonl", "a.jsonl", "--ranker", "lexical", "-o", "search.html")
    assert code == 0 and (here / "search.html").is_file()
    assert run(capsys, "search", "a.jsonl", "a.jsonl", "--ranker", "other")[0] == 2
