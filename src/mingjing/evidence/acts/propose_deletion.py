# SPDX-License-Identifier: Apache-2.0
"""Act: propose that what its term ran out for be deleted (提请删除)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.queries.deletions import demand_no_hold
from mingjing.evidence.queries.kept import kept_row
from mingjing.evidence.queries.retention import demand_run_out
from mingjing.evidence.queries.undecided import undecided_row
from mingjing.evidence.types import DeletionState, KeptItem
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def propose_deletion(*, actor: Actor, now: datetime, item: KeptItem, reason: str) -> None:
    """The first of two people: says that nobody needs it any more.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13; REC-2, 公共视频条例 §17; REC-6.
    Raises: NotPermitted, RecordingUnknown, FileNotThere, NotProposed, OnHold, TermRuns,
    ReasonMissing.
    """
    row = kept_row(item, lock=True)
    demand(actor, "evidence.propose_deletion", Thing(row.agency_id, row.region))
    found = undecided_row(item.id, DeletionState.DUE)
    demand_no_hold(item.id)
    demand_run_out(row, local_date(now))
    because = demand_reason(reason)
    entry = record(
        "evidence.deletion_proposed",
        kind=item.kind,
        object_id=item.id,
        actor=actor,
        now=now,
        payload={"policy": found.policy_zh, "reason": because},
    )
    found.state = DeletionState.PROPOSED.value
    found.proposed_by, found.proposed_because = actor.account_id, because
    found.proposed_at, found.proposed_entry_id = now, entry.entry_id
    found.save()
