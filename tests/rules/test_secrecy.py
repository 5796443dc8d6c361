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
    assert codes("编号110105194912310021，合同号6222021234567890127，投资13800138000元。", "SEC002") == []


def test_check_digit_of_bank_cards() -> None:
    assert luhn("4111111111111111") and not luhn("4111111111111112")


def test_hidden_content_of_a_word_file() -> None:
    document = build_document("全年办结信访件128件。")
    mark = Mark(span=Span(start=0, end=2), text="这个数再核一下", author="林淑芬")
    with_layout = replace(document, layout=Layout(blocks=(), page=None, comments=(mark,), hidden=(mark,)))
    assert [f.code for f in found(with_layout, "SEC003")] == ["SEC003", "SEC003"]
