# SPDX-License-Identifier: Apache-2.0
"""Act: note that the store holds no body of a deleted recording any more (删除完毕)."""

from datetime import datetime

from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.undecided import undecided_row
from mingjing.evidence.types import DeletionState
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def finish_deletion(*, actor: Actor, now: datetime, recording_id: str) -> None:
    """Closes what `delete_bodies` decided, once every object is gone.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13; REC-2, 公共视频条例 §17.
    Raises: NotPermitted, RecordingUnknown, NotProposed.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    found = undecided_row(recording_id, DeletionState.DECIDED)
    record(
        "evidence.deletion_finished",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"decided": found.decided_entry_id, "bodies": found.bodies},
    )
    found.state = DeletionState.DONE.value
    found.done_at = now
    found.save()
