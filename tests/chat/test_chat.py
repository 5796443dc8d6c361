"""Chat against endpoints that behave like the ones people have."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import Answer, Behaviour, Fake, form_of, prompt_of, serving

from drafter.calls import CallLedger
from drafter.chat import Chat
from drafter.errors import ChatError, ForbiddenError
from drafter.model import CallRow, Endpoint, Message
from drafter.text.replies import read_sentences, schema_of

KEY = "sk-0123456789abcdef"
SCHEMA = schema_of("sentences", fact_ids=["F1"])
GOOD = '{"sentences": [{"text": "集中学习24次。", "facts": ["F1"], "passages": [], "paragraph": true}]}'
ASKED = (Message(role="system", content="起草"), Message(role="user", content="[F1] 学习24次"))


def chat(fake: Fake, waits: list[float] | None = None, **more: Any) -> Chat:
    timeout = more.pop("timeout_s", 10.0)
    endpoint = Endpoint(base_url=fake.url, api_key=KEY, model="m", timeout_s=timeout)
    return Chat(endpoint, sleep=(waits if waits is not None else []).append, **more)


def ask(behaviour: Behaviour, **more: Any) -> tuple[CallRow, Fake]:
    with serving(behaviour) as fake:
        return chat(fake, **more).ask(ASKED, schema=SCHEMA, options={"temperature": 0.3, "max_tokens": 100}), fake


def refused(behaviour: Behaviour, **more: Any) -> tuple[str, Fake]:
    with serving(behaviour) as fake, pytest.raises(ChatError) as caught:
        chat(fake, **more).ask(ASKED, schema=SCHEMA, options={"max_tokens": 100})
    said = str(caught.value)
    assert KEY not in said and "\n" not in said
    assert caught.value.__cause__ is None
    return said, fake


def vllm(body: dict[str, Any], number: int) -> Answer:
    return Answer(content=GOOD)


def ollama(body: dict[str, Any], number: int) -> Answer:
    if form_of(body) == "function_calling":
        return Answer(status=400, error="registry.ollama.ai/m does not support tools")
    # old versions take json_schema and ignore it
    return Answer(content="好的！集中学习24次。" if form_of(body) == "json_schema" else f"```json\n{GOOD}\n```")


def deepseek(body: dict[str, Any], number: int) -> Answer:
    if form_of(body) == "json_schema":
        return Answer(status=400, error="This response_format type is unavailable now")
    return Answer(content=GOOD)


def words_only(body: dict[str, Any], number: int) -> Answer:
    return (
        Answer(content="[F1] 集中学习24次。") if form_of(body) == "text" else Answer(status=422, error="unknown field")
    )


@pytest.mark.parametrize(
    ("behaviour", "walked"),
    [
        (vllm, ["json_schema"]),
        (ollama, ["json_schema", "function_calling", "json_mode"]),
        (deepseek, ["json_schema", "function_calling"]),
        (words_only, ["json_schema", "function_calling", "json_mode", "text"]),
    ],
)
def test_the_ladder_is_walked_once_and_remembered(behaviour: Behaviour, walked: list[str], tmp_path: Path) -> None:
    ledger = CallLedger(tmp_path / "calls")
    with serving(behaviour) as fake:
        first = chat(fake, forms=ledger.forms()).ask(ASKED, schema=SCHEMA)
        assert fake.forms == walked
        later = chat(fake, forms=ledger.forms())
        later.ask(ASKED, schema=SCHEMA)
        assert fake.forms == [*walked, walked[-1]]
    assert [one.text for one in read_sentences(first.reply)] == ["集中学习24次。"]


def test_lower_rungs_are_told_the_form_in_words() -> None:
    _, fake = ask(ollama)
    assert '"sentences"' not in prompt_of(fake.bodies[0])
    assert '"sentences"' in prompt_of(fake.bodies[-1])


def test_a_request_holds_options_under_the_names_servers_know() -> None:
    _, fake = ask(vllm, seed=7)
    body = fake.bodies[0]
    assert (body["temperature"], body["max_tokens"], body["seed"], body["model"]) == (0.3, 100, 7, "m")
    assert "max_completion_tokens" not in body
    assert body["response_format"]["json_schema"]["strict"] is True


def test_thinking_is_stripped_from_the_row() -> None:
    row, _ = ask(lambda body, number: Answer(content=f"<think>{{先}}想想</think>{GOOD}"))
    assert row.reply == GOOD
    assert (row.tokens_in, row.tokens_out, row.finish) == (11, 7, "stop")


def test_a_thought_that_ate_the_room_gets_more_room() -> None:
    def thinking(body: dict[str, Any], number: int) -> Answer:
        return Answer(content=GOOD) if body["max_tokens"] > 100 else Answer(content="<think>嗯", finish="length")

    row, fake = ask(thinking)
    assert row.reply == GOOD
    assert [body["max_tokens"] for body in fake.bodies] == [100, 200]


def test_tokens_are_counted_where_the_endpoint_does_not_say() -> None:
    row, _ = ask(lambda body, number: Answer(content=GOOD, usage=False))
    assert row.tokens_in > 0 and row.tokens_out > 0


def test_retry_after_is_honoured() -> None:
    waits: list[float] = []

    def busy(body: dict[str, Any], number: int) -> Answer:
        return (
            Answer(status=429, error="slow down", headers={"Retry-After": "3"}) if number < 3 else Answer(content=GOOD)
        )

    row, fake = ask(busy, waits=waits)
    assert row.reply == GOOD
    assert waits == [3.0, 3.0]
    assert len(fake.bodies) == 3


def test_a_long_retry_after_is_said_not_waited_for() -> None:
    waits: list[float] = []
    said, fake = refused(
        lambda body, number: Answer(status=429, error=f"quota of {KEY}", headers={"Retry-After": "900"}), waits=waits
    )
    assert "900 秒" in said and "--resume" in said
    assert waits == [] and len(fake.bodies) == 1


@pytest.mark.parametrize(
    ("behaviour", "calls", "said"),
    [
        (lambda body, number: Answer(status=500, error=f"boom {KEY}"), 4, "500"),
        (lambda body, number: Answer(status=503, error="loading"), 4, "503"),
        (lambda body, number: Answer(status=401, error=f"bad key {KEY}"), 1, "密钥"),
        (lambda body, number: Answer(status=404, error="no model m"), 1, "模型名"),
        (lambda body, number: Answer(status=302, headers={"Location": "http://127.0.0.1:1/v1"}), 1, "302"),
        (lambda body, number: Answer(status=400, error="maximum context length is 4096 tokens"), 1, "4096"),
        (lambda body, number: Answer(status=400, error="everything is wrong"), 4, "wrong"),
        (lambda body, number: Answer(raw=b"<html>gateway</html>"), 4, "chat completion"),
        (lambda body, number: Answer(raw=b'{"choices": null}'), 4, "chat completion"),
        (lambda body, number: Answer(content=""), 2, "空的"),
        (lambda body, number: Answer(content=None), 2, "空的"),
        (lambda body, number: Answer(refusal="I can't help"), 2, "拒绝"),
        (lambda body, number: Answer(content="抱歉，我无法协助。"), 2, "拒绝"),
        (lambda body, number: Answer(content="", finish="content_filter"), 2, "拒绝"),
        (lambda body, number: Answer(content=GOOD[:-40], finish="length"), 2, "截断"),
    ],
)
def test_what_cannot_be_cured_is_a_clear_error(behaviour: Behaviour, calls: int, said: str) -> None:
    message, fake = refused(behaviour)
    assert said in message
    assert len(fake.bodies) == calls


def test_prose_on_every_rung_is_a_clear_error_and_nothing_is_remembered() -> None:
    forms: dict[str, str] = {}
    said, _ = refused(lambda body, number: Answer(content="今天天气很好。"), forms=forms)
    assert "JSON" in said
    assert forms == {}


def test_one_empty_reply_is_asked_for_again_in_other_words() -> None:
    row, fake = ask(lambda body, number: Answer(content="" if number == 1 else GOOD))
    assert row.reply == GOOD
    assert "上一次的回复不能用" in prompt_of(fake.bodies[1])


def test_whole_sentences_of_a_reply_cut_off_twice_are_used() -> None:
    cut = GOOD[:-2] + ', {"text": "研讨'
    row, fake = ask(lambda body, number: Answer(content=cut, finish="length"))
    assert (row.finish, [one.text for one in read_sentences(row.reply)]) == ("length", ["集中学习24次。"])
    assert len(fake.bodies) == 2


def test_a_slow_endpoint_is_asked_twice_and_named() -> None:
    said, fake = refused(lambda body, number: Answer(content=GOOD, delay_s=1.0), timeout_s=0.2)
    assert "0.2 秒" in said
    assert len(fake.bodies) == 2


def test_nobody_listening_is_a_clear_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(ChatError, match="连不上"):
            Chat(Endpoint(base_url=url, model="m", timeout_s=1), sleep=lambda s: None).ask(ASKED)


def test_a_finished_call_is_never_paid_twice(tmp_path: Path) -> None:
    with serving(vllm) as fake:
        for _ in range(2):
            ledger = CallLedger(tmp_path / "calls")
            chat(fake, ledger=ledger).ask(ASKED, schema=SCHEMA)
            ledger.close()
        assert len(fake.bodies) == 1
        chat(fake, ledger=CallLedger(tmp_path / "calls"), seed=2).ask(ASKED, schema=SCHEMA)
        assert len(fake.bodies) == 2


def test_the_same_question_from_many_threads_is_asked_once(tmp_path: Path) -> None:
    with serving(lambda body, number: Answer(content=GOOD, delay_s=0.05)) as fake:
        one = chat(fake, ledger=CallLedger(tmp_path / "calls"), concurrency=8)
        threads = [threading.Thread(target=lambda: one.ask(ASKED, schema=SCHEMA)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(fake.bodies) == 1


def test_unusable_replies_are_kept_too_so_that_a_resumed_run_repeats_none(tmp_path: Path) -> None:
    with serving(lambda body, number: Answer(content="")) as fake:
        for _ in range(2):
            with pytest.raises(ChatError):
                chat(fake, ledger=CallLedger(tmp_path / "calls")).ask(ASKED, schema=SCHEMA)
        assert len(fake.bodies) == 2


def test_keys_reach_the_server_and_nothing_else(tmp_path: Path) -> None:
    with serving(lambda body, number: Answer(content=GOOD)) as fake:
        one = chat(fake, ledger=CallLedger(tmp_path / "calls"))
        one.ask(ASKED, schema=SCHEMA, pin="draft_section@v1#462fdc")
        assert fake.headers[0]["authorization"] == f"Bearer {KEY}"
        assert KEY not in repr(one.rows)
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert KEY.encode() not in files and b"draft_section@v1#462fdc" in files


FAR = "http://drafter.invalid/v1"


def far(**more: Any) -> Chat:
    return Chat(Endpoint(base_url=FAR, api_key=KEY, model="m"), sleep=lambda s: None, **more)


@pytest.mark.parametrize(
    ("text", "said"),
    [("机密★1年\n关于排查情况", "密级标志"), ("联系人林淑芬，13800138000", "手机号"), ("秘密\n\n衡川市", "密级标志")],
)
def test_marked_and_personal_text_never_leaves_this_machine(
    monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.setattr("drafter.chat.door.Door.send", lambda *_: pytest.fail("it was sent"))
    with pytest.raises(ForbiddenError, match=said) as caught:
        far().ask((Message(role="user", content=text),))
    assert "13800138000" not in str(caught.value)
    monkeypatch.undo()
    with serving(vllm) as fake:
        assert chat(fake).ask((Message(role="user", content=text),)).reply == GOOD


def test_offline_forbids_every_host_but_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.chat.door.Door.send", lambda *_: pytest.fail("it was sent"))
    for url in (
        FAR,
        "http://10.0.0.8/v1",
        "http://127.0.0.1.example.invalid/v1",
        "https://localhost@drafter.invalid/v1",
    ):
        with pytest.raises(ForbiddenError, match="offline"):
            Chat(Endpoint(base_url=url, model="m"), offline=True).ask(ASKED)
    monkeypatch.undo()
    with serving(vllm) as fake:
        assert chat(fake, offline=True).ask(ASKED).reply == GOOD


def test_a_finished_call_needs_no_leave(tmp_path: Path) -> None:
    ledger = CallLedger(tmp_path / "calls")
    with serving(vllm) as fake:
        chat(fake, ledger=ledger).ask(ASKED, schema=SCHEMA)
    assert far(ledger=ledger, offline=True).ask(ASKED, schema=SCHEMA).reply == GOOD


def test_proxies_of_the_environment_do_not_see_calls_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda body, number: Answer(status=500)) as proxy, serving(vllm) as fake:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert chat(fake).ask(ASKED).reply == GOOD
        assert proxy.bodies == []


def test_no_tracing_leaves_even_when_the_environment_asks_for_it(tmp_path: Path) -> None:
    with serving(vllm) as tracer, serving(vllm) as fake:
        code = (
            "from drafter.chat import Chat; from drafter.model import Endpoint, Message\n"
            f"chat = Chat(Endpoint(base_url={fake.url!r}, model='m'))\n"
            "print(chat.ask((Message(role='user', content='x'),)).finish)\n"
        )
        env = os.environ | {
            "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "k",
            "LANGSMITH_ENDPOINT": tracer.url, "LANGCHAIN_ENDPOINT": tracer.url,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }  # fmt: skip
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
        assert done.stdout.strip() == "stop", done.stderr
        assert tracer.bodies == []


def test_bounds_of_tokens_hold_before_the_call(tmp_path: Path) -> None:
    with serving(vllm) as fake:
        with pytest.raises(ChatError, match="上限"):
            chat(fake, context_tokens=50).ask(ASKED, options={"max_tokens": 100})
        with pytest.raises(ChatError, match="预算"):
            chat(fake, budget_tokens=50).ask(ASKED, options={"max_tokens": 100})
        assert fake.bodies == []
        within = chat(fake, budget_tokens=150)
        within.ask(ASKED, options={"max_tokens": 100})
        with pytest.raises(ChatError, match="预算"):
            within.ask((*ASKED, Message(role="user", content="再" * 20)), options={"max_tokens": 120})


def test_no_more_calls_at_a_time_than_asked_for() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def counting(body: dict[str, Any], number: int) -> Answer:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.03)
        with lock:
            running -= 1
        return Answer(content=GOOD)

    with serving(counting) as fake:
        one = chat(fake, concurrency=2)
        questions = [[Message(role="user", content=str(number))] for number in range(8)]
        threads = [threading.Thread(target=one.ask, args=(question,)) for question in questions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 2


def test_langchain_waits_for_the_first_call() -> None:
    code = (
        "import sys, drafter.chat, drafter.calls, drafter.prompts, drafter.settings\n"
        "import drafter.drafting, drafter.revising\n"
        "from drafter.model import Endpoint\n"
        "drafter.chat.Chat(Endpoint(base_url='http://127.0.0.1:1/v1', model='m'))\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in "
        "{'langchain', 'langchain_core', 'langchain_openai', 'openai', 'chromadb', 'tiktoken', 'langsmith'}))"
    )
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_model_must_be_named() -> None:
    with pytest.raises(ChatError, match="OPENAI_MODEL"):
        Chat(Endpoint(base_url="http://127.0.0.1:1/v1"))


def test_what_the_first_call_needs_is_imported_while_others_work() -> None:
    code = (
        "import sys, threading\n"
        "from drafter.chat import Chat\n"
        "from drafter.model import Endpoint\n"
        "Chat(Endpoint(base_url='http://127.0.0.1:1/v1', model='m')).warm()\n"
        "assert 'openai' not in sys.modules or threading.active_count() > 1\n"
        "[thread.join() for thread in threading.enumerate() if thread is not threading.main_thread()]\n"
        "print('langchain_openai' in sys.modules, 'openai' in sys.modules)"
    )
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "True True", done.stderr
