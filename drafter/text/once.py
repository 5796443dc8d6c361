"""An attribute worked out when it is first asked for, without the lock that `functools.cached_property` takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class once(Generic[Value]):
    """A method whose first answer is kept as the attribute of its name."""

    def __init__(self, method: Callable[[Any], Value]) -> None:
        """Take the method; its docstring becomes that of the attribute."""
        self._method = method
        self.__doc__ = method.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> Value:
        """Return what the method returns, once; from then on the instance's own attribute is found first."""
        value = self._method(instance)
        instance.__dict__[self._method.__name__] = value
        return value
