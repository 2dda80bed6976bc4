# SPDX-License-Identifier: Apache-2.0
"""Act: close a visit whose result is in (办结检查任务)."""

from datetime import datetime

from mingjing.inspection.acts.leads import set_lead_state
from mingjing.inspection.queries.facts import task_row
from mingjing.inspection.types import LeadState, TaskState, Words, WrongStage
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def close_task(*, actor: Actor, now: datetime, task_id: str) -> None:
    """Closes a visited task, and the lead that triggered it.

    Law: 国发〔2019〕5号: the result is recorded and published.
    Raises: NotPermitted, TaskMissing, WrongStage.
    """
    task = task_row(task_id, lock=True)
    demand(actor, "inspection.enter_result", Thing(task.plan.agency_id, task.plan.region))
    if task.state != TaskState.VISITED:
        raise WrongStage(
            what=task.subject_id, stage=TaskState(task.state), act=Words("办结", "closed")
        )
    task.state = TaskState.CLOSED.value
    task.save()
    set_lead_state(task, LeadState.CLOSED)
    record(
        "inspection.task_closed",
        kind="inspection_task",
        object_id=task.task_id,
        actor=actor,
        now=now,
        payload={"plan_id": task.plan_id, "visited_on": str(task.visited_on)},
    )
