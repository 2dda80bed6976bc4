# SPDX-License-Identifier: Apache-2.0
"""Act: take what is kept out of a category it was put into in error (撤销保存类别)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Classification
from mingjing.evidence.queries.kept import kept_row
from mingjing.evidence.types import CategoryUnknown, KeptItem
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def withdraw_category(
    *, actor: Actor, now: datetime, item: KeptItem, name: str, reason: str
) -> None:
    """Takes it out; who had put it there, and why, stays.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13.
    Raises: NotPermitted, RecordingUnknown, FileNotThere, CategoryUnknown, ReasonMissing.
    """
    row = kept_row(item, lock=True)
    demand(actor, "evidence.classify", Thing(row.agency_id, row.region))
    because = demand_reason(reason)
    stands = Classification.objects.filter(
        kept_id=item.id, category=name, withdrawn_at__isnull=True
    ).first()
    if stands is None:
        raise CategoryUnknown
    entry = record(
        "evidence.category_withdrawn",
        kind=item.kind,
        object_id=item.id,
        actor=actor,
        now=now,
        payload={"category": name, "reason": because},
    )
    stands.withdrawn_by, stands.withdrawn_because = actor.account_id, because
    stands.withdrawn_at, stands.withdrawn_entry_id = now, entry.entry_id
    stands.save()
