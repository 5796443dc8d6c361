"""TRM: words."""

from __future__ import annotations

import pytest
from rule_checks import apply_fix, codes, found


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("学习习近平新时代中国特色主义思想。", "习近平新时代中国特色主义思想", "习近平新时代中国特色社会主义思想"),
        (
            "紧密团结在以习近平同志为领导核心的党中央周围。",
            "以习近平同志为领导核心的党中央",
            "以习近平同志为核心的党中央",
        ),
        ("增强群众幸福感、获得感、安全感。", "幸福感、获得感、安全感", "获得感、幸福感、安全感"),
        ("做到“两个确立”。", "做到", "坚定拥护"),
        ("增强“四个自信”。", "增强", "坚定"),
    ],
)
def test_slips_of_fixed_phrases(text: str, quote: str, right: str) -> None:
    (finding,) = found(text, "TRM001")
    assert finding.quote == quote
    assert apply_fix(text, finding) == text.replace(quote, right)


@pytest.mark.parametrize(
    "text",
    [
        "以习近平新时代中国特色社会主义思想为指导，增强群众获得感、幸福感、安全感。",
        "学习党的十九届五中全会精神和党的二十届三中全会精神。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”，坚定拥护“两个确立”。",
        "提高政治判断力、政治领悟力和政治执行力。",
        "成就感、归属感、责任感不断增强。",
    ],
)
def test_right_phrases_are_left_alone(text: str) -> None:
    assert codes(text, "TRM001") == []


@pytest.mark.parametrize("text", ["超过80%以上。", "涉及到12个小区。", "代表队凯旋归来。"])
def test_careful_words(text: str) -> None:
    assert codes(text, "TRM002") == ["TRM002"]


@pytest.mark.parametrize(
    "text",
    [
        "学习习近平总书记讲话。",
        "层层压实责任，牢牢把握主动。",
        "开好基层党组织组织生活会。",
        "实实在在办事，谢谢大家。",
        "建设共和国国家公园。",
    ],
)
def test_doubles_that_are_right(text: str) -> None:
    assert codes(text, "TRM003") == []


def test_an_old_report_may_write_as_one_wrote_then() -> None:
    assert codes("1981年政府工作报告\n建国以来成就巨大。", "TRM002", period="1981") == []
