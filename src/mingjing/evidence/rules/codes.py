# SPDX-License-Identifier: Apache-2.0
"""Codes that people copy: of shared recordings (共享码), a hundred random bits; names of tasks."""

import hashlib
import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP, _SHORT = 20, 5, 6
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def occasion_code(kind: str, occasion_id: str) -> str:
    """Six signs that tell an officer's few tasks and cases apart (任务码); no secret.

    Made from the id, so that a recorder without network knows them.
    """
    seen = hashlib.sha256(f"mingjing/occasion/v1\n{kind}/{occasion_id}".encode()).digest()
    number = int.from_bytes(seen[:4])
    return "".join(_SIGNS[number >> shift & 31] for shift in range(0, 5 * _SHORT, 5))


def new_code() -> str:
    """A fresh code in four groups."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def code_digest(text: str) -> str:
    """What is kept of a code; empty for what is none. Case, blanks and dashes do not matter."""
    plain = "".join(one for one in text.upper() if not one.isspace() and one not in "-–—")
    plain = plain.translate(_MISREAD)
    if len(plain) != _LENGTH or not set(plain) <= set(_SIGNS):
        return ""
    return hashlib.sha256(plain.encode("ascii")).hexdigest()
