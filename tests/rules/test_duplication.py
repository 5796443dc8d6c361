"""DUP: what is said twice, what is copied, and what may repeat."""

from __future__ import annotations

import pytest
from rule_checks import codes, found

from drafter.model import Brief, Draft, DraftSentence, Evidence, MadeWith, Passage, Past, SectionPlan, Source, Span
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.periods import parse_period
from drafter.text.reuse import build_past
from drafter.text.similarity import ratio

OLD_TEXT = (
    "衡川市住房和城乡建设局2023年工作总结\n"
    "推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。\n"
    "全年排查城镇房屋安全隐患216处，逐栋建档、挂牌督办，整改到位198处。\n"
)
OLD = build_document(OLD_TEXT, source=Source(title="2023年工作总结", organisation="衡川市住房和城乡建设局"))
PAST = build_past([OLD])
RUN = "推动物业服务企业信用评价结果与招标投标、评优评先挂钩"


@pytest.mark.parametrize(
    "text",
    [
        "组织物业企业开展电梯安全隐患排查，逐台建立台账。\n抓好供水。\n组织物业企业开展电梯安全隐患排查，逐台建立台账。",
        "组织物业企业开展电梯安全隐患排查，逐台建立台账。\n抓好供水。\n组织物业企业抓好电梯安全隐患排查，逐台建立台账。",
        "会议要求把住宅电梯逐台排查到位，建立问题整改清单，限期办结；各区把住宅电梯逐台排查到位，建立问题整改清单。",
    ],
)
def test_repeats_are_seen(text: str) -> None:
    assert codes(text, "DUP001") == ["DUP001"]


@pytest.mark.parametrize(
    "text",
    [
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。\n抓学习。\n增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "学习《衡川市城镇老旧小区改造工程质量安全管理办法》。\n再学《衡川市城镇老旧小区改造工程质量安全管理办法》。",
        "东区改造小区12个，惠及居民3400户，投资1.2亿元。\n西区改造小区15个，惠及居民4100户，投资1.5亿元。",
        "推进全市住宅专项维修资金归集使用工作。\n组织全市住宅专项维修资金归集使用培训。",
    ],
)
def test_what_has_to_be_the_same_is_left_alone(text: str) -> None:
    assert codes(text, "DUP001") == []


def test_a_passage_said_twice_is_one_finding() -> None:
    passage = "组织物业企业开展电梯安全隐患排查，逐台建立台账。约谈排名靠后的维保单位负责人，督促限期整改。"
    assert len(found(f"{passage}\n抓好供水保障。\n{passage}\n", "DUP001")) == 1


PHRASE = "逐台查验维保记录，现场核对合格标志"


@pytest.mark.parametrize(
    ("text", "severity", "place"),
    [
        (f"各区{PHRASE}，市局又{PHRASE}。", "W", "同一句"),
        (f"各区{PHRASE}。市局抽查了十二个小区。随后{PHRASE}。", "W", "同一段"),
        (f"一、电梯\n各区{PHRASE}，成效明显。\n市局又派人{PHRASE}，逐一销号。", "I", "本节"),
        (f"一、电梯\n各区{PHRASE}，约谈三家公司。\n二、打算\n各区{PHRASE}，约谈三家公司。", "W", "“一、电梯"),
        ("班子成员带案下访，面对面听取诉求，班子成员带案下访，推动积案化解。", "W", "同一句"),
        ("局领导带案下访，带案下访，推动积案化解。", "W", "同一句"),
        ("周启明带队逐户核对登记信息、听取诉求，逐户核对登记信息，推动积案化解。", "I", "同一句"),
        (
            "对照巡察反馈的意见和整改方案，各科室逐一建立问题台账，明确专人负责、限期办结销号，局党组按月听取进展。"
            "各区逐级上报。各科室逐一建立问题台账，明确责任。",
            "I",
            "同一段",
        ),
        ("会议要求组织组织全体干部开展学习。", "W", "同一句"),
    ],
)
def test_the_nearer_a_repeat_the_graver(text: str, severity: str, place: str) -> None:
    (finding,) = found(text, "DUP001")
    assert finding.severity == severity
    assert finding.message.startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        f"一、电梯\n各区{PHRASE}，成效明显。\n二、打算\n市局派人{PHRASE}，逐一销号。",
        "严格落实基层党组织组织生活会制度，行业组织组织会员单位自查，认真组织组织生活会。",
        "学习习近平总书记重要讲话，层层签订责任书，牢牢守住底线。",
        "东区改造12个小区，惠及居民3400户；西区改造12个小区，惠及居民3400户。",
        "学习《物业管理条例》《住宅专项维修资金管理办法》，宣传《物业管理条例》。",
        "全市住房保障工作稳步推进，住房保障政策不断完善，住房保障对象逐年增加。",
        "（三）守住供水安全的底线。要把水源看住。各厂守住供水安全的底线，按小时化验。",
        "只有充分依靠群众参与，改造才有人认。投资管得住。只有充分依靠群众参与，成果才守得牢。",
        "落实“管行业必须管安全”，坚持“管行业必须管安全”。",
    ],
)
def test_words_that_stand_side_by_side_rightly(text: str) -> None:
    assert codes(text, "DUP001") == []


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        (f"会后，{RUN}这件事。", "DUP002", RUN),
        ("全年排查城镇房屋安全隐患305处，逐栋建档、挂牌督办，整改到位301处。", "DUP002", None),
        ("全年共排查城镇房屋安全隐患216处，逐户建档、挂牌整治，整改完成198处。", "DUP003", None),
    ],
)  # fmt: skip
def test_copies_are_told_apart(text: str, code: str, quote: str | None) -> None:
    (finding,) = found(text, "DUP", past=PAST)
    assert (finding.code, finding.quote) == (code, quote or text)
    assert finding.evidence[0].source == "2023年工作总结"


