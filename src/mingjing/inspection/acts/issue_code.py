# SPDX-License-Identifier: Apache-2.0
"""Act: give a firm the code of its visit (发放检查码)."""

from datetime import datetime, timedelta

from mingjing.inspection.models import VisitCode
from mingjing.inspection.queries.facts import officers_on, task_row
from mingjing.inspection.queries.openness import code_digest, new_code
from mingjing.inspection.rules.openness import demand_not_inspector
from mingjing.inspection.types import TaskState, Words, WrongStage
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_DAYS = 365  # reading the announcement, the result, and evaluating


@official_act
def issue_code(*, actor: Actor, now: datetime, task_id: str) -> str:
    """Makes the code that goes with the notice of a visit; an older one ends. The code.

    Whoever was drawn for the visit does not make it, so that nobody evaluates himself; who made
    it stands in the ledger.

    Law: INS-7, INS-4, 国办发〔2024〕54号: each visit by its code; the firm is told and evaluates.
    Raises: NotPermitted, TaskMissing, CodeNotForInspectors, WrongStage.
    """
    task = task_row(task_id, lock=True)
    demand(actor, "inspection.issue_code", Thing(task.plan.agency_id, task.plan.region))
    demand_not_inspector(actor.officer_id, officers_on(task))
    if task.state in (TaskState.PLANNED, TaskState.CANCELLED):
        raise WrongStage(
            what=task.subject_id,
            stage=TaskState(task.state),
            act=Words("发放检查码", "given a code"),
        )
    code = new_code()
    row, _ = VisitCode.objects.update_or_create(
        task=task,
        defaults={
            "code_digest": code_digest(code),
            "issued_by": actor.account_id,
            "issued_at": now,
            "expires_on": local_date(now) + timedelta(days=_DAYS),
        },
    )
    record(
        "inspection.code_issued",
        kind="inspection_task",
        object_id=task_id,
        actor=actor,
        now=now,
        payload={"code_digest": row.code_digest},
    )
    return code
