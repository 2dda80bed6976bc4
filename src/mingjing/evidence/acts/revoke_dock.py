# SPDX-License-Identifier: Apache-2.0
"""Act: withdraw a dock (注销采集站)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Dock
from mingjing.evidence.types.received import DockMissing, DockRevoked
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def revoke_dock(*, actor: Actor, now: datetime, dock_id: str, reason: str) -> None:
    """Withdraws it: its pass opens nothing from now on; what it brought stays.

    Law: 公安机关现场执法视音频记录工作规定 (recorders and collection stations are on a register).
    Raises: NotPermitted, DockMissing, DockRevoked, ReasonMissing.
    """
    row = Dock.objects.select_for_update().filter(dock_id=dock_id).first()
    if row is None:
        raise DockMissing
    demand(actor, "evidence.manage_docks", Thing(row.agency_id, row.region))
    if row.revoked_at is not None:
        raise DockRevoked
    row.revoked_because = demand_reason(reason)
    row.revoked_at = now
    row.revoked_by = actor.account_id
    row.save()
    record_said(
        "evidence.dock_revoked",
        kind="dock",
        object_id=dock_id,
        actor=actor,
        now=now,
        payload={"reason": row.revoked_because},
    )
