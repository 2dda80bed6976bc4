# SPDX-License-Identifier: Apache-2.0
"""Act: put a recording into a category, which says how long it is kept (归入保存类别)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Classification
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.retention import category
from mingjing.evidence.types import CategoryStands
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def put_category(*, actor: Actor, now: datetime, recording_id: str, name: str, reason: str) -> None:
    """Puts it there until somebody withdraws that; of several categories the longest wins.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13; REC-2, 公共视频条例 §17.
    Raises: NotPermitted, RecordingUnknown, CategoryUnknown, CategoryStands, ReasonMissing,
    BodiesDeleted.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.classify", Thing(row.agency_id, row.region))
    demand_bodies(recording_id)
    chosen, because = category(name), demand_reason(reason)
    stands = Classification.objects.filter(
        recording=row, category=chosen.id, withdrawn_at__isnull=True
    )
    if stands.exists():
        raise CategoryStands
    entry = record(
        "evidence.category_put",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"category": chosen.id, "reason": because},
    )
    Classification.objects.create(
        recording=row,
        category=chosen.id,
        account_id=actor.account_id,
        because=because,
        at=now,
        entry_id=entry.entry_id,
    )
