# SPDX-License-Identifier: Apache-2.0
"""Act: place a legal hold (依法暂停删除)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Hold
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.kept import kept_row
from mingjing.evidence.types import KeptItem
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def place_hold(*, actor: Actor, now: datetime, item: KeptItem, reason: str) -> str:
    """While it stands nobody deletes, whatever term runs out; returns the hold's id.

    Law: 行政处罚法 §46 (evidence is preserved); 公安机关现场执法视音频记录工作规定 §13.
    Raises: NotPermitted, RecordingUnknown, FileNotThere, ReasonMissing, BodiesDeleted.
    """
    row = kept_row(item, lock=True)
    demand(actor, "evidence.hold", Thing(row.agency_id, row.region))
    demand_bodies(item.id)
    because = demand_reason(reason)
    hold_id = new_id("hold")
    entry = record(
        "evidence.hold_placed",
        kind=item.kind,
        object_id=item.id,
        actor=actor,
        now=now,
        payload={"hold": hold_id, "reason": because},
    )
    Hold.objects.create(
        hold_id=hold_id,
        kind=item.kind.value,
        kept_id=item.id,
        account_id=actor.account_id,
        because=because,
        at=now,
        entry_id=entry.entry_id,
    )
    return hold_id
