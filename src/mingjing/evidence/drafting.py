# SPDX-License-Identifier: Apache-2.0
"""Drafts of plans (脱敏方案草稿): kept at each change, taken up again later. No act, no entry."""

from datetime import datetime

from django.db import transaction

from mingjing.evidence.models import FilmJob, RedactionDraft
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import draft, redaction_row
from mingjing.evidence.queries.scene_film import scene_length
from mingjing.evidence.rules.plan_edits import Edit
from mingjing.evidence.rules.redaction import demand_fit, plan_value, read_plan
from mingjing.evidence.types.redaction import DraftView, FilmJobState, Plan
from mingjing.evidence.types.redaction_refusals import DraftChanged, PartOfPlanMissing
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


def change_draft(
    *, actor: Actor, now: datetime, recording_id: str, version: int, edit: Edit
) -> DraftView:
    """Changes the reader's own plan when it still is the version that was read.

    Raises: NotPermitted, RecordingUnknown, DraftChanged, PartOfPlanMissing, and what `demand_fit`
    refuses; nothing is changed then.
    """
    row = recording_row(recording_id)
    demand(actor, "evidence.redact", Thing(row.agency_id, row.region))
    with transaction.atomic():
        RedactionDraft.objects.get_or_create(
            recording=row,
            account_id=actor.account_id,
            defaults={"plan": plan_value(Plan()), "at": now},
        )
        kept = RedactionDraft.objects.select_for_update().get(
            recording=row, account_id=actor.account_id
        )
        if kept.version != version:
            raise DraftChanged(version=kept.version)
        plan = edit(read_plan(kept.plan))
        demand_fit(plan, scene_length(row), keeping().plan)
        kept.plan, kept.version, kept.at = plan_value(plan), kept.version + 1, now
        kept.save()
    return draft(recording_id, actor.account_id)


def take_up(*, actor: Actor, now: datetime, redaction_id: str) -> None:
    """Puts the plan of a redacted copy in place of the reader's draft, to go on from there.

    Raises: NotPermitted, RedactionMissing.
    """
    row = redaction_row(redaction_id)
    version = draft(row.recording_id, actor.account_id).version
    plan = read_plan(row.plan)
    change_draft(
        actor=actor,
        now=now,
        recording_id=row.recording_id,
        version=version,
        edit=lambda _old: plan,
    )


def settle_suggestion(*, actor: Actor, job_id: str, number: int) -> None:
    """Notes that a person accepted or refused what the machine found.

    Raises: PartOfPlanMissing.
    """
    with transaction.atomic():
        row = (
            FilmJob.objects.select_for_update()
            .filter(job_id=job_id, account_id=actor.account_id, state=FilmJobState.DONE.value)
            .first()
        )
        if row is None or not 0 <= number < len(row.result) or row.result[number].get("settled"):
            raise PartOfPlanMissing
        row.result[number]["settled"] = True
        row.save(update_fields=["result"])
