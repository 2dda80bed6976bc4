# SPDX-License-Identifier: Apache-2.0
"""Reads of recordings: one row each, whatever their length."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Case, Count, QuerySet, When

from mingjing.evidence.models import Recording
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.sweeping import told_late
from mingjing.evidence.types import (
    Mode,
    RecordingState,
    RecordingUnknown,
    RecordingView,
    SourceKind,
    Standing,
)
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import inside
from mingjing.registry.types import Reach

OVER = (RecordingState.SEALED, RecordingState.COMPLETE)
"""States in which nothing comes at the live end any more."""
_GOING_FIRST = Case(When(state=RecordingState.OPEN.value, then=0), default=1)


@dataclass(frozen=True, slots=True)
class RecordingFilter:
    """Which recordings a list shows; an empty field does not filter."""

    agency_id: str = ""
    account_id: str = ""
    state: str = ""
    occasion_kind: str = ""
    occasion_id: str = ""
    is_orphan: bool = False


def recording_row(recording_id: str, *, lock: bool = False) -> Recording:
    """The row of a recording.

    Raises: RecordingUnknown.
    """
    rows = Recording.objects.select_for_update() if lock else Recording.objects.all()
    row = rows.filter(recording_id=recording_id).first()
    if row is None:
        raise RecordingUnknown(recording=recording_id)
    return row


def recording(recording_id: str, now: datetime) -> RecordingView:
    """One recording.

    Raises: RecordingUnknown.
    """
    row = _with_counts(Recording.objects.filter(recording_id=recording_id)).first()
    if row is None:
        raise RecordingUnknown(recording=recording_id)
    return recording_view(row, now)


def recordings(
    where: RecordingFilter, page: PageRequest, now: datetime, given: Reach | None = None
) -> Page[RecordingView]:
    """Recordings within a reach: those that go on first, then by their begin, the newest first.

    Three queries at most.
    """
    rows = Recording.objects.all()
    if given is not None:
        rows = rows.filter(inside(rows, given))
    for name in ("agency_id", "account_id", "state", "occasion_kind", "occasion_id"):
        if value := getattr(where, name):
            rows = rows.filter(**{name: value})
    if where.is_orphan:
        rows = rows.filter(occasion_kind="")
    ordered = _with_counts(rows).order_by(_GOING_FIRST, "-begun_at", "recording_id")
    found = ordered[page.offset : page.offset + page.size]
    items = tuple(recording_view(row, now) for row in found)
    return Page(items, page.number, page.size, rows.count())


def recordings_for(
    kind: str, occasion_id: str, now: datetime, limit: int = 50
) -> tuple[RecordingView, ...]:
    """Recordings of an occasion, in the order in which they began. One query."""
    rows = Recording.objects.filter(occasion_kind=kind, occasion_id=occasion_id)
    found = _with_counts(rows).order_by("begun_at", "recording_id")[:limit]
    return tuple(recording_view(row, now) for row in found)


def _with_counts(rows: QuerySet[Recording, Recording]) -> QuerySet[Recording, Recording]:
    return rows.select_related("progress").annotate(
        alarm_count=Count("alarms"), was_late=told_late()
    )


def recording_view(row: Recording, now: datetime) -> RecordingView:
    """A row with its progress as others see it."""
    progress = row.progress
    heard_at = datetime.fromtimestamp(progress.heard / 1000, tz=UTC)
    state = RecordingState(row.state)
    total = progress.highest + 1 if row.end_seq is None else row.end_seq + 1
    return RecordingView(
        recording_id=row.recording_id,
        state=state,
        is_stalled=state is RecordingState.OPEN and now - heard_at > keeping().silence,
        mode=Mode(row.mode),
        mime=row.mime,
        key=row.device_id,
        account_id=row.account_id,
        agency_id=row.agency_id,
        region=row.region,
        occasion_kind=row.occasion_kind,
        occasion_id=row.occasion_id,
        begun_at=row.begun_at,
        opened_at=row.opened_at,
        heard_at=heard_at,
        ended_at=row.ended_at,
        held=progress.held,
        highest=progress.highest,
        missing=total - progress.held,
        bytes=progress.bytes,
        place=(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        alarms=getattr(row, "alarm_count", 0),
        is_upload_late=getattr(row, "was_late", False),
        root=row.root,
        source=SourceKind(row.source) if row.source else None,
    )


def standing(recording_id: str, now: datetime) -> Standing:
    """How a recording stands, for who watches it; asked each second. One query.

    Raises: RecordingUnknown.
    """
    row = Recording.objects.select_related("progress").filter(recording_id=recording_id).first()
    if row is None:
        raise RecordingUnknown(recording=recording_id)
    seen = recording_view(row, now)
    since = seen.ended_at if seen.state in OVER else seen.heard_at
    is_going = seen.state is RecordingState.OPEN and not seen.is_stalled
    return Standing(
        state="stalled" if seen.is_stalled else seen.state.value,
        since=None if is_going or since is None else int(since.timestamp() * 1000),
        behind=seen.highest,
        missing=seen.missing,
    )
