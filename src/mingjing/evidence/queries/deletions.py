# SPDX-License-Identifier: Apache-2.0
"""How deletions stand (删除进度): what is due, what is gone."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from mingjing.evidence.models import Deletion, Hold, ReceivedFile, Recording
from mingjing.evidence.types import (
    BodiesDeleted,
    DeletionState,
    DeletionView,
    HoldView,
    KeptItem,
    KeptKind,
    KeptUntil,
    OnHold,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import inside
from mingjing.registry.types import Reach

_GOING = (DeletionState.DECIDED.value, DeletionState.DONE.value)
_MOST = 1000


def deletion(kept_id: str) -> DeletionView | None:
    """What stands of the deletion of what is kept; None while its term runs."""
    row = Deletion.objects.filter(kept_id=kept_id).first()
    return _view(row) if row else None


def demand_bodies(kept_id: str) -> None:
    """Goes on while the bodies are there.

    Raises: BodiesDeleted.
    """
    rows = Deletion.objects.filter(kept_id=kept_id, state__in=_GOING)
    at: datetime | None = rows.values_list("decided_at", flat=True).first()
    if at is not None:
        raise BodiesDeleted(day=local_date(at).isoformat())


def holds(kept_id: str) -> tuple[HoldView, ...]:
    """Legal holds that stand, oldest first."""
    rows = Hold.objects.filter(kept_id=kept_id, lifted_at__isnull=True)
    return tuple(
        HoldView(row.hold_id, row.account_id, row.because, row.at, row.entry_id) for row in rows
    )


def held_among(kept_ids: Collection[str]) -> frozenset[str]:
    """Which of these are on legal hold. One query."""
    rows = Hold.objects.filter(kept_id__in=kept_ids, lifted_at__isnull=True)
    return frozenset(rows.values_list("kept_id", flat=True))


def deleted_among(kept_ids: Collection[str]) -> dict[str, datetime]:
    """When the deletion of these was decided, where it was. One query."""
    rows = Deletion.objects.filter(kept_id__in=kept_ids, state__in=_GOING)
    return {kept_id: at for kept_id, at in rows.values_list("kept_id", "decided_at") if at}


def demand_no_hold(kept_id: str) -> None:
    """Goes on while no legal hold stands.

    Raises: OnHold.
    """
    if Hold.objects.filter(kept_id=kept_id, lifted_at__isnull=True).exists():
        raise OnHold


def deletions(state: str, page: PageRequest, given: Reach) -> Page[DeletionView]:
    """What its term ran out for, within a reach, the longest overdue first."""
    every, files = Recording.objects.all(), ReceivedFile.objects.all()
    rows = Deletion.objects.filter(
        Q(kept_id__in=every.filter(inside(every, given)).values("pk"))
        | Q(kept_id__in=files.filter(inside(files, given)).values("pk"))
    )
    if state:
        rows = rows.filter(state=state)
    found = rows.order_by("due_on", "kept_id")[page.offset : page.offset + page.size]
    return Page(tuple(map(_view, found)), page.number, page.size, rows.count())


def decided() -> tuple[KeptItem, ...]:
    """What is to go and may not all be gone yet."""
    rows = Deletion.objects.filter(state=DeletionState.DECIDED.value).order_by("kept_id")
    return tuple(map(_item, rows[:_MOST]))


def undecided() -> tuple[KeptItem, ...]:
    """What is listed as due, and nobody has decided about."""
    return tuple(map(_item, Deletion.objects.exclude(state__in=_GOING).order_by("kept_id")))


def _item(row: Deletion) -> KeptItem:
    return KeptItem(KeptKind(row.kind), row.kept_id)


def _view(row: Deletion) -> DeletionView:
    return DeletionView(
        item=_item(row),
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
