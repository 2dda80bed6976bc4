# SPDX-License-Identifier: Apache-2.0
"""The signing key of the log (签名密钥): made once, kept with mode 600, never replaced silently."""

import os
import secrets
from pathlib import Path

import structlog

from mingjing.ledger.publish.folder import write_whole
from mingjing.ledger.rules.notes import LogKey, NoteInvalid, check_name
from mingjing.ledger.types import KeyUnusable

_log = structlog.get_logger()
_OTHERS = 0o077


def key_path(home: Path) -> Path:
    """Where the signing key lies."""
    return home / "keys" / "ledger.key"


def load_key(home: Path, origin: str) -> LogKey:
    """The key of this log.

    Raises: KeyUnusable when it is absent, readable by others, broken or of another origin.
    """
    path = key_path(home)
    try:
        text = path.read_text(encoding="ascii")
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnusable(path=path, reason="missing or unreadable") from error
    if mode & _OTHERS:
        raise KeyUnusable(path=path, reason=f"mode {mode & 0o777:o}, must be 600")
    try:
        key = LogKey.parse(text)
    except NoteInvalid as error:
        raise KeyUnusable(path=path, reason=str(error)) from error
    if key.name != origin:
        raise KeyUnusable(path=path, reason=f"it signs for {key.name}, not for {origin}")
    return key


def make_key(home: Path, origin: str) -> LogKey:
    """Make the key of a new log. Only for a log that has published nothing.

    Raises: KeyUnusable when the origin cannot be a key name.
    """
    path = key_path(home)
    try:
        check_name(origin)
    except NoteInvalid as error:
        raise KeyUnusable(path=path, reason=str(error)) from error
    key = LogKey(name=origin, seed=secrets.token_bytes(32))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, f"{key.skey()}\n".encode(), mode=0o600)
    write_whole(path.with_suffix(".vkey"), f"{key.vkey()}\n".encode(), mode=0o644)
    _log.info("ledger_key_made", path=os.fspath(path), key_id=key.key_id.hex())
    return key
