# SPDX-License-Identifier: Apache-2.0
"""Act: cancel a visit, with the reason (取消检查任务)."""

from datetime import datetime

from mingjing.inspection.acts.leads import set_lead_state
from mingjing.inspection.queries.facts import task_row
from mingjing.inspection.rules.gates import demand_reason
from mingjing.inspection.types import LeadState, TaskState, Words, WrongStage
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def cancel_task(*, actor: Actor, now: datetime, task_id: str, reason: str) -> None:
    """Cancels a drawn visit that cannot be made; its lead, if any, waits for the next plan.

    A cancelled random visit is not replaced: it counts as not visited in the estimate.

    Law: INS-4, 国办发〔2024〕54号.
    Raises: NotPermitted, TaskMissing, WrongStage, ReasonMissing.
    """
    task = task_row(task_id, lock=True)
    demand(actor, "inspection.cancel_task", Thing(task.plan.agency_id, task.plan.region))
    if task.state != TaskState.DRAWN:
        raise WrongStage(
            what=task.subject_id, stage=TaskState(task.state), act=Words("取消", "cancelled")
        )
    demand_reason(reason, "cancellation")
    task.state, task.cancelled_because = TaskState.CANCELLED.value, reason.strip()
    task.save()
    set_lead_state(task, LeadState.OPEN)
    record(
        "inspection.task_cancelled",
        kind="inspection_task",
        object_id=task.task_id,
        actor=actor,
        now=now,
        payload={"reason": reason.strip()},
    )
