"""Vectors: the built-in ones, and those of an endpoint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from sample_reports import document, report

from drafter.corpus import Corpus, CorpusWarning
from drafter.corpus.embedding import DIMENSIONS, LocalEmbedder, RemoteEmbedder, embedder_for, is_loopback
from drafter.errors import ChatError, CorpusError, ForbiddenError
from drafter.model import Endpoint


class Embeddings(BaseHTTPRequestHandler):
    """An /embeddings endpoint whose vectors count three characters; ``shift`` makes it another model."""

    shift = 0
    fail = False
    seen: list[object] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).seen.append(body["input"])
        rows = [
            {"object": "embedding", "index": i, "embedding": self.vector(text)} for i, text in enumerate(body["input"])
        ]
        reply = json.dumps({"object": "list", "data": rows, "model": body["model"], "usage": {}}).encode()
        self.send_response(400 if self.fail else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"error": {"message": "no such model"}}' if self.fail else reply)

    def vector(self, text: str) -> list[float]:
        counts = [1.0 + text.count("党"), 1.0 + text.count("房"), 1.0 + text.count("工")]
        return counts[self.shift :] + [-count for count in counts[: self.shift]]

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    Embeddings.shift, Embeddings.fail, Embeddings.seen = 0, False, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Embeddings)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Endpoint(base_url=f"http://127.0.0.1:{server.server_port}/v1", model="m3", api_key="k")
    server.shutdown()
    server.server_close()


def test_local_vectors_have_length_one_and_do_not_depend_on_the_batch() -> None:
    texts = ["召开党员大会", "改造老旧小区38个", "，", "", "党"]
    together = LocalEmbedder().embed(texts)
    assert together.shape == (5, DIMENSIONS) and together.dtype == np.float32
    assert np.linalg.norm(together, axis=1).round(4).tolist() == [1, 1, 1, 0, 1]
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(LocalEmbedder().embed([text])[0], row)


def test_local_vectors_are_the_same_in_another_process() -> None:
    code = (
        "from drafter.corpus.embedding import LocalEmbedder as L; import sys, hashlib;"
        "sys.stdout.write(hashlib.sha256(L().embed(['召开党员大会'])[0].tobytes()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    runs = {
        subprocess.run([sys.executable, "-c", code], env=seed, capture_output=True, check=True, cwd=root).stdout
        for seed in seeds
    }
    assert len(runs) == 1


def test_local_vectors_put_like_beside_like() -> None:
    query, near, far = LocalEmbedder().embed(["召开支部党员大会", "支部召开党员大会两次", "改造老旧小区"])
    assert query @ near > 0.5 > query @ far


def test_an_unconfigured_endpoint_means_the_local_embedder() -> None:
    assert isinstance(embedder_for(Endpoint(), offline=True), LocalEmbedder)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8000/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://127.0.0.1.example.com/v1", False),
        ("https://api.example.com/v1", False),
        ("http://10.0.0.2/v1", False),
        (None, False),
    ],
)
def test_is_loopback(url: str | None, local: bool) -> None:
    assert is_loopback(url) is local


def test_offline_forbids_another_machine_before_anything_is_opened(tmp_path: Path) -> None:
    away = Endpoint(base_url="https://embed.example.com/v1", model="m", api_key="k")
    with pytest.raises(ForbiddenError, match="离线"):
        RemoteEmbedder(away, offline=True).embed(["党建"])
    with pytest.raises(ForbiddenError):
        Corpus(tmp_path, embedding=away, offline=True).ingest([report((0,))])


def test_secret_reports_are_not_sent_to_another_machine(tmp_path: Path) -> None:
    away = Endpoint(base_url="https://embed.example.com/v1", model="m", api_key="k")
    secret = document("机密★1年\n各项工作按计划推进。\n", path="secret.txt")
    done = Corpus(tmp_path, embedding=away).ingest([secret])
    assert done.added == 0 and "不得发往" in done.refused[0].reason


def test_an_endpoint_gets_words_and_gives_vectors_of_length_one(endpoint: Endpoint) -> None:
    rows = RemoteEmbedder(endpoint, offline=True).embed(["党党", "房"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert Embeddings.seen == [["党党", "房"]]


def test_a_failing_endpoint_is_a_chat_error_and_a_search_goes_on_without_it(endpoint: Endpoint, tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, embedding=endpoint, offline=True)
    corpus.ingest([report((0, 3))])
    Embeddings.fail = True
    with pytest.raises(ChatError, match="no such model"):
        RemoteEmbedder(endpoint, offline=True).embed(["党"])
    with pytest.warns(CorpusWarning, match="只按字面"):
        assert corpus.search("危房改造逐户核查")


def test_a_model_exchanged_under_its_name_does_not_mix_in_until_a_rebuild(endpoint: Endpoint, tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, embedding=endpoint, offline=True)
    corpus.ingest([report((0,), note="甲")])
    Embeddings.shift = 1
    again = Corpus(tmp_path, embedding=endpoint, offline=True)
    with pytest.raises(CorpusError, match="换了模型"):
        again.ingest([report((1,), note="乙")])


def test_a_rebuild_embeds_aside_and_swaps(endpoint: Endpoint, tmp_path: Path) -> None:
    Corpus(tmp_path).ingest([report((0, 1, 3), note="甲")])
    corpus = Corpus(tmp_path, embedding=endpoint, offline=True)
    Embeddings.fail = True
    with pytest.raises(ChatError):
        corpus.rebuild()
    assert corpus.state().embedding == LocalEmbedder.fingerprint
    assert Corpus(tmp_path).search("危房改造逐户核查")
    Embeddings.fail = False
    corpus.rebuild()
    assert corpus.state().embedding == "endpoint-m3"
    assert corpus.verify() == () and corpus.state().index_current
    assert corpus.search("危房改造逐户核查")
    assert corpus.ingest([report((5,), note="乙")]).added == 1
