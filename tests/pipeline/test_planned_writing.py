"""A whole draft by a model that is shown the plan first: what it corrects, and what it cannot spoil."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import Answer, Behaviour, Fake, form_of, prompt_of, serving
from writing_desk import corrections, repairs, sentences

from drafter import Drafter
from drafter.errors import ChatError, ForbiddenError
from drafter.model import Draft, Endpoint, Settings, from_json, to_json
from drafter.text.asking import SectionState
from drafter.text.factsheet import FactSheet, parse_notes

HEADER = "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n"
GROUPS = {
    "防汛": ("检查水库41座，隐患73处", "修订预案41个", "供水热线接听5200件"),
    "供水": ("维修管网37公里", "水质抽检96次"),
    "住房保障": ("筹集保障性租赁住房1620套", "发放租赁补贴2400户"),
}
NOTES: FactSheet = parse_notes(
    HEADER + "".join(f"## {hint}\n" + "".join(f"- {one}\n" for one in group) for hint, group in GROUPS.items())
)
MISPLACED = "F3"


def drafter(folder: Path, url: str, **more: Any) -> Drafter:
    chat = Endpoint(base_url=url, model="fake", api_key="x", timeout_s=20.0)
    return Drafter(settings=Settings(root=str(folder), chat=chat, concurrency=2, **more))


def home(prompt: str, title: str) -> str:
    """Return the id that a plan's prompt gives the section with these words in its title."""
    return re.findall(rf"^- \[(S\d+)\][^\n]*{title}", prompt.rsplit("<提纲>", 1)[1], re.M)[0]


def right(prompt: str) -> dict[str, Any]:
    """Return the correction that a good model makes."""
    return {"moves": [{"fact": MISPLACED, "section": home(prompt, "供水")}], "headings": []}


def model(plan: Callable[[str], str | Answer]) -> Behaviour:
    """Return an endpoint that writes as it should and answers the plan as ``plan`` says."""

    def behave(body: dict[str, Any], number: int) -> Answer:
        prompt = prompt_of(body)
        if corrections(prompt) is not None:
            said = plan(prompt)
            return said if isinstance(said, Answer) else Answer(content=said)
        items = repairs(prompt) if "<漏写>" in prompt else sentences(prompt)
        return Answer(content=json.dumps({"sentences": items}, ensure_ascii=False))

    return behave


GOOD = model(lambda prompt: json.dumps(right(prompt)))


def plans(fake: Fake) -> list[str]:
    return [text for text in map(prompt_of, fake.bodies) if corrections(text) is not None]


def written(behaviour: Behaviour, folder: Path, **how: Any) -> tuple[Draft, Fake]:
    with serving(behaviour) as fake:
        return drafter(folder, fake.url).write(NOTES, **how), fake


def placed(draft: Draft) -> dict[str, str]:
    assert draft.outline is not None
    return {id: one.title for one in draft.outline.sections for id in one.fact_ids}


def note(draft: Draft) -> str:
    assert draft.outline is not None
    return draft.outline.note


def test_a_fact_is_written_where_the_model_put_it_and_the_draft_says_so(tmp_path: Path) -> None:
    draft, fake = written(GOOD, tmp_path)
    assert "供水" in placed(draft)[MISPLACED] and "防汛" in placed(draft)["F1"]
    assert len(plans(fake)) == 1 and prompt_of(fake.bodies[0]) == plans(fake)[0]
    text, title = draft.document.text, placed(draft)[MISPLACED]
    assert text.index(title) < text.index("5200件") < text.index("住房保障")
    assert {id for one in draft.sentences for id in one.fact_ids} == {fact.id for fact in NOTES.facts}
    assert note(draft) == f"提纲经模型校正：{MISPLACED} 归入“{title}”。"
    assert [pin.name for pin in draft.made_with.prompts] == [
        "draft_section", "opening_closing", "plan", "revise_section",
    ]  # fmt: skip
    assert from_json(Draft, to_json(draft)) == draft


