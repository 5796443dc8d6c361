"""`drafter eval` as people type it: what is printed, what is left behind, which exit code."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from drafter.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from evaluation.samples import folder, obedient, record  # noqa: E402

from drafter.evaluation.desk import Asked, EvalDesk  # noqa: E402


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
    """A folder with a small suite in ``evals``, its replies recorded."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    record(EvalDesk(folder(tmp_path)))
    return tmp_path


def test_the_whole_suite_from_run_to_gate(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "run", "--accept")
    assert code == 0 and "素材写入" in out and "基线" in out
    code, out, _ = run(capsys, "compare", "compose", "draft_section@v1", "--format", "json")
    rows = json.loads(out)
    assert code == 0 and rows[0]["metric"] == "fact_coverage" and rows[0]["clusters"] == 3
    code, out, _ = run(capsys, "report", "-o", "out/eval.html")
    assert code == 0 and (here / "out" / "eval.html").stat().st_size > 5_000
    code, out, _ = run(capsys, "gate")
    assert code == 0 and "通过" in out
    code, out, _ = run(capsys, "cost")
    assert code == 0 and "录音齐全" in out


def test_worse_is_exit_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "run", "--accept")[0] == 0
    record(EvalDesk(here / "evals"), lambda prompt: obedient(prompt).replace("23人次", "29人次"))
    assert run(capsys, "run")[0] == 0
    for words in (("gate",), ("report", "-o", "out/eval.html", "--gate")):
        code, out, _ = run(capsys, *words)
        assert code == 1 and "party-study" in out and "变差" in out


def test_a_failed_result_is_exit_one_and_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(EvalDesk(here / "evals"), lambda prompt: '{"sentences": []}')
    code, out, _ = run(capsys, "run")
    assert code == 1 and "失败：party-study" in out


def test_what_cannot_be_judged_is_exit_two(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "run", "--version", "draft_section@v2", "--model", "fake")
    assert code == 2 and re.search(r"缺录音.*\d+ 次调用.*没有单价", err)
    assert run(capsys, "gate")[0] == 2
    assert run(capsys, "compare", "compose", "compose")[0] == 2
    code, _, err = run(capsys, "run", "--folder", "nowhere")
    assert code == 2 and "--folder" in err and "Traceback" not in err


def test_a_self_check_needs_samples_or_another_version(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "run")[0] == 0
    code, _, err = run(capsys, "aa", "draft_section@v1")
    assert code == 2 and "--samples 2" in err
    code, out, _ = run(capsys, "aa", "draft_section@v1", "compose", "--trials", "60")
    assert code == 0 and "fact_coverage" in out


def test_a_judge_is_asked_for_with_a_price_of_its_own(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "run")[0] == 0
    code, _, err = run(capsys, "judge", "compose", "draft_section@v1", "--model", "other")
    assert code == 2 and "--record" in err


def test_freezing_tells_how_many_passages_there_are(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (here / "evals" / "cases" / "passages.json").read_bytes()
    code, out, _ = run(capsys, "freeze")
    assert code == 0 and "段落" in out
    assert (here / "evals" / "cases" / "passages.json").read_bytes() == before


def test_the_project_s_own_recordings_are_whole_and_replay_without_a_network(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil
    import socket

    shutil.copytree(ROOT / "evals", tmp_path / "evals", ignore=shutil.ignore_patterns("*.py", "results"))
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a replay must not open a socket")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    code, out, err = run(capsys, "report", "-o", "eval.html")
    assert code == 0, err
    assert "hand-written" in out and (tmp_path / "eval.html").stat().st_size <= 1_500_000


def test_the_project_s_recordings_hold_no_line_that_nobody_asks_for() -> None:
    from drafter.evaluation.runner import open_tapes, unrecorded

    desk = EvalDesk(ROOT / "evals", ROOT / "prompts")
    jobs, bench = desk.jobs(), desk.bench()
    assert unrecorded(jobs, bench).calls == 0
    asked = [job for job in jobs if job.version.prompt is not None]
    lines = [path.read_text(encoding="utf-8").count("\n") for path in (ROOT / "evals").glob("recordings/*/*/*.jsonl")]
    assert sum(lines) == len(asked) and len(lines) == len(open_tapes(jobs, bench))


def test_a_forecast_is_within_a_tenth_of_what_was_recorded() -> None:
    """What half of the recordings forecasts of the other half, against what the other half took."""
    from drafter.evaluation.costs import forecast
    from drafter.evaluation.runner import run as run_jobs
    from drafter.evaluation.writing import messages_of

    desk = EvalDesk(ROOT / "evals", ROOT / "prompts")
    asked = Asked(versions=("draft_section@v1",), models=("hand-written",), tag="standing")
    results = run_jobs(desk.jobs(asked), desk.bench())
    version = next(job.version for job in desk.jobs() if job.version.label == results[0].version)
    cases = {case.id: case for case in desk.suite.cases}
    known, left = results[::2], results[1::2]
    mean = sum(one.tokens_out for one in known) / len(known)
    told = forecast(
        [(cases[one.case], messages_of(cases[one.case], version)) for one in left], "hand-written", mean, None
    )
    assert told.tokens_in == pytest.approx(sum(one.tokens_in for one in left), rel=0.1)
    assert told.tokens_out == pytest.approx(sum(one.tokens_out for one in left), rel=0.1)
