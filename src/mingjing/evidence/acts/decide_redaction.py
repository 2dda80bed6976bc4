# SPDX-License-Identifier: Apache-2.0
"""Act: approve a redacted copy, or not (批准脱敏件)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.reading import has_said_purpose
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import demand_redaction_state, has_planned, redaction_row
from mingjing.evidence.types.redaction import RedactionState
from mingjing.evidence.types.redaction_refusals import NotWatched, SameRedactor
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def decide_redaction(
    *, actor: Actor, now: datetime, redaction_id: str, is_approved: bool, reason: str
) -> None:
    """The second of two people, who has been let in to see it, says whether enough is hidden.

    Who planned a copy with the very plan is the first of them, whoever settled it again.

    Law: 政府信息公开条例 §17 (checked before it is given); 公安机关现场执法视音频记录工作规定.
    Raises: NotPermitted, RedactionMissing, RedactionNotThere, SameRedactor, NotWatched,
    BodiesDeleted, ReasonMissing.
    """
    row = redaction_row(redaction_id, lock=True)
    original = recording_row(row.recording_id)
    demand(actor, "evidence.approve_redaction", Thing(original.agency_id, original.region))
    demand_redaction_state(row, RedactionState.RENDERED)
    if has_planned(row, actor.account_id):
        raise SameRedactor
    demand_bodies(row.recording_id)
    because = demand_reason(reason)
    if not has_said_purpose(row.recording_id, actor.account_id, now):
        raise NotWatched
    payload = {
        "recording": row.recording_id,
        "root": row.root,
        "plan": row.plan_sha256,
        "sha256": row.sha256,
        "reasons": row.reasons,
        "rendered": row.rendered_entry_id,
    }
    if is_approved:
        entry = record_said(
            "evidence.redaction_approved",
            kind="redaction",
            object_id=redaction_id,
            actor=actor,
            now=now,
            payload=payload,
        )
    else:
        entry = record(
            "evidence.redaction_refused",
            kind="redaction",
            object_id=redaction_id,
            actor=actor,
            now=now,
            payload=payload,
        )
    row.state = (RedactionState.APPROVED if is_approved else RedactionState.REFUSED).value
    row.decided_by, row.decided_because = actor.account_id, because
    row.decided_at, row.decided_entry_id = now, entry.entry_id
    row.save()
