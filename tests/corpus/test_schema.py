"""Catalogs of other versions: older ones become current, newer ones are refused, half-born ones are empty."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sample_reports import report

from drafter.corpus import CATALOG, Corpus
from drafter.corpus.schema import MIGRATIONS, VERSION, migrate, version_of
from drafter.errors import CorpusError


def as_first_version(store: Path) -> None:
    """Turn the store's catalog into what version 1 of the format wrote."""
    connection = sqlite3.connect(store / CATALOG)
    connection.executescript("DROP TABLE sketches; PRAGMA user_version = 1;")
    connection.close()


def test_an_older_catalog_is_read_as_it_is_and_migrated_by_the_next_write(filled: Corpus) -> None:
    before = filled.documents()
    filled.close()
    as_first_version(filled.store)
    assert filled.documents() == before and filled.search("老旧小区改造") and filled.verify() == ()
    twin = report((3, 4), note="乙", path="twin.txt")
    done = filled.ingest([report((3, 4), note="乙丙", path="e.txt"), twin])
    assert done.added == 1 and filled._catalog.value("PRAGMA user_version") == VERSION
    assert filled._catalog.value("SELECT count(*) FROM sketches") == 4
    assert filled.verify() == ()


def test_every_step_of_the_way_leads_to_the_same_tables(tmp_path: Path) -> None:
    whole, stepped = sqlite3.connect(tmp_path / "a"), sqlite3.connect(tmp_path / "b")
    migrate(whole)
    stepped.executescript(MIGRATIONS[0] + "PRAGMA application_id = 0x44524654; PRAGMA user_version = 1;")
    migrate(stepped)
    tables = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    assert whole.execute(tables).fetchall() == stepped.execute(tables).fetchall()
    assert version_of(whole) == version_of(stepped) == VERSION


def test_a_newer_catalog_is_refused(filled: Corpus) -> None:
    filled.close()
    connection = sqlite3.connect(filled.store / CATALOG)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(CorpusError, match="升级"):
        filled.documents()


def test_a_catalog_whose_writer_was_killed_before_its_first_table_is_an_empty_one(corpus: Corpus) -> None:
    corpus.store.mkdir()
    connection = sqlite3.connect(corpus.store / CATALOG)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert corpus.documents() == () and corpus.verify() == () and corpus.search("保密") == ()
    assert corpus.ingest([report((0,), path="a.txt")]).added == 1
    assert len(corpus.documents()) == 1