def test_the_plan_is_a_row_of_the_display_and_what_it_cost(tmp_path: Path) -> None:
    states: list[SectionState] = []
    stages: list[str] = []
    written(GOOD, tmp_path, watch=states.append, progress=lambda stage, done, total: stages.append(stage))
    assert [(one.title, one.state) for one in states[:2]] == [("规划", "checking"), ("规划", "done")]
    assert states[1].tokens_out == 7 and states[1].note.startswith("提纲经模型校正")
    assert stages == ["规划", "检索", "规划", "检索", "起草"]


def once(bad: Answer) -> Behaviour:
    """Return an endpoint that answers ``bad`` to every second request, beginning with the first: the plan's."""
    return lambda body, number: bad if number % 2 else GOOD(body, number)


def taking(*forms: str) -> Behaviour:
    """Return an endpoint that takes only these forms of structured output."""
    return lambda body, number: (
        GOOD(body, number) if form_of(body) in forms else Answer(status=400, error="response_format is unavailable")
    )


def thinking(body: dict[str, Any], number: int) -> Answer:
    return Answer(content=f"<think>先想想</think>{GOOD(body, number).content}")


def wrong_ids(prompt: str) -> str:
    strange = [{"fact": "F77", "section": "S3"}, {"fact": "F1", "section": "S88"}, {"fact": "E1", "section": "S1"}]
    return json.dumps({"moves": [*strange, *right(prompt)["moves"]], "headings": [{"heading": "H9", "facts": "F1"}]})


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(taking("json_schema"), id="vllm"),
        pytest.param(taking("json_mode", "text"), id="ollama"),
        pytest.param(taking("function_calling", "json_mode", "text"), id="deepseek"),
        pytest.param(taking("text"), id="words only"),
        pytest.param(thinking, id="thinking"),
        pytest.param(once(Answer(status=429, headers={"Retry-After": "0"})), id="429"),
        pytest.param(once(Answer(status=500, headers={"Retry-After": "0"})), id="500"),
        pytest.param(once(Answer(content="")), id="empty now and then"),
        pytest.param(once(Answer(content='{"moves": [{"fa', finish="length")), id="cut off now and then"),
        pytest.param(model(wrong_ids), id="wrong ids beside right ones"),
    ],
)
def test_every_kind_of_endpoint_may_correct_the_plan(behaviour: Behaviour, tmp_path: Path) -> None:
    draft, _ = written(behaviour, tmp_path)
    assert "供水" in placed(draft)[MISPLACED]
    assert {id for one in draft.sentences for id in one.fact_ids} == {fact.id for fact in NOTES.facts}


def all_into_one(prompt: str) -> str:
    moves = [{"fact": fact.id, "section": home(prompt, "供水")} for fact in NOTES.facts]
    return json.dumps({"moves": moves, "headings": []})


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        pytest.param(lambda prompt: "今天天气很好。", "JSON", id="prose"),
        pytest.param(lambda prompt: '{"sections": [{"title": "甲", "facts": ["F1"]}]}', "JSON", id="another form"),
        pytest.param(lambda prompt: "抱歉，我无法协助完成这一请求。", "拒绝", id="refused in words"),
        pytest.param(lambda prompt: Answer(refusal="no"), "拒绝", id="refused"),
        pytest.param(lambda prompt: Answer(content=""), "空的", id="empty"),
        pytest.param(lambda prompt: Answer(content='{"moves": [{"fact": "F1', finish="length"), "截断", id="cut off"),
        pytest.param(lambda prompt: Answer(status=413, error="too long"), "too long", id="too long"),
        pytest.param(lambda prompt: Answer(status=500, headers={"Retry-After": "0"}), "500", id="500"),
        pytest.param(all_into_one, "没有采用", id="all into one section"),
        pytest.param(lambda prompt: '{"moves": [], "headings": []}', "没有改动", id="no moves"),
        pytest.param(
            lambda prompt: '{"moves": [{"fact": "F1", "section": "S1"}], "headings": []}', "没有改动", id="the opening"
        ),
    ],
)
def test_no_answer_to_the_plan_costs_the_draft(plan: Callable[[str], str | Answer], said: str, tmp_path: Path) -> None:
    draft, fake = written(model(plan), tmp_path)
    assert "防汛" in placed(draft)[MISPLACED] and said in note(draft) and "\n" not in note(draft)
    assert {id for one in draft.sentences for id in one.fact_ids} == {fact.id for fact in NOTES.facts}
    assert len(plans(fake)) >= 1
    assert ("plan" in [pin.name for pin in draft.made_with.prompts]) == (said == "没有改动")


