# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON (RFC 8785) of integers, texts, lists and objects, and the forms of format.json.

One value has one spelling: what is not canonical is refused, so no byte can change unseen.
"""

import binascii
import json
import re
from collections.abc import Callable
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
    ensure_ascii=False,
    check_circular=False,
    allow_nan=False,
    sort_keys=True,
    separators=(",", ":"),
)


def encode(value: object) -> bytes:
    """The canonical bytes; all names of our objects are ASCII, so plain order is RFC order."""
    try:
        return _ENCODER.encode(value).encode()
    except (ValueError, RecursionError) as error:
        raise Malformed("text") from error


def _refuse(text: str) -> object:
    raise Malformed(text)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("double name")
    return found


_STRICT = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)
_OPEN = json.JSONDecoder(parse_constant=_refuse, object_pairs_hook=_without_doubles)


def decode(raw: bytes, *, is_canonical: bool = True) -> Any:
    """A JSON value of integers, texts, lists, objects, true, false, null.

    Payloads, whose digest is proven, need not be canonical and may hold other numbers. A name that
    stands twice in what must be canonical shows when it is written out again: it stands once.

    Raises: Malformed.
    """
    decoder = _STRICT if is_canonical else _OPEN
    try:
        value = decoder.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Malformed("json") from error
    if is_canonical and encode(value) != raw:
        raise Malformed("canonical")
    return value


Check = Callable[[Any], None]
"""Looks at a value and raises Malformed when it is not as the format asks."""


def demand_form(value: Any, form: str, *, is_open: bool = False) -> dict[str, Any]:
    """Check an object against a form and return it; `is_open` lets further fields pass.

    Raises: Malformed, naming the field.
    """
    _form(form, is_open)(value)
    found: dict[str, Any] = value
    return found


def demand_says(value: Any, kind: str) -> None:
    """Check what a header says, by its kind; one of an unsigned source says so in every link.

    Raises: Malformed.
    """
    _says(kind, isinstance(value, dict) and "source" in value)(value)


@cache
def _form(form: str, is_open: bool) -> Check:
    return _object(formats()[form], form, is_open)


@cache
def _says(kind: str, is_unsigned: bool) -> Check:
    fields = formats()["says"][kind]
    if is_unsigned:
        fields = fields | formats()["says_unsigned"][kind]
    return _object(fields, "says", False)


def _object(fields: dict[str, Any], where: str, is_open: bool) -> Check:
    """The check of an object: forms are read once, not for every link."""
    checks = [(name, _check(rule, name)) for name, rule in fields.items()]
    names = fields.keys()

    def check(value: Any) -> None:
        if not isinstance(value, dict) or not names <= value.keys():
            raise Malformed(where)
        if not is_open and len(value) != len(checks):
            raise Malformed(where)
        for name, demand in checks:
            demand(value[name])

    return check


def _check(rule: list[Any], where: str) -> Check:
    """The check of one field, by the rule that format.json has for it."""
    match rule[0]:
        case "int":
            return _integer(max(rule[1], -_MAX_INT), rule[2], where)
        case "text":
            return _text(rule[1], where)
        case "object":
            return _object(rule[1], where, False)
        case "list":
            return _list(_check(rule[1], where), where)
        case "maybe":
            inner = _check(rule[1], where)
            return lambda value: None if value is None else inner(value)
        case "any":
            return lambda value: None
        case kind:
            raise LookupError(kind)


def _integer(lowest: int, highest: int, where: str) -> Check:
    def check(value: Any) -> None:
        if type(value) is not int or not lowest <= value <= highest:
            raise Malformed(where)

    return check


def _text(pattern: str, where: str) -> Check:
    fits = re.compile(pattern).fullmatch

    def check(value: Any) -> None:
        if not isinstance(value, str) or fits(value) is None:
            raise Malformed(where)

    return check


def _list(inner: Check, where: str) -> Check:
    def check(value: Any) -> None:
        if not isinstance(value, list):
            raise Malformed(where)
        for item in value:
            inner(item)

    return check


def unbase64(text: str) -> bytes:
    """Strict base64: one spelling for each value.

    Raises: Malformed.
    """
    try:
        raw = binascii.a2b_base64(text)
    except ValueError as error:
        raise Malformed("base64") from error
    if binascii.b2a_base64(raw, newline=False).decode() != text:
        raise Malformed("base64")
    return raw
