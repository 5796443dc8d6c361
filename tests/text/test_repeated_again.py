"""What was counted before and is named again behind its number."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated_again import told_again
from drafter.text.repeated_metrics import hold, mentions


def again(text: str) -> list[tuple[str, str]]:
    found = mentions(build_document(text))
    return [(one.figure.text, other.figure.text) for one, other in told_again(found, hold(found), text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("抓获逃犯23名。专项行动中，成功抓获的32名逃犯全部移交。", ("23名", "32名")),
        ("承办政协提案63件。这36件提案涉及教育、医疗等领域。", ("63件", "36件")),
        ("共检查社会单位1560家次。通过对1650家次社会单位的拉网式检查，消除隐患。", ("1560家次", "1650家次")),
        ("全县现有依法批准的民办幼儿园38所。教体局对全县41所依法批准的民办幼儿园逐一检查。", ("38所", "41所")),
        ("概况：设泵站24座。\n安全管理：公司对全管网26座泵站开展隐患排查。", ("24座", "26座")),
        ("林场管护古树46株，其中一级古树5株。对全场管护的48株古树，全部挂牌建档。", ("46株", "48株")),
        ("镇里下辖社区11个，户籍人口3.1万人。将全镇12个社区划为三个片区。", ("11个", "12个")),
        ("督导组反馈意见共计34条，已建立台账。逐条认领，确保37条反馈意见条条有回音。", ("34条", "37条")),
        ("共开展计量技术帮扶62次。其中下半年上门18次。全年65次技术帮扶解决了一批计量难题。", ("62次", "65次")),
        ("机关党委下设党支部18个。\n6月，组织机关党委所属16个党支部召开组织生活会。", ("18个", "16个")),
        ("年内化解信访积案27件。我们把24件信访积案成功化解，靠的是群众参与。", ("27件", "24件")),
        ("我县有国家A级景区11家。在全县17家A级景区开展服务提升行动。", ("11家", "17家")),
        ("共监测入河排污口143个。134个排口全部完成溯源。", ("143个", "134个")),
        ("本年度听课68节。虽然听了86节课，交流还不够多。", ("68节", "86节")),
        ("结对帮扶困难家庭312户。332户帮扶对象均已建档。", ("312户", "332户")),
    ],
)
def test_told_again(text: str, told: tuple[str, str]) -> None:
    assert again(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "新建职工书屋18家。市总工会命名的13家职工书屋获专项资金支持。",
        "注册志愿服务队318支。年度考核中，281支志愿服务队获评合格。",
        "楼宇党支部31个。13个楼宇党支部按期完成换届。",
        "支部现有党员47名。全局74名党员参加学习。",
        "上半年抓获逃犯23名。下半年抓获的32名逃犯全部移交。",
        "抓获逃犯23名，其中32名逃犯系外省通报。",
    ],
)
def test_some_of_them_and_others_are_none(text: str) -> None:
    assert again(text) == []
