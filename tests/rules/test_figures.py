"""The figure rules against facts: planted cases, the real pairs of reports and notes, what a finding shows."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from drafter.model import Draft, Review
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.periods import parse_period

HERE = Path(__file__).parent
CASES: dict[str, Any] = tomllib.loads((HERE.parent.parent / "evals" / "planted_cases.toml").read_text(encoding="utf-8"))
SEEDS: dict[str, Any] = tomllib.loads((HERE / "seed_figures.toml").read_text(encoding="utf-8"))


def review(text: str, facts: list[str] | None = None) -> Review:
    sheet = parse_notes("".join(f"- {fact}\n" for fact in facts)) if facts else None
    return review_draft(Draft.of(build_document(text)), facts=sheet, select=("FIG",))


def codes(text: str, facts: list[str] | None = None) -> set[str]:
    return {finding.code for finding in review(text, facts).findings}


@pytest.mark.parametrize("code", sorted(CASES))
def test_planted_cases_are_found(code: str) -> None:
    cases = CASES[code]
    missed = [text for text in cases["wrong"] if code not in codes(text, cases.get("facts"))]
    assert len(cases["wrong"]) >= 20
    assert len(missed) <= len(cases["wrong"]) * 0.2, missed


@pytest.mark.parametrize("code", sorted(CASES))
def test_sentences_of_the_same_mould_stay_silent(code: str) -> None:
    accused = {text: codes(text, CASES[code].get("facts")) for text in CASES[code]["right"]}
    assert not {text: found for text, found in accused.items() if found}


def seed_review(shared: Path, seed: str) -> Review:
    (path,) = (shared / "seeds").glob(f"{seed}_*.txt")
    period = parse_period(SEEDS[seed]["period"])
    document = build_document(path.read_text(encoding="utf-8"), period=period)
    facts = parse_notes((shared / "facts" / f"{seed}.md").read_text(encoding="utf-8"))
    return review_draft(Draft.of(document), facts=facts, period=period)


@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_figures_their_notes_hold_are_carried(shared: Path, seed: str) -> None:
    found = seed_review(shared, seed)
    rows = {row.figure.span.start: row for row in found.ledger}
    states = {at: rows[at].state if at in rows else "not found" for at in SEEDS[seed]["carried"]}
    lost = {at: state for at, state in states.items() if state not in ("supported", "derived")}
    assert not lost
    accused = {finding.span.start for finding in found.findings if finding.code in ("FIG001", "FIG002", "FIG005")}
    assert not accused & set(SEEDS[seed]["carried"])


def test_sums_that_hold_are_shown_as_checked(shared: Path) -> None:
    for seed, expected in SEEDS.items():
        rows = {row.figure.span.start: row for row in seed_review(shared, seed).ledger}
        for at in expected["holding_sums"]:
            assert "=" in rows[at].note, (seed, at)


def test_two_head_counts_of_one_group_are_asked_about_and_not_accused(shared: Path) -> None:
    found = [finding for finding in seed_review(shared, "000").findings if finding.quote in ("59人", "101人")]
    assert [(finding.code, finding.severity) for finding in found] == [("FIG011", "I")]


def test_a_contradiction_shows_the_fact_and_offers_its_figure() -> None:
    (finding,) = review("完成投资12.8亿元。", ["完成投资12.5亿元"]).findings
    (ground,) = finding.evidence
    assert (ground.fact_id, ground.quote) == ("F1", "完成投资12.5亿元")
    assert ground.span is not None and ground.span.of(ground.quote) == "12.5亿元"
    assert finding.fix is not None and not finding.fix.safe
    assert finding.fix.edits[0].text == "12.5亿元"


def test_a_hedge_that_points_the_wrong_way() -> None:
    assert codes("办结率超过80%。", ["办结率79.6%"]) == {"FIG012"}
    assert codes("办结率近80%。", ["办结率79.6%"]) == set()
    assert codes("收缴党费不足4万元。", ["收缴党费4.05万元"]) == {"FIG012"}
    assert codes("解救群众160余人。", ["解救群众157人"]) == {"FIG012"}
    assert codes("参加志愿者上千余人。") == {"FIG012"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全县秋粮收购量超过12万吨，实际收购11.8万吨。", True),
        ("共为企业减免租金近500万元，经核算为512万元。", True),
        ("全县秋粮收购量超过12万吨，实际收购12.3万吨。", False),
        ("秋粮收购量超过12万吨，收购资金11.8万元。", False),
    ],
)
def test_hedge_against_the_exact_number_behind(text: str, wrong: bool) -> None:
    assert ("FIG012" in codes(text)) is wrong


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("受理信访事项326件，接待来访群众326人次。", ["受理信访事项326件", "接待来访群众518人次"]),
        ("发放救助金412万元，惠及困难群众412人。", ["发放救助金412万元", "惠及困难群众1380人"]),
        ("新建卫生室6个，改建幼儿园6个。", ["新建卫生室6个", "改建幼儿园8个"]),
        ("2023年办理许可860件，今年办理许可920件。", ["2023年办理许可920件", "今年办理许可860件"]),
        ("前年培训教师210人，去年培训教师260人。", ["前年培训教师260人", "去年培训教师210人"]),
        ("水样80份，检出率2.5%；土样60份，检出率2.5%。", ["水样80份，检出率2.5%", "土样60份，检出率3.3%"]),
        ("城区供水普及率达98%，农村供水普及率达98%。", ["城区供水普及率98%", "农村供水普及率91%"]),
        ("第一季度销售粮食3.6万吨，第二季度销售粮食4.1万吨。", ["一季度销售粮食4.1万吨", "二季度销售粮食3.6万吨"]),
        (
            "东部片区改造街巷3条，种树46棵；西部片区改造街巷2条，种树46棵。",
            ["东部片区改造街巷3条，种树46棵", "西部片区改造街巷2条，种树38棵"],
        ),
    ],
)
def test_a_number_of_something_else_is_misattributed(text: str, facts: list[str]) -> None:
    assert codes(text, facts) == {"FIG004"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("受理信访事项326件，接待来访群众326人次。", ["受理信访事项326件", "接待来访群众326人次"]),
        ("水样80份，检出率2.5%；土样60份，检出率2.5%。", ["水样80份，检出率2.5%", "土样60份，检出率2.5%"]),
        ("全年举办展览21个，2023年为16个。", ["2023年举办展览16个", "今年举办展览21个"]),
    ],
)
def test_a_number_that_two_facts_share_is_no_mix_up(text: str, facts: list[str]) -> None:
    assert not codes(text, facts)


def test_a_digit_that_happens_to_stand_elsewhere_is_a_slip() -> None:
    assert codes("召开会议3次，走访企业3家。", ["召开会议3次", "走访企业5家"]) == {"FIG002"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("列入改造的危桥26座，已完工19座，余下7座正在施工。", ["列入改造危桥26座", "完工19座"]),
        ("受理案件120件，审结96件，调解15件，其余9件正在审理。", ["受理案件120件", "审结96件", "调解15件"]),
        ("整改问题50个。已办结41个，尚有9个正在整改。", ["问题50个", "办结41个"]),
        ("供水5600万立方米，污水处理1200万吨。", ["供水5600万吨", "污水处理1200万立方米"]),
        ("高级教师超过35人。", ["高级教师38人"]),
        ("以2020年11月1日零时为标准时点，登记住户4.2万户。", ["登记住户4.2万户"]),
        ("党员占三分之一，团员占四成。", ["党员占33%，团员占40%"]),
        ("会议压减三分之一以上。", ["会议压减三分之一以上"]),
    ],
)
def test_what_follows_from_the_facts_is_not_accused(text: str, facts: list[str]) -> None:
    assert not codes(text, facts)


@pytest.mark.parametrize(
    ("text", "facts", "code"),
    [
        ("列入改造的危桥26座，已完工19座，余下8座正在施工。", ["列入改造危桥26座", "完工19座"], "FIG001"),
        ("供气5600万立方米。", ["供气5600万吨"], "FIG005"),
        ("供水560万立方米。", ["供水5600万吨"], "FIG005"),
        ("高级教师超过35人。", ["高级教师46人"], "FIG002"),
    ],
)
def test_what_does_not_follow_is(text: str, facts: list[str], code: str) -> None:
    assert code in codes(text, facts)
