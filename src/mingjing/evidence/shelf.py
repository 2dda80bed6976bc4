# SPDX-License-Identifier: Apache-2.0
"""Uploads on their way (上传暂存): one folder each; the length of `data` is the offset.

An upload whose `data` is gone was received: it goes only after its receipt. Until then nothing here
must outlive a power cut, as the sender asks where to go on; `synced` says how far the disk had got
and in which run of the machine, and what is behind that after another start is dropped.

`info.json` says what was promised and is replaced as a whole. `doubt` holds the offset before a
piece whose checksum is not proven yet: after a crash the data goes back to it.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mingjing.engines.durable import whole_file
from mingjing.evidence.types.uploads import PartsUnfinished, UploadGone, UploadMissing

_BLOCK = 2**20
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload (上传): `length` in bytes, None while unknown; complete once it is received."""

    upload_id: str
    owner: str
    agency_id: str
    length: int | None
    metadata: str
    is_partial: bool
    parts: tuple[str, ...]
    until: str
    region: str = ""
    occasion: str = ""
    is_dock: bool = False
    is_complete: bool = False


class Shelf:
    """The uploads of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, upload: Upload) -> None:
        """A new, empty upload."""
        self._place(upload.upload_id).mkdir(parents=True)
        self.data(upload.upload_id).touch()
        self.mark(upload.upload_id, 0)
        self.save(upload)

    def save(self, upload: Upload) -> None:
        """What is known of an upload now."""
        _write(self._place(upload.upload_id) / "info.json", json.dumps(asdict(upload)))

    def load(self, upload_id: str, now: datetime) -> Upload:
        """An upload.

        Raises: UploadMissing, UploadGone.
        """
        place = self._place(upload_id)
        try:
            row = json.loads((place / "info.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError) as error:
            gone = (place / "gone").exists()
            raise (UploadGone if gone else UploadMissing)(upload_id=upload_id) from error
        upload = self._upload(row)
        if not upload.is_complete and datetime.fromisoformat(upload.until) < now:
            raise UploadGone(upload_id=upload_id)
        self._settle_power_cut(upload)
        return upload

    def mark(self, upload_id: str, offset: int) -> None:
        """Notes that so many bytes are on the disk."""
        _write(self._place(upload_id) / "synced", f"{_boot()} {offset}")

    def marked(self, upload_id: str) -> tuple[str, int]:
        """In which run of the machine how many bytes were on the disk."""
        try:
            boot, offset = (self._place(upload_id) / "synced").read_text("ascii").split()
        except (FileNotFoundError, ValueError):
            return "", 0
        return boot, int(offset)

    def offset(self, upload: Upload) -> int:
        """How many bytes are held."""
        self._settle_doubt(upload.upload_id)
        if upload.is_complete:
            return upload.length or 0
        return self.data(upload.upload_id).stat().st_size

    def data(self, upload_id: str) -> Path:
        """Where the bytes lie."""
        return self._place(upload_id) / "data"

    def doubt(self, upload_id: str, offset: int) -> None:
        """Notes that what comes after this offset is not proven yet."""
        with whole_file(self._place(upload_id) / "doubt") as draft:
            draft.write_text(str(offset), encoding="ascii")

    def prove(self, upload_id: str, *, good: bool) -> None:
        """The piece was checked: it stays, or the data goes back."""
        if good:
            (self._place(upload_id) / "doubt").unlink(missing_ok=True)
        else:
            self._settle_doubt(upload_id)

    def digest(self, upload_id: str) -> "hashlib._Hash":
        """SHA-256 so far, by reading what is held."""
        state = hashlib.sha256()
        with self.data(upload_id).open("rb") as stream:
            while block := stream.read(_BLOCK):
                state.update(block)
        return state

    def join(self, upload: Upload, now: datetime) -> None:
        """Puts the complete parts of a final upload one behind the other.

        Raises: PartsUnfinished.
        """
        with self.data(upload.upload_id).open("wb") as target:
            for part in upload.parts:
                with self._part(part, now).open("rb") as source:
                    shutil.copyfileobj(source, target, _BLOCK)
            target.flush()
            os.fdatasync(target.fileno())

    def parts_length(self, parts: tuple[str, ...], owner: str, now: datetime) -> int:
        """Bytes of the parts together.

        Raises: PartsUnfinished.
        """
        whole = 0
        for part in parts:
            self._part(part, now)
            upload = self.load(part, now)
            if upload.owner != owner:
                raise PartsUnfinished(part=part)
            whole += upload.length or 0
        return whole

    def finish(self, upload: Upload) -> Upload:
        """The bytes are kept elsewhere: only the note of the upload stays."""
        self.data(upload.upload_id).unlink(missing_ok=True)
        return replace(upload, is_complete=True)

    def end(self, upload_id: str) -> None:
        """Removes an unfinished upload; that it was here is remembered."""
        place = self._place(upload_id)
        (place / "gone").touch()
        (place / "info.json").unlink(missing_ok=True)
        for name in ("data", "doubt", "synced"):
            (place / name).unlink(missing_ok=True)

    def waiting(self, before: datetime) -> Iterator[Upload]:
        """Whole uploads that nobody received although their last byte came before this instant."""
        for upload in self._all():
            is_same_run = self.marked(upload.upload_id)[0] == _boot()
            if is_same_run and not (upload.is_complete or upload.is_partial) and upload.length:
                data, doubt = self.data(upload.upload_id), self._place(upload.upload_id) / "doubt"
                facts = data.stat()
                is_whole = facts.st_size == upload.length and not doubt.exists()
                if is_whole and facts.st_mtime < before.timestamp():
                    yield upload

    def tidy(self, now: datetime) -> int:
        """Ends uploads that ran out, and forgets notes of a month ago; returns how many ended."""
        ended = 0
        for upload in self._all():
            until = datetime.fromisoformat(upload.until)
            if until < now and not upload.is_complete:
                self.end(upload.upload_id)
                ended += 1
            elif until + _REMEMBERED < now:
                shutil.rmtree(self._place(upload.upload_id), ignore_errors=True)
        for gone in self._folder.glob("*/gone"):
            if gone.stat().st_mtime < (now - _REMEMBERED).timestamp():
                shutil.rmtree(gone.parent, ignore_errors=True)
        return ended

    def _all(self) -> Iterator[Upload]:
        for note in sorted(self._folder.glob("*/info.json")):
            try:
                row = json.loads(note.read_text(encoding="utf-8"))
            except (FileNotFoundError, ValueError):  # it ended while we looked, or never began
                continue
            yield self._upload(row)

    def _upload(self, row: dict[str, Any]) -> Upload:  # what `save` wrote
        known = Upload(**row | {"parts": tuple(row["parts"])})
        return replace(known, is_complete=not self.data(known.upload_id).exists())

    def _settle_power_cut(self, upload: Upload) -> None:
        """The machine was started anew: what was not on the disk for sure is sent again."""
        boot, offset = self.marked(upload.upload_id)
        if boot == _boot() or upload.is_complete:
            return
        data = self.data(upload.upload_id)
        if not self._is_handed_over(upload.upload_id) and data.stat().st_size > offset:
            os.truncate(data, offset)
        self.mark(upload.upload_id, min(offset, data.stat().st_size))

    def _part(self, part: str, now: datetime) -> Path:
        try:
            upload = self.load(part, now)
        except (UploadGone, UploadMissing) as error:
            raise PartsUnfinished(part=part) from error
        path = self.data(part)
        if not upload.is_partial or path.stat().st_size != upload.length:
            raise PartsUnfinished(part=part)
        return path

    def _settle_doubt(self, upload_id: str) -> None:
        doubt = self._place(upload_id) / "doubt"
        if self._is_handed_over(upload_id):  # it was proven: a power cut brought the note back
            doubt.unlink(missing_ok=True)
        elif doubt.exists():
            os.truncate(self.data(upload_id), int(doubt.read_text(encoding="ascii")))
            doubt.unlink()

    def _is_handed_over(self, upload_id: str) -> bool:
        """Whether the store names these very bytes as well: they may not change any more."""
        data = self.data(upload_id)
        return data.exists() and data.stat().st_nlink > 1

    def _place(self, upload_id: str) -> Path:
        return self._folder / upload_id


@cache
def _boot() -> str:
    """Which run of the machine this is; unknown means that every start is a new one."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_hex(16)


def _write(path: Path, text: str) -> None:
    """Replaces a note as a whole; whether it outlives a power cut does not matter."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def until(now: datetime, days: int) -> str:
    """When an unfinished upload runs out."""
    return (now + timedelta(days=days)).isoformat()
