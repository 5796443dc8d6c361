from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import Any

import docx
import pytest
from fake_endpoint import Answer, prompt_of, serving
from writing_desk import sentences

from drafter.model import Endpoint, Settings
from drafter.pipeline import Drafter
from drafter.web import drafts

from . import papers
from .conftest import Running, Serve


def planned(running: Running, notes: str = papers.FACTS, **form: str) -> dict[str, Any]:
    answer = running.client.post("/api/drafts", data={"text": notes, **form})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def finished(running: Running, answer: Any) -> dict[str, Any]:
    """Return the last event of a job that was started."""
    assert answer.status_code == 202, answer.text
    lines = running.client.get(f"/api/jobs/{answer.json()['job']}/events").text.strip().splitlines()
    return {"event": lines[-2].removeprefix("event: "), **json.loads(lines[-1].removeprefix("data: "))}


def written(running: Running, notes: str = papers.FACTS) -> tuple[str, dict[str, Any]]:
    case = planned(running, notes)
    base = f"/api/drafts/{case['id']}"
    assert finished(running, running.client.post(f"{base}/write"))["event"] == "done"
    return base, running.client.get(base).json()


def text_of(case: dict[str, Any]) -> str:
    return str(case["draft"]["document"]["text"])


def test_from_notes_to_a_word_file(running: Running) -> None:
    base, case = written(running)
    text = text_of(case)
    assert "41个" in text and "12.5亿元" in text and case["review"]["ledger"]
    assert {one["id"] for one in case["draft"]["facts"]} == {f"F{n}" for n in range(1, 8)}
    answer = running.client.get(f"{base}/report")
    assert "41个" in "".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    for form in ("markdown", "html", "json", "text"):
        assert running.client.get(f"{base}/report", params={"format": form}).status_code == 200
    assert running.client.get(f"{base}/report", params={"format": "../x"}).status_code == 400


def test_what_is_chosen_takes_the_place_of_what_the_notes_say(running: Running) -> None:
    notes = "- 培训干部30人\n- 走访企业12家\n"
    answer = running.client.post("/api/drafts", data={"text": notes})
    assert answer.status_code == 400 and "报告期" in answer.json()["error"]
    assert running.client.get("/api/drafts").json() == []
    case = planned(running, notes, period="2024H2", organisation="衡川市住房和城乡建设局", kind="党建工作总结")
    assert case["outline"]["period"]["label"] == "2024H2" and case["outline"]["kind"] == "党建工作总结"


def test_facts_moved_in_the_plan_are_written_where_they_were_moved(running: Running) -> None:
    case = planned(running)
    base = f"/api/drafts/{case['id']}"
    sections = {one["title"]: one["id"] for one in case["outline"]["sections"]}
    body = {"moves": {"F1": sections["加强行业监管"], "F4": ""}, "titles": {sections["推进城市更新"]: "管网更新"}}
    assert running.client.put(f"{base}/plan", json=body).json()["outline"]["unassigned"] == ["F4"]
    assert finished(running, running.client.post(f"{base}/write"))["event"] == "done"
    text = text_of(running.client.get(base).json())
    assert text.index("行业监管") < text.index("41个") and "管网更新" in text and "12.5亿元" not in text


def test_an_edit_is_reviewed_at_once_and_can_be_undone(running: Running) -> None:
    base, case = written(running)
    text = text_of(case)
    start = text.index("41个")
    change = {"start": start, "end": start + 3, "old": "41个", "text": "47个"}
    after = running.client.post(f"{base}/edits", json=change).json()
    assert "FIG002" in {one["code"] for one in after["review"]["findings"]}
    # a page that is behind must not overwrite
    stale = running.client.post(f"{base}/edits", json=change)
    assert stale.status_code == 400 and "刷新" in stale.json()["error"]
    fixed = next(one["key"] for one in after["review"]["findings"] if one["code"] == "FIG002")
    assert "41个" in text_of(running.client.post(f"{base}/findings/{fixed}/fix").json())
    undone = running.client.post(f"{base}/undo").json()
    assert "47个" in text_of(undone)
    for bad in ({"start": -1, "end": 0, "old": "", "text": "x"}, {"start": 0, "end": 10**9, "old": "", "text": "x"}):
        assert running.client.post(f"{base}/edits", json=bad).status_code == 400


