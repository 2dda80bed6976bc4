# SPDX-License-Identifier: Apache-2.0
"""How deletions stand (删除进度): what is due, what is gone."""

from collections.abc import Collection
from datetime import datetime

from mingjing.evidence.models import Deletion, Hold, Recording
from mingjing.evidence.types import (
    BodiesDeleted,
    DeletionState,
    DeletionView,
    HoldView,
    KeptUntil,
    OnHold,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import inside
from mingjing.registry.types import Reach

_GOING = (DeletionState.DECIDED.value, DeletionState.DONE.value)
_MOST = 1000


def deletion(recording_id: str) -> DeletionView | None:
    """What stands of the deletion of a recording; None while its term runs."""
    row = Deletion.objects.filter(recording_id=recording_id).first()
    return _view(row) if row else None


def demand_bodies(recording_id: str) -> None:
    """Goes on while the bodies are there.

    Raises: BodiesDeleted.
    """
    rows = Deletion.objects.filter(recording_id=recording_id, state__in=_GOING)
    at: datetime | None = rows.values_list("decided_at", flat=True).first()
    if at is not None:
        raise BodiesDeleted(day=local_date(at).isoformat())


def holds(recording_id: str) -> tuple[HoldView, ...]:
    """Legal holds that stand, oldest first."""
    rows = Hold.objects.filter(recording_id=recording_id, lifted_at__isnull=True)
    return tuple(
        HoldView(row.hold_id, row.account_id, row.because, row.at, row.entry_id) for row in rows
    )


def held_among(recording_ids: Collection[str]) -> frozenset[str]:
    """Which of these recordings are on legal hold. One query."""
    rows = Hold.objects.filter(recording_id__in=recording_ids, lifted_at__isnull=True)
    return frozenset(rows.values_list("recording_id", flat=True))


def demand_no_hold(recording_id: str) -> None:
    """Goes on while no legal hold stands.

    Raises: OnHold.
    """
    if Hold.objects.filter(recording_id=recording_id, lifted_at__isnull=True).exists():
        raise OnHold


def deletions(state: str, page: PageRequest, given: Reach) -> Page[DeletionView]:
    """Recordings whose term ran out, within a reach, the longest overdue first."""
    every = Recording.objects.all()
    rows = Deletion.objects.filter(recording__in=every.filter(inside(every, given)))
    if state:
        rows = rows.filter(state=state)
    found = rows.order_by("due_on", "recording_id")[page.offset : page.offset + page.size]
    return Page(tuple(map(_view, found)), page.number, page.size, rows.count())


def decided() -> tuple[str, ...]:
    """Recordings whose bodies are to go and may not all be gone yet."""
    rows = Deletion.objects.filter(state=DeletionState.DECIDED.value).order_by("recording_id")
    return tuple(rows.values_list("recording_id", flat=True)[:_MOST])


def undecided() -> tuple[str, ...]:
    """Recordings that are listed as due, and that nobody has decided about."""
    rows = Deletion.objects.exclude(state__in=_GOING).order_by("recording_id")
    return tuple(rows.values_list("recording_id", flat=True))


def _view(row: Deletion) -> DeletionView:
    return DeletionView(
        recording_id=row.recording_id,
        state=DeletionState(row.state),
        due_on=row.due_on,
        policy=KeptUntil(row.due_on, row.policy_zh, row.policy_en),
        proposed_by=row.proposed_by,
        proposed_because=row.proposed_because,
        proposed_at=row.proposed_at,
        decided_by=row.decided_by,
        decided_because=row.decided_because,
        decided_at=row.decided_at,
        decided_entry_id=row.decided_entry_id,
        bodies=row.bodies,
    )
