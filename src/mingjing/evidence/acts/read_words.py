# SPDX-License-Identifier: Apache-2.0
"""Act: show somebody the notes and the transcript of a recording (查阅说明和文字稿)."""

from datetime import datetime

from mingjing.evidence.acts.accessing import keep_access
from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.types import AccessHow
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def read_words(*, actor: Actor, now: datetime, recording_id: str, purpose: str) -> None:
    """Keeps who reads what is said in a recording, and for what, as for watching it.

    Law: 公共安全视频图像信息系统管理条例 (Decree 799) §16: viewing is authorised and logged.
    Raises: NotPermitted, RecordingUnknown, ReasonMissing.
    """
    row = recording_row(recording_id)
    demand(actor, "evidence.watch", Thing(row.agency_id, row.region))
    why = demand_reason(purpose)
    entry = record(
        "evidence.words_read",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"purpose": why},
    )
    how, entry_id = AccessHow.READ, entry.entry_id
    keep_access(row, how, actor=actor, now=now, purpose=why, entry_id=entry_id)
