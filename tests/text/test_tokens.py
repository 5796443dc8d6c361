from __future__ import annotations

import hashlib
import socket
from pathlib import Path

import pytest

from drafter.text import tokens
from drafter.text.tokens import count_tokens, estimate_tokens, is_exact, tokenizer

PROSE = "上半年，衡川市住房和城乡建设局各支部集中学习24次，研讨交流9次，排查整改问题41条，完成投资12.8亿元。"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    tokens._encoding.cache_clear()


def test_an_estimate_stays_near_six_tenths_of_a_token_a_character() -> None:
    assert 0.5 <= estimate_tokens(PROSE * 20) / len(PROSE * 20) <= 0.7


def test_empty_and_odd_texts_never_fail() -> None:
    assert count_tokens("") == 0
    for text in ("𠮷" * 5, "<|endoftext|>", "\ud800", "a" * 10_000, "😀"):
        assert count_tokens(text, "gpt-4o") > 0


def test_without_a_cached_vocabulary_every_count_says_that_it_is_an_estimate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a tokenizer reached for the network"))
    for model in (None, "gpt-4o", "gpt-3.5-turbo", "somebody/else-7b"):
        assert tokenizer(model) == "estimate"
        assert not is_exact(model)
        assert count_tokens(PROSE, model) == estimate_tokens(PROSE)


def test_a_damaged_vocabulary_is_neither_used_nor_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    address, _ = tokens._BLOBS["o200k_base"]
    cached = tmp_path / hashlib.sha1(address.encode()).hexdigest()
    cached.write_bytes(b"half a file")
    assert tokenizer("gpt-4o") == "estimate"
    assert cached.read_bytes() == b"half a file"


def test_ranks_of_an_installed_package_count_qwen_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import base64

    resources = tmp_path / "dashscope" / "resources"
    resources.mkdir(parents=True)
    (tmp_path / "dashscope" / "__init__.py").write_text("raise RuntimeError('must not be imported')")
    ranks = b"".join(base64.b64encode(bytes([n])) + b" " + str(n).encode() + b"\n" for n in range(256))
    (resources / "qwen.tiktoken").write_bytes(ranks)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert tokenizer("Qwen/Qwen2.5-7B-Instruct") == "qwen"
    assert count_tokens("学习24次", "qwen-max") == len("学习24次".encode())
