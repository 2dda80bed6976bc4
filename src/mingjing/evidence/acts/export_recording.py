# SPDX-License-Identifier: Apache-2.0
"""Act: hand out a recording as a bundle (导出录像)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Export
from mingjing.evidence.queries.bundle import Part
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.releasing import demand_released
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def export_recording(
    *, actor: Actor, now: datetime, recording_id: str, purpose: str, part: Part, sha256: str
) -> None:
    """Puts on record who took which links out, for what, in a bundle with this digest.

    Law: REC-5, 公共视频条例 §16; REC-6, 公安机关现场执法视音频记录工作规定;
    REC-8, 治安管理处罚法 §136.
    Raises: NotPermitted, SealedByLaw, RecordingUnknown, ReasonMissing.
    """
    row = recording_row(recording_id)
    demand(actor, "evidence.export", Thing(row.agency_id, row.region))
    demand_released(actor, row)
    why = demand_reason(purpose)
    entry = record(
        "evidence.recording_exported",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"purpose": why, "links": [part.first, part.last], "bundle": sha256},
    )
    Export.objects.create(
        recording=row,
        account_id=actor.account_id,
        purpose=why,
        first=part.first,
        last=part.last,
        sha256=sha256,
        at=now,
        entry_id=entry.entry_id,
    )
