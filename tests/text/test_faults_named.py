"""Faults go by the facts a sentence names: what those say stands, another event's day does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.model import Brief, Draft, MadeWith, Outline, SectionPlan
from drafter.rules import review_draft
from drafter.text.assembly import Written, assemble
from drafter.text.factsheet import parse_notes
from drafter.text.faults import completed_ids, find_faults

HEAD = "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n\n"


def drafted(bullets: list[str], written: list[tuple[str, str]], *, sections: str = "") -> Draft:
    """Return a draft of two sections: facts whose ids stand in ``sections`` belong to the second."""
    sheet = parse_notes(HEAD + "\n".join(f"- {one}" for one in bullets))
    ids = [fact.id for fact in sheet.facts]
    second = sections.split()
    owned = ((1, [id for id in ids if id not in second]), (2, second))
    plans = tuple(
        SectionPlan(
            id=f"S{n}", marker="一二"[n - 1] + "、", level=1, title=f"抓工作{n}", fact_ids=tuple(own), role="成绩",
            target_chars=100, pattern_section=None,
        )
        for n, own in owned
    )  # fmt: skip
    outline = Outline(
        title="2025年上半年工作总结", organisation="衡川市住房和城乡建设局", kind="工作总结", period=sheet.period,  # type: ignore[arg-type]
        sections=plans, unassigned=(), salutation="", announcement="", signature=(), pattern=None,
    )  # fmt: skip
    facts = {fact.id: fact for fact in sheet.facts}
    briefs = [Brief(plan=plan, facts=tuple(facts[id] for id in plan.fact_ids), evidence=()) for plan in plans]
    sentences = [
        Written(section_id="S2" if set(ids.split()) & set(second) else "S1", text=text, fact_ids=tuple(ids.split()),
                passage_ids=())
        for text, ids in written
    ]  # fmt: skip
    return assemble(outline, briefs, sentences, sheet=sheet, made_with=MadeWith(engine="model"))


def complaints(draft: Draft, *, incomplete: bool = True) -> list[str]:
    notes = HEAD + "\n".join(f"- {fact.text}" for fact in draft.facts)
    review = review_draft(draft, facts=parse_notes(notes))
    now = replace(draft, sentences=completed_ids(draft, review))
    return [fault.complaint for fault in find_faults(now, review, incomplete=incomplete)]


@pytest.mark.parametrize(
    ("bullets", "sentence", "second"),
    [
        (["局党组第4次会议，讨论通过3个2025年要点", "5月27日召开2025年党风廉政会议"],
         "局党组召开第4次会议，讨论通过3个2025年要点。", "F2"),
        (["班子成员讲党课6次", "党建与业务知识专题培训2期"], "班子成员讲党课6次，举办培训2期。", ""),
        (["下步3项：严肃党内政治生活；筑牢廉政防线；掌握领导权"], "下一步，重点抓好3项工作。", ""),
    ],
)  # fmt: skip
def test_what_the_named_facts_say_is_no_fault(bullets: list[str], sentence: str, second: str) -> None:
    ids = "F1" if second else " ".join(f"F{n + 1}" for n in range(len(bullets)))
    rest = [(bullets[1] + "。", "F2")] if second else []
    told = complaints(drafted(bullets, [(sentence, ids), *rest], sections=second), incomplete=False)
    assert not [one for one in told if "素材" in one]


def test_another_events_day_is_a_fault_and_lends_no_fact() -> None:
    bullets = ["5月18日，举办保密专题培训，59人参加", "5月27日，召开党风廉政会议"]
    draft = drafted(bullets, [("5月27日，举办保密专题培训，59人参加。", "F1"), ("5月27日，召开党风廉政会议。", "F2")])
    assert "“5月27日”与素材不一致（F1）" in complaints(draft)
    both = drafted([*bullets, "5月18日至27日，送学上门"], [("5月27日，举办保密专题培训，59人参加。", "F1")])
    assert any("“5月27日”" in one and "F1" in one for one in complaints(both))


def test_a_complaint_names_what_is_lacking() -> None:
    draft = drafted(["排查问题48个，制定措施37条，召开会议5次"], [("排查问题48个，召开会议5次。", "F1")])
    assert [one for one in complaints(draft) if one.startswith("没有写全素材（缺37条）：排查问题48个")]


def test_figures_nobody_named_are_faults_still() -> None:
    draft = drafted(["排查问题48个"], [("排查问题63个。", "F1")])
    assert any("“63个”" in one for one in complaints(draft))


def test_plans_may_name_the_problems_they_answer() -> None:
    written = [("问题3个：学习不深；衔接不紧；督查不严。", "F1"), ("针对3个问题，抓好学习。", "F2")]
    draft = drafted(["问题3个：学习不深；衔接不紧；督查不严", "下步抓好学习"], written, sections="F2")
    roles = {"S1": "问题", "S2": "打算"}
    briefs = tuple(replace(one, plan=replace(one.plan, role=roles[one.plan.id])) for one in draft.briefs)  # type: ignore[arg-type]
    assert not [one for one in complaints(replace(draft, briefs=briefs), incomplete=False) if "3个" in one]
    assert any("不在本节素材里" in one for one in complaints(draft, incomplete=False))
