"""What is found shared between a text and past reports, with exact places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reuse_samples import document

from drafter.model import Source
from drafter.text.documents import build_document
from drafter.text.periods import parse_period
from drafter.text.reuse import build_past
from drafter.text.reuse_grams import fold_figures, fold_places
from drafter.text.reuse_match import common_runs, find_reuse

OLD = document(
    "全年完成老旧小区改造32个，惠及居民1.2万户。",
    "燃气安全专项排查覆盖全部餐饮场所，发现隐患216处并全部整改到位。",
    "物业服务企业信用评价结果按季度公布，接受业主监督。",
)


def only(*sentences: str) -> tuple[str, str, str]:
    text = document(*sentences, name="新稿")
    (reuse,) = find_reuse(text, build_past([OLD]))
    return reuse.kind, text.quote(reuse.span), OLD.quote(reuse.past_span)


def test_letter_for_letter() -> None:
    sentence = "物业服务企业信用评价结果按季度公布，接受业主监督。"
    assert only("局党组召开会议。", sentence) == ("verbatim", sentence, sentence)


def test_only_figures_differ() -> None:
    new = "全年完成老旧小区改造5８个，惠及居民10.25万户。"
    assert only(new) == ("figures", new, "全年完成老旧小区改造32个，惠及居民1.2万户。")


def test_words_differ() -> None:
    new = "燃气安全专项检查覆盖所有餐饮场所，查出隐患58处，并已整改到位。"
    kind, here, there = only(new)
    assert (kind, here) == ("near", new)
    assert there.startswith("燃气安全专项排查")


def test_a_run_inside_another_sentence_is_cut_exactly() -> None:
    kind, here, there = only("会议指出，要把物业服务企业信用评价结果按季度公布这件事做成惯例，长效推进下去不放松。")
    assert kind == "verbatim"
    assert here == there == "物业服务企业信用评价结果按季度公布"


def test_a_run_over_a_sentence_border() -> None:
    new = document("林淑芬要求把隐患全部整改到位。", "物业服务企业也要认真学习有关文件精神和操作规程。", name="新稿")
    (reuse,) = find_reuse(new, build_past([OLD]))
    assert new.quote(reuse.span) == "全部整改到位。物业服务企业"


def test_every_source_of_a_stretch_is_kept() -> None:
    sentence = "物业服务企业信用评价结果按季度公布，接受业主监督。"
    past = build_past([document("第一句话说在前头。", sentence, name=name) for name in "甲乙丙"])
    (reuse,) = find_reuse(document(sentence), past)
    assert {past.sentence(id).source.title for id in (reuse.past_id, *reuse.others)} == set("甲乙丙")


def test_of_sources_alike_in_words_the_one_with_the_same_figures_is_named() -> None:
    past = build_past([document(f"全年完成老旧小区改造{n}个，惠及居民{n}00户。", name=str(n)) for n in range(30, 60)])
    (reuse,) = find_reuse(document("全年完成老旧小区改造57个，惠及居民5700户。"), past)
    assert (reuse.kind, past.sentence(reuse.past_id).source.title, len(reuse.others)) == ("verbatim", "57", 29)


def test_a_sentence_mostly_of_numerals_is_known_by_them() -> None:
    old = document("公告显示：价格27.04—52.73元/股，金额316,953,561.44元。", "抓好供水保障工作。")
    new = document("公告息，减万价：27.04—52结.73元/张，总验金额316,953,61.44元。")
    (reuse,) = find_reuse(new, build_past([old]))
    assert (reuse.kind, reuse.past_id) == ("near", 0)


def test_a_full_stop_put_inside_a_sentence_hides_nothing() -> None:
    new = document(
        "林淑芬主持会议。", "燃气安全专门排查覆益全部餐饮厂所。", "发现隐患216处井已经部整改到位了。", "会议开得及时。"
    )
    (reuse,) = find_reuse(new, build_past([OLD]))
    assert new.quote(reuse.span).startswith("燃气安全专门") and new.quote(reuse.span).endswith("整改到位了。")
    assert OLD.quote(reuse.past_span) == OLD.quote(OLD.sentences[1].span)


def test_a_near_copy_ends_where_the_likeness_ends() -> None:
    copied = "燃气安全专项检查覆盖全部餐饮场所，查出隐患216处并全部完成整改到位"
    new = document(f"周启明同志在会上说，{copied}，许文静补充。")
    (reuse,) = find_reuse(new, build_past([OLD]))
    assert new.quote(reuse.span).strip("，。") == copied


def test_a_quotation_never_closed_glues_no_sentences_together() -> None:
    new = build_document(
        "郑怀远强调：“要把供水保障摆在突出位置，逐条巷子走、逐户居民问，把管网漏损的底数摸清楚、把台账建扎实，按季度向社会公开。"
        "物业服务企业信用评价的结果按季度公布，接受全体业主监督。各区要拿出具体办法来，年底前逐项交账，过期的通报批评。"
    )
    (reuse,) = find_reuse(new, build_past([OLD]))
    assert new.quote(reuse.span) == "物业服务企业信用评价的结果按季度公布，接受全体业主监督。"


def test_the_past_sentence_named_is_the_one_the_stretch_stands_in() -> None:
    past = build_past([OLD])
    for new in ("会上说到发现隐患216处并全部整改到位。物业服务企业信用评价结果按季度公布，这是好事。", OLD.text):
        text = build_document(new)
        for reuse in find_reuse(text, past):
            assert past.sentence(reuse.past_id).span.overlaps(reuse.past_span)
            assert past.sentence(reuse.past_id).span.start <= reuse.past_span.start


def test_nothing_shared_nothing_found() -> None:
    assert find_reuse(document("衡川市公园绿地面积稳步增加，群众出门见绿。"), build_past([OLD])) == ()


def test_runs_are_maximal() -> None:
    assert list(common_runs("xabcdefy", "abcd abcdef", shortest=3)) == [(1, 5, 6)]


def covered_by_brute_force(left: str, right: str, shortest: int) -> set[int]:
    """Return every folded place of ``left`` that a common stretch of ``shortest`` and more covers, tried one by one."""
    pieces = {right[i : i + shortest] for i in range(len(right) - shortest + 1)}
    places: set[int] = set()
    for start in range(len(left) - shortest + 1):
        if left[start : start + shortest] in pieces:
            places.update(range(start, start + shortest))
    return places


def test_coverage_of_two_reports_is_that_of_the_maximal_runs(shared: Path) -> None:
    one, other = (build_document(next(shared.glob(f"seeds/{n}_*")).read_text(encoding="utf-8")) for n in ("000", "001"))
    left, right = fold_figures(one.text), fold_figures(other.text)
    true = covered_by_brute_force(left, right, 13)
    found: set[int] = set()
    for start, _, size in common_runs(left, right, shortest=13):
        found.update(range(start, start + size))
    assert abs(len(found) - len(true)) <= 0.01 * len(true)
    # what the index finds sentence by sentence covers those runs, and the near copies besides
    places = {place: number for number, place in enumerate(fold_places(one.text))}
    reused = {
        places[place]
        for reuse in find_reuse(one, build_past([other]))
        for place in range(reuse.span.start, reuse.span.end)
        if place in places
    }
    assert len(true & reused) >= 0.99 * len(true)


def test_an_earlier_version_of_the_report_itself_is_no_past() -> None:
    text = "衡川市住房和城乡建设局2024年工作总结\n全年组织物业企业开展电梯安全隐患排查，逐台建立台账并跟踪整改。"
    source = Source(title="甲局2024年工作总结", organisation="甲局", period=parse_period("2024"))
    last = replace(source, title="甲局2023年工作总结", period=parse_period("2023"))
    document = build_document(text, source=source)
    earlier = build_document(text + "补记。", source=source)
    assert not find_reuse(document, build_past([earlier]))
    assert find_reuse(document, build_past([build_document(text, source=last)]))
