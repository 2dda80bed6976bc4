# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON and digests (规范化与摘要): RFC 8785 and SHA-256, one way for everybody."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import rfc8785

_LARGEST_EXACT = 2**53 - 1
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(value: object) -> bytes:
    """The RFC 8785 bytes of a JSON value.

    Without fractions and with ASCII names the standard library's C encoder writes the same bytes
    many times faster (a test compares); everything else goes through the library.

    Raises: `rfc8785.CanonicalizationError` when the value is not JSON.
    """
    if _is_plain(value):
        try:
            return _PLAIN.encode(value).encode()
        except UnicodeEncodeError:
            pass  # a lone surrogate: let the library refuse it
    return rfc8785.dumps(cast("rfc8785._impl._Value", value))


def _is_plain(value: object) -> bool:
    """Whether the value has no fractions, no huge numbers and only ASCII names."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if isinstance(value, int) and kind is int:
        return -_LARGEST_EXACT <= value <= _LARGEST_EXACT
    if isinstance(value, dict) and kind is dict:
        return all(
            type(name) is str and name.isascii() and _is_plain(part) for name, part in value.items()
        )
    return isinstance(value, list | tuple) and all(map(_is_plain, value))


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
