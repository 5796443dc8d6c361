"""What recording would cost, before it is paid: tokens in counted, tokens out expected, a price where one is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import EvalError
from ..model import EvalCase, Message
from ..text.tokens import count_tokens
from .cases import PRICES
from .judged import Price

_TOKENS_A_CHAR = 1.2
"""Tokens of a reply for each character asked for: words, ids and braces; used until something is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a number of calls would cost."""

    calls: int
    """Calls not yet recorded."""
    tokens_in: int
    """Tokens they would send; exact where the model's vocabulary is at hand."""
    tokens_out: int
    """Tokens they would bring, by the mean of what is recorded."""
    usd: float | None
    """Their price; None where the model has none in prices.toml."""

    def __str__(self) -> str:
        price = "没有单价" if self.usd is None else f"约 {self.usd:.2f} 美元"
        return f"{self.calls} 次调用，输入约 {self.tokens_in} token，输出约 {self.tokens_out} token，{price}"


def load_prices(folder: Path) -> Mapping[str, Price]:
    """Return prices by model from ``cases/prices.toml``; none where there is no such file."""
    path = folder / "cases" / PRICES
    if not path.is_file():
        return {}
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            model: Price(into=float(one["in"]), out=float(one["out"]), day=str(one["day"]))
            for model, one in given.items()
        }
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise EvalError(f"{path} 写法不对：{error}；每个模型一节，写 in、out（美元/百万 token）和 day") from error


def forecast(
    asked: Sequence[tuple[EvalCase, Sequence[Message]]], model: str, mean_out: float | None, price: Price | None
) -> Forecast:
    """Return what asking ``asked`` of ``model`` would cost; ``mean_out`` is the mean recorded reply of its siblings."""
    into = sum(count_tokens(message.content, model) for _, messages in asked for message in messages)
    each = [mean_out if mean_out is not None else case.plan.target_chars * _TOKENS_A_CHAR for case, _ in asked]
    out = round(sum(each))
    usd = None if price is None else (into * price.into + out * price.out) / 1e6
    return Forecast(calls=len(asked), tokens_in=into, tokens_out=out, usd=usd)


def total(parts: Sequence[Forecast]) -> Forecast:
    """Return the sum of ``parts``; no price where one of them has none."""
    usd = None if any(one.usd is None for one in parts) else sum(one.usd or 0.0 for one in parts)
    return Forecast(
        calls=sum(one.calls for one in parts),
        tokens_in=sum(one.tokens_in for one in parts),
        tokens_out=sum(one.tokens_out for one in parts),
        usd=usd,
    )
