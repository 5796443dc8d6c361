"""What follows from facts, and what only looks as if it did."""

from __future__ import annotations

import pytest

from drafter.text.factsheet import parse_notes
from drafter.text.figures import find_figures
from drafter.text.grounding_derive import count_listed, derive
from drafter.text.grounding_index import FactIndex
from drafter.text.grounding_values import measure


def derived(near: str, printed: str, *facts: str) -> str | None:
    (figure,) = (f for f in find_figures(near + printed) if f.checkable)
    index = FactIndex(parse_notes("".join(f"- {fact}\n" for fact in facts)).facts)
    found = derive(figure, measure(figure), near, index.given)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("near", "printed", "facts", "expected"),
    [
        ("建议提案共", "78件", ("建议36件", "提案42件"), "36件+42件=78件"),
        ("建议提案", "78件", ("建议36件", "提案42件"), None),
        ("建议提案共", "79件", ("建议36件", "提案42件"), None),
        ("党费增加", "1万元", ("党费5万元，上年4万元",), "5万元−4万元=1万元"),
        ("覆盖率提高", "7个百分点", ("覆盖率由85%提高到92%",), "92%−85%=7个百分点"),
        ("办结率", "95%", ("受理120件，办结114件",), "114件÷120件"),
        ("办结率", "96%", ("受理120件，办结114件",), None),
        ("党费增长", "25%", ("党费5万元，上年4万元",), "4万元→5万元"),
        ("党费下降", "20%", ("党费4万元，上年5万元",), "5万元→4万元"),
        ("党费年均增长", "25%", ("党费5万元，上年4万元",), None),
    ],
)
def test_derive(near: str, printed: str, facts: tuple[str, ...], expected: str | None) -> None:
    assert derived(near, printed, *facts) == expected


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("健全党组、班子、支部三个层面的责任体系。", True),
        ("印发3个要点：《党建要点》《廉政要点》《宣传要点》。", True),
        ("采取强强结对和强弱结对两种模式。", True),
        ("健全四个层面的责任体系。", False),
        ("健全党组、班子三个层面的责任体系。", False),
    ],
)
def test_count_listed(sentence: str, listed: bool) -> None:
    (figure,) = (f for f in find_figures(sentence) if f.checkable)
    found = count_listed(figure, measure(figure), sentence, figure.span.start)
    assert (found is not None) is listed
