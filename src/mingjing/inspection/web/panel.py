# SPDX-License-Identifier: Apache-2.0
"""What is next for a subject, on the subject's own page (对象页上的检查安排)."""

from collections.abc import Iterable

from django.urls import reverse

from mingjing.inspection import public
from mingjing.inspection.types import LeadState, PlanView, Stage, TaskState, TaskView
from mingjing.kernel.paging import PageRequest
from mingjing.kernel.panels import Panel
from mingjing.registry.public import may
from mingjing.registry.types import Actor, Thing
from mingjing.subjects.types import SubjectClass, SubjectView, lying_in

_VISITS, _DRAFTS = 6, 3
_TO_COME = frozenset({TaskState.PLANNED, TaskState.DRAWN})
_TONES = {
    TaskState.PLANNED: "muted",
    TaskState.DRAWN: "info",
    TaskState.VISITED: "good",
    TaskState.CLOSED: "good",
    TaskState.CANCELLED: "warn",
}


def next_visit(subject: SubjectView, actor: Actor) -> Panel | None:
    """Visits to come and made under plans, open leads, drafts that could take it in."""
    may_read = may(actor, "inspection.read", lying_in(subject.region)).allowed
    if subject.kind is not SubjectClass.PREMISES or not may_read:
        return None
    visits = public.tasks_of_subject(subject.subject_id, _VISITS)
    plans = {plan_id: public.plan(plan_id) for plan_id in {task.plan_id for task in visits}}
    return Panel(
        "inspection/_next.html",
        {
            "to_come": [_line(task, plans) for task in visits if task.state in _TO_COME],
            "made": [_line(task, plans) for task in visits if task.state not in _TO_COME],
            "leads": public.leads_of_subject(subject.subject_id, LeadState.OPEN),
            "drafts": list(_drafts(subject, actor, planned_in=plans)),
            "lead_url": _lead_url(subject, actor),
        },
    )


def _line(task: TaskView, plans: dict[str, PlanView]) -> dict[str, object]:
    return {"task": task, "plan": plans[task.plan_id], "tone": _TONES[task.state]}


def _drafts(
    subject: SubjectView, actor: Actor, *, planned_in: Iterable[str]
) -> Iterable[tuple[PlanView, str]]:
    """Drafts of the actor's own that the subject is not in, each with the form that adds it."""
    for plan in public.plans(PageRequest(1, _DRAFTS), Stage.DRAFTED).items:
        place = Thing(plan.agency_id, plan.region)
        is_inside = subject.region.startswith(plan.region)
        if not is_inside or plan.plan_id in set(planned_in):
            continue
        if may(actor, "inspection.draft_plan", place).allowed:
            url = reverse("inspection-plan", args=[plan.plan_id])
            yield plan, f"{url}?subject={subject.subject_id}#changes-title"


def _lead_url(subject: SubjectView, actor: Actor) -> str:
    """Where a lead about the subject is taken; empty for who may not."""
    if not may(actor, "inspection.take_lead", Thing(actor.agency_id, subject.region)).allowed:
        return ""
    return f"{reverse('inspection-leads')}?subject={subject.subject_id}#take-title"
