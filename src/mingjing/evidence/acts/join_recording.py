# SPDX-License-Identifier: Apache-2.0
"""Act: join a recording without occasion to the one it was made for (关联录像)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.queries.occasions import occasion_for
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.types import AlreadyJoined, OccasionUnknown
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import actor_by_id, demand
from mingjing.registry.types import Actor, Thing


@official_act
def join_recording(
    *, actor: Actor, now: datetime, recording_id: str, kind: str, occasion_id: str, reason: str
) -> None:
    """Joins it to an occasion of the officer who recorded, and keeps who did so and why.

    Law: 公安机关现场执法视音频记录工作规定 (filed with the case); 国办发〔2018〕118号.
    Raises: NotPermitted, RecordingUnknown, AlreadyJoined, OccasionUnknown, ReasonMissing.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.join", Thing(row.agency_id, row.region))
    if row.occasion_kind:
        raise AlreadyJoined
    because = demand_reason(reason)
    recorded_by = actor_by_id(row.account_id, local_date(now))
    occasion = occasion_for(recorded_by, now, kind, occasion_id)
    if occasion is None:
        raise OccasionUnknown
    row.occasion_kind, row.occasion_id = occasion.kind, occasion.id
    row.agency_id, row.region = occasion.agency_id, occasion.region
    row.joined_by, row.joined_because = actor.account_id, because
    row.save()
    record(
        "evidence.recording_joined",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"occasion": [kind, occasion_id], "reason": because},
    )
