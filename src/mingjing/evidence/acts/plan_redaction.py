# SPDX-License-Identifier: Apache-2.0
"""Act: settle what is hidden in a recording, and let the copy be made (确定脱敏方案)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import FilmJob, Redaction, RedactionDraft
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import draft
from mingjing.evidence.queries.scene_film import scene_length
from mingjing.evidence.rules.redaction import demand_fit, plan_digest, plan_value, reason_counts
from mingjing.evidence.types import Mode, NotSealed, RecordingState
from mingjing.evidence.types.redaction import FilmJobState, FilmWork, RedactionState
from mingjing.evidence.types.redaction_refusals import DraftChanged, NoFilm, PlanEmpty
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def plan_redaction(
    *, actor: Actor, now: datetime, recording_id: str, version: int, purpose: str
) -> str:
    """The reader's draft becomes a plan that nobody changes any more; returns the copy's id.

    The original is only read. A legal hold does not hinder it: it forbids deletion, not copies.

    Law: 政府信息公开条例 §15, §37; 个人信息保护法 §6, §28: no more is handed on than is needed.
    Raises: NotPermitted, RecordingUnknown, NotSealed, BodiesDeleted, NoFilm, DraftChanged,
    PlanEmpty, ReasonMissing, and what `demand_fit` refuses.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.redact", Thing(row.agency_id, row.region))
    state = RecordingState(row.state)
    if state is not RecordingState.COMPLETE:
        raise NotSealed(zh_state=state.zh, en_state=state.en)
    demand_bodies(recording_id)
    if row.mode == Mode.PHOTO.value:
        raise NoFilm
    found = draft(recording_id, actor.account_id)
    if found.version != version:
        raise DraftChanged(version=found.version)
    if found.plan.is_empty:
        raise PlanEmpty
    length = scene_length(row)
    demand_fit(found.plan, length, keeping().plan)
    why, redaction_id = demand_reason(purpose), new_id("redaction")
    sha256, reasons = plan_digest(found.plan), reason_counts(found.plan)
    entry = record_said(
        "evidence.redaction_planned",
        kind="redaction",
        object_id=redaction_id,
        actor=actor,
        now=now,
        payload={
            "recording": recording_id,
            "root": row.root,
            "plan": sha256,
            "reasons": reasons,
        },
    )
    made = Redaction.objects.create(
        redaction_id=redaction_id,
        recording=row,
        state=RedactionState.PLANNED.value,
        plan=plan_value(found.plan),
        plan_sha256=sha256,
        reasons=reasons,
        because=why,
        root=row.root,
        planned_by=actor.account_id,
        planned_at=now,
        planned_entry_id=entry.entry_id,
    )
    FilmJob.objects.create(
        job_id=new_id("film"),
        work=FilmWork.RENDER.value,
        recording=row,
        redaction=made,
        account_id=actor.account_id,
        state=FilmJobState.WAITING.value,
        total=length,
        asked_at=now,
    )
    RedactionDraft.objects.filter(recording=row, account_id=actor.account_id).delete()
    return redaction_id
