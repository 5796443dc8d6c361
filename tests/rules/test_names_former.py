"""NAM004: names that gave way to others."""

from __future__ import annotations

import pytest
from rule_checks import found

from drafter.lexicon import load_lexicon
from drafter.lexicon.wording import load_wording


@pytest.mark.parametrize(
    ("text", "quote", "new"),
    [
        ("与市工商局共建平台。", "工商局", "市场监督管理局"),
        ("按照银保监会要求清理。", "银保监会", "国家金融监督管理总局"),
        ("市公安消防支队接处警。", "公安消防支队", "消防救援支队"),
        ("赴上海市闸北区学习。", "闸北区", "上海市静安区"),
        ("落实国土资源部规范。", "国土资源部", "自然资源部"),
    ],
)
def test_a_former_name_is_told_after_the_renaming_and_not_before(text: str, quote: str, new: str) -> None:
    (finding,) = found(text, "NAM004", period="2024")
    assert finding.quote == quote and new in finding.message
    assert found(text, "NAM004", period="2008") == ()


@pytest.mark.parametrize(
    "text",
    [
        "县农业部门落实春耕部署，环保局势向好。".replace("环保局势向好", "农业部署到位"),
        "市文化旅游局举办活动，县农牧局检修农机。",
        "对照2016年国土资源部印发的规范，完善档案。",
        "由原市环保局移交档案，市卫计委更名为市卫生健康委员会。",
        "接待泰国国家旅游局和澳门特区政府环境保护局代表。",
        "学习《国土资源部关于规范管理的通知》。",
        "市发展和改革委员会（物价局）核定价格，国家矿山安监局检查。",
        "召开望城县级试点推进会。",
    ],
)
def test_what_is_another_name_or_was_then_is_left_alone(text: str) -> None:
    assert found(text, "NAM004", period="2024") == ()


@pytest.mark.parametrize("entry", load_wording(load_lexicon()).renamed, ids=lambda entry: entry.old)
def test_every_entry_can_match(entry) -> None:  # type: ignore[no-untyped-def]
    (finding,) = found(f"会议要求，{entry.old}，联合开展检查。", "NAM004", period="2026")
    assert finding.quote == entry.old and entry.new in finding.message
