# SPDX-License-Identifier: Apache-2.0
"""Act: take a recording out of a category it was put into in error (撤销保存类别)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Classification
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.types import CategoryUnknown
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def withdraw_category(
    *, actor: Actor, now: datetime, recording_id: str, name: str, reason: str
) -> None:
    """Takes it out; who had put it there, and why, stays.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13.
    Raises: NotPermitted, RecordingUnknown, CategoryUnknown, ReasonMissing.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.classify", Thing(row.agency_id, row.region))
    because = demand_reason(reason)
    stands = Classification.objects.filter(
        recording=row, category=name, withdrawn_at__isnull=True
    ).first()
    if stands is None:
        raise CategoryUnknown
    entry = record(
        "evidence.category_withdrawn",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"category": name, "reason": because},
    )
    stands.withdrawn_by, stands.withdrawn_because = actor.account_id, because
    stands.withdrawn_at, stands.withdrawn_entry_id = now, entry.entry_id
    stands.save()
