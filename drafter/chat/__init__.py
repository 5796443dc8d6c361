"""Chat: any OpenAI-compatible model, asked through LangChain, with every finished call kept.

The straight line of a call: key → ledger → may it leave? → budget → send (retry, step down the ladder) → judge.
An answer that cannot be used (empty, cut off, malformed, a refusal) is kept too, and asked for once more in other
words: the second request differs, so it has a key of its own, and a resumed run repeats neither.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import Any, Protocol

from ..errors import ChatError
from ..model import CallRow, Endpoint, Message
from ..text.callkey import call_key
from ..text.replies import fits, is_refusal, read_sentences, strip_thinking
from ..text.tokens import count_tokens
from .door import Door, Form, Reply, Trouble
from .guard import is_loopback, require_allowed
from .ladder import LADDER, Ladder, spelled_out

__all__ = ["LADDER", "Chat", "Ledger", "is_loopback"]

ATTEMPTS = 4
"""Times one request is sent when the endpoint is busy or ill."""
LONGEST_WAIT_S = 60.0
"""A longer Retry-After is reported, not waited for."""
_NUDGE = "\n\n（上一次的回复不能用：{why}。请严格按要求重新回复。）"


class Ledger(Protocol):
    """What keeps finished calls: `calls.CallLedger`, or a tape of the evaluation."""

    def get(self, key: str) -> CallRow | None:
        """Return the finished call with this key, or None."""

    def put(self, row: CallRow) -> CallRow:
        """Store a finished call; return what is stored under its key."""


class Chat:
    """One chat endpoint. `ask` is the whole of it; it may be called from many threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        offline: bool = False,
        ledger: Ledger | None = None,
        forms: MutableMapping[str, str] | None = None,
        concurrency: int = 4,
        context_tokens: int | None = None,
        budget_tokens: int | None = None,
        seed: int | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Prepare to ask ``endpoint``; nothing is imported or sent before the first call.

        ``forms`` remembers which structured form the endpoint accepts (`CallLedger.forms()` keeps it between runs);
        ``context_tokens`` bounds one call (prompt and reply), ``budget_tokens`` all calls of this run together.
        """
        if endpoint.model is None:
            raise ChatError("没有设置模型名；请在 drafter.toml 的 [chat] 写 model，或设置环境变量 OPENAI_MODEL")
        self.model = endpoint.model
        self.rows: list[CallRow] = []
        """Calls paid in this run, in the order in which they ended."""
        self._door = Door(endpoint)
        self._ladder = Ladder(f"{self._door.url}|{self.model}", forms)
        self._ledger = ledger
        self._offline = offline
        self._seats = threading.BoundedSemaphore(concurrency)
        self._context, self._budget, self._reserved = context_tokens, budget_tokens, 0
        self._seed, self._sleep = seed, sleep
        self._lock = threading.Lock()
        self._asked: dict[str, threading.Lock] = {}

    @property
    def url(self) -> str:
        """Where calls go."""
        return self._door.url

    def warm(self) -> None:
        """Begin to import what the first call needs, in a thread of its own: it takes longer than many a call."""
        threading.Thread(target=self._door.warm, daemon=True).start()

    def require_allowed(self, texts: Iterable[str]) -> None:
        """Return quietly when all of ``texts`` may be sent; raise ForbiddenError when not. Sends nothing."""
        require_allowed(self._door.url, texts, offline=self._offline)

    def ask(
        self,
        messages: Sequence[Message],
        *,
        options: Mapping[str, float | int] | None = None,
        schema: Mapping[str, Any] | None = None,
        pin: str = "",
    ) -> CallRow:
        """Return the finished call whose reply can be used: thinking stripped, of the form ``schema`` asks for.

        ``options`` may hold temperature, top_p, max_tokens and seed. A row whose ``finish`` is ``length`` was cut
        off twice and holds at least one whole sentence. Raises ForbiddenError when the text may not leave this
        machine, ChatError when no usable answer came; neither ever holds a key.
        """
        request = self._request(tuple(messages), options or {}, schema)
        row = self._finished(request, schema, pin)
        why = _unusable(row, schema)
        if why is None:
            return row
        second = self._finished(_nudged(request, why), schema, pin)
        still = _unusable(second, schema)
        # what is whole in a reply that ends midway can be used; what it lacks is asked for by the stage
        if still is None or (still in (_CUT, _MALFORMED) and schema is not None and read_sentences(second.reply)):
            return second
        raise ChatError(f"模型 {self.model} 的回复不能用：{still}；请换一个模型，或改用 --engine compose")

    def _request(
        self, messages: tuple[Message, ...], options: Mapping[str, float | int], schema: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": one.role, "content": one.content} for one in messages],
            **options,
        }
        if schema is not None:
            # the form asked for, not the rung it was asked on: that belongs to the endpoint, like its URL
            request["response_format"] = dict(schema)
        if self._seed is not None:
            request.setdefault("seed", self._seed)
        return request

    def _finished(self, request: dict[str, Any], schema: Mapping[str, Any] | None, pin: str) -> CallRow:
        """Return the row for exactly this request, from the ledger or from the endpoint."""
        key = call_key(request)
        with self._lock:
            door = self._asked.setdefault(key, threading.Lock())
        # two threads with the same question: the second waits for the first one's answer
        with door:
            known = self._ledger.get(key) if self._ledger else None
            if known is not None:
                return known
            self.require_allowed(message["content"] for message in request["messages"])
            cost = self._reserve(request)
            try:
                with self._seats:
                    row = self._paid(key, request, schema, pin)
            finally:
                self._release(cost)
            with self._lock:
                self.rows.append(row)
            return self._ledger.put(row) if self._ledger else row

    def _reserve(self, request: Mapping[str, Any]) -> int:
        """Count the call before it is made; raise ChatError when it does not fit."""
        prompt = sum(count_tokens(message["content"], self.model) + 4 for message in request["messages"])
        cost = prompt + int(request.get("max_tokens", 0))
        if self._context is not None and cost > self._context:
            raise ChatError(f"这一次调用约需 {cost} 个 token，超过上限 {self._context}；请减少素材或参照段落")
        with self._lock:
            spent = sum(row.tokens_in + row.tokens_out for row in self.rows)
            if self._budget is not None and spent + self._reserved + cost > self._budget:
                raise ChatError(
                    f"本次已用约 {spent} 个 token，再调用将超出预算 {self._budget}；请提高预算后用 --resume 继续"
                )
            self._reserved += cost
        return cost

    def _release(self, cost: int) -> None:
        with self._lock:
            self._reserved -= cost

    def _paid(self, key: str, request: dict[str, Any], schema: Mapping[str, Any] | None, pin: str) -> CallRow:
        start = time.monotonic()
        reply = self._through_ladder(request, schema)
        prompt = "\n".join(message["content"] for message in request["messages"])
        return CallRow(
            key=key,
            model=self.model,
            prompt=pin,
            tokens_in=count_tokens(prompt, self.model) if reply.tokens_in is None else reply.tokens_in,
            tokens_out=count_tokens(reply.text, self.model) if reply.tokens_out is None else reply.tokens_out,
            seconds=round(time.monotonic() - start, 3),
            reply="" if reply.refusal else strip_thinking(reply.text),
            finish="refusal" if reply.refusal else reply.finish,
        )

    def _through_ladder(self, request: dict[str, Any], schema: Mapping[str, Any] | None) -> Reply:
        """Return the reply on the highest rung the endpoint accepts, and remember that rung."""
        if schema is None:
            return self._persist(request, "text", None)
        proved, first = self._ladder.proved, self._ladder.rung
        for rung in range(first, len(LADDER)):
            form = LADDER[rung]
            messages = tuple(Message(**message) for message in request["messages"])
            spelled = spelled_out(messages, form, schema)
            asked = request | {"messages": [{"role": one.role, "content": one.content} for one in spelled]}
            try:
                reply = self._persist(asked, form, schema)
            except _WrongForm as wrong:
                if rung == len(LADDER) - 1:
                    raise ChatError(f"模型服务拒绝了请求：{wrong}；请检查模型名和设置") from None
                continue
            # an endpoint that takes the form but ignores it answers in prose; one rung lower it is told in words
            prose = reply.finish in ("stop", "tool_calls") and reply.text.strip() and not fits(reply.text, schema)
            if not proved and prose and not is_refusal(strip_thinking(reply.text)):
                if form != "text":
                    continue
                # nothing was proved but that this reply is no good: the next call starts from the top again
                return reply
            self._ladder.holds(rung)
            return reply
        raise ChatError("模型服务不接受任何一种结构化输出；请换一个模型，或改用 --engine compose")

    def _persist(self, request: dict[str, Any], form: Form, schema: Mapping[str, Any] | None) -> Reply:
        """Return the reply to one request in one form, retrying what a wait may cure, within bounds."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._door.send(request, form, schema)
            except Trouble as trouble:
                if trouble.kind == "form":
                    raise _WrongForm(trouble.said) from None
                wait = min(0.5 * 2**attempt, 8.0) if trouble.wait_s is None else trouble.wait_s
                # a slow endpoint is asked twice, not four times: each try costs the whole timeout
                last = ATTEMPTS if trouble.kind == "again" else 2 if trouble.kind == "slow" else 1
                if attempt >= last or wait > LONGEST_WAIT_S:
                    raise ChatError(_advice(self._door.url, trouble, wait)) from None
            self._sleep(wait)
        raise ChatError(f"模型服务 {self._door.url} 一直没有答复；请稍后重试")


