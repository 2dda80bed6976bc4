# SPDX-License-Identifier: Apache-2.0
"""Act: withdraw a recorder that is lost or broken (注销执法记录仪)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.queries.devices import device_row
from mingjing.evidence.types import KeyRevoked
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def revoke_device(*, actor: Actor, now: datetime, key: str, reason: str) -> None:
    """Withdraws the key for good: nothing that it signs is taken from now on.

    Officers withdraw their own; others need the power to do so.

    Law: 公安机关现场执法视音频记录工作规定 (the loss of a recorder is reported at once).
    Raises: NotPermitted, DeviceMissing, KeyRevoked, ReasonMissing.
    """
    row = device_row(key, lock=True)
    own = row.account_id == actor.account_id
    action = "evidence.record" if own else "evidence.revoke_device"
    demand(actor, action, Thing(row.agency_id, row.region))
    if row.revoked_at is not None:
        raise KeyRevoked
    row.revoked_because = demand_reason(reason)
    row.revoked_at = now
    row.revoked_by = actor.account_id
    row.save()
    record_said(
        "evidence.device_revoked",
        kind="recorder",
        object_id=key,
        actor=actor,
        now=now,
        payload={"account_id": row.account_id, "reason": row.revoked_because},
    )
