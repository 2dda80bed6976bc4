# SPDX-License-Identifier: Apache-2.0
"""Act: list a recording whose term ran out (列入到期清单)."""

from datetime import datetime

from mingjing.evidence.models import Deletion
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.retention import demand_run_out
from mingjing.evidence.types import DeletionState, NotSealed, RecordingState
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def list_as_due(*, actor: Actor, now: datetime, recording_id: str) -> None:
    """Names it for deletion: the machine finds, people decide. One that is open is never named.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13; REC-2, 公共视频条例 §17 (deleted after).
    Raises: NotPermitted, RecordingUnknown, NotSealed, TermRuns.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    state = RecordingState(row.state)
    if state is RecordingState.OPEN or Deletion.objects.filter(recording=row).exists():
        raise NotSealed(zh_state=state.zh, en_state=state.en)
    today = local_date(now)
    term = demand_run_out(row, today)
    record(
        "evidence.term_ran_out",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"policy": term.zh, "until": str(term.until)},
    )
    Deletion.objects.create(
        recording=row,
        state=DeletionState.DUE.value,
        due_on=term.until or today,
        policy_zh=term.zh,
        policy_en=term.en,
        found_at=now,
    )