class _WrongForm(Exception):
    """The endpoint does not take this form."""


_CUT = "回复被截断"
_MALFORMED = "回复不是要求的 JSON"


def _unusable(row: CallRow, schema: Mapping[str, Any] | None) -> str | None:
    """Return why the reply cannot be used, or None when it can."""
    if row.finish in ("refusal", "content_filter"):
        return "模型拒绝回答"
    if row.finish == "length" and (schema is None or not row.reply or not fits(row.reply, schema)):
        return _CUT
    if not row.reply:
        return "回复是空的"
    if schema is None:
        return "模型拒绝回答" if is_refusal(row.reply) else None
    if fits(row.reply, schema):
        return None
    return "模型拒绝回答" if is_refusal(row.reply) else _MALFORMED


def _nudged(request: dict[str, Any], why: str) -> dict[str, Any]:
    """Return the second request: more room when the first was cut off, a word about what was wrong otherwise."""
    if why == _CUT and "max_tokens" in request:
        return request | {"max_tokens": request["max_tokens"] * 2}
    *before, last = request["messages"]
    return request | {"messages": [*before, last | {"content": last["content"] + _NUDGE.format(why=why)}]}


def _advice(url: str, trouble: Trouble, wait: float) -> str:
    if trouble.kind == "final":
        return f"模型服务 {url} 不接受调用：{trouble.said}；请检查 [chat] 的 base_url、model 和密钥"
    if wait > LONGEST_WAIT_S:
        return f"模型服务 {url} 要求等 {wait:.0f} 秒：{trouble.said}；请到时用 --resume 继续"
    return f"模型服务 {url} 没有答复：{trouble.said}；请检查服务是否在运行，稍后用 --resume 继续"
