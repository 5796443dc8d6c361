"""TRM: words."""

from __future__ import annotations

import pytest
from rule_checks import apply_fix, codes, found

from drafter.lexicon import load_lexicon
from drafter.lexicon.wording import load_wording


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


@pytest.mark.parametrize(
    "text",
    [
        "超过80%以上。",
        "涉及到12个小区。",
        "代表队凯旋归来。",
        "解放以来建成水库。",
        "对接香港、澳门等国家的客商。",
        "帮教吸毒分子12名。",
        "村长带头签字。",
        "原因是由于监管不力。",
        "广大干部们积极参加。",
        "防止事故不再发生。",
        "约300余人参加。",
    ],
)
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


@pytest.mark.parametrize(
    "text",
    [
        "黑瞎子岛开发。",
        "心智障碍者就业12人。",
        "预防未成年人犯罪，打击侵犯人身权利行为。",
        "近10年最多。",
        "乡村长期发展。",
        "反对“台独”。",
    ],
)
def test_careful_words_inside_others(text: str) -> None:
    assert codes(text, "TRM002") == []


def test_a_word_that_gave_way_is_told_from_then_on() -> None:
    assert codes("带动建档立卡贫困户增收。", "TRM002", period="2019") == []
    assert codes("带动建档立卡贫困户增收。", "TRM002", period="2024") == ["TRM002"]


def test_an_old_report_may_write_as_one_wrote_then() -> None:
    assert codes("1981年政府工作报告\n建国以来成就巨大。", "TRM002", period="1981") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("干部以身作责。", "干部以身作则。"),
        ("强化强化党建引领。", "强化党建引领。"),
        ("做为评先依据。", "作为评先依据。"),
        ("群众安全敢提升。", "群众安全感提升。"),
        ("防止问题反弹回朝。", "防止问题反弹回潮。"),
    ],
)
def test_words_with_a_wrong_letter(text: str, right: str) -> None:
    (finding,) = found(text, "TRM003")
    assert apply_fix(text, finding) == right


@pytest.mark.parametrize(
    "text",
    [
        "深入学习贯彻全会精神，切实加强岗位与职责管理。",
        "完善自然灾害补助，实现再就业，提高办学效益。",
        "企业积极性提高，交警查处违法86起，职工工作有序。",
        "组织组织生活会，政府政府采购规范。",
    ],
)
def test_letters_of_two_words_are_no_word(text: str) -> None:
    assert codes(text, "TRM003") == []


def test_old_forms_are_right_in_old_reports() -> None:
    assert codes("1997年政府工作报告\n社会统筹和个人帐户相结合。", "TRM003", period="1997") == []
    assert codes("社会统筹和个人帐户相结合。", "TRM003", period="2024") == ["TRM003"]


@pytest.mark.parametrize("entry", load_wording(load_lexicon()).miswritten, ids=lambda entry: entry.wrong)
def test_every_miswritten_word_can_match_and_its_right_form_is_silent(entry) -> None:  # type: ignore[no-untyped-def]
    assert [finding.quote for finding in found(f"，{entry.wrong}，", "TRM003")] == [entry.wrong]
    assert codes(f"，{entry.right}，", "TRM003") == []
    for letter in entry.before[:2]:
        assert entry.wrong not in [finding.quote for finding in found(f"，{letter}{entry.wrong}，", "TRM003")]


@pytest.mark.parametrize("entry", load_wording(load_lexicon()).altered, ids=lambda entry: entry.slip.wrong)
def test_every_slip_of_a_set_phrase_can_match_and_what_was_laid_down_is_silent(entry) -> None:  # type: ignore[no-untyped-def]
    assert found(f"，{entry.slip.wrong}，", "TRM001")
    assert codes(f"，{entry.slip.right}，", "TRM001") == []


@pytest.mark.parametrize("series", load_wording(load_lexicon()).series, ids=lambda series: series[0])
def test_every_enumeration_is_told_out_of_order_and_silent_in_order(series: tuple[str, ...]) -> None:
    assert codes(f"坚持{'、'.join(series)}。", "TRM001") == []
    assert "TRM001" in codes(f"坚持{'、'.join((*series[:-2], series[-1], series[-2]))}。", "TRM001")


def test_a_wording_is_not_asked_of_reports_older_than_it() -> None:
    assert codes("完善共建共享共治机制。", "TRM001", period="2014") == []
    assert codes("完善共建共享共治机制。", "TRM001", period="2024") == ["TRM001"]
