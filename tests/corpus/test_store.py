"""The corpus as its users see it, on real SQLite and real Chroma."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from sample_reports import document, period, report

from drafter.corpus import Corpus, CorpusWarning
from drafter.errors import CorpusError
from drafter.model import Endpoint


def texts(corpus: Corpus, query: str, **options: object) -> list[str]:
    return [evidence.passage.text for evidence in corpus.search(query, **options)]  # type: ignore[arg-type]


def test_an_empty_store_answers_and_leaves_no_file(corpus: Corpus) -> None:
    assert corpus.documents() == ()
    assert corpus.search("保密培训") == ()
    assert not corpus.known("0" * 64)
    assert corpus.verify() == ()
    assert not corpus.store.exists()


def test_a_passage_is_found_with_its_heading_role_and_source(filled: Corpus) -> None:
    best = filled.search("组织保密培训，签订承诺书", k=1)[0]
    assert best.passage.text.startswith("保密教育培训")
    assert best.passage.heading_path == ("工作0",)
    assert best.passage.source.kind == "党建工作总结"
    assert best.passage.role == "成绩"
    stored = filled.document(best.passage.source.sha256 or "")
    assert best.passage.span.of(stored.text) == best.passage.text


def test_the_same_ingest_twice_changes_nothing(filled: Corpus) -> None:
    before, generation = filled.documents(), filled.generation()
    again = [report((0, 1, 2), note="甲", path="a.txt"), report((3, 4), note="乙", path="b.txt")]
    done = filled.ingest(again)
    assert (done.added, done.replaced, done.unchanged) == (0, 0, 2)
    assert filled.documents() == before
    assert filled.generation() == generation


def test_an_edited_file_replaces_its_passages(filled: Corpus) -> None:
    done = filled.ingest([report((5,), note="新", path="a.txt")])
    assert (done.added, done.replaced, done.documents) == (0, 1, 3)
    assert not any("保密" in text for text in texts(filled, "保密培训承诺书", k=20, per_report=20))
    assert filled.verify() == ()


def test_a_file_that_now_says_what_another_says_leaves_no_old_text(filled: Corpus) -> None:
    same_as_b = report((3, 4), note="乙", path="a.txt")
    assert not filled.known(same_as_b.source.sha256 or "", path="a.txt")
    assert filled.ingest([same_as_b]).unchanged == 1
    assert [row.source.path for row in filled.documents()] == ["b.txt", "c.txt"]


def test_at_most_per_report_passages_of_one_report(filled: Corpus) -> None:
    found = filled.search("工作有力有序成效明显", k=10, per_report=1)
    digests = [evidence.passage.source.sha256 for evidence in found]
    assert len(digests) == len(set(digests)) == 3


def test_filters_by_organisation_kind_period_and_role(filled: Corpus) -> None:
    query = "工作有力有序成效明显"
    assert {e.passage.source.path for e in filled.search(query, organisation="市政")} == {"c.txt"}
    assert {e.passage.source.path for e in filled.search(query, kind="业务工作总结")} == {"b.txt", "c.txt"}
    assert {e.passage.source.path for e in filled.search(query, period=period(2023, 2))} == {"b.txt"}
    assert {e.passage.source.path for e in filled.search(query, period=period(2024, 1))} == {"c.txt"}
    assert {e.passage.role for e in filled.search("各项工作按计划推进", role="开头")} == {"开头"}
    assert {e.passage.source.path for e in filled.search(query, period="2023H1")} == {"a.txt"}
    assert filled.search(query, organisation="没有的局") == ()
    with pytest.raises(CorpusError, match="看不懂的期间"):
        filled.search(query, period="不知何时")


def test_queries_of_one_character_of_punctuation_and_of_unknown_words(filled: Corpus) -> None:
    assert any("扬尘" in text for text in texts(filled, "尘", k=3))
    assert filled.search("，。！") == () or filled.search("，。！")[0].score >= 0
    assert filled.search("   ") == ()
    filled.search("\x00\ud800 龘龘 OR * \"'")
    with pytest.raises(CorpusError):
        filled.search("保密", k=0)


def test_removing_a_report_takes_it_out_of_the_search(filled: Corpus) -> None:
    filled.remove(filled.documents()[0].sha256)
    assert [row.source.path for row in filled.documents()] == ["b.txt", "c.txt"]
    assert not any("保密" in text for text in texts(filled, "保密培训", k=20))
    with pytest.raises(CorpusError, match="没有这篇报告"):
        filled.remove("f" * 64)


def test_corrections_by_hand_reach_search_and_outlive_an_edit(filled: Corpus) -> None:
    digest = filled.documents()[2].sha256
    assert filled.set(digest, organisation="衡川市城管局", kind="").organisation == "衡川市城管局"
    assert filled.documents()[2].source.kind is None
    found = filled.search("公租房分配公开摇号", organisation="城管局")
    assert found[0].passage.source.organisation == "衡川市城管局"
    filled.ingest([report((1, 5), note="丁", path="c.txt", organisation="衡川市市政管理局")])
    assert filled.documents()[-1].source.organisation == "衡川市城管局"


def test_a_correction_that_cannot_be_read_changes_nothing(filled: Corpus) -> None:
    before = filled.documents()
    for wrong in ({"year": "二三"}, {"period": "不知何时"}):
        with pytest.raises(CorpusError):
            filled.set(before[0].sha256, **wrong)
    assert filled.documents() == before


def test_what_a_manifest_says_stands_between_text_and_hand(filled: Corpus) -> None:
    assert filled.tell({"a.txt": {"kind": "信访工作总结", "period": "2022H1"}, "none.txt": {"kind": "总结"}}) == 1
    assert filled.search("保密教育", kind="信访", period="2022H1") and not filled.search("保密教育", kind="党建")
    filled.set("a.txt", kind="保密工作总结")
    assert filled.tell({"a.txt": {"kind": "信访工作总结", "period": "2022H1"}}) == 0
    assert filled.documents()[0].source.kind == "保密工作总结"
    assert filled.tell({"a.txt": {}}) == 1
    assert filled.documents()[0].source.period == period(2023, 1)
    with pytest.raises(CorpusError, match="期间"):
        filled.tell({"a.txt": {"period": "那年"}})


def test_hits_say_how_much_of_the_question_they_hold(filled: Corpus) -> None:
    best, *rest = filled.search("老旧小区改造开工三十八个", per_report=1)
    assert best.share > 0.9 and all(best.share >= other.share >= 0 for other in rest)
    assert all(evidence.share < 0.3 for evidence in filled.search("太空望远镜发射升空改造"))


def test_a_document_without_words_is_refused_and_the_rest_taken(corpus: Corpus) -> None:
    bad = [document(" \n", path="empty.txt"), replace(document("局\n", path="half.txt"), text="局\ud800")]
    done = corpus.ingest([*bad, report((0,), path="a.txt")])
    assert done.added == 1
    assert [refusal.path for refusal in done.refused] == ["empty.txt", "half.txt"]


def test_documents_without_path_or_digest_are_kept_by_their_text(corpus: Corpus) -> None:
    plain = report((0,))
    plain = replace(plain, source=replace(plain.source, sha256=None))
    assert corpus.ingest([plain, plain]).added == 1
    assert corpus.ingest(iter([plain])).unchanged == 1


def test_past_sentences_stand_where_they_say(filled: Corpus) -> None:
    whole = {row.sha256: filled.document(row.sha256).text for row in filled.documents()}
    sentences = list(filled.past_sentences())
    assert len(sentences) > 20
    assert all(span.of(whole[source.sha256 or ""]) == text for text, source, span in sentences)


def test_progress_tells_done_and_all(corpus: Corpus) -> None:
    seen: list[tuple[int, int]] = []
    corpus.ingest([report((0,)), report((1,))], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize("damage", ["deleted", "truncated", "lexical", "sqlite", "garbled"])
def test_a_damaged_index_is_rebuilt_with_a_warning(filled: Corpus, damage: str) -> None:
    before = [(e.passage.id, e.score) for e in filled.search("危房改造补助资金")]
    filled.close()
    index = filled.store / "index"
    if damage == "deleted":
        shutil.rmtree(index)
    elif damage == "truncated":
        for file in index.rglob("*.bin"):
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        for file in index.rglob("chroma.sqlite3"):
            file.write_bytes(file.read_bytes()[:5000])
    elif damage == "lexical":
        next(index.rglob("terms.npy")).write_bytes(b"")
    elif damage == "sqlite":
        next(index.rglob("chroma.sqlite3")).unlink()
    else:
        file = next(index.rglob("chroma.sqlite3"))
        file.write_bytes(b"\x5a" * file.stat().st_size)
    with pytest.warns(CorpusWarning, match="重建"):
        after = [(e.passage.id, e.score) for e in filled.search("危房改造补助资金")]
    assert after == before
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        filled.search("危房改造补助资金")


def test_garbled_vectors_never_reach_chroma(corpus: Corpus) -> None:
    corpus.ingest([report((0, 1, 2, 3, 4, 5), note=f"第{n}期") for n in range(200)])
    before = [(e.passage.id, e.score) for e in corpus.search("危房改造补助资金第七期")]
    corpus.close()
    # with a hundred passages and more they are read from here, without a look, and a query would crash the process
    assert list(corpus.store.glob("index/*/vectors/*/index_metadata.pickle"))
    for file in corpus.store.glob("index/*/vectors/*/*.bin"):
        time = file.stat().st_mtime_ns
        file.write_bytes(b"\x5a" * file.stat().st_size)
        # a failing disk does not say when it failed
        os.utime(file, ns=(time, time))
    with pytest.warns(CorpusWarning, match="重建"):
        assert [(e.passage.id, e.score) for e in corpus.search("危房改造补助资金第七期")] == before


@pytest.mark.parametrize("error", [OSError("gone"), type("PanicException", (BaseException,), {})("panicked")])
def test_damage_met_while_searching_is_mended_with_a_warning(
    filled: Corpus, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = [e.passage.id for e in filled.search("危房改造补助资金")]
    assert filled._index is not None and filled._index.vectors is not None

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(filled._index.vectors._store, "similarity_search_by_vector_with_relevance_scores", fail)
    with pytest.warns(CorpusWarning, match="重建|Chroma"):
        # of a server's index only the words are left for the moment, and there may be fewer hits
        assert [e.passage.id for e in filled.search("危房改造补助资金")][:1] == before[:1]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert filled.search("xyz qrs") == Corpus(filled.store, chroma=filled._server).search("xyz qrs")


OLD_NOTICE = {
    "name": "abcdefabcdef",
    "generation": 1,
    "fingerprint": "x",
    "count": 0,
    "collection": "p",
    "server": None,
}


@pytest.mark.parametrize(
    "notice",
    [
        "", "null", "3", "[]", "{", "{}", "\0", "[" * 100_000, json.dumps("name"),
        json.dumps({**OLD_NOTICE, "files": {"a": 5}}), json.dumps({**OLD_NOTICE, "files": {"a": [1, 2, 3]}}),
        json.dumps({**OLD_NOTICE, "files": {}, "format": 3, "name": "../../elsewhere"}),
        json.dumps({**OLD_NOTICE, "files": {}, "format": 10**30}), json.dumps({**OLD_NOTICE, "files": {}, "more": 1}),
        b"\xff\xfe\x00",
    ],
)  # fmt: skip
def test_a_notice_that_cannot_be_read_counts_as_none(filled: Corpus, notice: str | bytes) -> None:
    before = [e.passage.id for e in filled.search("危房改造补助资金")]
    filled.close()
    with filled._catalog.transaction() as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'index'", (notice,))
    assert not filled.state().index_current
    with pytest.warns(CorpusWarning, match="重建"):
        assert [e.passage.id for e in filled.search("危房改造补助资金")] == before
    assert filled.state().index_current


def test_a_copied_store_is_used_as_it_is(filled: Corpus, tmp_path: Path) -> None:
    filled.close()
    shutil.copytree(filled.store, tmp_path / "copy", copy_function=shutil.copyfile)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Corpus(tmp_path / "copy").search("危房改造")


def test_an_index_behind_the_catalog_is_brought_up_to_date(filled: Corpus) -> None:
    notice = filled._catalog.meta("index")
    filled.ingest([report((4, 5), note="戊", path="d.txt")])
    with filled._catalog.transaction() as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'index'", (notice,))
    assert not filled.state().index_current
    with pytest.warns(CorpusWarning):
        assert any("戊" in text for text in texts(filled, "工地扬尘治理夜间巡查戊"))
    assert filled.state().index_current


def test_rebuild_makes_the_same_index_from_the_catalog_alone(filled: Corpus) -> None:
    before = [(e.passage.id, e.score) for e in filled.search("老旧小区改造")]
    filled.rebuild()
    assert [(e.passage.id, e.score) for e in filled.search("老旧小区改造")] == before


def test_a_newer_catalog_is_refused_and_left_alone(filled: Corpus) -> None:
    with filled._catalog.transaction() as connection:
        connection.execute("PRAGMA user_version = 99")
    filled.close()
    for question in (filled.documents, lambda: filled.search("保密"), lambda: filled.ingest([])):
        with pytest.raises(CorpusError, match="请升级"):
            question()


def test_a_file_that_is_no_catalog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"not a database, but long enough to be read as one" * 40)
    with pytest.raises(CorpusError, match="损坏"):
        Corpus(tmp_path).documents()


def test_another_embedding_never_mixes_in(filled: Corpus) -> None:
    other = Corpus(filled.store, embedding=Endpoint(base_url="http://127.0.0.1:9/v1", model="other"))
    with pytest.raises(CorpusError, match="rebuild"):
        other.ingest([report((2,), note="己")])
    with pytest.warns(CorpusWarning, match="只按字面"):
        assert any("保密" in text for text in texts(other, "保密教育培训"))


def test_neither_chroma_nor_langchain_is_loaded_to_list_or_to_review(filled: Corpus) -> None:
    code = (
        "import sys; from pathlib import Path; from drafter.corpus import Corpus\n"
        f"c = Corpus(Path({str(filled.store)!r})); rows = c.documents(); assert len(rows) == 3\n"
        "c.document(rows[0].sha256); c.known('x'); list(c.past_sentences()); c.verify(); c.state()\n"
        "loaded = [m for m in sys.modules if m.split('.')[0] in ('chromadb', 'langchain_chroma', 'langchain_core',"
        " 'langchain_openai', 'openai')]; assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
