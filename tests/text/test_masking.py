from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.model import Passage, Source, Span
from drafter.text.figures import find_figures
from drafter.text.masking import DATE, NUMBER, PERSON, find_people, for_prompt, mask, mask_heading
from drafter.text.naming import Names, names_of


def test_values_dates_and_people_are_blanked_and_units_stay() -> None:
    text = "2022年上半年，副局长周启明带队走访12户，投资约3.5亿元，林淑芬同志讲党课两次。"
    assert mask(text) == "〔日期〕，副局长〔人名〕带队走访〔数〕户，投资约〔数〕元，〔人名〕同志讲党课〔数〕次。"


def test_set_phrases_and_markers_stay_while_titles_and_documents_lose_their_year() -> None:
    text = "一是落实“三会一课”；二是印发《衡川市住房和城乡建设局2022年工作要点》（衡建发〔2022〕20号）"
    assert (
        mask(text)
        == "一是落实“三会一课”；二是印发《衡川市住房和城乡建设局〔日期〕工作要点》（衡建发〔〔日期〕〕〔数〕号）"
    )


def test_ordinals_keep_their_prefix_and_higher_meetings_lose_their_year() -> None:
    assert mask("局党组召开第4次会议") == "局党组召开第〔数〕次会议"
    assert mask("传达行署2022年第一次全体会议精神") == "传达行署〔日期〕第一次全体会议精神"
    assert mask("《衡川市住建局2022意识形态工作要点》") == "《衡川市住建局〔日期〕意识形态工作要点》"


def test_known_figures_are_not_searched_again() -> None:
    text = "学习24次"
    assert mask(text, figures=()) == text
    assert mask(text, figures=find_figures(text)) == "学习〔数〕次"


def test_a_name_behind_the_verb_that_tells_of_a_speech_is_blanked() -> None:
    assert mask("会上传达郑怀远书记在全体会议上的讲话") == "会上传达〔人名〕书记在全体会议上的讲话"
    assert mask("听取唐立群局长汇报") == "听取〔人名〕局长汇报"
    for text in ("听取纪委书记汇报", "学习市委书记讲话", "听取单位主任述职", "传达房管局长讲话", "听取支部书记述职"):
        assert find_people(text) == ()


def test_posts_without_a_name_are_left_alone() -> None:
    assert find_people("党委书记是第一责任人，局长带队检查，全体同志参加") == ()
    text = "党组书记、局长郑怀远作部署，由唐立群同志主持"
    assert [text[a:b] for a, b in find_people(text)] == ["郑怀远", "唐立群"]


def test_with_the_registry_of_the_report_places_organs_works_and_sessions_go_too() -> None:
    report = "局长周启明到石岭县检查。"
    names = names_of(report, "衡川市住房和城乡建设局")
    text = (
        "市住建局会同石岭县政府检查，石岭群众参加；周启明的党课《永远在路上》；"
        "传达二十届中央纪委三次全会、党的二十大精神"
    )
    assert mask(text, names=names) == (
        "〔单位〕会同〔单位〕检查，〔地名〕群众参加；〔人名〕的党课《〔名称〕》；传达〔数〕届中央纪委〔数〕次全会、党的〔数〕大精神"
    )
    assert "石岭县政府" in mask(text) and "二十大" in mask(text)


def test_the_letter_for_the_place_goes_from_numbers_of_documents() -> None:
    names = names_of("", "衡川市住房和城乡建设局")
    assert mask("印发方案（衡住建发〔2024〕12号）", names=names) == "印发方案（〔地名〕住建发〔〔日期〕〕〔数〕号）"
    assert mask("（国办发〔2024〕12号）", names=names) == "（国办发〔〔日期〕〕〔数〕号）"


def test_blanking_what_is_blanked_changes_nothing() -> None:
    names = names_of("局长周启明到石岭县检查12次。", "衡川市住房和城乡建设局")
    once = mask("5月8日，局长周启明到石岭县检查12次，观看《零容忍》。", names=names)
    assert mask(once, (), names) == once


def test_a_heading_is_blanked_like_its_passage() -> None:
    source = Source(organisation="衡川市住房和城乡建设局")
    text = "局长周启明到石岭县检查。"
    told = Passage(
        id="p", source=source, heading_path=("一、总体", "抓好石岭县防汛，周启明包联"), text=text, masked_text="",
        span=Span(start=0, end=len(text)), role="成绩",
    )  # fmt: skip
    assert mask_heading(told) == "抓好〔地名〕防汛，〔人名〕包联"


@given(st.text(alphabet="局长周启明带队，走访12户三〇年月日〔〕“”《》", max_size=60))
def test_blanking_takes_away_and_never_rewrites(text: str) -> None:
    left = iter(text)
    for word in (NUMBER, DATE, PERSON):
        assert word not in text
    kept = mask(text).replace(NUMBER, "").replace(DATE, "").replace(PERSON, "")
    assert all(character in left for character in kept)


def test_a_prompt_is_shown_no_work_and_no_brand_of_the_past() -> None:
    shown = for_prompt("推进“三会一课”，学习《论党的建设》，打造“红桥先锋”，贯彻〔数〕届精神。")
    assert shown == "推进“三会一课”，学习《〔名称〕》，打造“〔名称〕”，贯彻〔数〕届精神。"


def test_sessions_told_together_are_blanked() -> None:
    assert "二中" not in mask("学习二十届二中、三中全会精神", names=Names()) and "三中" not in mask(
        "学习二十届二中、三中全会精神", names=Names()
    )
