# SPDX-License-Identifier: Apache-2.0
"""What acts on tasks share: the lead behind a task moves with it."""

from mingjing.inspection.models import Lead, Task
from mingjing.inspection.types import LeadState


def set_lead_state(task: Task, state: LeadState) -> None:
    """The lead that triggered the task, if any, takes the state."""
    if task.lead_id:
        Lead.objects.filter(lead_id=task.lead_id).update(state=state)
