"""Every value of the model survives JSON and back."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import model
from drafter.errors import FormatError
from drafter.model import Figure, Period, Span, from_json, to_json

VALUES = [
    value
    for name in model.__all__
    if isinstance(value := getattr(model, name), type) and dataclasses.is_dataclass(value)
]


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for any type the model's fields use."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(values(option) for option in args))
    if origin is typing.Literal:
        return st.sampled_from(args)
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return st.lists(values(args[0]), max_size=2).map(tuple)
        return st.tuples(*(values(item) for item in args))
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(st.text(max_size=4), values(args[1]), max_size=2)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.fixed_dictionaries({f.name: values(hints[f.name]) for f in dataclasses.fields(kind)}).map(
            lambda fields: kind(**fields)
        )
    simple: dict[Any, st.SearchStrategy[Any]] = {
        int: st.integers(0, 10**6),
        float: st.floats(allow_nan=False, allow_infinity=False),
        str: st.text("衡川市4（1）𠮷\n\"'\\", max_size=5),
        bool: st.booleans(),
        type(None): st.none(),
        Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=2),
        date: st.dates(),
    }
    return simple[kind]


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_every_value_survives_json(kind: type, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    assert from_json(kind, to_json(value)) == value


def test_decimals_and_dates_keep_their_type() -> None:
    figure = Figure(
        span=Span(start=0, end=3),
        text="12亿",
        kind="money",
        low=Decimal("1150000000"),
        high=date(2025, 6, 30),
        unit="元",
        hedge=None,
        noun="",
        subject="",
        period=Period(label="2025H1", start=date(2025, 1, 1), end=date(2025, 6, 30)),
        checkable=True,
    )
    back = from_json(Figure, to_json(figure))
    assert isinstance(back.low, Decimal) and isinstance(back.high, date) and back == figure


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"start": 1}', '{"start": "1", "end": 2}', '{"start": 1, "end": 2, "x": 3}']
)
def test_json_that_is_not_the_value_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        from_json(Span, text)
