# SPDX-License-Identifier: Apache-2.0
"""Files that come in (文件上传): measured while they are read, kept until a step names them.

No act, no ledger entry: a file that waits is seen by nobody but who handed it in. First a row says
that the object will be there, then the object is put, last the step names it. What was never named
goes again: its row is marked under the lock of the case, then the object goes, then the row. No
lock is held while the store works; what is marked can neither be named nor handed in anew.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from mingjing.cases.models import Upload as Row
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.stored_files import demand_staying, file_key, home, store
from mingjing.cases.types.files import EvidenceFile, FileClass, FileType, Upload
from mingjing.cases.types.refusals import (
    FileEmpty,
    FileMisnamed,
    FileTooLarge,
    FileTypeUnknown,
    TooManyFiles,
)
from mingjing.cases.types.steps import EvidenceAdded
from mingjing.engines.archives import is_archive, names_inside
from mingjing.engines.workspace import remove_folder, temporary_folder
from mingjing.kernel.filetypes import (
    HEAD_BYTES,
    TYPES,
    TextProbe,
    is_named_so,
    plain_name,
    text_type,
    type_of,
)
from mingjing.kernel.resources import load_yaml
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_MEGABYTE = 2**20
_LEFT_HALFWAY = timedelta(hours=1)


def keep_upload(
    *, actor: Actor, now: datetime, case_id: str, name: str, blocks: Iterable[bytes]
) -> Upload:
    """Measures a file while it is read and stores it; the same file again is the same upload.

    Law: APL-046, 行政处罚法 §46.
    Raises: NotPermitted, UnknownCase, FileEmpty, FileTooLarge, FileTypeUnknown, FileMisnamed,
    TooManyFiles.
    """
    row = case_row(case_id)
    demand(actor, "cases.investigate", Thing(row.agency_id, row.region))
    with _staged() as folder:
        path = folder / "file"
        file = _measured(path, plain_name(name), blocks)
        upload = _announced(case_id, actor.account_id, file, now)
        try:
            store().put(file_key(case_id, file.digest), path)
        except Exception:
            _remove(upload.upload_id, now)
            raise
    return upload


def waiting_uploads(case_id: str, account_id: str) -> tuple[Upload, ...]:
    """What somebody handed in for a case and no step has named yet, in order."""
    rows = Row.objects.filter(case_id=case_id, account_id=account_id, leaving_at=None)
    return tuple(_view(row) for row in rows.order_by("uploaded_at", "upload_id"))


def drop_uploads(case_id: str, account_id: str, upload_ids: Collection[str], now: datetime) -> None:
    """Forget some of what somebody handed in; what a step has named stays where it is.

    What the person handed in elsewhere meanwhile, in another tab, is not among them and waits on.
    """
    rows = Row.objects.filter(case_id=case_id, account_id=account_id, pk__in=upload_ids)
    for upload_id in tuple(rows.values_list("upload_id", flat=True)):
        _remove(upload_id, now)


def sweep_uploads(now: datetime) -> int:
    """Forget files that waited too long for their step; how many. Safe to run twice."""
    too_old = now - timedelta(days=_limits()["kept_days"])
    rows = Row.objects.filter(uploaded_at__lt=too_old).order_by("uploaded_at")
    found = tuple(rows.filter(leaving_at=None).values_list("upload_id", flat=True)[:1000])
    for row in Row.objects.filter(leaving_at__lt=now - _LEFT_HALFWAY)[:1000]:
        _finish(row)  # whoever began was killed
    return sum(_remove(upload_id, now, before=too_old) for upload_id in found)


def limit_of(klass: FileClass) -> int:
    """The most megabytes that a file of a class may have."""
    return int(_limits()["megabytes"][klass.value])


def _measured(path: Path, name: str, blocks: Iterable[bytes]) -> EvidenceFile:
    """Write the file down, and say what it is."""
    seen, size, head, probe = sha256(), 0, b"", TextProbe()
    largest = max(FileClass, key=limit_of)
    with path.open("wb") as target:
        for block in blocks:
            size += len(block)
            if size > limit_of(largest) * _MEGABYTE:
                raise FileTooLarge(name=name, klass=largest, limit=limit_of(largest))
            seen.update(block)
            probe.feed(block)
            head += block[: HEAD_BYTES - len(head)]
            target.write(block)
    if not size:
        raise FileEmpty(name=name)
    probe.feed(b"", is_last=True)
    if is_archive(head) and size > limit_of(FileClass.PAPER) * _MEGABYTE:
        raise FileTooLarge(name=name, klass=FileClass.PAPER, limit=limit_of(FileClass.PAPER))
    found = type_of(head, names_inside(path, head)) or (text_type(name) if probe.is_text else None)
    return EvidenceFile(name, _accepted(name, found, size), size, seen.hexdigest())


def _accepted(name: str, found: FileType | None, size: int) -> FileType:
    if found is None:
        raise FileTypeUnknown(name=name)
    if not is_named_so(name, found):
        raise FileMisnamed(name=name, type=found)
    klass = TYPES[found].klass
    if size > limit_of(klass) * _MEGABYTE:
        raise FileTooLarge(name=name, klass=klass, limit=limit_of(klass))
    return found


def _announced(case_id: str, account_id: str, file: EvidenceFile, now: datetime) -> Upload:
    """The row that says a file will be there; the lock keeps a removal from coming between."""
    with transaction.atomic():
        case = case_row(case_id, lock=True)
        demand_staying(case_id, [file])
        mine = Row.objects.filter(case=case, account_id=account_id, leaving_at=None)
        limit = int(_limits()["at_once"])
        if mine.exclude(digest=file.digest).count() >= limit:
            raise TooManyFiles(limit=limit, found=limit + 1)
        row, _ = mine.update_or_create(
            case=case,
            account_id=account_id,
            digest=file.digest,
            defaults={
                "name": file.name,
                "type": file.type.value,
                "size": file.size,
                "uploaded_at": now,
            },
        )
    return _view(row)


def _remove(upload_id: str, now: datetime, *, before: datetime | None = None) -> bool:
    """Take away a row, and its object unless the case or somebody else's row names it.

    What was handed in again meanwhile is not `before` any more, and stays; who finds out is told.
    """
    seen = Row.objects.filter(pk=upload_id, leaving_at=None)
    case_id = seen.values_list("case_id", flat=True).first()
    if case_id is None:
        return False
    with transaction.atomic():
        case = case_row(case_id, lock=True)
        row = (seen.filter(uploaded_at__lt=before) if before else seen).first()
        if row is None:
            return False
        added = file_of(case).all(EvidenceAdded)
        named = {one.digest for evidence in added for one in evidence.files}
        others = Row.objects.filter(case=case, digest=row.digest).exclude(pk=row.pk)
        if row.digest in named or others.exists():
            row.delete()
            return True
        row.leaving_at = now
        row.save(update_fields=["leaving_at"])
    _finish(row)
    return True


def _finish(row: Row) -> None:
    """The object goes, then its row; nobody waits for the store meanwhile."""
    store().delete(file_key(row.case_id, row.digest))
    row.delete()


def _view(row: Row) -> Upload:
    file = EvidenceFile(row.name, FileType(row.type), row.size, row.digest)
    return Upload(row.upload_id, file)


@cache
def _limits() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml("cases", "files.yaml")
    return found


@contextmanager
def _staged() -> Iterator[Path]:
    folder = temporary_folder(home(), "upload")
    try:
        yield folder
    finally:
        remove_folder(folder)
