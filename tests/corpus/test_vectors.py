"""The vector index, embedded and on a real Chroma server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sample_reports import report

from drafter.corpus import Corpus, CorpusWarning
from drafter.corpus.vectors import VectorIndex, embedded_client, server_client
from drafter.errors import CorpusError, ForbiddenError


def unit(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def test_vectors_are_put_found_replaced_and_removed(tmp_path: Path) -> None:
    index = VectorIndex(embedded_client(tmp_path), "passages", "f1", create=True)
    index.put([("a", {"role": "成绩"}, unit(1, 0)), ("b", {"role": "问题"}, unit(0, 1))])
    assert index.nearest(unit(1, 0.1), 1) == ("a",)
    assert index.nearest(unit(1, 0.1), 2, {"role": "问题"}) == ("b",)
    index.put([("a", {"role": "成绩"}, unit(-1, 0))])
    assert index.nearest(unit(1, 0.1), 1) == ("b",)
    index.remove(["b", "unknown"])
    assert (index.ids(), index.count(), index.fingerprint()) == (frozenset("a"), 1, "f1")
    index.close()


def test_another_server_is_forbidden_offline_and_a_bad_address_named() -> None:
    with pytest.raises(ForbiddenError):
        server_client("http://chroma.example.com:8000", offline=True)
    with pytest.raises(CorpusError, match="不是网址"):
        server_client("localhost", offline=False)
    with pytest.raises(CorpusError, match="连不上"):
        server_client("http://127.0.0.1:9", offline=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("chroma", path=sysconfig.get_path("scripts"))
    if program is None:
        pytest.skip("no chroma program beside this Python")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    command = [program, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not _answers(port, child):
            pytest.skip("chroma run did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        child.kill()
        child.wait()


def _answers(port: int, child: subprocess.Popen[bytes]) -> bool:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if child.poll() is not None:
                return False
            time.sleep(0.1)
        else:
            return True
    return False


def test_a_server_gives_the_same_answers_as_files(server: str, tmp_path: Path) -> None:
    reports = [report((n % 6, (n + 1) % 6), note=f"第{n}期", path=f"r{n}.txt") for n in range(8)]
    embedded, remote = Corpus(tmp_path / "files"), Corpus(tmp_path / "server", chroma=server, offline=True)
    for corpus in (embedded, remote):
        corpus.ingest(reports[:5])
        corpus.ingest(reports[5:])
        corpus.remove(reports[0].source.sha256 or "")
    for query in ("危房改造逐户核查", "保密培训", "尘"):
        answers = [[(e.passage.id, e.score) for e in corpus.search(query)] for corpus in (embedded, remote)]
        assert answers[0] == answers[1] != []
    assert remote.verify() == () and remote.state().index_current


def test_a_collection_lost_by_the_server_is_refilled(server: str, tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, chroma=server)
    corpus.ingest([report((0, 3))])
    before = [(e.passage.id, e.score) for e in corpus.search("危房改造")]
    corpus.close()
    client = server_client(server, offline=True)
    for collection in client.list_collections():
        client.delete_collection(collection.name)
    client.close()
    with pytest.warns(CorpusWarning, match="重建"):
        assert [(e.passage.id, e.score) for e in corpus.search("危房改造")] == before


def test_a_store_may_go_from_server_to_files_and_back(server: str, tmp_path: Path) -> None:
    Corpus(tmp_path, chroma=server).ingest([report((0, 3))])
    with pytest.warns(CorpusWarning):
        assert Corpus(tmp_path).search("危房改造")
    with pytest.warns(CorpusWarning):
        assert Corpus(tmp_path, chroma=server).search("危房改造")
