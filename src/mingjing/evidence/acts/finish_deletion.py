# SPDX-License-Identifier: Apache-2.0
"""Act: note that the store holds nothing any more of what was deleted (删除完毕)."""

from datetime import datetime

from mingjing.evidence.queries.kept import kept_row
from mingjing.evidence.queries.undecided import undecided_row
from mingjing.evidence.types import DeletionState, KeptItem
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def finish_deletion(*, actor: Actor, now: datetime, item: KeptItem) -> None:
    """Closes what `delete_bodies` decided, once every object is gone.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13; REC-2, 公共视频条例 §17.
    Raises: NotPermitted, RecordingUnknown, FileNotThere, NotProposed.
    """
    row = kept_row(item, lock=True)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    found = undecided_row(item.id, DeletionState.DECIDED)
    record(
        "evidence.deletion_finished",
        kind=item.kind,
        object_id=item.id,
        actor=actor,
        now=now,
        payload={"decided": found.decided_entry_id, "bodies": found.bodies},
    )
    found.state = DeletionState.DONE.value
    found.done_at = now
    found.save()