def test_the_past_is_quoted_where_it_stands() -> None:
    (finding,) = found("推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。", "DUP", past=PAST)
    span = finding.evidence[0].span
    assert span is not None and OLD_TEXT[span.start : span.end] == finding.quote


@pytest.mark.parametrize(
    "text",
    [
        f"抓好供水保障，群众满意。会后，{RUN}这件事要办好。",
        "会议说，评优评先挂钩，营造良好氛围。全年排查城镇房屋安全隐患305处，逐栋建档。郑怀远主持会议。",
        "周启明主持会议。全年排查城镇房屋安全隐患305处，逐栋建档、挂牌督办，整改到位301处。林淑芬补充。",
        "周启明主持会议。全年共排查城镇房屋安全隐患216处，逐户建档、挂牌整治，整改完成198处。",
    ],
)
def test_the_evidence_holds_the_source_with_its_sentence(text: str) -> None:
    """Wherever in a paragraph a copy stands, what is quoted is the past sentence it was taken from."""
    findings = found(text, "DUP00", past=PAST)
    assert findings
    for finding in findings:
        (ground,) = finding.evidence
        assert ground.span is not None
        words = OLD_TEXT[ground.span.start : ground.span.end]
        assert words.replace("\n", " ") in ground.quote and ratio(words, finding.quote) >= 0.7
        assert all(ground.quote.count(mark) <= 2 for mark in "。")


def test_further_reports_that_say_the_same_are_counted() -> None:
    past = build_past([build_document(f"{RUN}。", source=Source(title=t)) for t in ("2022年总结", "2023年总结")])
    (finding,) = found(f"会后，{RUN}这件事。", "DUP002", past=past)
    assert "另有1篇也这样写" in finding.message


OURS = Source(title="上半年总结", organisation="衡川市住房和城乡建设局")


def of_our_house(text: str, past: Past, period: str | None = None) -> list[tuple[str, str]]:
    """Return (code, severity) of what DUP says of our own report."""
    return [(f.code, f.severity) for f in found(build_document(text, source=OURS), "DUP", past=past, period=period)]


def test_the_houses_own_mould_with_new_figures_is_one_line() -> None:
    text = (
        "全年排查城镇房屋安全隐患305处，逐栋建档、挂牌督办，整改到位301处。\n"
        "全年共排查城镇房屋的安全隐患427处，逐户建档、挂牌整治，整改完成401处。\n"
    )
    assert of_our_house(text, PAST) == [("DUP002", "I")]
    (finding,) = found(build_document(text, source=OURS), "DUP", past=PAST)
    assert "数字已更新" in finding.message and "2处" in finding.message


def test_the_houses_old_sentence_to_the_letter_is_a_warning_and_its_turn_of_phrase_is_not() -> None:
    assert of_our_house(f"{RUN}，营造良好氛围。", PAST) == [("DUP002", "W")]
    past = build_past([build_document("会议由局务会成员轮流主持并逐项交账。", source=OURS)])
    assert of_our_house("今后会议由局务会成员轮流主持并逐项交账，形成惯例。", past) == [("DUP002", "I")]


