"""SIGKILL at random moments of an ingest and of a rebuild: every catalog must verify, nothing acknowledged be lost.

    python evals/search_kills.py --kills 100 --job ingest
    python evals/search_kills.py --kills 100 --job rebuild

Starts this file again as the child that is killed. After every twentieth kill a run is let complete. Prints one line,
fails at the first loss.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from drafter.corpus import Corpus
from drafter.model import Document, Source
from drafter.text.documents import build_document

REPORTS = 600
SENTENCES = (
    "各支部组织集中学习，党员撰写心得体会。",
    "老旧小区改造按期开工，居民反映良好。",
    "质安站开展夜间巡查，隐患当场整改。",
)


def main() -> None:
    """Kill children until enough were killed, then let one finish."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--job", choices=("ingest", "rebuild"), default="ingest")
    parser.add_argument("--seconds", type=float, default=4.0, help="latest moment of a kill")
    parser.add_argument("--child", nargs=2)
    arguments = parser.parse_args()
    if arguments.child:
        child(arguments.child[0], Path(arguments.child[1]))
        return
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        for number in range(arguments.kills):
            store = Path(name) / f"store{number // 20}"
            if arguments.job == "rebuild" and not store.exists():
                Corpus(store).ingest(reports())
            kill(store, arguments.job, chance.uniform(0.5, arguments.seconds))
            if number % 20 == 19 or number == arguments.kills - 1:
                complete(store)
    print(f"{arguments.kills} kills of {arguments.job}: all catalogs whole, nothing acknowledged lost, all completed")


def kill(store: Path, job: str, seconds: float) -> None:
    """Start ``job``, kill it after ``seconds``, and look at what is left."""
    before = len(Corpus(store).documents())
    command = [sys.executable, __file__, "--child", job, str(store)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    time.sleep(seconds)
    if running.poll() is None:
        os.kill(running.pid, signal.SIGKILL)
    out = running.communicate()[0]
    told = [int(line) for line in out.split("\n")[:-1]]
    corpus = Corpus(store)
    problems, stored = corpus.verify(), len(corpus.documents())
    if problems or stored < max([before, *told]):
        raise SystemExit(f"{job} after {seconds:.2f} s: {problems[:3]}, {stored} stored, {max([before, *told])} told")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if stored and not corpus.search("夜间巡查隐患整改"):
            raise SystemExit(f"{job} after {seconds:.2f} s: nothing found")
    corpus.close()


def complete(store: Path) -> None:
    """Let the next run end by itself; every report must be there once."""
    with Corpus(store) as corpus:
        corpus.ingest(reports())
        corpus.rebuild()
        state, problems = corpus.state(), corpus.verify()
    if problems or state.documents != REPORTS or not state.index_current:
        raise SystemExit(f"after the kills the next run left {state}, {problems[:3]}")


def reports() -> Iterator[Document]:
    """Yield the invented reports."""
    for number in range(REPORTS):
        text = "\n".join(f"第{number}号报告第{i}段。{SENTENCES[(number + i) % 3] * 6}" for i in range(6))
        yield build_document(text, source=Source(path=f"{number}.txt", sha256=sha256(text.encode()).hexdigest()))


def child(job: str, store: Path) -> None:
    """Ingest 600 reports in small batches, or rebuild again and again; print how many are stored when it is told."""
    from drafter.corpus import ingest

    ingest._BATCH = 16
    corpus = Corpus(store)
    if job == "rebuild":
        while True:
            corpus.rebuild()

    def told(done: int, total: int) -> None:
        print(corpus.state().documents, flush=True)

    corpus.ingest(reports(), progress=told)


if __name__ == "__main__":
    main()
