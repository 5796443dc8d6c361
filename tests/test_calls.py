from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from pathlib import Path

import pytest

from drafter.calls import CallLedger
from drafter.errors import CorpusError
from drafter.model import CallRow


def row(key: str, reply: str = "答") -> CallRow:
    return CallRow(
        key=key, model="m", prompt="draft_section@v1#462fdc", tokens_in=3, tokens_out=2, seconds=0.5, reply=reply,
        finish="stop",
    )  # fmt: skip


def _fill(path: Path, start: int) -> None:
    ledger = CallLedger(path)
    for number in range(start, start + 50):
        ledger.put(row(f"k{number}", f"答{number}"))
    ledger.close()


def test_a_finished_call_is_found_again_after_reopening(tmp_path: Path) -> None:
    ledger = CallLedger(tmp_path / "deep" / "calls.sqlite")
    assert ledger.get("k") is None
    assert ledger.put(row("k")) == row("k")
    ledger.close()
    assert CallLedger(tmp_path / "deep" / "calls.sqlite").get("k") == row("k")


def test_the_first_answer_to_a_key_stays(tmp_path: Path) -> None:
    ledger = CallLedger(tmp_path / "calls")
    ledger.put(row("k", "先"))
    assert ledger.put(row("k", "后")).reply == "先"
    assert [one.reply for one in ledger.rows()] == ["先"]


def test_many_threads_write_at_once(tmp_path: Path) -> None:
    ledger = CallLedger(tmp_path / "calls")
    threads = [threading.Thread(target=lambda n=n: [ledger.put(row(f"{n}-{i}")) for i in range(40)]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledger.rows()) == 320
    assert ledger.unstored == 0


def test_many_processes_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_fill, args=(tmp_path / "calls", start)) for start in (0, 25)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(one.key for one in CallLedger(tmp_path / "calls").rows()) == sorted(f"k{n}" for n in range(75))


def test_a_full_disk_loses_no_answer(tmp_path: Path) -> None:
    ledger = CallLedger(tmp_path / "calls")
    ledger.put(row("before"))
    pages = ledger._base.execute("PRAGMA page_count").fetchone()[0]
    ledger._base.execute(f"PRAGMA max_page_count = {pages}")
    stored = ledger.put(row("large", "答" * 200_000))
    assert stored.reply == "答" * 200_000
    assert ledger.get("large") == stored
    assert ledger.unstored == 1
    assert ledger.get("before") == row("before")


def test_forms_are_remembered_between_runs(tmp_path: Path) -> None:
    ledger = CallLedger(tmp_path / "calls")
    ledger.forms()["http://127.0.0.1:1/v1|m"] = "json_mode"
    ledger.close()
    again = CallLedger(tmp_path / "calls").forms()
    assert dict(again) == {"http://127.0.0.1:1/v1|m": "json_mode"}
    del again["http://127.0.0.1:1/v1|m"]
    assert len(again) == 0
    with pytest.raises(KeyError):
        again["http://127.0.0.1:1/v1|m"]


def test_what_is_no_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / "calls").write_bytes(b"no database at all" * 100)
    with pytest.raises(CorpusError, match="调用记录"):
        CallLedger(tmp_path / "calls")
    assert (tmp_path / "calls").read_bytes().startswith(b"no database")


def test_no_column_can_hold_an_address_or_a_key(tmp_path: Path) -> None:
    CallLedger(tmp_path / "calls").close()
    columns = {name for _, name, *_ in sqlite3.connect(tmp_path / "calls").execute("PRAGMA table_info(calls)")}
    assert columns == {"key", "model", "prompt", "tokens_in", "tokens_out", "seconds", "reply", "finish", "at"}