def test_an_endpoint_that_is_down_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(ChatError) as error:
        written(lambda body, number: Answer(status=401, error="bad key"), tmp_path)
    assert "密钥" in str(error.value) and "\n" not in str(error.value)


def test_one_section_and_late_facts_leave_the_plan_as_it_is(tmp_path: Path) -> None:
    with serving(GOOD) as fake:
        one = drafter(tmp_path, fake.url)
        one.write(NOTES, section="防汛")
        assert plans(fake) == []
        draft = one.write(NOTES)
        late = parse_notes(HEADER + "".join(f"- {fact.text}\n" for fact in NOTES.facts) + "- 检查泵站12座\n")
        asked = len(fake.bodies)
        again = one.write(late, update=draft)
        assert len(plans(fake)) == 1 and len(fake.bodies) > asked
        assert "供水" in placed(again)[MISPLACED] and note(again) == ""


def test_a_finished_plan_is_not_paid_again(tmp_path: Path) -> None:
    with serving(GOOD) as fake:
        first = drafter(tmp_path, fake.url).write(NOTES)
        asked = len(fake.bodies)
        again = drafter(tmp_path, fake.url)
        assert again.write(NOTES) == first and len(fake.bodies) == asked and list(again.paid) == []
        drafter(tmp_path, fake.url).write(NOTES, resume=False)
        assert len(plans(fake)) == 2


def test_a_useless_plan_is_not_paid_again_either(tmp_path: Path) -> None:
    with serving(model(lambda prompt: "不会。")) as fake:
        first = drafter(tmp_path, fake.url).write(NOTES)
        asked = len(plans(fake))
        assert drafter(tmp_path, fake.url).write(NOTES) == first
        assert len(plans(fake)) == asked


def test_nothing_is_sent_that_may_not_leave(tmp_path: Path) -> None:
    secret = parse_notes(HEADER + "- 检查水库41座\n- 修订预案41个\n- 联系人电话13800138000\n")
    far = "https://models.example.org/v1"
    with pytest.raises(ForbiddenError):
        drafter(tmp_path, far).write(secret)
    with pytest.raises(ForbiddenError, match="offline"):
        drafter(tmp_path, far, offline=True).write(NOTES)


def test_a_dry_run_shows_the_plan_s_prompt_first(tmp_path: Path) -> None:
    with serving(GOOD) as fake:
        one = drafter(tmp_path, fake.url)
        shown = one.dry_run(NOTES)
        assert fake.bodies == [] and shown.prompts[0].section is None
        assert [part.section is None for part in shown.prompts].count(True) == 1
        assert all(part.section is not None for part in one.dry_run(NOTES, section="防汛").prompts)
        one.write(NOTES)
        assert plans(fake) == ["\n".join(message.content for message in shown.prompts[0].messages)]


def test_a_plan_s_prompt_that_was_put_away_is_not_missed(tmp_path: Path, root: Path) -> None:
    import shutil

    shutil.copytree(root / "prompts", tmp_path / "prompts")
    shutil.rmtree(tmp_path / "prompts" / "plan")
    (tmp_path / "prompts" / "active.toml").write_text('draft_section = "v2"\n', encoding="utf-8")
    with serving(GOOD) as fake:
        draft = drafter(tmp_path, fake.url, prompts="prompts").write(NOTES)
    assert plans(fake) == [] and note(draft) == "" and "防汛" in placed(draft)[MISPLACED]


def test_without_a_model_nobody_is_asked(tmp_path: Path) -> None:
    with serving(GOOD) as fake:
        one = drafter(tmp_path, fake.url)
        assert one.plan(NOTES).note == "" and one.write(NOTES, engine="compose").outline == one.plan(NOTES)
        assert fake.bodies == []
