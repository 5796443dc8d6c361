"""Catalogs of other versions: older ones become current, newer ones are refused, half-born ones are empty."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sample_reports import document, report

from drafter.corpus import CATALOG, Corpus
from drafter.corpus.schema import MIGRATIONS, VERSION, migrate, version_of
from drafter.errors import CorpusError

OLDER = Path(__file__).parent / "older"


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.filterwarnings("ignore::drafter.corpus.CorpusWarning")
def test_a_catalog_that_an_older_program_wrote_is_migrated_by_its_first_reader(corpus: Corpus, version: int) -> None:
    """The files are what the program of that time wrote, as SQL; their index was left behind."""
    corpus.store.mkdir()
    connection = sqlite3.connect(corpus.store / CATALOG)
    connection.executescript((OLDER / f"v{version}.sql").read_text(encoding="utf-8"))
    assert version_of(connection) == version
    connection.close()
    party, business = corpus.documents()
    assert (party.source.kind, business.source.kind) == ("党建工作总结", "业务工作总结")
    assert business.by_hand == {"kind": "业务工作总结"} and corpus.verify() == ()
    assert corpus._catalog.value("PRAGMA user_version") == VERSION
    assert corpus.search("老旧小区改造", k=1)[0].passage.source.period == party.source.period
    done = corpus.ingest(
        [report((3, 4), path="e.txt"), document(corpus.document(party.sha256).text + "。", path="f.txt")]
    )
    # the older report was told to be nearly the same: it has got its sketch by now
    assert (done.added, done.documents, len(done.twins)) == (2, 4, 1)
    assert corpus.verify() == ()


def test_two_readers_may_migrate_at_once(corpus: Corpus) -> None:
    corpus.store.mkdir()
    connection = sqlite3.connect(corpus.store / CATALOG)
    connection.executescript((OLDER / "v1.sql").read_text(encoding="utf-8"))
    connection.close()
    others = [Corpus(corpus.store) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert [len(rows) for rows in pool.map(Corpus.documents, others)] == [2, 2, 2, 2]
    assert corpus.verify() == ()


def test_every_step_of_the_way_leads_to_the_same_tables(tmp_path: Path) -> None:
    whole, stepped = sqlite3.connect(tmp_path / "a"), sqlite3.connect(tmp_path / "b")
    migrate(whole)
    stepped.executescript(MIGRATIONS[0] + "PRAGMA application_id = 0x44524654; PRAGMA user_version = 1;")
    migrate(stepped)
    tables = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    assert whole.execute(tables).fetchall() == stepped.execute(tables).fetchall()
    assert version_of(whole) == version_of(stepped) == VERSION


def test_a_newer_catalog_is_refused_whatever_is_asked_and_left_as_it_is(filled: Corpus) -> None:
    filled.close()
    connection = sqlite3.connect(filled.store / CATALOG)
    connection.executescript(f"CREATE TABLE things_to_come (id INTEGER); PRAGMA user_version = {VERSION + 1};")
    connection.close()
    before = (filled.store / CATALOG).read_bytes()
    asked: list[Callable[[], object]] = [
        filled.documents,
        filled.verify,
        filled.past,
        filled.rebuild,
        lambda: filled.search("保密"),
        lambda: filled.ingest([report((0,), note="新", path="new.txt")]),
        lambda: filled.set("a.txt", kind="总结"),
    ]
    for ask in asked:
        with pytest.raises(CorpusError, match="升级"):
            ask()
    assert (filled.store / CATALOG).read_bytes() == before


def test_a_catalog_whose_writer_was_killed_before_its_first_table_is_an_empty_one(corpus: Corpus) -> None:
    corpus.store.mkdir()
    connection = sqlite3.connect(corpus.store / CATALOG)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert corpus.documents() == () and corpus.verify() == () and corpus.search("保密") == ()
    assert corpus.ingest([report((0,), path="a.txt")]).added == 1
    assert len(corpus.documents()) == 1
