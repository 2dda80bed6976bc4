# SPDX-License-Identifier: Apache-2.0
"""What waits for the pulse: heads to anchor, silent recordings, sealed ones that are whole."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery

from mingjing.evidence.models import Anchor, Recording
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.types import RecordingState

_GROWING = (RecordingState.OPEN.value, RecordingState.BROKEN_OFF.value, RecordingState.SEALED.value)
_MOST = 5000


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
