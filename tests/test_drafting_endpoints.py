"""A whole draft against every kind of endpoint: the right draft, or one clear line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import Answer, Behaviour, form_of, prompt_of, serving
from writing_desk import Model, notes, repairs, sentences, write

from drafter.calls import CallLedger
from drafter.chat import Chat
from drafter.errors import ChatError
from drafter.model import Draft, Endpoint

KEY = "sk-verysecretkey0123456789"
SECTIONS = 3


def said(body: dict[str, Any]) -> list[dict[str, Any]]:
    prompt = prompt_of(body)
    return repairs(prompt) if "<漏写>" in prompt else sentences(prompt)


def good(body: dict[str, Any]) -> str:
    return json.dumps({"sentences": said(body)}, ensure_ascii=False)


def refusing(*forms: str) -> Behaviour:
    """Return an endpoint that takes none of ``forms``."""
    return lambda body, number: (
        Answer(status=400, error="This response_format type is unavailable now")
        if form_of(body) in forms
        else Answer(content=good(body))
    )


def changed(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Behaviour:
    """Return an endpoint whose first answers are ``change``d; what it is asked to repair it writes as it should."""

    def behave(body: dict[str, Any], number: int) -> Answer:
        items = said(body)
        first = "<漏写>" not in prompt_of(body) and "<正文>" not in prompt_of(body)
        return Answer(content=json.dumps({"sentences": change(items) if first else items}, ensure_ascii=False))

    return behave


def once(bad: Answer) -> Behaviour:
    """Return an endpoint that answers ``bad`` to every second request, beginning with the first."""
    return lambda body, number: bad if number % 2 else Answer(content=good(body))


def drafted(behaviour: Behaviour, folder: Path, *, timeout_s: float = 20.0) -> Draft:
    with serving(behaviour) as fake:
        ledger = CallLedger(folder / "calls")
        chat = Chat(
            Endpoint(base_url=fake.url, model="m", api_key=KEY, timeout_s=timeout_s), ledger=ledger,
            forms=ledger.forms(), concurrency=1, sleep=lambda seconds: None,
        )  # fmt: skip
        return write(chat.ask, notes(SECTIONS), SECTIONS, concurrency=1)


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(refusing(), id="vllm"),
        pytest.param(refusing("json_schema", "function_calling"), id="ollama"),
        pytest.param(refusing("json_schema"), id="deepseek"),
        pytest.param(refusing("json_schema", "function_calling", "json_mode"), id="words only"),
        pytest.param(lambda body, number: Answer(content=f"<think>先想想</think>{good(body)}"), id="thinking"),
        pytest.param(lambda body, number: Answer(content=good(body), delay_s=0.05), id="slow"),
        pytest.param(once(Answer(status=429, error="slow down", headers={"Retry-After": "1"})), id="429"),
        pytest.param(once(Answer(status=500, error="boom")), id="500"),
        pytest.param(once(Answer(content="")), id="empty now and then"),
        pytest.param(once(Answer(content='{"sentences": [{"te', finish="length")), id="cut off now and then"),
        pytest.param(once(Answer(raw=b"<html>gateway</html>")), id="no completion now and then"),
    ],
)
def test_what_can_be_cured_gives_the_same_draft(behaviour: Behaviour, tmp_path: Path) -> None:
    reference = write(Model(), notes(SECTIONS), SECTIONS)
    assert drafted(behaviour, tmp_path).document.text == reference.document.text


def test_wrong_ids_never_own_a_sentence(tmp_path: Path) -> None:
    draft = drafted(
        changed(lambda items: [item | {"facts": ["F77", "E9", *item["facts"]]} for item in items]), tmp_path
    )
    assert draft.document.text == write(Model(), notes(SECTIONS), SECTIONS).document.text
    known = {fact.id for fact in draft.facts}
    assert all(set(one.fact_ids) <= known for one in draft.sentences)


def test_invented_figures_never_stay(tmp_path: Path) -> None:
    def invent(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        more = {"text": "另新增投资8765.4万元。", "facts": items[0]["facts"], "passages": []}
        return [*items, more]

    draft = drafted(changed(invent), tmp_path)
    assert "8765" not in draft.document.text
    assert {id for one in draft.sentences for id in one.fact_ids} >= {fact.id for fact in draft.facts}


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        pytest.param(lambda body, number: Answer(status=500, error=f"boom {KEY}"), "500", id="500 for ever"),
        pytest.param(lambda body, number: Answer(status=429, headers={"Retry-After": "999"}), "999", id="429 for long"),
        pytest.param(lambda body, number: Answer(status=401, error=f"bad key {KEY}"), "密钥", id="bad key"),
        pytest.param(lambda body, number: Answer(content=""), "空的", id="always empty"),
        pytest.param(lambda body, number: Answer(content="今天天气很好。"), "JSON", id="always prose"),
        pytest.param(lambda body, number: Answer(content='{"sen', finish="length"), "截断", id="always cut off"),
    ],
)
def test_what_cannot_be_cured_is_one_clear_line_without_the_key(
    behaviour: Behaviour, words: str, tmp_path: Path
) -> None:
    with pytest.raises(ChatError) as error:
        drafted(behaviour, tmp_path)
    line = str(error.value)
    assert words in line and KEY not in line and "\n" not in line


def test_a_slow_endpoint_is_named(tmp_path: Path) -> None:
    with pytest.raises(ChatError, match=r"0\.2 秒"):
        drafted(lambda body, number: Answer(content=good(body), delay_s=1.0), tmp_path, timeout_s=0.2)
