from __future__ import annotations

import pytest
from writing_desk import PERIOD, Item, Model, checking, desk, notes

from drafter.errors import ChatError, ForbiddenError, InputError, PromptError
from drafter.model import Draft, MadeWith
from drafter.prompts import load_prompts
from drafter.revising import revise
from drafter.text.assembly import Written, assemble
from drafter.text.documents import build_document

PROMPT = load_prompts().active("revise_section")


def drafted(**changes: str) -> Draft:
    """Return a finished draft of three sections, each fact as it stands, with some sentences changed by fact id."""
    sheet = notes()
    outline, briefs = desk(sheet)
    written = [
        Written(section_id=brief.plan.id, text=changes.get(fact.id, fact.text + "。"), fact_ids=(fact.id,),
                passage_ids=(), new_paragraph=fact.id in ("F2", "F5"))
        for brief in briefs
        for fact in brief.facts
        if changes.get(fact.id) != ""
    ]  # fmt: skip
    return assemble(outline, briefs, written, sheet=sheet, made_with=MadeWith(engine="model"))


def revised(draft: Draft, model: Model) -> Draft:
    check = checking(notes())
    return revise(draft, check(draft), ask=model, prompt=PROMPT, check=check, sheet=notes())


def test_a_draft_without_faults_costs_nothing_and_stays() -> None:
    model, draft = Model(), drafted()
    assert revised(draft, model) == draft
    assert model.prompts == []


def test_only_failing_sentences_are_touched() -> None:
    draft = drafted(F2="理论学习方面召开调度会议18次，999人参加。")

    def meddling(items: list[Item], prompt: str) -> list[Item]:
        good = {"number": 2, "text": notes().facts[1].text + "！", "facts": ["F2"], "passages": []}
        return [{"number": 1, "text": "别的句子也改了。", "facts": ["F1"]}, good]

    model = Model(repair=meddling)
    after = revised(draft, model)
    assert len(model.prompts) == 1
    assert after.document.text == draft.document.text.replace("18次，999人参加。", "18次，230人参加！")


def test_only_sections_with_faults_are_asked_about() -> None:
    model = Model()
    revised(drafted(F4="城市更新方面召开调度会议7654次。", F8="住房保障方面会议5432次。"), model)
    titles = sorted(line for prompt in model.prompts for line in prompt.splitlines() if line.startswith("本节标题"))
    assert set(titles) == {"本节标题：抓城市更新", "本节标题：抓住房保障"}


def test_there_are_at_most_two_rounds_and_then_an_open_mark() -> None:
    def stubborn(items: list[Item], prompt: str) -> list[Item]:
        return [item | {"text": f"改成{8000 + len(prompt) % 100}次。", "facts": ["F2"]} for item in items]

    model = Model(repair=stubborn)
    after = revised(drafted(F2="理论学习方面召开调度会议9999次，230人参加。"), model)
    assert len(model.prompts) == 2
    assert "改成【待核实：数字（次）】。" in after.document.text


def test_an_answer_may_not_delete_the_only_sentence_of_a_fact() -> None:
    model = Model(repair=lambda items, prompt: [item | {"text": ""} for item in items])
    after = revised(drafted(F2="理论学习方面召开调度会议18次，999人参加。"), model)
    assert "召开调度会议18次，【待核实：数字（人）】参加。" in after.document.text


def test_a_missing_fact_takes_its_place_among_the_others() -> None:
    after = revised(drafted(F5=""), Model())
    second = [one for one in after.sentences if one.section_id == "S2"]
    assert [one.fact_ids for one in second] == [("F4",), ("F5",), ("F6",)]
    assert after.unused == ()


def test_new_sentences_that_carry_no_missing_fact_are_not_taken() -> None:
    extra = {"number": 0, "text": "成绩斐然。", "facts": ["F4"], "passages": []}
    after = revised(drafted(F5=""), Model(repair=lambda items, prompt: [extra]))
    assert "成绩斐然" not in after.document.text
    assert [one.fact_id for one in after.unused] == ["F5"]


def test_words_masked_in_past_reports_become_open_marks() -> None:
    after = revised(drafted(F1="于〔日期〕开展专题学习11次，217人参加。"), Model(repair=lambda items, prompt: []))
    assert "于【待核实：日期】开展专题学习11次" in after.document.text


def test_paragraphs_are_kept() -> None:
    draft = drafted(F9="住房保障方面组织现场检查9999次。")
    after = revised(draft, Model(repair=lambda items, prompt: []))
    assert after.document.text.splitlines()[:-1] == draft.document.text.splitlines()[:-1]
    assert after.document.text.count("\n") == draft.document.text.count("\n")


def test_a_failing_model_means_marks_a_forbidden_call_means_an_error() -> None:
    def raising(error: Exception) -> Model:
        def fail(items: list[Item], prompt: str) -> list[Item]:
            raise error

        return Model(repair=fail)

    draft = drafted(F2="理论学习方面召开调度会议18次，999人参加。")
    assert "【待核实：数字（人）】" in revised(draft, raising(ChatError("没有答复"))).document.text
    with pytest.raises(ForbiddenError):
        revised(draft, raising(ForbiddenError("不得外发")))


def test_what_cannot_be_revised_is_said() -> None:
    by_hand = Draft.of(build_document("标题\n\n正文。\n", period=PERIOD))
    check = checking(notes())
    with pytest.raises(InputError, match="手工"):
        revise(by_hand, check(by_hand), ask=Model(), prompt=PROMPT, check=check, sheet=notes())
    with pytest.raises(PromptError, match="repairs"):
        wrong = load_prompts().active("draft_section")
        revise(drafted(), check(drafted()), ask=Model(), prompt=wrong, check=check, sheet=notes())


def test_both_of_two_exchanged_figures_are_marked() -> None:
    swapped = "理论学习方面开展专题学习217次，11人参加。"
    model = Model(repair=lambda items, prompt: items)
    after = revised(drafted(F1=swapped), model)
    assert "217次" not in after.document.text and "11人" not in after.document.text
