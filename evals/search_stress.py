"""Several processes ingest and several search at once: no error, no duplicate id, right counts.

    python evals/search_stress.py --seconds 60

Starts this file again as writers and readers on one store in a temporary folder.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import warnings
from hashlib import sha256
from pathlib import Path

from drafter.corpus import Corpus
from drafter.model import Document, Source
from drafter.text.documents import build_document

SENTENCE = "各支部组织集中学习，质安站开展夜间巡查，老旧小区改造按期开工，居民反映良好。"


def main() -> None:
    """Start the processes, wait, look at what is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--child", nargs=3)
    arguments = parser.parse_args()
    if arguments.child:
        job, number, store = arguments.child
        print((write if job == "write" else search)(int(number), Path(store), arguments.seconds))
        return
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        Corpus(store).ingest([numbered(0, 0)])
        command = [sys.executable, __file__, "--seconds", str(arguments.seconds), "--child"]
        jobs = [("write", n) for n in range(4)] + [("search", n) for n in range(4)]
        children = [
            (job, subprocess.Popen([*command, job, str(n), str(store)], stdout=subprocess.PIPE, text=True))
            for job, n in jobs
        ]
        done = [(job, int(child.communicate()[0] or -1), child.returncode) for job, child in children]
        print(done)
        corpus = Corpus(store)
        told = 1 + sum(count for job, count, _ in done if job == "write")
        state, problems = corpus.state(), corpus.verify()
        print(f"{state}, told {told}, problems {problems[:3]}")
        if problems or state.documents != told or not state.index_current or any(code for _, _, code in done):
            raise SystemExit(1)


def numbered(writer: int, number: int) -> Document:
    """Return an invented report that no other writer has."""
    text = "\n".join(f"第{writer}组第{number}号第{i}段。{SENTENCE * 5}" for i in range(4))
    path = f"{writer}-{number}.txt"
    return build_document(text, source=Source(path=path, sha256=sha256(text.encode()).hexdigest()))


def write(writer: int, store: Path, seconds: float) -> int:
    """Ingest two reports again and again; return how many were added."""
    corpus, added, end = Corpus(store, wait=60), 0, time.monotonic() + seconds
    number = 1
    while time.monotonic() < end:
        added += corpus.ingest([numbered(writer, number), numbered(writer, number + 1)]).added
        number += 2
    return added


def search(reader: int, store: Path, seconds: float) -> int:
    """Search again and again; return how often."""
    warnings.simplefilter("error")
    corpus, asked, end = Corpus(store), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        found = corpus.search(f"第{reader}组夜间巡查", k=5)
        ids = [evidence.passage.id for evidence in found]
        assert found and len(ids) == len(set(ids))
        asked += 1
    return asked


if __name__ == "__main__":
    main()
