# SPDX-License-Identifier: Apache-2.0
"""Act: hand out a redacted copy (交付脱敏件)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import RedactionHandout
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import demand_redaction_state, redaction_row
from mingjing.evidence.queries.releasing import demand_released
from mingjing.evidence.types.redaction import RedactionState
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def hand_out_redaction(
    *, actor: Actor, now: datetime, redaction_id: str, purpose: str, sha256: str
) -> None:
    """Puts on record who took the approved copy out, for what, in a file with this digest.

    Law: 公安机关现场执法视音频记录工作规定 (copying is approved and logged); Decree 799 §16.
    Raises: NotPermitted, SealedByLaw, RedactionMissing, RedactionNotThere, BodiesDeleted,
    ReasonMissing.
    """
    row = redaction_row(redaction_id)
    original = recording_row(row.recording_id)
    demand(actor, "evidence.export", Thing(original.agency_id, original.region))
    demand_released(actor, original)
    demand_redaction_state(row, RedactionState.APPROVED)
    demand_bodies(row.recording_id)
    why = demand_reason(purpose)
    entry = record(
        "evidence.redaction_handed_out",
        kind="redaction",
        object_id=redaction_id,
        actor=actor,
        now=now,
        payload={"purpose": why, "sha256": row.sha256, "bundle": sha256},
    )
    RedactionHandout.objects.create(
        redaction=row,
        account_id=actor.account_id,
        purpose=why,
        sha256=sha256,
        at=now,
        entry_id=entry.entry_id,
    )
