"""Levels beside what they are compared with: an earlier year, an average, a doubling without a number."""

from __future__ import annotations

import pytest

from drafter.text.arithmetic import Relation, relations
from drafter.text.documents import build_document


def judged(text: str) -> list[Relation]:
    return [relation for relation in relations(build_document(text)) if relation.sure]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年接种疫苗8.0万剂次，2024年接种10.0万剂次，同比增长20%。", "growth"),
        ("登记企业2400家，较去年2000家增加500家。", "growth"),
        ("村集体收入去年为160万元，今年达到200万元，一年增收50万元。", "growth"),
        ("培训场次增长40%，由25场增加到30场。", "growth"),
        ("上线率达68%，比全市平均水平63%高出5%。", "points"),
        ("抽查合格率为98.6%，较2023年（96.8%）提高1.8%。", "points"),
        ("调解成功率98.2%，超出目标值（95%）3.2%。", "points"),
        ("利用率2022年为88%，2023年为90%，2024年为93%，比上年提高3%。", "points"),
        ("城镇化率提高1.4%，由57.6%增至59.0%。", "points"),
        ("村集体收入从10万元增长到15万元，实现翻番。", "multiple"),
        ("培训人数达到900人，是上年300人的3倍，翻了三番。", "multiple"),
        ("培训人数达到900人，是上年300人的4倍。", "multiple"),
        ("授权量去年是80件，今年160件，增长2倍。", "multiple"),
        ("床位由1200张增至2000张，两年翻一番。", "multiple"),
    ],
)
def test_comparisons_that_do_not_hold(text: str, kind: str) -> None:
    assert kind in [relation.kind for relation in judged(text) if not relation.holds]


@pytest.mark.parametrize(
    "text",
    [
        "2023年接种疫苗8.0万剂次，2024年接种10.0万剂次，同比增长25%。",
        "2021年接种疫苗8.0万剂次，2024年接种10.0万剂次，同比增长20%。",
        "2023年办理信访8件，2024年接待群众10件，同比增长20%。",
        "登记企业2400家，较去年2000家增加400家，三年增加900家。",
        "客流由五年前的2万人增加到4万人，同比增长5%。",
        "投资增长40%，从业人员由25人增加到30人。",
        "上线率达68%，比全市平均水平63%高出5个百分点。",
        "合格率98%，比上年95%提高3.2%。",
        "收入从10万元增长到20.5万元，实现翻番。",
        "收入从10万元增长到15万元，力争翻番。",
        "培训人数达到900人，是上年300人的3倍。",
    ],
)
def test_comparisons_that_hold_or_are_not_judged(text: str) -> None:
    assert all(relation.holds for relation in judged(text))
