from __future__ import annotations

import pytest

from drafter.text.secrecy import find_markings, find_personal, find_sensitive, is_id_number

# computed here, belongs to nobody: an area code that was never given out
ID_BODY = "99010119900101001"
ID_NUMBER = next(ID_BODY + last for last in "0123456789X" if is_id_number(ID_BODY + last))


@pytest.mark.parametrize(
    "text",
    ["机密★1年", "绝密★启用前\n关于…", "秘密★长期", "机密 ★ 10年", "密级：机密", "机密\n\n衡川市…", "- [F3] 秘密★",
     "（机密）", "机密5年\n", "秘 密★6个月"],
)  # fmt: skip
def test_markings_are_found(text: str) -> None:
    found = find_markings(text)
    assert len(found) == 1
    assert found[0].kind == "密级标志"
    assert found[0].span.of(text)[0] in "绝机秘"


@pytest.mark.parametrize(
    "text",
    ["保守国家秘密是每名干部的义务。", "签订保密承诺书64份", "采用秘密投票方式选举", "涉密人员管理",
     "机密级计算机2台完成检查", "加强商业秘密保护", "评为五★景区"],
)  # fmt: skip
def test_plain_words_are_no_markings(text: str) -> None:
    assert find_markings(text) == ()


def test_identity_numbers_go_by_their_checksum() -> None:
    wrong = ID_NUMBER[:-1] + ("1" if ID_NUMBER[-1] != "1" else "2")
    assert [one.kind for one in find_personal(f"周启明，{ID_NUMBER}，党员")] == ["身份证号"]
    assert find_personal(f"编号{wrong}") == ()
    assert find_personal("合同额990101199001010010元") == ()
    assert not is_id_number("12345")


@pytest.mark.parametrize("number", ["13800138000", "138 0013 8000", "+86 13800138000", "１３８００１３８０００"])
def test_mobile_numbers_are_found_however_they_are_printed(number: str) -> None:
    text = f"联系人林淑芬（{number}）"
    assert [one.span.of(text)[-1] for one in find_personal(text)] == [number[-1]]


@pytest.mark.parametrize("text", ["12345热线受理1380件", "投资13800138000.5元", "编号A13800138000", "2022年3月28日"])
def test_other_numbers_are_no_phones(text: str) -> None:
    assert find_personal(text) == ()


def test_everything_comes_in_reading_order() -> None:
    text = f"机密★1年\n唐立群 13800138000 {ID_NUMBER}"
    assert [one.kind for one in find_sensitive(text)] == ["密级标志", "手机号", "身份证号"]


def test_an_asterisk_stands_for_the_star_before_a_term_only() -> None:
    text = "秘密*1年\n严守秘密*见附注"
    assert [one.span.of(text) for one in find_markings(text)] == ["秘密*1年"]
