# SPDX-License-Identifier: Apache-2.0
"""Emptying a recorder (记录仪批量导入): file by file into the store, each with its receipt.

A file may be wiped on the recorder only when its receipt is on record and the object, read again
from the store, has its digest. Stopped anywhere, the next run goes on: what has a receipt is read
again and not sent again.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from mingjing.engines.errors import ObjectMissing
from mingjing.engines.workspace import remove_folder, temporary_folder
from mingjing.evidence.queries import store
from mingjing.evidence.queries.deletions import deleted_among
from mingjing.evidence.queries.received import demand_listed, receipt_from_recorder, was_received
from mingjing.evidence.receiving import receive
from mingjing.evidence.types.received import DockView, Incoming, UploadPass
from mingjing.kernel.canonical import file_digest
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.filetypes import plain_name
from mingjing.kernel.ids import new_id

SERIAL_FILES = ("serial.txt", "SERIAL.TXT")
_LONGEST_SERIAL = 80
_BLOCK = 2**20
Tell = Callable[[str, int], None]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Emptied:
    """One file of a recorder, and what became of it (导入结果); `outcome` is a code.

    `imported` now, `already_there` since an earlier run, `deleted_since` under policy after it was
    received, or the code of what was refused.
    """

    source: str
    size: int
    sha256: str
    outcome: str
    file_id: str = ""
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class Integrity:
    """The report of emptying a recorder (完整性报告)."""

    dock: str
    recorder: str
    at: datetime
    files: tuple[Emptied, ...]

    def named(self, outcome: str) -> tuple[Emptied, ...]:
        """The files of an outcome."""
        return tuple(one for one in self.files if one.outcome == outcome)

    @property
    def refused(self) -> tuple[Emptied, ...]:
        """The files that were not received."""
        return tuple(one for one in self.files if not one.file_id)

    @property
    def safe(self) -> tuple[Emptied, ...]:
        """The files that may be wiped on the recorder.

        Receipted and read again from the store; or deleted since by two people under policy.
        """
        return tuple(one for one in self.files if one.is_safe)


def recorder_of(folder: Path) -> str:
    """The number of the recorder: what its serial file says, else the name of the folder."""
    for name in SERIAL_FILES:
        path = folder / name
        if path.is_file():
            with path.open("rb") as stream:
                said = stream.read(_LONGEST_SERIAL + 2)
            return said.decode("utf-8", "replace").strip()[:_LONGEST_SERIAL]
    return folder.resolve().name


def recorder_files(folder: Path) -> Iterator[Path]:
    """The files of a recorder, in order; no links, which could lead elsewhere, no serial file."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in inside.parts)
        if is_hidden or path.is_symlink() or not path.is_file() or str(inside) in SERIAL_FILES:
            continue
        yield path


def empty_recorder(
    folder: Path, dock: DockView, clock: Clock, tell: Tell = lambda name, size: None
) -> Integrity:
    """Receives every file of the folder; `tell` hears of each file and its bytes when it is done.

    Law: 公安机关现场执法视音频记录工作规定 (handed over whole, within a day).
    Raises: RecorderNotListed.
    """
    recorder = recorder_of(folder)
    demand_listed(dock.dock_id, recorder)
    done = []
    for path in recorder_files(folder):
        source = path.relative_to(folder).as_posix()
        one = _emptied(path, source, dock, recorder, clock())
        tell(source, one.size)
        done.append(one)
    return Integrity(dock.name, recorder, clock(), tuple(done))


def _emptied(path: Path, source: str, dock: DockView, recorder: str, now: datetime) -> Emptied:
    size = 0
    try:
        size = path.stat().st_size
        if was_received(dock.dock_id, recorder, source, size):
            sha256 = file_digest(path)
            known = receipt_from_recorder(dock.dock_id, recorder, source, sha256)
            if known is not None:
                is_gone = bool(deleted_among([known.file_id]))
                outcome = "deleted_since" if is_gone else "already_there"
                safe = is_gone or _is_held(sha256)
                return Emptied(source, size, sha256, outcome, known.file_id, safe)
        sender = UploadPass(dock.dock_id, dock.agency_id, dock.region, is_dock=True)
        with _copied(path) as (copy, sha256):
            name = plain_name(source)
            incoming = Incoming(new_id("upload"), copy, sha256, name, sender, recorder, source)
            receipt = receive(incoming, now)
    except PlatformError as error:  # told in the report; the other files go on
        return Emptied(source, size, "", error.code)
    except OSError as error:  # a card that cannot be read
        return Emptied(source, size, "", f"unreadable: {type(error).__name__}")
    return Emptied(source, size, sha256, "imported", receipt.file_id, _is_held(sha256))


@contextmanager
def _copied(path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of our own and its digest: who wipes the recorder must not wipe the evidence."""
    folder = temporary_folder(Path(settings.MINGJING_HOME), "import")
    try:
        seen, copy = hashlib.sha256(), folder / "file"
        with path.open("rb") as source, copy.open("wb") as target:
            while block := source.read(_BLOCK):
                seen.update(block)
                target.write(block)
        yield copy, seen.hexdigest()
    finally:
        remove_folder(folder)


def _is_held(sha256: str) -> bool:
    """Whether the store, read again, gives these very bytes."""
    seen = hashlib.sha256()
    try:
        for block in store.file_blocks(sha256):
            seen.update(block)
    except ObjectMissing:
        return False
    return seen.hexdigest() == sha256
