"""A fact is said in past wording where it fits, clause by clause else, and its sources are named."""

from __future__ import annotations

from drafter.composing.house import House
from drafter.composing.saying import say
from drafter.model import Outline, Source
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.periods import parse_period

PAST = """衡川市住房和城乡建设局2024年上半年工作总结
一、主要工作情况
（一）市场。4月26日至5月3日，举办春季房产展示交易会，24家企业、41个楼盘参展，成交商品房465套。
（二）住房。筹集保障性租赁住房1510套，同比增长12.7%。
"""


def told(note: str) -> tuple[str, tuple[str, ...]]:
    period = parse_period("2025H1")
    assert period is not None
    document = build_document(PAST, source=Source(title="总结", organisation="衡川市住房和城乡建设局"))
    outline = Outline(
        title="总结", organisation="衡川市住房和城乡建设局", kind=None, period=period, sections=(), unassigned=(),
        pattern=None, dropped=(),
    )  # fmt: skip
    fact = parse_notes(f"- {note}\n- 又一条\n").facts[0]
    return say(fact, House([document, document], outline))


def test_clauses_take_the_form_of_their_prototype() -> None:
    text, passages = told("4月25日，春季房产展示交易会：企业25家，楼盘42个，成交492套")
    assert text == "4月25日，我局举办春季房产展示交易会，25家企业、42个楼盘参展，成交商品房492套。"
    assert passages


def test_short_forms_find_their_prototype() -> None:
    text, _ = told("保租房筹集1620套，同比增7.3%")
    assert "保障性租赁住房" in text
    assert "同比增长7.3%" in text
