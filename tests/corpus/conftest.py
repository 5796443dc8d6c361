"""A store, empty or with three small reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sample_reports import period, report

from drafter.corpus import Corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    # tests/corpus/test_server.py runs these tests once more against a Chroma server
    return Corpus(tmp_path / "store", chroma=os.environ.get("DRAFTER_TEST_CHROMA"))


@pytest.fixture
def filled(corpus: Corpus) -> Corpus:
    """Return a store with three reports of two bureaus."""
    bureau = "衡川市住房和城乡建设局"
    party = report((0, 1, 2), note="甲", path="a.txt", organisation=bureau, kind="党建工作总结", period=period(2023, 1))
    work = report((3, 4), note="乙", path="b.txt", organisation=bureau, kind="业务工作总结", period=period(2023, 2))
    other = report((1, 5), note="丙", path="c.txt", organisation="衡川市市政管理局", kind="业务工作总结", year=2024)
    corpus.ingest([party, work, other])
    return corpus
