"""The door to LangChain: one request out, one reply in, every failure sorted by what can be done about it.

LangChain is imported when the first call is made, never before. Its client's own retries, tracing and caches are off:
what is retried, kept and reported is decided here, once.
"""

from __future__ import annotations

import contextlib
import email.utils
import os
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from ..model import Endpoint
from ..patterns import lazy
from .guard import is_loopback

OPENAI = "https://api.openai.com/v1"
Form = Literal["json_schema", "function_calling", "json_mode", "text"]
_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")
_KEY = lazy(r"\b(?:sk|key|Bearer)[-_ ][A-Za-z0-9_\-]{8,}")
_TOO_LONG = lazy(
    r"context.{0,20}(?:length|window|size)|maximum.{0,20}(?:length|tokens)|too (?:long|many tokens)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply as it came."""

    text: str
    """The assistant's words, or the arguments of the tool it called."""
    finish: str
    """stop, length, tool_calls, content_filter …"""
    tokens_in: int | None
    """As reported; None where the endpoint does not say."""
    tokens_out: int | None
    """As reported."""
    refusal: str = ""
    """What the endpoint says when it refuses in so many words."""


class Trouble(Exception):
    """A call without a reply, sorted: ``again`` and ``slow`` may be retried, ``form`` wants another form."""

    def __init__(self, kind: Literal["again", "slow", "form", "final"], said: str, wait_s: float | None = None) -> None:
        super().__init__(said)
        self.kind = kind
        self.said = said
        self.wait_s = wait_s


class Door:
    """Sends requests to one endpoint; safe for many threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.url = endpoint.base_url or OPENAI
        self._client: Any = None
        self._models: dict[str, Any] = {}
        self._lock = threading.Lock()

    def send(self, request: Mapping[str, Any], form: Form, schema: Mapping[str, Any] | None) -> Reply:
        """Return the reply to ``request`` (messages, model and options); raise Trouble when there is none."""
        runnable = self._runnable(request, form, schema)
        turns = [(message["role"], message["content"]) for message in request["messages"]]
        import openai
        from langsmith import tracing_context

        try:
            with tracing_context(enabled=False):
                answer = runnable.invoke(turns)
        except openai.LengthFinishReasonError as error:
            choice = error.completion.choices[0]
            usage = error.completion.usage
            return Reply(
                text=choice.message.content or "",
                finish="length",
                tokens_in=usage.prompt_tokens if usage else None,
                tokens_out=usage.completion_tokens if usage else None,
            )
        except openai.ContentFilterFinishReasonError:
            return Reply(text="", finish="content_filter", tokens_in=None, tokens_out=None, refusal="内容被服务端过滤")
        except openai.OpenAIError as error:
            # the chain is cut on purpose: the original may repeat headers or keys
            raise self._sorted(error) from None
        except (TypeError, ValueError, AttributeError, KeyError, IndexError) as error:
            # a reply that is JSON but not a chat completion surfaces as any of these inside the client
            raise Trouble("again", f"回复不是合格的 chat completion（{type(error).__name__}）") from None
        return _reply(answer)

    def warm(self) -> None:
        """Import and build all that the first call needs; whatever goes wrong is left for that call to say."""
        with contextlib.suppress(Exception):
            import langsmith  # noqa: F401

            self._runnable({"model": self._endpoint.model or ""}, "text", None)

    def scrub(self, text: str) -> str:
        """Return ``text`` in one line without keys, at most 200 characters."""
        key = self._endpoint.api_key
        text = text.replace(key, "***") if key else text
        return _KEY.sub("***", " ".join(text.split()))[:200]

    def _runnable(self, request: Mapping[str, Any], form: Form, schema: Mapping[str, Any] | None) -> Any:
        """Return the LangChain runnable for one request in one form."""
        options = {name: request[name] for name in ("temperature", "top_p", "seed", "stop") if name in request}
        if "max_tokens" in request:
            # most servers know only the old name; OpenAI's newest models only the new one
            official = urlsplit(self.url).hostname == "api.openai.com"
            options |= (
                {"max_tokens": request["max_tokens"]}
                if official
                else {"extra_body": {"max_tokens": request["max_tokens"]}}
            )
        model = self._model(str(request["model"]), options)
        if form == "text" or schema is None:
            return model
        return _bound(model, form, dict(schema))

    def _model(self, name: str, options: Mapping[str, Any]) -> Any:
        """Return the chat model with these options, made once for each."""
        key = f"{name}|{sorted(options.items())}"
        http = self._http()
        with self._lock:
            if key not in self._models:
                for variable in _TRACING:
                    os.environ[variable] = "false"
                from langchain.chat_models import init_chat_model

                self._models[key] = init_chat_model(
                    name,
                    model_provider="openai",
                    base_url=self.url,
                    api_key=self._endpoint.api_key or "none",
                    http_client=http,
                    timeout=self._endpoint.timeout_s,
                    max_retries=0,
                    cache=False,
                    **options,
                )
            return self._models[key]

    def _http(self) -> Any:
        """Return the shared HTTP client: no redirects off the configured host, no proxy to this machine itself."""
        with self._lock:
            if self._client is None:
                import openai

                near = is_loopback(self.url)
                seconds = self._endpoint.timeout_s
                self._client = openai.DefaultHttpxClient(
                    trust_env=not near,
                    proxy=None if near else self._endpoint.proxy,
                    timeout=openai.Timeout(seconds, connect=min(10.0, seconds)),
                    follow_redirects=False,
                )
            return self._client

    def _sorted(self, error: Any) -> Trouble:
        import openai

        if isinstance(error, openai.APITimeoutError):
            return Trouble("slow", f"{self._endpoint.timeout_s:g} 秒内没有答复")
        if isinstance(error, openai.APIConnectionError):
            return Trouble("again", self.scrub(f"连不上（{error.__cause__ or error}）"))
        if not isinstance(error, openai.APIStatusError):
            return Trouble("again", self.scrub(str(error)))
        status, said = error.status_code, self.scrub(_message(error))
        if status in (408, 409, 425, 429) or status >= 500:
            # 501 says that the form is not implemented, not that the server is ill
            kind: Literal["again", "form"] = "form" if status == 501 else "again"
            return Trouble(kind, f"{status} {said}", _retry_after(error.response.headers))
        if status in (401, 403):
            return Trouble("final", f"{status} 密钥无效或没有权限（{said}）")
        if status == 404 or 300 <= status < 400:
            return Trouble("final", f"{status} 地址或模型名不对（{said}）")
        return Trouble("final" if status == 413 or _TOO_LONG.search(said) else "form", f"{status} {said}")


def _bound(model: Any, form: Form, schema: dict[str, Any]) -> Any:
    """Return ``model`` asked for ``schema`` in one form.

    Not by `with_structured_output`: that parses the reply, which is done here, in a thread that the interpreter waits
    for at its end, so that Ctrl-C would wait for the endpoint.
    """
    from langchain_core.utils.function_calling import convert_to_openai_function, convert_to_openai_tool

    if form == "json_mode":
        return model.bind(response_format={"type": "json_object"})
    if form == "function_calling":
        name = convert_to_openai_tool(schema)["function"]["name"]
        return model.bind_tools([schema], tool_choice=name, parallel_tool_calls=False)
    described = convert_to_openai_function(schema, strict=True)
    described["schema"] = described.pop("parameters")
    return model.bind(response_format={"type": "json_schema", "json_schema": described})


def _reply(raw: Any) -> Reply:
    text = raw.text if isinstance(raw.text, str) else str(raw.content)
    calls = raw.additional_kwargs.get("tool_calls") or []
    if calls:
        text = calls[0].get("function", {}).get("arguments") or text
    elif raw.tool_calls:
        import json

        text = json.dumps(raw.tool_calls[0]["args"], ensure_ascii=False)
    elif raw.invalid_tool_calls:
        text = raw.invalid_tool_calls[0].get("args") or text
    usage = raw.usage_metadata or {}
    return Reply(
        text=text,
        finish=str(raw.response_metadata.get("finish_reason") or "stop"),
        tokens_in=usage.get("input_tokens"),
        tokens_out=usage.get("output_tokens"),
        refusal=str(raw.additional_kwargs.get("refusal") or ""),
    )


def _message(error: Any) -> str:
    body = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        body = inner.get("message", inner) if isinstance(inner, dict) else inner
    return str(body or error.message)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds Retry-After asks for (a number or an HTTP date), or None."""
    said = headers.get("retry-after")
    if said is None:
        return None
    try:
        return max(0.0, float(said))
    except ValueError:
        moment = email.utils.parsedate_to_datetime(said) if email.utils.parsedate(said) else None
        return None if moment is None else max(0.0, moment.timestamp() - time.time())
