"""Leave to let a finding stand: marks in the text, waivers by rule and words, what is left over."""

from __future__ import annotations

import pytest

from drafter.model import Draft, Review, Waiver, from_json, to_json
from drafter.rules import review_draft
from drafter.rules.silence import accept, find_markers, normalised, without_markers
from drafter.text.documents import build_document

TITLES = "学习《条例》、《准则》，成效明显。"
LATE = "截止12月底，完成整改。"


def review(text: str, *waivers: Waiver, select: tuple[str, ...] = ("PUN", "DAT004", "TRM", "FMT")) -> Review:
    return review_draft(Draft.of(build_document(text)), waivers=waivers, select=select)


def codes(done: Review) -> list[str]:
    return [finding.code for finding in done.findings]


def leave(rule: str, text: str, reason: str = "照录原文") -> Waiver:
    return Waiver(rule=rule, text=text, reason=reason, source="waivers.toml")


@pytest.mark.parametrize(
    "mark",
    [
        "【不查 PUN002 照录原文】",
        "【不查：PUN002：照录原文】",
        "<!-- drafter: ignore PUN002 照录原文 -->",
        "【不查 pun 原文】",
    ],
)
def test_a_mark_at_the_end_of_a_paragraph_speaks_of_that_paragraph(mark: str) -> None:
    done = review(f"{TITLES}{mark}\n{TITLES}")
    assert codes(done) == ["PUN002"]
    assert done.findings[0].span.start > len(TITLES + mark)
    assert [one.finding.code for one in done.silenced] == ["PUN002"]
    assert done.silenced[0].waiver.reason and done.idle_waivers == ()


def test_a_mark_on_its_own_line_speaks_of_the_next_paragraph() -> None:
    done = review(f"{TITLES}\n【不查 DAT004 原文】\n<!-- drafter: ignore PUN002 原文 -->\n\n{LATE}{TITLES}\n{LATE}")
    assert codes(done) == ["PUN002", "DAT004"]
    assert len(done.silenced) == 2


def test_one_mark_names_several_rules() -> None:
    done = review(f"{LATE}{TITLES}【不查 DAT004、PUN002 引文】")
    assert codes(done) == [] and len(done.silenced) == 2


def test_offsets_and_quotes_stay_those_of_the_original() -> None:
    text = f"【不查 PUN002 原文】\n{TITLES}\n𠮷😀{LATE}"
    (finding,) = review(text).findings
    assert finding.quote == "截止" == finding.span.of(text)
    assert len(without_markers(text, find_markers(text))) == len(text)


def test_the_mark_itself_is_not_judged() -> None:
    text = f"{LATE}【不查 DAT004 截止12月底, 照录XX原文】"
    assert codes(review(text)) == []
    assert "原文" not in {row.figure.text for row in review(text).ledger}
    assert all("12月底, " not in row.figure.text for row in review(text).ledger)
    assert len(review(text).ledger) == len(build_document(LATE).figures)


def test_a_mark_without_reason_silences_nothing_and_is_reported() -> None:
    done = review(f"{LATE}【不查 DAT004】")
    assert codes(done) == ["DAT004"]
    assert [(waiver.rule, waiver.reason) for waiver in done.idle_waivers] == [("DAT004", "")]


def test_marks_that_nothing_needs_are_reported_unless_their_rule_did_not_run() -> None:
    text = "全年办结信访件128件。【不查 PUN002 原文】【不查 ABC001 原文】"
    assert [waiver.rule for waiver in review(text).idle_waivers] == ["PUN002", "ABC001"]
    assert [waiver.rule for waiver in review(text, select=("TRM",)).idle_waivers] == ["ABC001"]


def test_a_waiver_names_rule_and_words_and_needs_no_place() -> None:
    waiver = leave("PUN002", "学习《条例》、《准则》")
    assert codes(review(f"{LATE}\n{TITLES}", waiver)) == ["DAT004"]
    assert codes(review(f"开头。\n\n　　{LATE}\n全年，{TITLES}", waiver)) == ["DAT004"]


def test_a_waiver_falls_when_its_words_change_and_is_then_reported() -> None:
    waiver = leave("DAT004", LATE)
    done = review(LATE.replace("12", "11"), waiver)
    assert codes(done) == ["DAT004"] and done.idle_waivers == (waiver,)


def test_a_waiver_for_words_beside_the_finding_does_not_reach_it() -> None:
    text = "学习《条例》、《准则》，再学《章程》、《细则》。"
    done = review(text, leave("PUN002", "《条例》、《准则》"))
    assert codes(done) == ["PUN002"] and done.findings[0].span.start > text.index("再学")


def test_width_and_blanks_make_no_other_words() -> None:
    assert normalised(" 完成\u3000１２％，\n甲\x00\ud800") == "完成12%,甲"
    assert codes(review(LATE, leave("DAT004", "截止１２月底, 完成整改"))) == []


def test_a_waiver_without_reason_does_not_count() -> None:
    waiver = leave("DAT004", LATE, reason=" ")
    done = review(LATE, waiver)
    assert codes(done) == ["DAT004"] and done.idle_waivers == (waiver,)


def test_accepting_all_leaves_nothing_but_what_is_new() -> None:
    text = f"{TITLES}\n{LATE}完成投资XX亿元。\n{TITLES}【不查 PUN002 原文】"
    document = build_document(text)
    waivers = accept(document, review(text).findings, reason="基线", source="waivers.toml")
    assert codes(review(text, *waivers)) == []
    again = review(f"{LATE}抓早抓小，防范于未然。\n{text}", *waivers)
    assert codes(again) == ["DAT004", "TRM003"] or codes(again) == ["TRM003"]
    assert review(text, *waivers).idle_waivers == ()


def test_a_finding_without_words_is_known_by_what_it_rests_on() -> None:
    from drafter.text.factsheet import parse_notes

    document, facts = build_document("办结信访件128件。"), parse_notes("- 办结信访件128件\n- 新增就业2.4万人\n")
    first = review_draft(Draft.of(document), facts=facts, select=("COV001",))
    waivers = accept(document, first.findings, reason="另有专报", source="waivers.toml")
    assert [waiver.text for waiver in waivers] == ["新增就业2.4万人"]
    later = build_document("开头一句。办结信访件128件。")
    assert review_draft(Draft.of(later), facts=facts, select=("COV001",), waivers=waivers).findings == ()


def test_what_is_silenced_stays_in_the_ledger() -> None:
    from drafter.text.factsheet import parse_notes

    text = "完成投资12.8亿元。"
    document, facts = build_document(text), parse_notes("- 完成投资12.5亿元\n")
    done = review_draft(Draft.of(document), facts=facts, waivers=(leave("FIG", text),), select=("FIG",))
    assert done.findings == () and done.silenced[0].finding.code == "FIG002"
    assert [row.state for row in done.ledger] == ["contradicted"]


def test_silence_is_part_of_the_review_and_comes_back_from_json() -> None:
    done = review(f"{LATE}【不查 DAT004 原文】")
    assert from_json(Review, to_json(done)) == done
    assert to_json(done) == to_json(review(f"{LATE}【不查 DAT004 原文】"))


@pytest.mark.parametrize(
    "text",
    ["【不查 PUN002 原文】\n" * 3000, "【不查 PUN002 原文】" * 3000, "【不查" * 20000, "<!-- drafter: ignore " * 5000],
)
def test_text_full_of_marks_is_no_trouble(text: str) -> None:
    assert len(without_markers(text, find_markers(text))) == len(text)
