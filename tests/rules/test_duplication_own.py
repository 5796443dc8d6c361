"""DUP004: what a house of another kind or rank says of itself, known by the title alone."""

from __future__ import annotations

import pytest
from rule_checks import found

from drafter.rules.duplication_own import kind_of


def quotes(title: str, body: str) -> list[str]:
    """Return what DUP004 marks in a report of ``title``."""
    return [finding.quote for finding in found(f"{title}\n{body}\n", "DUP004")]


@pytest.mark.parametrize(
    ("title", "body", "word"),
    [
        ("衡川市供销合作社2024年工作总结", "全市供销系统深化改革。下一步，我县将完善农资保供体系。", "我县"),
        ("衡川市民政局2024年工作总结", "市委、市政府高度重视。年末，行署对补贴资金进行了清算。", "行署"),
        ("青岭省农业农村厅2024年工作总结", "全省任务如期完成。全区粮食播种面积稳定。", "全区"),
        ("衡川市第一医院2024年工作总结", "我院持续改进服务。我校后勤改革见效。", "我校"),
        ("衡川市档案馆2024年工作总结", "我局持续推进档案数字化。", "我局"),
        ("云溪镇2024年工作总结", "我乡大力发展茶产业，镇党委政府出台扶持政策。", "我乡"),
        ("桐溪县教育局2024年工作总结", "全县教师队伍稳定，全旗义务教育优质均衡发展。", "全旗"),
        ("衡川市水务集团2024年工作总结", "集团党委坚持第一议题制度。局党组书记带头学习。", "局党组"),
        ("桐溪街道2024年工作总结", "街道党工委压实责任，社区联动。镇机关干部全部下沉。", "镇机关"),
        ("云溪镇人民政府2024年工作总结", "镇党委抓实基层治理。街道办事处每月调度一次。", "街道办事处"),
    ],
)
def test_what_another_kind_of_house_says_is_told(title: str, body: str, word: str) -> None:
    assert quotes(title, body) == [word]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("桐溪县教育局2024年工作总结", "学生写下“我校最美”征文120篇，我县教育再上台阶。"),
        ("云溪镇2024年工作总结", "我镇推进人居环境整治，我县给予奖励，我市通报表扬。"),
        ("桐溪县水利局2024年工作总结", "市水利局多次来我县指导，我局认真整改，我们将坚持。"),
        ("阿拉木盟民政局2024年工作总结", "盟委、行署高度重视，全盟养老服务提升。"),
        ("衡川市地方志办公室2024年工作总结", "整理原衡川地区行署档案300卷，市委、市政府重视。"),
        ("桐溪街道办事处2024年工作总结", "街道党工委走进云溪镇政府学习，与该镇党委结对，乡镇机关轮岗2人。"),
        ("云溪镇2024年工作总结", "镇党委赴桐溪街道办事处学习，全镇推广。"),
        ("衡川市民政局2024年工作总结", "街道办事处落实场地12处。镇党委书记带头走访。"),
        ("衡川学院2024年工作总结", "我校开展教学改革，我院学生获奖，我馆开放。"),
        ("衡川市发展和改革委员会2024年工作总结", "我委牵头编制规划，全市上下重视。"),
    ],
)
def test_what_a_house_says_of_itself_and_those_above_is_left_alone(title: str, body: str) -> None:
    assert quotes(title, body) == []


def test_the_kind_of_a_house_is_told_by_the_longest_ending() -> None:
    assert kind_of("衡川市中级人民法院") == "院"
    assert kind_of("衡川职业技术学院") == "校院馆"
    assert kind_of("衡川市总工会") == ""
