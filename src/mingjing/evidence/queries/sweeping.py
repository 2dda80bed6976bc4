# SPDX-License-Identifier: Apache-2.0
"""What waits for the pulse: heads to anchor, silent recordings, whole ones, late ones."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery

from mingjing.evidence.models import Anchor, Recording, Said
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.types import RecordingState
from mingjing.kernel.clock import local_date
from mingjing.registry.public import limit

_GROWING = (RecordingState.OPEN.value, RecordingState.BROKEN_OFF.value, RecordingState.SEALED.value)
_OUTSTANDING = (RecordingState.BROKEN_OFF.value, RecordingState.SEALED.value)
_MOST = 5000
LATE = "evidence.upload_late"


@dataclass(frozen=True, slots=True)
class Unanchored:
    """A head that the ledger has not taken yet (未锚定的链头)."""

    recording_id: str
    seq: int
    digest: str


def unanchored() -> tuple[Unanchored, ...]:
    """Heads of recordings that have grown since they were anchored last. One query."""
    last = Anchor.objects.filter(recording_id=OuterRef("pk")).order_by("-id").values("digest")[:1]
    rows = (
        Recording.objects.filter(state__in=_GROWING, progress__highest__gte=0)
        .annotate(anchored=Subquery(last))
        .filter(Q(anchored__isnull=True) | ~Q(anchored=F("progress__head")))
        .order_by("recording_id")
        .values_list("recording_id", "progress__highest", "progress__head")
    )
    return tuple(Unanchored(*row) for row in rows[:_MOST])


def silent(now: datetime) -> tuple[str, ...]:
    """Open recordings that have been silent too long."""
    before = int((now - keeping().break_off).timestamp() * 1000)
    rows = Recording.objects.filter(state=RecordingState.OPEN.value, progress__heard__lte=before)
    return tuple(rows.order_by("recording_id").values_list("recording_id", flat=True)[:_MOST])


def whole() -> tuple[str, ...]:
    """Sealed recordings whose links are all there."""
    rows = Recording.objects.filter(
        state=RecordingState.SEALED.value, progress__held=F("end_seq") + 1
    )
    return tuple(rows.order_by("recording_id").values_list("recording_id", flat=True)[:_MOST])


def late_uploads(now: datetime) -> tuple[str, ...]:
    """Recordings with links outstanding after their term, which nobody has put on record."""
    rows = Recording.objects.filter(state__in=_OUTSTANDING).exclude(told_late())
    found = rows.select_related("progress").order_by("opened_at", "recording_id")[:_MOST]
    return tuple(row.recording_id for row in found if _is_over(row, now))


def is_late(row: Recording, now: datetime) -> bool:
    """Whether the term ran out while links are outstanding, and that is not on record yet."""
    is_told = Said.objects.filter(act=LATE, object_id=row.recording_id).exists()
    return not is_told and row.state in _OUTSTANDING and _is_over(row, now)


def told_late() -> Exists:
    """Whether it is on record that a recording was uploaded late."""
    return Exists(Said.objects.filter(act=LATE, kind="recording", object_id=OuterRef("pk")))


def upload_due(row: Recording, now: datetime) -> datetime:
    """Until when all links were to be here: so long after the end, or after the last sign of it."""
    heard = datetime.fromtimestamp(row.progress.heard / 1000, tz=UTC)
    hours = int(limit("recording.upload_hours", local_date(now), row.region).value)
    return (row.ended_at or heard) + timedelta(hours=hours)


def _is_over(row: Recording, now: datetime) -> bool:
    return upload_due(row, now) < now
