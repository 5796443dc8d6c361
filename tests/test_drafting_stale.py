"""Last year's figures offered by a model: each is caught, named stale (FIG003), and none reaches the draft."""

from __future__ import annotations

import re

from writing_desk import Item, Model, checking, notes, write

from drafter.model import Draft, Review
from drafter.readers import read_text
from drafter.text.factsheet import FactSheet

SECTIONS, EACH = 5, 3
OPEN = re.compile(r"【待核实：[^】]*】")


def last_year(sheet: FactSheet) -> dict[str, str]:
    """Return the fact's sentence with other numbers, by fact id: two figures each, none of them a fact's."""
    taken = {number for fact in sheet.facts for number in re.findall(r"\d+", fact.text)}
    fresh = (str(number) for number in range(1013, 9999, 37) if str(number) not in taken)
    return {fact.id: re.sub(r"\d+", lambda match: next(fresh), fact.text) + "。" for fact in sheet.facts}


def test_thirty_stale_figures_are_each_named_stale() -> None:
    sheet = notes(SECTIONS, EACH)
    old = last_year(sheet)
    planted = [figure for text in old.values() for figure in re.findall(r"\d+[次人]", text)]
    assert len(planted) == 30
    report = "衡川市住房和城乡建设局2024年上半年工作总结\n\n一、主要工作\n" + "\n".join(old.values()) + "\n"
    past = read_text(report)
    inner = checking(sheet, [past])
    stale: dict[str, str | None] = {}

    def check(draft: Draft) -> Review:
        review = inner(draft)
        stale.update({row.figure.text: row.rule for row in review.ledger if row.state == "stale"})
        return review

    def reciting(items: list[Item], prompt: str) -> list[Item]:
        if "<正文>" in prompt:
            return items
        return [item | {"text": old[item["facts"][0]]} for item in items]

    draft = write(Model(reciting, repair=lambda items, prompt: []), sheet, SECTIONS, check=check)
    assert {figure: stale.get(figure) for figure in planted} == dict.fromkeys(planted, "FIG003")
    assert not any(figure in draft.document.text for figure in planted)
    assert len(OPEN.findall("".join(one.text for one in draft.sentences))) >= 30


def test_a_figure_that_did_not_change_is_not_stale() -> None:
    sheet = notes(2, 2)
    past = read_text(
        "衡川市住房和城乡建设局2024年上半年工作总结\n\n一、主要工作\n" + "。\n".join(f.text for f in sheet.facts)
    )
    reviews: list[Review] = []
    inner = checking(sheet, [past])

    def check(draft: Draft) -> Review:
        reviews.append(inner(draft))
        return reviews[-1]

    write(Model(), sheet, 2, check=check)
    assert reviews and not any(row.state == "stale" for review in reviews for row in review.ledger)
