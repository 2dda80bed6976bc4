# SPDX-License-Identifier: Apache-2.0
"""Act: decide that the content of what is kept is deleted (决定删除内容)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.queries.deletions import demand_no_hold
from mingjing.evidence.queries.kept import bodies_of, kept_row, proof_of
from mingjing.evidence.queries.retention import demand_run_out
from mingjing.evidence.queries.undecided import undecided_row
from mingjing.evidence.types import DeletionState, KeptItem, SamePerson
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def delete_bodies(*, actor: Actor, now: datetime, item: KeptItem, reason: str) -> None:
    """The second of two people: from here on the bodies are gone; the store is emptied after.

    Headers, signatures, hashes, root, receipt and entries stay. The decision is on record before
    the first body goes, so that a crash in between leaves a decision to carry out, never a hole
    unexplained.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13; REC-2, DL-46, 公共视频条例
    §17 (deleted after); REC-6 (originals are not deleted at will).
    Raises: NotPermitted, RecordingUnknown, FileNotThere, NotProposed, SamePerson, OnHold, TermRuns,
    ReasonMissing, ChainDamaged.
    """
    row = kept_row(item, lock=True)
    demand(actor, "evidence.delete", Thing(row.agency_id, row.region))
    found = undecided_row(item.id, DeletionState.PROPOSED)
    if found.proposed_by == actor.account_id:
        raise SamePerson
    demand_no_hold(item.id)
    term = demand_run_out(row, local_date(now))
    because = demand_reason(reason)
    bodies = bodies_of(row)
    entry = record_said(
        "evidence.bodies_deleted",
        kind=item.kind,
        object_id=item.id,
        actor=actor,
        now=now,
        payload={
            "policy": term.zh,
            "until": str(term.until),
            "proposed": found.proposed_entry_id,
            "bodies": len(bodies),
            **proof_of(row),
        },
    )
    found.state = DeletionState.DECIDED.value
    found.policy_zh, found.policy_en = term.zh, term.en
    found.decided_by, found.decided_because = actor.account_id, because
    found.decided_at, found.decided_entry_id = now, entry.entry_id
    found.bodies = len(bodies)
    found.save()
