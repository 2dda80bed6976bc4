# SPDX-License-Identifier: Apache-2.0
"""Dataclasses as JSON and back (步骤编码): one way for steps and for what stands around them."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from mingjing.cases.types.steps import STEPS, Payload

T = TypeVar("T")
Json = Any  # what `json` gives; its shape is checked against the dataclass


def to_json(value: object) -> Json:
    """A dataclass, or anything it is made of, as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return value


def from_json(kind: type[T], value: Json) -> T:
    """The dataclass again. Fields that are missing take their default.

    Raises: TypeError, ValueError, KeyError when the value is not of that shape.
    """
    return _read(kind, value)  # type: ignore[no-any-return]


def payload_from(act: str, value: Json) -> Payload:
    """The payload of a stored step. Raises: KeyError for an act that is no step."""
    return from_json(payload_kinds()[act], value)


@cache
def payload_kinds() -> dict[str, type[Payload]]:
    """The kinds of steps by the ledger act that bears their name."""
    return {kind.act: kind for kind in STEPS}


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Json) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = [one for one in get_args(kind) if one is not NoneType]
        return None if value is None else _read(inner[0], value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        known = {f.name for f in fields(kind)}
        return kind(**{n: _read(hints[n], v) for n, v in value.items() if n in known})  # type: ignore[operator]
    return _plain(kind, value)


def _plain(kind: Any, value: Json) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if kind in (datetime, date, Decimal):
        return Decimal(value) if kind is Decimal else kind.fromisoformat(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value