def test_taking_back_runs_the_rules_anew_only_where_something_else_has_changed(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, case = written(running)
    ran: list[int] = []
    judged = drafts.judged
    monkeypatch.setattr(drafts, "judged", lambda *given, **named: ran.append(1) or judged(*given, **named))
    start = text_of(case).index("41个")
    change = {"start": start, "end": start + 3, "old": "41个", "text": "47个"}
    edited = running.client.post(f"{base}/edits", json=change).json()
    assert len(ran) == 1 and "FIG002" in {one["code"] for one in edited["review"]["findings"]}
    back, again = running.client.post(f"{base}/undo").json(), running.client.post(f"{base}/undo").json()
    assert len(ran) == 1 and back["review"] == case["review"] and again["review"] == edited["review"]
    # a fact that has joined the notes meanwhile is looked for in the text that comes back
    running.client.post(f"{base}/undo")
    mark = {"start": start, "end": start + 3, "old": "41个", "text": "【待核实：41个】"}
    running.client.post(f"{base}/edits", json=mark)
    running.client.post(f"{base}/fills", json={"at": start + 1, "text": "48个"})
    ran.clear()
    assert len(running.client.post(f"{base}/undo").json()["review"]["coverage"]) == 8 and len(ran) == 1


def test_an_open_mark_is_filled_and_the_sentence_joins_the_notes(running: Running) -> None:
    base, case = written(running)
    text = text_of(case)
    start = text.index("86公里")
    change = {"start": start, "end": start + 4, "old": "86公里", "text": "【待核实：86公里】"}
    running.client.post(f"{base}/edits", json=change)
    after = running.client.post(f"{base}/fills", json={"at": start + 3, "text": "97公里"}).json()
    assert "97公里" in text_of(after) and "【待核实：86公里】" not in text_of(after)
    assert len(after["draft"]["facts"]) == 8 and "97公里" in after["draft"]["facts"][-1]["text"]
    row = next(row for row in after["review"]["ledger"] if row["figure"]["text"] == "97公里")
    assert row["state"] == "supported"


def test_late_facts_rewrite_only_their_section_and_keep_what_hands_did_elsewhere(running: Running) -> None:
    base, case = written(running)
    text = text_of(case)
    start = text.index("检查在建工地")
    change = {"start": start, "end": start, "old": "", "text": "我局从严执法。"}
    running.client.post(f"{base}/edits", json=change)
    answer = running.client.post(f"{base}/facts", json={"text": "筹集公共租赁住房77套"})
    assert finished(running, answer)["event"] == "done"
    after = text_of(running.client.get(base).json())
    assert "77套" in after and "我局从严执法。" in after
    assert running.client.post(f"{base}/facts", json={"text": " \n"}).status_code == 400


def test_a_draft_is_there_again_after_the_server_stops(serve: Serve) -> None:
    first = serve()
    base, case = written(first)
    first.client.post(f"{base}/undo")
    assert text_of(serve().client.get(base).json()) == text_of(case)


# --- with a model -------------------------------------------------------------------------------------------------


def with_model(folder: Path, url: str) -> Drafter:
    chat = Endpoint(base_url=url, model="fake", api_key="x")
    return Drafter(settings=Settings(root=str(folder), chat=chat, concurrency=1))


def obedient(body: dict[str, Any], number: int, *, delay_s: float = 0.0) -> Answer:
    items = sentences(prompt_of(body))
    return Answer(content=json.dumps({"sentences": items}, ensure_ascii=False), delay_s=delay_s)


def until(running: Running, job: str, holds: Any) -> list[dict[str, Any]]:
    for _ in range(600):
        events = running.client.get(f"/api/jobs/{job}").json()["events"]
        if holds(events):
            return list(events)
        time.sleep(0.02)
    raise AssertionError(events)


def done(events: list[dict[str, Any]]) -> list[str]:
    return [row["data"]["title"] for row in events if row["event"] == "section" and row["data"]["state"] == "done"]


def test_sections_arrive_with_their_words(serve: Serve, tmp_path: Path) -> None:
    with serving(obedient) as fake:
        running = serve(with_model(tmp_path, fake.url))
        _, case = written(running)
        assert case["engine"] == "model" and case["draft"]["made_with"]["model"] == "fake"
        events = running.client.get(f"/api/jobs/{case['job']}").json()["events"]
        arrived = [row["data"] for row in events if row["event"] == "section" and row["data"].get("text")]
        assert any("41个" in row["text"] for row in arrived) and len(arrived) >= 4
        assert [row["id"] for row in events] == list(range(len(events)))


def test_a_job_is_stopped_what_is_written_stays_and_going_on_pays_nothing_twice(serve: Serve, tmp_path: Path) -> None:
    with serving(lambda body, number: obedient(body, number, delay_s=0.3)) as fake:
        running = serve(with_model(tmp_path, fake.url))
        base = f"/api/drafts/{planned(running)['id']}"
        job = running.client.post(f"{base}/write").json()["job"]
        assert running.client.post(f"{base}/write").status_code == 400  # one at a time
        until(running, job, done)
        stopped = running.client.delete(f"/api/jobs/{job}").json()
        assert stopped["state"] == "cancelled" and done(stopped["events"])
        shown = running.client.get(f"/write/{base.rsplit('/', 1)[1]}").text
        assert "接着写" in shown and "已停下" in shown and "41个" in shown
        time.sleep(0.5)  # the call that was under way
        paid = len(fake.bodies)
        assert finished(running, running.client.post(f"{base}/write"))["event"] == "done"
        prompts = [prompt_of(body) for body in fake.bodies]
        assert len(prompts) > paid and len(set(prompts)) == len(prompts)


def test_a_draft_whose_server_died_says_so_and_goes_on(serve: Serve, tmp_path: Path) -> None:
    with serving(lambda body, number: obedient(body, number, delay_s=0.3)) as fake:
        first = serve(with_model(tmp_path, fake.url))
        base = f"/api/drafts/{planned(first)['id']}"
        job = first.client.post(f"{base}/write").json()["job"]
        until(first, job, done)
        # another server on the same desk knows the job only from what is on disk
        later = serve(with_model(tmp_path, fake.url))
        after = later.client.get(f"/api/jobs/{job}").json()
        assert after["state"] == "interrupted" and done(after["events"])
        assert "event: interrupted" in later.client.get(f"/api/jobs/{job}/events").text
        assert finished(later, later.client.post(f"{base}/write"))["event"] == "done"
        assert "41个" in text_of(later.client.get(base).json())


def test_a_model_that_fails_is_told_in_one_line(serve: Serve, tmp_path: Path) -> None:
    with serving(lambda body, number: Answer(status=401, error="no")) as fake:
        running = serve(with_model(tmp_path, fake.url))
        base = f"/api/drafts/{planned(running)['id']}"
        last = finished(running, running.client.post(f"{base}/write"))
        assert last["event"] == "failed" and last["message"] and "\n" not in last["message"]
        case = planned(running, engine="compose")
        assert case["engine"] == "compose"
    assert (
        serve(Drafter(settings=Settings(root=str(tmp_path))))
        .client.post("/api/drafts", data={"text": papers.FACTS, "engine": "model"})
        .status_code
        == 400
    )
