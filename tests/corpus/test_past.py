"""The past of a review, kept with the store."""

from __future__ import annotations

import numpy as np
import pytest
from sample_reports import report

from drafter.corpus import Corpus, CorpusWarning


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


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", None])
@pytest.mark.parametrize("name", ["postings.npy", "places.npy", "stamps.json"])
def test_a_damaged_kept_past_is_made_again_with_a_warning(filled: Corpus, name: str, damage: bytes | None) -> None:
    before = list(filled.past().candidates("危房改造逐户核查，建立台账", 3))
    (file,) = filled.store.glob(f"past/*/*{name}")
    # None: one bit that no reader would trip over
    file.write_bytes(file.read_bytes()[:-1] + bytes([file.read_bytes()[-1] ^ 1]) if damage is None else damage)
    with pytest.warns(CorpusWarning, match="往年"):
        assert list(filled.past().candidates("危房改造逐户核查，建立台账", 3)) == before


def test_one_report_more_writes_its_own_arrays_only(filled: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        filled.ingest([report((1, 2, 3), note=f"第{number}份", path=f"n{number}.txt")])
    filled.past()
    before = {file.name: file.stat().st_ino for file in filled.store.glob("past/*/*.npy")}
    filled.ingest([report((3,), note="己", path="e.txt", organisation="衡川市水务局")])
    past = filled.past()
    after = {file.name: file.stat().st_ino for file in filled.store.glob("past/*/*.npy")}
    new = [name for name, place in after.items() if before.get(name) != place]
    rows = sum(len(np.load(file)) - 1 for file in filled.store.glob("past/*/*.starts.npy") if file.name in new)
    with capsys.disabled():
        print(f"\n{len(past)} past sentences, {rows} written for one added report, {len(new)} of {len(after)} files")
    assert 0 < rows < len(past) // 4
    assert past.candidates("保密教育培训由机关党委组织，六十余名干部参加", 1)
