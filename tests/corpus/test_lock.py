"""One writer at a time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from sample_reports import report

from drafter.corpus import Corpus, CorpusWarning
from drafter.corpus.lock import holder_of, writing
from drafter.errors import LockedError

HOLD = """
import sys, time
from pathlib import Path
from drafter.corpus.lock import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def hold(store: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(store)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "held\n"
    return child


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    child = hold(tmp_path)
    try:
        with pytest.raises(LockedError, match=f"进程 {child.pid}"):
            Corpus(tmp_path, wait=0.1).ingest([report((0,))])
        assert Corpus(tmp_path).documents() == ()
    finally:
        child.kill()
        child.wait()


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    child = hold(tmp_path)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    with writing(tmp_path, wait=5):
        assert str(os.getpid()) in holder_of(tmp_path)
    assert holder_of(tmp_path) == "未知进程"


def test_a_writer_waits_for_the_other_to_finish(tmp_path: Path) -> None:
    code = HOLD.replace("time.sleep(60)", "time.sleep(1)")
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "held\n"
    assert Corpus(tmp_path, wait=30).ingest([report((0,))]).added == 1
    assert child.wait() == 0


def test_a_search_while_a_writer_holds_the_lock_goes_by_what_there_is(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.ingest([report((0, 3), note="甲")])
    child = hold(tmp_path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert Corpus(tmp_path).search("危房改造逐户核查")
        shutil.rmtree(tmp_path / "index")
        with pytest.warns(CorpusWarning, match="只按字面"):
            assert "危房改造" in Corpus(tmp_path).search("危房改造逐户核查")[0].passage.text
    finally:
        child.kill()
        child.wait()
