# SPDX-License-Identifier: Apache-2.0
"""Act: join a received file to the visit or case that it belongs to (关联文件)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.queries.occasions import occasion_for
from mingjing.evidence.queries.received import received_row
from mingjing.evidence.types import AlreadyJoined, OccasionUnknown
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act
from mingjing.registry.public import actor_by_id, demand
from mingjing.registry.types import Actor, Thing


def joining_for(actor: Actor, account_id: str, now: datetime) -> Actor:
    """Whose occasions are offered: those of who uploaded; of who joins, where a dock did."""
    return actor_by_id(account_id, local_date(now)) if account_id else actor


@official_act
def join_file(
    *, actor: Actor, now: datetime, file_id: str, kind: str, occasion_id: str, reason: str
) -> None:
    """Joins it to an occasion, and keeps who did so and why.

    Law: 公安机关现场执法视音频记录工作规定 (filed with the case); 国办发〔2018〕118号.
    Raises: NotPermitted, FileNotThere, AlreadyJoined, OccasionUnknown, ReasonMissing.
    """
    row = received_row(file_id, lock=True)
    demand(actor, "evidence.join", Thing(row.agency_id, row.region))
    if row.occasion_kind:
        raise AlreadyJoined
    because = demand_reason(reason)
    occasion = occasion_for(joining_for(actor, row.account_id, now), now, kind, occasion_id)
    if occasion is None:
        raise OccasionUnknown
    row.occasion_kind, row.occasion_id = occasion.kind, occasion.id
    row.agency_id, row.region = occasion.agency_id, occasion.region
    row.joined_by, row.joined_because = actor.account_id, because
    row.save()
    record_said(
        "evidence.file_joined",
        kind="received_file",
        object_id=file_id,
        actor=actor,
        now=now,
        payload={"occasion": [kind, occasion_id], "reason": because},
    )
