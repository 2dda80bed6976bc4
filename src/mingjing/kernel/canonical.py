# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON and digests (规范化与摘要): RFC 8785 and SHA-256, one way for everybody."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring
from pathlib import Path
from typing import cast

import rfc8785

_LARGEST_EXACT = 2**53 - 1
_WORDS = {True: "true", False: "false"}


def canonical_json(value: object) -> bytes:
    """The RFC 8785 bytes of a JSON value.

    Values without fractions and with ASCII names, nearly all of ours, are written here, many times
    faster than by the library (a test compares); everything else goes through the library.

    Raises: `rfc8785.CanonicalizationError` when the value is not JSON.
    """
    try:
        return _text(value).encode()
    except (_NotPlainError, UnicodeEncodeError):
        return rfc8785.dumps(cast("rfc8785._impl._Value", value))


class _NotPlainError(Exception):
    """The value needs the library: its numbers, its names, or that it refuses it."""


def _text(value: object) -> str:
    kind = type(value)
    if isinstance(value, str) and kind is str:
        return encode_basestring(value)
    if isinstance(value, dict) and kind is dict:
        try:
            names = sorted(value)
        except TypeError as error:
            raise _NotPlainError from error
        return "{" + ",".join([f"{_name(name)}:{_text(value[name])}" for name in names]) + "}"
    if isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int) and kind is int and -_LARGEST_EXACT <= value <= _LARGEST_EXACT:
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_text, value)) + "]"
    if value is None:
        return "null"
    raise _NotPlainError


@lru_cache(maxsize=4096)
def _name(name: object) -> str:
    """A quoted name; ASCII names sort by code point as RFC 8785 sorts by UTF-16 unit."""
    if isinstance(name, str) and name.isascii():
        return encode_basestring(name)
    raise _NotPlainError


def sha256_hex(data: bytes) -> str:
    """SHA-256 of bytes, lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON of a value, lower-case hex."""
    return sha256_hex(canonical_json(value))


def file_digest(path: Path) -> str:
    """SHA-256 of a file, read in blocks, lower-case hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def stream_digest(blocks: Iterable[bytes]) -> str:
    """SHA-256 over blocks as they come, lower-case hex."""
    state = hashlib.sha256()
    for block in blocks:
        state.update(block)
    return state.hexdigest()
