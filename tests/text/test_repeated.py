"""One metric told twice."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated import repeated


def kinds(text: str) -> list[tuple[str, str, str]]:
    return [(pair.kind, pair.first.text, pair.second.text) for pair in repeated(build_document(text))]


def test_a_metric_told_twice_with_two_values() -> None:
    text = "全年办结群众信访事项120件。\n二、主要成效\n全年办结群众信访事项118件。"
    assert kinds(text) == [("metric", "120件", "118件")]


@pytest.mark.parametrize(
    "text",
    [
        "全年办结群众信访事项120件。\n全年办结群众信访事项120件。",
        "今年办结群众信访事项120件。\n二、下一步打算\n今年办结群众信访事项150件。",
        "办结120件。\n走访118户。\n办结118件。",
        "一季度办结群众信访事项20件。二季度办结群众信访事项30件。",
    ],
)
def test_what_may_differ_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_one_group_with_two_head_counts_is_asked_about() -> None:
    text = "全体干部职工及保密人员共计59人参加培训。会后要求全体干部职工下载应用，共计101人完成注册。"
    assert kinds(text) == [("group", "59人", "101人")]


@pytest.mark.parametrize(
    "text",
    [
        "全年共办结行政复议案件120件。\n在行政复议方面，全年办结案件118件，无一超期。",
        "2024年接待游客310万人次，实现旅游收入18亿元。\n文旅融合不断深化，2024年实现旅游收入19.5亿元。",
        "共检查危化品企业73家，发现隐患210处。\n（一）隐患整治。检查危化品企业共73家，发现隐患201处。",
        "今年发展党员15名。\n附：组织工作数据\n今年共发展党员13名，转正11名。",
        "本级接待经费支出62万元，同比下降8%。\n厉行节约方面，本级接待经费支出62万元，同比下降6%。",
        "全局下设7个科室，编制52名。全局下设科室8个，事业单位3个。",
    ],
)
def test_one_metric_in_other_words(text: str) -> None:
    assert len(repeated(build_document(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "检查危化品企业73家，发现隐患210处。\n检查烟花爆竹点82家，发现隐患201处。",
        "在行政复议方面，全年办结案件118件。\n在仲裁方面，全年办结案件120件。",
        "今年发展党员15名。\n明年计划发展党员13名。",
        "2023年实现旅游收入18亿元。\n2024年实现旅游收入19.5亿元。",
    ],
)
def test_other_metrics_in_like_words(text: str) -> None:
    assert repeated(build_document(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "全市现有养老机构36家、床位4200张。下一步，要充分发挥全市39家养老机构的兜底作用。",
        "全镇共有村级服务站24个。明年，将依托全镇26个村级服务站，开展代办服务。",
        "我院现有临床科室32个。下一步，我院将对全院35个临床科室实行绩效考核。",
        "受理投诉2160件，其中物业纠纷542件。围绕群众关切，全年处理物业纠纷524件，群众满意。",
        "新增就业1.8万人，其中高校毕业生4620人。全年帮助高校毕业生4260人实现就业。",
        "全县登记车辆8.6万辆，其中新能源车1.27万辆。目前全县新能源车达1.72万辆。",
        "市图书馆全年采购图书3.2万册，新增读者5600人。全年采购图书3.6万册，馆藏结构不断优化。",
        "区园林局今年新增绿地面积46公顷。全年绿化成效明显，新增绿地面积48公顷。",
        "自来水公司全年改造供水管网52公里。一年来，改造供水管网57公里，漏损率下降。",
    ],
)
def test_told_again_of_what_is_there_as_a_part_or_by_its_doer(text: str) -> None:
    assert repeated(build_document(text))


@pytest.mark.parametrize(
    "text",
    [
        "全市现有养老机构36家。下一步，将在全市新建39家养老机构。",
        "全镇共有村级服务站24个。明年，力争全镇建成26个村级服务站。",
        "全市现有养老机构36家。明年，全市养老机构将达到39家。",
        "全县现有社区食堂18家。下一步，将扩大到全县26家社区食堂。",
        "全年举办招聘会86场，达成意向1.2万人，其中线上招聘会40场，达成意向0.5万人。",
        "上半年举办培训36期，培训1820人；下半年举办培训36期，培训1280人。",
        "东街社区举办活动36场，参与居民1820人。西街社区举办活动36场，参与居民1280人。",
        "全年检查640家，责令整改52家。二季度检查640家，责令整改25家。",
        "初中部新招教师20人，其中女教师13人。小学部新招教师25人，其中女教师31人。",
        "受理投诉2160件，其中物业纠纷542件。去年受理物业纠纷524件。",
        "受理投诉2160件，其中物业纠纷542件。办结物业纠纷524件。",
        "新增就业1.8万人，其中高校毕业生4620人。失业人员再就业4260人。",
        "全省查处违法案件1240件，其中无证经营318件。我市查处无证经营案件38件。",
        "供电公司完成投资6300万元。全县完成投资6800万元。",
        "区园林局今年新增绿地46公顷。水务局新增绿地48公顷。",
        "县医院完成手术6300台。县中医院完成手术6800台。",
        "其中，城区学校182所。全县共有农村学校128所。",
        "发展党员128名，其中女党员36名。预备党员转正126名，其中女党员63名。",
        "市图书馆采购图书3.2万册。各乡镇采购图书3.6万册。",
        "共有病床500张，其中重症病床32张。发热门诊设重症病床23张。",
        "举办招聘会86场，提供岗位1.2万个。举办专场招聘会86场，提供岗位1.5万个。",
    ],
)
def test_plans_other_doers_and_other_parts_are_none(text: str) -> None:
    assert not repeated(build_document(text))
