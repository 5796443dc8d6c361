"""JSON both ways for every value of the model, by type hints alone."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from ..errors import FormatError

T = TypeVar("T")
_PLAIN = frozenset({str, int, bool, float})


def to_json(value: object, *, indent: int | None = None) -> str:
    """Return ``value`` (a dataclass, or tuples and mappings of them) as JSON text, keys in field order."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=indent, allow_nan=False)


def to_plain(value: object) -> Any:
    """Return ``value`` as dicts, lists, strings, numbers, booleans and None."""
    if value is None or type(value) in _PLAIN:
        return value
    kind: Any = type(value)
    names = _names(kind)
    if names is not None:
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


@functools.cache
def _names(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a dataclass; None for any other class."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def from_json(kind: type[T], text: str) -> T:
    """Return the ``kind`` that ``text`` holds; raise FormatError when it does not."""
    try:
        plain = json.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise FormatError(f"不是有效的 JSON：{error}；请检查文件是否完整") from error
    value: T = from_plain(kind, plain)
    return value


def from_plain(kind: Any, plain: Any) -> Any:
    """Return ``plain`` (from `to_plain`) as a value of type ``kind``; raise FormatError where they disagree."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _from_union(kind, plain)
    if origin is typing.Literal:
        return _expect(plain in typing.get_args(kind), plain, kind, plain)
    if origin is tuple:
        return _from_tuple(kind, plain)
    if origin is not None and issubclass(origin, Mapping):
        _, item = typing.get_args(kind)
        _expect(isinstance(plain, dict), plain, kind, plain)
        return {key: from_plain(item, value) for key, value in plain.items()}
    if dataclasses.is_dataclass(kind):
        return _from_dataclass(kind, plain)
    return _from_scalar(kind, plain)


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _from_dataclass(kind: Any, plain: Any) -> Any:
    _expect(isinstance(plain, dict), plain, kind, plain)
    hints = _hints(kind)
    known = {f.name for f in dataclasses.fields(kind)}
    _expect(set(plain) <= known, plain, kind, plain)
    try:
        return kind(**{name: from_plain(hints[name], value) for name, value in plain.items()})
    except TypeError as error:
        raise FormatError(f"JSON 缺少 {kind.__name__} 的字段：{error}") from error


def _from_union(kind: Any, plain: Any) -> Any:
    for option in typing.get_args(kind):
        try:
            return from_plain(option, plain)
        except FormatError:
            continue
    raise FormatError(f"JSON 中的 {str(plain)[:40]!r} 不是 {kind}")


def _from_tuple(kind: Any, plain: Any) -> Any:
    _expect(isinstance(plain, list), plain, kind, plain)
    items = typing.get_args(kind)
    if len(items) == 2 and items[1] is Ellipsis:
        return tuple(from_plain(items[0], value) for value in plain)
    _expect(len(items) == len(plain), plain, kind, plain)
    return tuple(from_plain(item, value) for item, value in zip(items, plain, strict=True))


def _from_scalar(kind: Any, plain: Any) -> Any:
    if kind is Any or kind is object:
        return plain
    if kind is type(None):
        return _expect(plain is None, plain, kind, None)
    if kind is Decimal:
        return _parsed(Decimal, plain, kind)
    if kind is date:
        return _parsed(date.fromisoformat, plain, kind)
    if kind is float:
        _expect(isinstance(plain, int | float | Decimal) and not isinstance(plain, bool), plain, kind, plain)
        return float(plain)
    if kind is int:
        return _expect(isinstance(plain, int) and not isinstance(plain, bool), plain, kind, plain)
    return _expect(isinstance(plain, kind), plain, kind, plain)


def _parsed(parse: Any, plain: Any, kind: Any) -> Any:
    _expect(isinstance(plain, str), plain, kind, plain)
    try:
        return parse(plain)
    except (ValueError, ArithmeticError) as error:
        raise FormatError(f"JSON 中的 {plain[:40]!r} 不是 {kind.__name__}") from error


def _expect(holds: bool, plain: Any, kind: Any, value: Any) -> Any:
    if not holds:
        raise FormatError(f"JSON 中的 {str(plain)[:40]!r} 不是 {getattr(kind, '__name__', kind)}")
    return value
