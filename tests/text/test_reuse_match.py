"""What is found shared between a text and past reports, with exact places."""

from __future__ import annotations

from pathlib import Path

from reuse_samples import document

from drafter.text.documents import build_document
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
