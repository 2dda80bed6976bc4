# SPDX-License-Identifier: Apache-2.0
"""Act: change the status of a standard's version (变更数据标准状态)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.standards.models import StandardVersion, StatusChange
from mingjing.standards.rules.status import may_follow
from mingjing.standards.types import StandardStatus, StandardUnknown, StatusStepRefused, Words


@official_act
def set_standard_status(
    *,
    actor: Actor,
    now: datetime,
    standard_id: str,
    version: str,
    status: StandardStatus,
    reason: str = "",
) -> None:
    """Moves a version one step on: candidate, recorded, qualified, standard; or retires it.

    Law: 政务数据共享条例 (Decree 809) art. 16: what is in force is announced after review.
    Raises: NotPermitted, StandardUnknown, StatusStepRefused.
    """
    demand(actor, "standards.set_status")
    row = (
        StandardVersion.objects.select_for_update()
        .filter(standard_id=standard_id, version=version)
        .first()
    )
    if row is None:
        raise StandardUnknown(standard_id=standard_id, version=version)
    old = StandardStatus(row.status)
    if not may_follow(old, status):
        raise StatusStepRefused(
            standard_id=standard_id,
            version=version,
            old=Words(old.zh, old.en),
            new=Words(status.zh, status.en),
        )
    row.status = status
    row.save(update_fields=["status"])
    StatusChange.objects.create(
        standard_version=row,
        from_status=old,
        to_status=status,
        reason=reason,
        changed_by=actor.account_id,
        changed_at=now,
    )
    record(
        "standards.status_set",
        kind="standard",
        object_id=standard_id,
        actor=actor,
        now=now,
        payload={"standard_id": standard_id, "version": version, "from": old, "to": status},
    )
