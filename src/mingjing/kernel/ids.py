# SPDX-License-Identifier: Apache-2.0
"""Opaque identifiers (不透明标识): sortable by birth, no meaning is parsed out of one."""

import re
import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ID = re.compile(rf"[a-z_]+_[{_ALPHABET}]{{26}}")


def _base32(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, rest = divmod(number, 32)
        digits.append(_ALPHABET[rest])
    return "".join(reversed(digits))


def new_nonce() -> str:
    """A random number, 128 bits in hexadecimal, that makes a digest unguessable (随机数)."""
    return secrets.token_hex(16)


def new_id(kind: str) -> str:
    """A fresh id such as `plan_01k9…`: 48 bits of time keep indexes dense, 80 are random."""
    milliseconds = time.time_ns() // 1_000_000
    return f"{kind}_{_base32(milliseconds, 10)}{_base32(secrets.randbits(80), 16)}"


def is_id(text: str) -> bool:
    """Whether a text is an id that `new_id` could have made: nothing for a reader's eyes."""
    return _ID.fullmatch(text) is not None
