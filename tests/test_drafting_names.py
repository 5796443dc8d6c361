"""A model that writes names of a past report: each is refused, repaired where it can be, else an open mark."""

from __future__ import annotations

from writing_desk import Item, Model, checking, write

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes

PAST = read_text(
    "衡川市住房和城乡建设局2024年上半年工作总结\n\n一、主要工作\n3月5日，局长周启明主持召开部署会。到云溪县检查。云溪县整改。组织观看《零容忍》。\n"
)
SHEET = parse_notes(
    "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n\n"
    "- 局长侯玉平主持召开部署会1次\n- 到石岭县检查2次\n- 观看警示教育片3次\n"
)
COPIED = {"局长侯玉平": "局长周启明", "石岭县": "云溪县", "警示教育片3次": "警示教育片《零容忍》3次"}


def careless(items: list[Item], prompt: str) -> list[Item]:
    for item in items:
        for right, wrong in COPIED.items():
            item["text"] = item["text"].replace(right, wrong)
    return items


def test_the_repair_is_told_which_name_and_where_it_is_from() -> None:
    model = Model(careless, repair=lambda items, prompt: [])
    draft = write(model, SHEET, 1, check=checking(SHEET, [PAST]))
    asked = "\n".join(prompt for prompt in model.prompts if "<漏写>" in prompt)
    for name, said in (("周启明", "人名"), ("云溪县", "地名"), ("零容忍", "名称")):
        assert f"“{name}”是《衡川市住房和城乡建设局2024年上半年工作总结》里的{said}，素材里没有" in asked
        assert name not in draft.document.text
        assert f"【待核实：{said}】" in draft.document.text


def test_a_repair_by_the_facts_stands() -> None:
    def mended(items: list[Item], prompt: str) -> list[Item]:
        return [
            {"number": number, "text": text, "facts": [f"F{number}"], "passages": []}
            for number, text in enumerate(
                ("局长侯玉平主持召开部署会1次。", "到石岭县检查2次。", "观看警示教育片3次。"), 1
            )
        ]

    draft = write(Model(careless, repair=mended), SHEET, 1, check=checking(SHEET, [PAST]))
    assert "侯玉平" in draft.document.text and "石岭县" in draft.document.text
    assert not any(name in draft.document.text for name in ("周启明", "云溪县", "零容忍", "待核实"))
