from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fake_endpoint import Answer, prompt_of, serving

from drafter.errors import EvalError, ForbiddenError, SettingsError
from drafter.evaluation.desk import Asked, EvalDesk
from drafter.evaluation.runner import jobs_of, run, unrecorded
from drafter.model import Endpoint

from .samples import folder, obedient, record


@pytest.fixture
def desk(tmp_path: Path, root: Path) -> EvalDesk:
    return EvalDesk(folder(tmp_path), root / "prompts")


def test_jobs_are_versions_times_cases_times_samples(desk: EvalDesk) -> None:
    runs = [("compose", None, desk.suite.cases), ("draft_section@v1", "fake", desk.suite.cases[:2])]
    jobs = jobs_of(runs, desk.prompts, 3)
    assert len(jobs) == 6 + 2 * 3 and [job.sample for job in jobs[-3:]] == [0, 1, 2]
    assert {job.model for job in jobs} == {"compose", "fake"}
    with pytest.raises(EvalError, match="要有模型名"):
        jobs_of([("draft_section@v1", None, desk.suite.cases)], desk.prompts, 1)


def test_a_miss_fails_with_the_price_of_recording(desk: EvalDesk) -> None:
    with pytest.raises(EvalError, match=r"缺录音：draft_section@v1#\w{6} × .*3 次调用，输入约 \d+ token.*--record"):
        run(desk.jobs(), desk.bench())
    cost = unrecorded(desk.jobs(), desk.bench())
    assert cost.calls == 3 and cost.tokens_in > 500 and cost.tokens_out > 0


def test_replay_scores_every_result_and_names_all_inputs(desk: EvalDesk) -> None:
    record(desk)
    results = run(desk.jobs(), desk.bench())
    assert len(results) == 6 + 3 and not any(one.failure for one in results)
    model = [one for one in results if one.model == "fake"]
    assert all(set(one.inputs) == {"case", "past", "prompt", "call"} for one in model)
    assert all(set(one.inputs) == {"case", "past", "report"} for one in results if one.model == "compose")
    assert all(len(digest) == 64 for one in results for digest in one.inputs.values())
    assert all((one.tokens_in, one.tokens_out, one.seconds) == (100, 50, 1.5) for one in model)
    coverage = [next(s.value for s in one.scores if s.metric == "fact_coverage") for one in model]
    assert coverage == [1.0, 1.0, 1.0]
    assert all(one.text and one.text[start:end] for one in model for start, end, _ in one.marks)
    assert run(desk.jobs(), desk.bench()) == results


def test_a_replay_opens_no_socket(desk: EvalDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    record(desk)

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a replay must not open a socket")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    assert len(run(desk.jobs(), desk.bench())) == 9


def test_a_failure_is_a_value(desk: EvalDesk) -> None:
    record(desk, lambda prompt: '{"sentences": []}' if "41次" in prompt else obedient(prompt))
    results = run(desk.jobs(), desk.bench())
    failed = [one for one in results if one.failure is not None]
    assert [one.case for one in failed] == ["party-study"]
    assert failed[0].text is None and failed[0].scores == () and "没有一句" in str(failed[0].failure)


def test_recording_asks_once_and_prunes(desk: EvalDesk) -> None:
    asked: list[int] = []

    def behaviour(body: dict[str, object], number: int) -> Answer:
        asked.append(number)
        return Answer(content=obedient(prompt_of(body)))

    with serving(behaviour) as fake:
        bench = replace(desk.bench(record=True), endpoint=Endpoint(base_url=fake.url, model="fake"))
        results = run(desk.jobs(), bench)
        run(desk.jobs(), bench)
    assert len(asked) == 3 and not any(one.failure for one in results)
    path = desk.suite.folder / "recordings" / "draft_section" / "v1" / "fake.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    path.write_text("\n".join([*lines, lines[0].replace('{"key":"', '{"key":"zz')]) + "\n", encoding="utf-8")
    run(desk.jobs(), replace(bench, whole=True))
    assert path.read_text(encoding="utf-8").splitlines() == lines
    replayed = run(desk.jobs(), desk.bench())
    assert [one.text for one in replayed] == [one.text for one in results]


def test_a_budget_stops_a_recording_before_the_first_call(desk: EvalDesk) -> None:
    bench = desk.bench(record=True, budget=600)
    with pytest.raises(EvalError, match="超过 --budget 600"):
        run(desk.jobs(), bench)


def test_a_recording_needs_somewhere_to_ask_and_respects_offline(desk: EvalDesk, tmp_path: Path, root: Path) -> None:
    with pytest.raises(SettingsError, match="没有配置模型服务"):
        run(desk.jobs(), desk.bench(record=True))
    far = Endpoint(base_url="http://model.example/v1", model="fake")
    closed = EvalDesk(tmp_path / "evals", root / "prompts", far, offline=True)
    with pytest.raises(ForbiddenError, match="offline"):
        run(closed.jobs(), closed.bench(record=True))


def test_compose_is_the_same_whichever_case_is_asked(desk: EvalDesk) -> None:
    all_of_them = {one.case: one for one in run(desk.jobs(Asked(versions=("compose",))), desk.bench())}
    one = run(desk.jobs(Asked(versions=("compose",), cases=("rent-gaps",))), desk.bench())
    assert len(one) == 1 and one[0] == all_of_them["rent-gaps"]
