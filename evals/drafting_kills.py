"""Kill `drafter draft --engine model` at random moments; no finished call is asked again, and the draft is the same.

    python evals/drafting_kills.py [KILLS] [SEED]

The reference is one run in a store of its own. Then runs on one store are killed (SIGKILL): half at any moment from the
start of the process, half once their first call has come, since most of a run is start-up. Every so often the store is
emptied, so that calls remain to be killed in. At the end one run may finish; its draft must be the reference's.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "evals")]

from drafting_speed import COMMAND, moved, notes  # noqa: E402
from fake_endpoint import Answer, Fake, prompt_of, serving  # noqa: E402
from writing_desk import repairs, sentences  # noqa: E402

SECTIONS, EVERY = 6, 4


def answer(body: dict[str, Any], number: int) -> Answer:
    """Return what a model says that changes the plan and forgets the last fact of every section (each asked twice)."""
    prompt = prompt_of(body)
    plan = moved(prompt)
    if plan is not None:
        return Answer(content=json.dumps(plan, ensure_ascii=False), delay_s=0.05)
    if "<正文>" in prompt:
        said = [{"text": "上半年，各项工作有序推进。", "facts": ["F1"], "passages": [], "paragraph": True}]
    else:
        said = repairs(prompt) if "<漏写>" in prompt else sentences(prompt)[:-1]
    return Answer(content=json.dumps({"sentences": said}, ensure_ascii=False), delay_s=0.05)


def begun(folder: Path, fake: Fake) -> subprocess.Popen[bytes]:
    """Return a running `drafter draft` in ``folder``."""
    environment = os.environ | {"OPENAI_BASE_URL": fake.url, "OPENAI_MODEL": "fake", "PYTHONPATH": str(ROOT)}
    (folder / "notes.md").write_text(notes(SECTIONS), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "draft", "notes.md", "--engine", "model", "-o", "draft.md"],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def finished(folder: Path) -> tuple[str, ...]:
    """Return the replies of all calls the store holds; they differ from prompt to prompt."""
    path = folder / ".drafter" / "calls.sqlite"
    if not path.exists():
        return ()
    with contextlib.closing(sqlite3.connect(path)) as base, contextlib.suppress(sqlite3.OperationalError):
        return tuple(str(row[0]) for row in base.execute("SELECT reply FROM calls"))
    return ()


def text_of(folder: Path) -> str:
    """Return the report in ``folder``, without the record of its review."""
    return (folder / "draft.md").read_text(encoding="utf-8").split("<!-- drafter:record -->")[0]


def again(fake: Fake, since: int, held: tuple[str, ...]) -> int:
    """Return how many requests since then ask what ``held`` already answers."""
    return sum(answer(body, 0).content in held for body in fake.bodies[since:])


def kill(folder: Path, fake: Fake, rng: random.Random, *, late: bool) -> None:
    """Begin a run and kill it; ``late`` waits for its first new call."""
    before = len(fake.bodies)
    process = begun(folder, fake)
    if late:
        while len(fake.bodies) == before and process.poll() is None:
            time.sleep(0.005)
        time.sleep(rng.random() * 0.4)
    else:
        time.sleep(rng.random() * 3.0)
    process.send_signal(signal.SIGKILL)
    process.wait()


def main() -> int:
    """Kill, resume, compare; return 1 when a finished call was repeated or a draft differs."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 11)
    repeated = different = inside = lost = 0
    with tempfile.TemporaryDirectory() as base, serving(answer) as fake:
        whole, folder = Path(base) / "whole", Path(base) / "killed"
        whole.mkdir()
        begun(whole, fake).wait()
        reference, calls = text_of(whole), finished(whole)
        for number in range(kills):
            if number % EVERY == 0:
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
            held, before = finished(folder), len(fake.bodies)
            kill(folder, fake, rng, late=number % 2 == 1)
            inside += len(fake.bodies) > before
            repeated += again(fake, before, held)
            lost += len(set(held) - set(finished(folder)))
            if number % EVERY == EVERY - 1 or number == kills - 1:
                held, before = finished(folder), len(fake.bodies)
                begun(folder, fake).wait()
                repeated += again(fake, before, held)
                different += text_of(folder) != reference or set(finished(folder)) != set(calls)
                before = len(fake.bodies)
                begun(folder, fake).wait()
                repeated += len(fake.bodies) - before
        sys.stdout.write(
            f"{kills} kills, {inside} of them after a call was made; {len(calls)} calls a run; finished calls repeated "
            f"{repeated}, lost {lost}; drafts that differ {different}\n"
        )
    return 1 if repeated or different or lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
