# SPDX-License-Identifier: Apache-2.0
"""The folder of a witness (见证人存储): its key, the logs it knows, the state it signed of each.

Invariants: the state of a log only moves on, in one durable step, before anything is signed for
it; a log whose state is gone is refused, never begun anew. Checking and moving on happen under
the log's lock, so that of two requests at once one wins.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from mingjing.ledger.publish.folder import write_whole
from mingjing.ledger.rules.hashing import EMPTY_ROOT
from mingjing.ledger.rules.notes import NoteInvalid, check_name, root_text
from mingjing.ledger.types import WitnessExists, WitnessStoreBroken
from mingjing.ledger.witness.keys import WitnessKey
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.notes import SignedHead, VerifierKey, parse_vkey, read_head

_KEY, _VKEY, _LOGS, _REFUSED = "witness.key", "witness.vkey", "logs", "refused"
_OTHERS = 0o077
_MOST_REFUSED = 64
"""Refused checkpoints kept of one log and kind: evidence, not a way to fill the disk."""

Refused = Literal["fork", "unproven"]


@dataclass(frozen=True, slots=True)
class WatchedLog:
    """One log as this witness knows it."""

    folder: Path
    origin: str
    keys: tuple[VerifierKey, ...]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who decides on this log, among threads and processes."""
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def head(self) -> SignedHead:
        """The newest state that this witness has signed; size 0 before the first.

        Raises: WitnessStoreBroken.
        """
        path = self.folder / "head"
        try:
            head = read_head(path.read_text(encoding="utf-8"), os.fspath(path))
        except (OSError, UnicodeDecodeError, Broken) as error:
            raise WitnessStoreBroken(path=path, reason=error) from error
        if head.origin != self.origin:
            raise WitnessStoreBroken(path=path, reason=f"it is of {head.origin}")
        return head

    def move_on(self, head: SignedHead) -> None:
        """Remember a new state durably. Only under the lock, after it was checked."""
        if head != self.head():
            write_whole(self.folder / "head", _head_text(head), mode=0o600)

    def keep_refused(self, note: bytes, body: str, kind: Refused) -> None:
        """Keep a checkpoint that the log signed and that was not shown to continue it.

        A `fork` has the size of the known state and another root: it alone convicts the log. An
        `unproven` one may only have come with a wrong proof, sent by anybody.
        """
        name = f"{kind}-{sha256(body.encode()).hexdigest()}.note"
        if not (self.folder / _REFUSED / name).exists() and self.refused(kind) < _MOST_REFUSED:
            write_whole(self.folder / _REFUSED / name, note, mode=0o600)

    def refused(self, kind: Refused) -> int:
        """How many refused checkpoints are kept."""
        return len(list((self.folder / _REFUSED).glob(f"{kind}-*.note")))


@dataclass(frozen=True, slots=True)
class WitnessStore:
    """A witness's folder, opened."""

    root: Path
    key: WitnessKey

    def logs(self) -> list[WatchedLog]:
        """Every log that it watches, by origin.

        Raises: WitnessStoreBroken.
        """
        found = [_open_log(path) for path in (self.root / _LOGS).glob("*/keys")]
        return sorted(found, key=lambda log: log.origin)

    def log(self, origin: str) -> WatchedLog | None:
        """The log of that origin.

        Raises: WitnessStoreBroken.
        """
        path = self._folder(origin) / "keys"
        return _open_log(path) if path.exists() else None

    def trust(self, vkey: str) -> WatchedLog:
        """Watch a log from now on, or accept one more key of a log that is watched already.

        Raises: Broken for a key that is not one.
        """
        key = parse_vkey(vkey)
        folder = self._folder(key.name)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        known = self.log(key.name)
        if known is None:  # the state first: a log without one is refused
            empty = SignedHead(origin=key.name, size=0, root=EMPTY_ROOT)
            write_whole(folder / "head", _head_text(empty), mode=0o600)
        lines = [] if known is None else (folder / "keys").read_text().splitlines()
        if vkey.strip() not in lines:
            text = "".join(f"{line}\n" for line in [*lines, vkey.strip()])
            write_whole(folder / "keys", text.encode(), mode=0o644)
        return _open_log(folder / "keys")

    def _folder(self, origin: str) -> Path:
        return self.root / _LOGS / sha256(origin.encode()).hexdigest()[:32]


def make_store(root: Path, name: str, vkeys: Sequence[str]) -> WitnessStore:
    """Make a witness: folder, key, and the logs it watches.

    Raises: WitnessExists; NoteInvalid for a name that cannot be one; Broken for a wrong log key.
    """
    check_name(name)
    for vkey in vkeys:
        parse_vkey(vkey)
    if (root / _KEY).exists() or (root / _LOGS).exists():
        raise WitnessExists(path=root)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = WitnessKey(name=name, seed=secrets.token_bytes(32))
    write_whole(root / _KEY, f"{key.skey()}\n".encode(), mode=0o600)
    write_whole(root / _VKEY, f"{key.vkey()}\n".encode(), mode=0o644)
    store = WitnessStore(root=root, key=key)
    for vkey in vkeys:
        store.trust(vkey)
    return store


def open_store(root: Path) -> WitnessStore:
    """The witness of a folder.

    Raises: WitnessStoreBroken.
    """
    path = root / _KEY
    try:
        mode = path.stat().st_mode
        if mode & _OTHERS:
            raise WitnessStoreBroken(path=path, reason=f"mode {mode & 0o777:o}, must be 600")
        key = WitnessKey.parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, NoteInvalid) as error:
        raise WitnessStoreBroken(path=path, reason=error) from error
    return WitnessStore(root=root, key=key)


def _open_log(path: Path) -> WatchedLog:
    try:
        keys = tuple(parse_vkey(line) for line in path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError, Broken) as error:
        raise WitnessStoreBroken(path=path, reason=error) from error
    if len({key.name for key in keys}) != 1:
        raise WitnessStoreBroken(path=path, reason="not the keys of one log")
    return WatchedLog(folder=path.parent, origin=keys[0].name, keys=keys)


def _head_text(head: SignedHead) -> bytes:
    return f"{head.origin}\n{head.size}\n{root_text(head.root)}\n".encode()
