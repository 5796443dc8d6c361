"""The index over past sentences: what it finds, what it keeps, what it forgets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reuse_samples import document

from drafter.model import Document, Source
from drafter.text.reuse import ReuseIndex, build_index, build_past
from drafter.text.reuse_grams import buckets_of, fold_figures, fold_places, hashed_grams, units_of

OLD = document(
    "全年完成老旧小区改造32个，惠及居民1.2万户。",
    "燃气安全专项排查覆盖全部餐饮场所。",
    "物业服务企业信用评价结果按季度公布。",
)


def test_a_sentence_comes_back_with_its_source_and_place() -> None:
    past = build_past([document("第一句话在这里。"), OLD])
    sentence = past.sentence(2)
    assert sentence.text == "燃气安全专项排查覆盖全部餐饮场所。"
    assert sentence.source.title == "往期"
    assert OLD.text[sentence.span.start : sentence.span.end] == sentence.text


def test_candidates_see_past_figures_and_changed_words() -> None:
    past = build_past([OLD])
    assert past.candidates("全年完成老旧小区改造58个，惠及居民2.4万户。", 3)[0] == 0
    assert past.candidates("燃气安全专项检查覆盖全部餐饮企业。", 3) == (1,)
    assert past.candidates("衡川市公园绿地面积稳步增加。", 3) == ()


def test_many_at_once_gives_what_one_by_one_gives() -> None:
    index = build_index([OLD])
    texts = [OLD.quote(s.span) for s in OLD.sentences] + ["", "短", "😀𠮷\ud800"]
    assert list(index.candidates_many(texts, 4)) == [tuple(index.candidates(text, 4)) for text in texts]


def test_arrays_carry_everything() -> None:
    index = build_index([OLD, document("𠮷祥社区😀完成电梯加装。", name="另一份")])
    again = ReuseIndex.from_arrays(index.to_arrays())
    assert [again.sentence(i) for i in range(len(again))] == [index.sentence(i) for i in range(len(index))]
    assert again.candidates("𠮷祥社区😀完成电梯加装。", 1) == (3,)


def test_arrays_of_another_version_are_refused() -> None:
    arrays = build_index([OLD]).to_arrays() | {"format": np.array([99], np.uint32)}
    with pytest.raises(ValueError, match="版本"):
        ReuseIndex.from_arrays(arrays)


def test_extending_says_what_building_anew_says() -> None:
    more = [
        document(f"第{n}号信访件办理实行首问负责制度。", f"第{n}项燃气安全专项检查覆盖餐饮企业。", name=str(n))
        for n in range(9)
    ]
    grown = build_index([OLD])
    for one in more:
        grown = grown.extended([one])
    anew = build_index([OLD, *more])
    texts = [anew.sentence(id).text for id in range(len(anew))]
    assert {s.title for s in grown.sources} == {s.title for s in anew.sources}
    for text in texts:
        one, other = (
            {(i.sentence(id).text, i.sentence(id).source.title) for id in i.candidates(text, 40)} for i in (grown, anew)
        )
        assert one == other
    assert grown.document_frequency("燃气安全专项") == anew.document_frequency("燃气安全专项")
    assert len(grown.holders("信访件办理实行首问负责", 99)) == 9


def rows_written(old: ReuseIndex, new: ReuseIndex) -> int:
    """Return how many sentences stand in arrays of ``new`` that ``old`` has not under the same name."""
    known = old.to_arrays()
    return sum(len(array) - 1 for name, array in new.to_arrays().items() if ".starts" in name and name not in known)


def test_adding_a_report_writes_its_own_sentences_only(capsys: pytest.CaptureFixture[str]) -> None:
    def made(n: int) -> Document:
        return document(*(f"第{n}份报告第{m}句讲老旧小区改造惠及居民{n}{m}户。" for m in range(20)), name=str(n))

    index = build_index([made(n) for n in range(400)])
    counts = []
    for n in range(400, 440):
        grown = index.extended([made(n)])
        counts.append(rows_written(index, grown))
        index = grown
    with capsys.disabled():
        print(f"\n{len(index)} sentences; rows written for one added report of 20: {counts[0]}; for 40: {sum(counts)}")
    assert counts[0] == 20
    assert sum(counts) < 40 * 20 * 12 < len(index) * 2
    assert max(counts) < len(index) // 4


def test_what_is_stored_under_a_known_name_is_the_same() -> None:
    index = build_index([OLD, document("信访件办理实行首问负责制度。", name="乙")])
    grown = index.extended([document("公园绿地开放共享。", name="丙")]).without(["乙"])
    old, new = index.to_arrays(), grown.to_arrays()
    for name in (old.keys() & new.keys()) - {"format", "order"}:
        assert np.array_equal(old[name], new[name]), name


def test_a_report_described_anew_keeps_its_sentences() -> None:
    index = build_index([OLD, document("信访件办理实行首问负责制度。", name="乙", organisation="甲局")])
    told = Source(title="改过的题名", sha256="乙", organisation="丙局")
    again = index.described({"乙": told})
    assert again.sentence(3).source == told and again.sentence(0) == index.sentence(0)
    assert rows_written(index, again) == 0 and index.described({}).to_arrays().keys() == index.to_arrays().keys()


def test_a_struck_out_report_is_not_found_though_its_rows_stay() -> None:
    many = [document(f"第{n}件信访事项办理实行首问负责制度。", name=str(n)) for n in range(10)]
    index = build_index(many)
    left = index.without(["4"])
    assert rows_written(index, left) == 0 and len(left.sources) == 9
    assert {left.sentence(id).source.title for id in left.candidates("信访事项办理实行首问负责制度", 20)} == set(
        "012356789"
    )
    assert left.document_frequency("信访事项办理") == 0 and len(left.holders("信访事项办理实行首问", 99)) == 9
    again = ReuseIndex.from_arrays(left.to_arrays())
    assert [s.title for s in again.sources] == [s.title for s in left.sources]


def test_a_removed_report_is_forgotten() -> None:
    index = build_index([OLD, document("信访件办理实行首问负责制度。", name="乙")]).without(["往期"])
    assert [index.sentence(i).text for i in range(len(index))] == ["信访件办理实行首问负责制度。"]
    assert index.candidates(OLD.text, 3) == ()


def test_frequency_counts_organisations_not_reports() -> None:
    phrase = "坚持以人民为中心的发展思想"
    past = build_past(
        [document(f"{phrase}做好第{i}件事。", name=str(i), organisation=o) for i, o in enumerate("甲甲乙丙")]
        + [document(f"{phrase}做好这件事。", name="x")]
    )
    assert past.organisations() == 3
    assert past.document_frequency(phrase) == 3
    assert past.document_frequency("衡川市没有说过的一句话呀") == 0


def test_a_wording_of_reports_struck_out_or_of_nobody_is_no_organisations() -> None:
    phrase = "坚持以人民为中心的发展思想"
    stored = [document(f"{phrase}做好第{i}件事。", name=str(i), organisation=o) for i, o in enumerate("甲乙丙")]
    others = [document("每一季度公布一次信用评价结果。", name=f"别{n}", organisation="丁") for n in range(8)]
    past = build_index([*stored, *others]).extended([document(f"{phrase}不变。", name="后", organisation="戊")])
    assert past.document_frequency(phrase) == 4
    assert past.without(["1"]).document_frequency(phrase) == 3
    assert past.document_frequency(phrase[:3]) == 0


@given(st.text(alphabet="坚持以人民为中心ＡaＢ﹑、,(（x\ud800𠮷İ", max_size=30))
def test_a_short_text_has_the_buckets_it_has_among_many(text: str) -> None:
    folded = fold_figures(text)
    units = units_of(folded)
    wanted, _ = hashed_grams(units, np.zeros(len(units), np.uint32), 20)
    assert buckets_of(folded, 20) == set(wanted.tolist())
    some = buckets_of(folded, 20, 4)
    assert some <= set(wanted.tolist()) and (len(some) <= 4) and bool(some) == bool(len(wanted))


def test_an_empty_past_answers() -> None:
    past = build_past([])
    assert (past.organisations(), past.candidates("任何一句话都找不到。", 3)) == (0, ())
    assert past.document_frequency("任何一句话都找不到") == 0


def test_folding_keeps_its_way_back() -> None:
    text = "投资 12.8亿元（A级）,增长５%"
    assert fold_figures(text) == "投资亿元（a级），增长"
    assert [text[p] for p in fold_places(text)] == list("投资亿元（A级）,增长")