def test_two_reports_of_one_year_may_tell_of_one_event() -> None:
    half = Source(title="上半年总结", organisation=OURS.organisation, period=parse_period("2024H1"))
    past = build_past([build_document(f"{RUN}，营造良好氛围。", source=half)])
    assert of_our_house(f"{RUN}，营造良好氛围。", past, "2024") == [("DUP002", "I")]
    assert of_our_house(f"{RUN}，营造良好氛围。", past, "2025") == [("DUP002", "W")]


def test_new_figures_in_an_old_mould_make_no_share() -> None:
    lines = [
        "排查城镇房屋安全隐患{}处，逐栋建档、挂牌督办，整改到位{}处",
        "约谈物业企业{}家，扣减信用分{}分，曝光{}家",
    ]
    old = build_document("。\n".join(line.format(*"123") for line in lines) + "。\n", source=OURS)
    fresh = "。\n".join(line.format(45, 67, 89) for line in lines) + "。\n"
    stale = "。\n".join(line.format(*"123") for line in lines) + "。\n"
    rest = "口袋公园陆续建成，市民推窗见绿；供水管网改造同步实施，漏损率下降，水质每月公开。\n"
    rest += "城市体检查出的短板已列入明年计划，逐项明确牵头科室，群众代表参与验收。\n"
    past = build_past([old])
    assert "DUP005" not in dict(of_our_house(fresh + rest, past))
    assert "DUP005" in dict(of_our_house(stale + rest, past))


def test_set_phrases_are_nobodys() -> None:
    phrase = "深入学习贯彻习近平新时代中国特色社会主义思想，增强“四个意识”、坚定“四个自信”、做到“两个维护”。"
    assert found(phrase, "DUP", past=build_past([build_document(phrase)])) == ()


def test_what_many_organisations_say_is_nobodys() -> None:
    common = "对照检查发现的问题逐项建立台账并限期整改销号。"
    many = [
        build_document(common, source=Source(title=o, organisation=o)) for o in ("甲局", "乙局", "丙局", "丁局", "戊局")
    ]
    assert found(common, "DUP002", past=build_past(many)) == ()
    assert found(common, "DUP002", past=build_past(many[:1])) != ()


def test_declared_reuse_is_recorded_not_accused() -> None:
    text = "推动物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。"
    passage = Passage(
        id="p1", source=OLD.source, heading_path=(), text=text, masked_text=text, span=Span(start=0, end=9), role="成绩"
    )
    plan = SectionPlan(
        id="S1", marker="", level=0, title="", fact_ids=(), role="成绩", target_chars=99, pattern_section=None
    )
    sentence = DraftSentence(
        section_id="S1", span=Span(start=0, end=len(text)), text=text, fact_ids=(), passage_ids=("p1",)
    )
    draft = Draft(
        document=build_document(text),
        outline=None,
        briefs=(Brief(plan=plan, facts=(), evidence=(Evidence(passage=passage, score=1.0),)),),
        sentences=(sentence,),
        made_with=MadeWith(engine="compose"),
    )
    (finding,) = review_draft(draft, past=PAST, select=("DUP",)).findings
    assert (finding.code, finding.severity) == ("DUP002", "I")
    assert "100%" in finding.message


def test_a_foreign_place_left_in_copied_text() -> None:
    text = "推动宁丰县物业服务企业信用评价结果与招标投标、评优评先挂钩，营造良好氛围。"
    past = build_past([build_document(text, source=Source(title="总结", organisation="宁丰县住房和城乡建设局"))])
    own = build_document(text, source=Source(organisation="衡川市住房和城乡建设局"))
    assert ("DUP004", "宁丰县") in {(f.code, f.quote) for f in found(own, "DUP", past=past)}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("局党组会议12次。列席机关党委理论学习中心组学习。", 0),
        ("局党组会议12次。严格落实，党委理论学习中心组学习6次。", 1),
        ("局党组会议12次。机关党委书记讲党课，市委领导调研。", 0),
        ("按照市委要求，市委领导调研，全市推进。落实行署部署。", 1),
        ("按照盟委要求，落实行署部署。", 0),
    ],
)
def test_mixed_levels(text: str, count: int) -> None:
    assert len(codes(text, "DUP004")) == count
