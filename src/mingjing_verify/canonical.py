# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON (RFC 8785) of integers, texts, lists and objects, and the forms of format.json.

One value has one spelling: what is not canonical is refused, so no byte can change unseen.
"""

import base64
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

_MAX_INT = (1 << 53) - 1


class Malformed(ValueError):
    """Bytes that are not what the format asks; `str()` names the place."""


@cache
def formats() -> dict[str, Any]:
    """The forms of all objects, shared with the page."""
    table: dict[str, Any] = json.loads(
        files("mingjing_verify").joinpath("format.json").read_text(encoding="utf-8")
    )
    return table


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def encode(value: object) -> bytes:
    """The canonical bytes; all names of our objects are ASCII, so plain order is RFC order."""
    try:
        return _ENCODER.encode(value).encode()
    except (ValueError, RecursionError) as error:
        raise Malformed("text") from error


def decode(raw: bytes, *, is_canonical: bool = True) -> Any:
    """A JSON value of integers, texts, lists, objects, true, false, null.

    Payloads, whose digest is proven, need not be canonical and may hold other numbers.

    Raises: Malformed.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            parse_float=_refuse if is_canonical else float,
            parse_constant=_refuse,
            object_pairs_hook=_without_doubles,
        )
    except (ValueError, RecursionError) as error:
        raise Malformed("json") from error
    if is_canonical and encode(value) != raw:
        raise Malformed("canonical")
    return value


def _refuse(text: str) -> object:
    raise Malformed(text)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("double name")
    return found


def demand_form(value: Any, form: str, *, is_open: bool = False) -> dict[str, Any]:
    """Check an object against a form; `is_open` lets further fields pass.

    Raises: Malformed, naming the field.
    """
    fields = formats()[form]
    _demand_object(value, fields, form, is_open)
    return dict(value)


def demand_says(value: Any, kind: str) -> None:
    """Check what a header says, by its kind; one of an unsigned source says so in every link.

    Raises: Malformed.
    """
    fields = formats()["says"][kind]
    if isinstance(value, dict) and "source" in value:
        fields = fields | formats()["says_unsigned"][kind]
    _demand_object(value, fields, "says", False)


def _demand_object(value: Any, fields: dict[str, Any], where: str, is_open: bool) -> None:
    if not isinstance(value, dict) or not fields.keys() <= value.keys():
        raise Malformed(where)
    if not is_open and len(value) != len(fields):
        raise Malformed(where)
    for name, rule in fields.items():
        _demand(value[name], rule, name)


def _demand(value: Any, rule: list[Any], where: str) -> None:
    match rule[0]:
        case "int":
            is_fit = type(value) is int and max(rule[1], -_MAX_INT) <= value <= rule[2]
        case "text":
            is_fit = isinstance(value, str) and _pattern(rule[1]).fullmatch(value) is not None
        case "object":
            _demand_object(value, rule[1], where, False)
            return
        case "list":
            is_fit = isinstance(value, list)
            for item in value if is_fit else ():
                _demand(item, rule[1], where)
        case "maybe":
            is_fit = True
            if value is not None:
                _demand(value, rule[1], where)
        case _:
            is_fit = True
    if not is_fit:
        raise Malformed(where)


_pattern = cache(re.compile)


def unbase64(text: str) -> bytes:
    """Strict base64: one spelling for each value.

    Raises: Malformed.
    """
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError as error:
        raise Malformed("base64") from error
    if base64.b64encode(raw).decode() != text:
        raise Malformed("base64")
    return raw
