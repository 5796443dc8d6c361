"""The catalog file itself: versions, kills, many processes."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from sample_reports import report

from drafter.corpus import CATALOG, Corpus
from drafter.corpus.catalog import Catalog
from drafter.corpus.schema import MIGRATIONS, VERSION, migrate, version_of
from drafter.errors import CorpusError

HERE = Path(__file__).parent

INGEST = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from sample_reports import report
from drafter.corpus import Corpus, ingest
ingest._BATCH = 8
from_, to = int(sys.argv[3]), int(sys.argv[4])
def some():
    for n in range(from_, to):
        yield report((n % 6, (n + 1) % 6), note=f"第{n}期", path=f"r{n}.txt")
corpus = Corpus(Path(sys.argv[2]), wait=120)
def told(done, total):
    stored = len(corpus._catalog.rows("SELECT 1 FROM documents"))
    print(stored, flush=True)
print(corpus.ingest(some(), progress=told).added, flush=True)
"""


def ingesting(store: Path, start: int, end: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", INGEST, str(HERE), str(store), str(start), str(end)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_an_empty_file_becomes_a_current_catalog(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    catalog.create()
    connection = sqlite3.connect(tmp_path / CATALOG)
    assert version_of(connection) == VERSION == len(MIGRATIONS)
    migrate(connection)
    assert version_of(connection) == VERSION
    connection.close()


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / CATALOG)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(CorpusError, match="不是本程序所写"):
        Corpus(tmp_path).documents()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    catalog.create()
    with pytest.raises(RuntimeError), catalog.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('half', '1')")
        raise RuntimeError
    assert catalog.meta("half") is None


def test_a_damaged_passage_is_found_by_verify(filled: Corpus) -> None:
    with filled._catalog.transaction() as connection:
        connection.execute("UPDATE passages SET text = '改' WHERE number = 1")
        connection.execute("DELETE FROM vectors WHERE passage = 2")
    assert any("原文不符" in problem for problem in filled.verify())
    assert any("向量缺失" in problem for problem in filled.verify())


def test_killed_writers_leave_a_whole_catalog_and_lose_nothing_acknowledged(tmp_path: Path) -> None:
    moments = random.Random(20230705)
    acknowledged = 0
    for _ in range(4):
        child = ingesting(tmp_path, 0, 400)
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(moments.uniform(0, 0.6))
        os.kill(child.pid, signal.SIGKILL)
        told = [int(line) for line in (first + child.stdout.read()).split("\n")[:-1]]
        child.wait()
        acknowledged = max([acknowledged, *told])
        corpus = Corpus(tmp_path)
        assert corpus.verify() == ()
        assert len(corpus.documents()) >= acknowledged
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert not corpus.documents() or corpus.search("保密教育培训")
        corpus.close()
    assert acknowledged > 0
    child = ingesting(tmp_path, 0, 60)
    assert child.wait(timeout=120) == 0
    assert Corpus(tmp_path).verify() == ()


def test_several_processes_write_while_one_searches(tmp_path: Path) -> None:
    Corpus(tmp_path).ingest([report((0, 1), note="先")])
    children = [ingesting(tmp_path, start, start + 10) for start in (0, 10, 5)]
    reader = Corpus(tmp_path)
    searches = 0
    while any(child.poll() is None for child in children):
        assert reader.search("保密教育培训", k=5)
        searches += 1
    for child in children:
        assert child.stdout is not None
        assert child.wait() == 0
        child.stdout.close()
    assert searches > 3
    assert reader.state().documents == 21
    assert reader.verify() == () and reader.state().index_current
    ids = [row[0] for row in reader._catalog.rows("SELECT id FROM passages")]
    assert len(ids) == len(set(ids)) == reader.state().passages
