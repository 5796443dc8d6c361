"""SEC: what must not go out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rule_checks import codes, found

from drafter.model import Layout, Mark, Span
from drafter.rules.secrecy import luhn
from drafter.text.documents import build_document


@pytest.mark.parametrize("text", ["机密★1年\n报告。", "秘密1年\n报告。", "绝密★启用前\n报告。"])
def test_markings(text: str) -> None:
    assert codes(text, "SEC") == ["SEC001"]


@pytest.mark.parametrize("text", ["做好保密工作，保守国家秘密。", "采用无记名秘密投票。", "抓好涉密机密文件管理。"])
def test_plain_words_are_none(text: str) -> None:
    assert codes(text, "SEC") == []


def test_personal_data_is_found_and_masked() -> None:
    for text in ("电话13800138000。", "身份证11010519491231002X。", "卡号6222021234567890128。", "车牌号浙C12345。"):
        (finding,) = found(text, "SEC002")
        assert finding.fix is not None and "*" in finding.fix.edits[0].text
    for text in ("身份证号110105194912310021。", "卡号6222 0212 3456 7890 127。", "驾驶浙C·12A45逃逸。"):
        (finding,) = found(text, "SEC002")
        assert finding.fix is not None and "*" in finding.fix.edits[0].text
    assert codes("身份证号1101051949********，渝A级景区，新A12。", "SEC002") == []
    assert codes("编号110105194912310021，合同号6222021234567890127，投资13800138000元。", "SEC002") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("注意保密\n报告。", "注意保密"),
        ("内部材料，阅后收回\n报告。", "内部材料，阅后收回"),
        ("仅限机关内部传阅，不得复印。完成12项。", "仅限机关内部传阅，不得复印"),
        ("（以下内容不上网、不登报）\n推进改革。", "以下内容不上网、不登报"),
        ("附注：本材料尚未公布，严禁对外提供。", "尚未公布，严禁对外提供"),
    ],
)
def test_what_a_paper_of_the_house_says_of_itself(text: str, quote: str) -> None:
    assert [finding.quote for finding in found(text, "SEC003")] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "未成年人信息不得公开。",
        "修订内部管理制度12项。",
        "考场内严禁拍照，违者取消资格。",
        "办好内部资料室。\n",
        "开展内部审计。",
    ],
)
def test_rules_of_the_house_are_no_marks(text: str) -> None:
    assert codes(text, "SEC003") == []


def test_check_digit_of_bank_cards() -> None:
    assert luhn("4111111111111111") and not luhn("4111111111111112")


def test_hidden_content_of_a_word_file() -> None:
    document = build_document("全年办结信访件128件。")
    mark = Mark(span=Span(start=0, end=2), text="这个数再核一下", author="林淑芬")
    with_layout = replace(document, layout=Layout(blocks=(), page=None, comments=(mark,), hidden=(mark,)))
    assert [f.code for f in found(with_layout, "SEC003")] == ["SEC003", "SEC003"]


def test_what_had_better_not_go_out_is_told() -> None:
    assert codes("以下内容不宜公开：在逃人员126名。", "SEC003") == ["SEC003"]
    assert codes("会议决定，该事项暂不对外公布。", "SEC003") == ["SEC003"]
    assert codes("推动事项公开，不宜公开的依法说明理由。", "SEC003") == []
