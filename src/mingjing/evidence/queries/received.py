# SPDX-License-Identifier: Apache-2.0
"""Reads of received files (接收文件) and docks (采集站)."""

from dataclasses import dataclass
from pathlib import Path

from mingjing.engines.archives import names_inside
from mingjing.evidence.models import Dock, FileAccess, ReceivedFile
from mingjing.evidence.queries.accesses import AccessView
from mingjing.evidence.types.received import (
    DockMissing,
    DockRevoked,
    DockView,
    FileNotThere,
    ReceivedView,
    RecorderNotListed,
)
from mingjing.kernel.filetypes import TYPES, TextProbe, text_type, type_of
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import inside
from mingjing.registry.types import Reach

UNKNOWN_MEDIA = "application/octet-stream"
_HEAD_BYTES = 64 * 1024
_MOST = 200


@dataclass(frozen=True, slots=True)
class FileFilter:
    """Which received files a list shows; an empty field does not filter."""

    account_id: str = ""
    is_orphan: bool = False


def media_of(path: Path, name: str) -> str:
    """The media type by the file's content; `application/octet-stream` where it is not known.

    A name is believed only where it tells one kind of plain text from another.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    found = type_of(head, names_inside(path, head))
    if found is None:
        probe = TextProbe()
        probe.feed(head)
        found = text_type(name) if probe.is_text else None
    return TYPES[found].media if found else UNKNOWN_MEDIA


def received_row(file_id: str, *, lock: bool = False) -> ReceivedFile:
    """The row of a received file.

    Raises: FileNotThere.
    """
    rows = ReceivedFile.objects.select_for_update() if lock else ReceivedFile.objects.all()
    row = rows.filter(file_id=file_id).first()
    if row is None:
        raise FileNotThere
    return row


def received(file_id: str) -> ReceivedView:
    """One received file.

    Raises: FileNotThere.
    """
    return received_view(received_row(file_id))


def received_files(
    where: FileFilter, page: PageRequest, given: Reach | None = None
) -> Page[ReceivedView]:
    """Received files, newest first, within a reach. Two queries."""
    rows = ReceivedFile.objects.all()
    if given is not None:
        rows = rows.filter(inside(rows, given))
    if where.account_id:
        rows = rows.filter(account_id=where.account_id)
    if where.is_orphan:
        rows = rows.filter(occasion_kind="")
    found = rows[page.offset : page.offset + page.size]
    return Page(tuple(map(received_view, found)), page.number, page.size, rows.count())


def received_for(kind: str, occasion_id: str) -> tuple[ReceivedView, ...]:
    """Files of an occasion, in the order in which they came. One query."""
    rows = ReceivedFile.objects.filter(occasion_kind=kind, occasion_id=occasion_id)
    return tuple(map(received_view, rows.order_by("received_at", "file_id")[:_MOST]))


def was_received(dock_id: str, recorder: str, source: str, size: int) -> bool:
    """Whether a dock took a file of this size from this place of a recorder before."""
    rows = ReceivedFile.objects.filter(dock_id=dock_id, recorder=recorder)
    return rows.filter(source=source, size=size).exists()


def receipt_from_recorder(
    dock_id: str, recorder: str, source: str, sha256: str
) -> ReceivedView | None:
    """The receipt of a file that a dock took from this place of a recorder; None: it was not."""
    rows = ReceivedFile.objects.filter(dock_id=dock_id, recorder=recorder)
    row = rows.filter(source=source, sha256=sha256).first()
    return received_view(row) if row else None


def file_accesses(file_id: str) -> tuple[AccessView, ...]:
    """Who was handed a file, newest first, at most 200."""
    rows = FileAccess.objects.filter(file_id=file_id)[:_MOST]
    return tuple(AccessView(row.account_id, row.purpose, row.at) for row in rows)


def received_view(row: ReceivedFile) -> ReceivedView:
    """A row as others see it."""
    return ReceivedView(
        file_id=row.file_id,
        name=row.name,
        media=row.media,
        size=row.size,
        sha256=row.sha256,
        account_id=row.account_id,
        dock_id=row.dock_id or "",
        recorder=row.recorder,
        agency_id=row.agency_id,
        region=row.region,
        occasion_kind=row.occasion_kind,
        occasion_id=row.occasion_id,
        received_at=row.received_at,
    )


def dock_view(row: Dock) -> DockView:
    """A row as others see it."""
    return DockView(
        dock_id=row.dock_id,
        name=row.name,
        agency_id=row.agency_id,
        region=row.region,
        recorders=tuple(row.recorders),
        registered_at=row.registered_at,
        revoked_at=row.revoked_at,
    )


def docks(given: Reach) -> tuple[DockView, ...]:
    """The docks within a reach, by name."""
    rows = Dock.objects.all()
    return tuple(map(dock_view, rows.filter(inside(rows, given))[:_MOST]))


def dock_names(dock_ids: set[str]) -> dict[str, str]:
    """Names of docks. One query."""
    found = Dock.objects.filter(dock_id__in=dock_ids).values_list("dock_id", "name")
    return dict(found)


def dock_named(name: str) -> DockView:
    """The dock of a name, while it may take files in.

    Raises: DockMissing, DockRevoked.
    """
    row = Dock.objects.filter(name=name).first()
    if row is None:
        raise DockMissing
    if row.revoked_at is not None:
        raise DockRevoked
    return dock_view(row)


def demand_listed(dock_id: str, recorder: str) -> None:
    """Goes on only with a recorder that the dock may take from.

    Raises: RecorderNotListed.
    """
    row = Dock.objects.filter(dock_id=dock_id).first()
    if row is None or recorder not in row.recorders:
        raise RecorderNotListed(recorder=recorder[:80])


def is_received(sha256: str) -> bool:
    """Whether somebody handed in a file with this content."""
    return ReceivedFile.objects.filter(sha256=sha256).exists()
