# SPDX-License-Identifier: Apache-2.0
"""Act: list what its term ran out for (列入到期清单)."""

from datetime import datetime

from mingjing.evidence.models import Deletion
from mingjing.evidence.queries.kept import demand_at_rest, kept_row
from mingjing.evidence.queries.retention import demand_run_out
from mingjing.evidence.types import DeletionState, KeptItem, NotSealed
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def list_as_due(*, actor: Actor, now: datetime, item: KeptItem) -> None:
    """Names it for deletion: the machine finds, people decide. What grows is never named.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13; REC-2, 公共视频条例 §17 (deleted after).
    Raises: NotPermitted, RecordingUnknown, FileNotThere, NotSealed, TermRuns.
    """
    row = kept_row(item, lock=True)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    demand_at_rest(row)
    if (found := Deletion.objects.filter(kept_id=item.id).first()) is not None:
        state = DeletionState(found.state)
        raise NotSealed(zh_state=state.zh, en_state=state.en)
    today = local_date(now)
    term = demand_run_out(row, today)
    record(
        "evidence.term_ran_out",
        kind=item.kind,
        object_id=item.id,
        actor=actor,
        now=now,
        payload={"policy": term.zh, "until": str(term.until)},
    )
    Deletion.objects.create(
        kind=item.kind.value,
        kept_id=item.id,
        state=DeletionState.DUE.value,
        due_on=term.until or today,
        policy_zh=term.zh,
        policy_en=term.en,
        found_at=now,
    )
