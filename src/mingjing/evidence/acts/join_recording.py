# SPDX-License-Identifier: Apache-2.0
"""Act: join a recording without occasion to the one it was made for (关联录像)."""

from datetime import datetime

from mingjing.evidence.acts.joining import put_into
from mingjing.evidence.queries.recordings import recording_row
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
    payload = put_into(
        row,
        (kind, occasion_id),
        actor=actor,
        of=actor_by_id(row.account_id, local_date(now)),
        now=now,
        reason=reason,
    )
    record(
        "evidence.recording_joined",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload=payload,
    )
