from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.costs import forecast, load_prices, total
from drafter.evaluation.judged import Price
from drafter.model import Message

from .samples import case_of


def test_a_forecast_counts_what_goes_in_and_expects_what_siblings_brought(tmp_path: Path) -> None:
    case = case_of(["集中学习{24次}"], tmp_path)
    asked = [(case, (Message(role="user", content="请写" * 50),))] * 3
    known = forecast(asked, "m", 200.0, Price(into=1.0, out=2.0, day="2026-01-01"))
    assert (known.calls, known.tokens_out) == (3, 600)
    assert known.usd == pytest.approx((known.tokens_in + 1200) / 1e6)
    unknown = forecast(asked, "m", None, None)
    assert unknown.tokens_out == round(3 * 60 * 1.2) and unknown.usd is None
    assert "没有单价" in str(unknown)
    both = total([known, unknown])
    assert both.calls == 6 and both.usd is None


def test_prices_are_dated_and_checked(tmp_path: Path) -> None:
    assert load_prices(tmp_path) == {}
    path = tmp_path / "cases" / "prices.toml"
    path.parent.mkdir()
    path.write_text('["m-1"]\nin = 0.5\nout = 2\nday = "2026-01-01"\n', encoding="utf-8")
    assert load_prices(tmp_path)["m-1"].out == 2.0
    path.write_text('["m-1"]\nin = 0.5\n', encoding="utf-8")
    with pytest.raises(EvalError, match=r"prices\.toml"):
        load_prices(tmp_path)
