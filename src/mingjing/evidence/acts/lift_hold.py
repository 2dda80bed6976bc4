# SPDX-License-Identifier: Apache-2.0
"""Act: lift a legal hold (解除暂停删除)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Hold
from mingjing.evidence.queries.kept import kept_row
from mingjing.evidence.types import HoldMissing, KeptItem, KeptKind
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def lift_hold(*, actor: Actor, now: datetime, hold_id: str, reason: str) -> None:
    """Lifts this one; others that stand go on.

    Law: 行政处罚法 §46 (evidence is preserved); 公安机关现场执法视音频记录工作规定 §13.
    Raises: NotPermitted, HoldMissing, ReasonMissing.
    """
    found = Hold.objects.filter(hold_id=hold_id).first()
    if found is None:
        raise HoldMissing
    item = KeptItem(KeptKind(found.kind), found.kept_id)
    row = kept_row(item, lock=True)
    demand(actor, "evidence.hold", Thing(row.agency_id, row.region))
    because = demand_reason(reason)
    found.refresh_from_db()
    if found.lifted_at is not None:
        raise HoldMissing
    entry = record(
        "evidence.hold_lifted",
        kind=item.kind,
        object_id=item.id,
        actor=actor,
        now=now,
        payload={"hold": hold_id, "reason": because},
    )
    found.lifted_by, found.lifted_because = actor.account_id, because
    found.lifted_at, found.lifted_entry_id = now, entry.entry_id
    found.save()
