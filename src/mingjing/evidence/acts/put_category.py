# SPDX-License-Identifier: Apache-2.0
"""Act: put what is kept into a category, which says how long it is kept (归入保存类别)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Classification
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.kept import kept_row
from mingjing.evidence.queries.retention import category
from mingjing.evidence.types import CategoryStands, KeptItem
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def put_category(*, actor: Actor, now: datetime, item: KeptItem, name: str, reason: str) -> None:
    """Puts it there until somebody withdraws that; of several categories the longest wins.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13; REC-2, 公共视频条例 §17.
    Raises: NotPermitted, RecordingUnknown, FileNotThere, CategoryUnknown, CategoryStands,
    ReasonMissing, BodiesDeleted.
    """
    row = kept_row(item, lock=True)
    demand(actor, "evidence.classify", Thing(row.agency_id, row.region))
    demand_bodies(item.id)
    chosen, because = category(name), demand_reason(reason)
    stands = Classification.objects.filter(
        kept_id=item.id, category=chosen.id, withdrawn_at__isnull=True
    )
    if stands.exists():
        raise CategoryStands
    entry = record(
        "evidence.category_put",
        kind=item.kind,
        object_id=item.id,
        actor=actor,
        now=now,
        payload={"category": chosen.id, "reason": because},
    )
    Classification.objects.create(
        kind=item.kind.value,
        kept_id=item.id,
        category=chosen.id,
        account_id=actor.account_id,
        because=because,
        at=now,
        entry_id=entry.entry_id,
    )
