"""The past of a review, kept with the store."""

from __future__ import annotations

from sample_reports import report

from drafter.corpus import Corpus


def test_an_empty_store_has_an_empty_past(corpus: Corpus) -> None:
    assert corpus.past().organisations() == 0
    assert list(corpus.past().candidates("组织保密教育培训，签订承诺书", 3)) == []
    assert not corpus.store.exists()


def test_a_past_sentence_is_found_where_it_stands(filled: Corpus) -> None:
    past = filled.past()
    best = past.sentence(past.candidates("保密教育培训由机关党委组织，六十余名干部参加", 1)[0])
    assert best.source.path == "a.txt"
    assert best.span.of(filled.document(best.source.sha256 or "").text) == best.text
    assert past.organisations() == 2


def test_the_kept_past_is_mapped_and_says_the_same(filled: Corpus) -> None:
    query = "公租房分配公开摇号，全程邀请群众代表监督"
    before = list(filled.past().candidates(query, 5))
    files = {file: file.stat().st_mtime_ns for file in filled.store.glob("past/*/*.npy")}
    assert files
    assert list(Corpus(filled.store).past().candidates(query, 5)) == before
    assert {file: file.stat().st_mtime_ns for file in filled.store.glob("past/*/*.npy")} == files


def test_the_past_follows_new_reports_removals_and_corrections(filled: Corpus) -> None:
    filled.past()
    filled.ingest([report((3,), note="戊", path="d.txt", organisation="衡川市水务局")])
    assert filled.past().organisations() == 3
    filled.set(filled.documents()[-1].sha256, organisation="衡川市市政管理局")
    assert filled.past().organisations() == 2
    filled.remove(filled.documents()[0].sha256)
    assert filled.past().document_frequency("保密教育培训由机关党委组织") == 0
    assert len(list(filled.store.glob("past/*"))) == 1


def test_a_damaged_kept_past_is_made_again(filled: Corpus) -> None:
    before = list(filled.past().candidates("危房改造逐户核查，建立台账", 3))
    for file in filled.store.glob("past/*/postings.npy"):
        file.write_bytes(b"")
    assert list(filled.past().candidates("危房改造逐户核查，建立台账", 3)) == before
