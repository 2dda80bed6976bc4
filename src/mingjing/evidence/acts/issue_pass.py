# SPDX-License-Identifier: Apache-2.0
"""Act: let somebody watch a recording (准予观看录像)."""

from datetime import datetime

from mingjing.evidence.acts.accessing import keep_access
from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.passes import sign_pass
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.types import AccessHow
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def issue_pass(*, actor: Actor, now: datetime, recording_id: str, purpose: str) -> str:
    """A short-lived pass for one recording; who saw it, when and for what stays on record.

    Law: REC-5, 公共安全视频图像信息系统管理条例 (Decree 799) §16: viewing is authorised and logged.
    Raises: NotPermitted, RecordingUnknown, ReasonMissing, BodiesDeleted.
    """
    row = recording_row(recording_id)
    demand(actor, "evidence.watch", Thing(row.agency_id, row.region))
    demand_bodies(recording_id)
    why = demand_reason(purpose)
    entry = record(
        "evidence.pass_issued",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"purpose": why},
    )
    how, entry_id = AccessHow.WATCHED, entry.entry_id
    keep_access(row, how, actor=actor, now=now, purpose=why, entry_id=entry_id)
    return sign_pass(recording_id, actor.account_id, now)
