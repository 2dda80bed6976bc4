# SPDX-License-Identifier: Apache-2.0
"""Act: replace a drawn officer from the reserves of the same draw (更换执法人员)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from mingjing.inspection.acts.freeze_pool import officers_for
from mingjing.inspection.models import Plan, Task, TaskOfficer, VisitCode
from mingjing.inspection.queries.draws import reserves_of
from mingjing.inspection.queries.facts import officers_on, owner_of, recused_for, task_row
from mingjing.inspection.rules.checklist import items_for
from mingjing.inspection.rules.gates import demand_reason
from mingjing.inspection.types import NoReserveLeft, NotTheDrawnPair, TaskState, Words, WrongStage
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import actor_by_id, demand, inspection_items
from mingjing.registry.types import Actor, OfficerView, Thing, UnknownAccount


@official_act
def replace_officer(
    *, actor: Actor, now: datetime, task_id: str, officer_id: str, reason: str
) -> str:
    """Takes a drawn officer off a visit and puts the next lawful reserve on; returns who that is.

    Order: the reserves as drawn; passed over are those who were on the visit before, are recused
    by now, have lost their certificate, lack a skill that the other officer does not have, or
    made the firm's code: nobody evaluates himself.

    Law: APL-042, APL-043, 行政处罚法 §42, §43; DRO-2, 营商环境条例 §54.
    Raises: NotPermitted, TaskMissing, WrongStage, ReasonMissing, NotTheDrawnPair, NoReserveLeft.
    """
    task = task_row(task_id, lock=True)
    plan = task.plan
    demand(actor, "inspection.replace_officer", Thing(plan.agency_id, plan.region))
    if task.state != TaskState.DRAWN:
        raise WrongStage(
            what=task.subject_id,
            stage=TaskState(task.state),
            act=Words("更换人员", "given other officers"),
        )
    demand_reason(reason, "replacement")
    pair = officers_on(task)
    if officer_id not in pair:
        raise NotTheDrawnPair(drawn=", ".join(sorted(pair)), present=officer_id)
    barred = _makers_of_the_code(task, now)
    successor = _next_reserve(task, [one for one in pair if one != officer_id], barred)
    turn = TaskOfficer.objects.get(task=task, officer_id=officer_id, until__isnull=True)
    turn.until, turn.reason = now, reason.strip()
    turn.save()
    TaskOfficer.objects.create(
        task=task, officer_id=successor, position=turn.position, since=now, reason=reason.strip()
    )
    record(
        "inspection.officer_replaced",
        kind="inspection_task",
        object_id=task.task_id,
        actor=actor,
        now=now,
        payload={"officer_id": officer_id, "successor": successor, "reason": reason.strip()},
    )
    return successor


def _makers_of_the_code(task: Task, now: datetime) -> frozenset[str]:
    """The officer who gave the firm its code, if one did."""
    row = VisitCode.objects.filter(task=task).first()
    if row is None:
        return frozenset()
    try:
        maker = actor_by_id(row.issued_by, local_date(now)).officer_id
    except UnknownAccount:  # closed since
        return frozenset()
    return frozenset({maker} if maker else ())


def _next_reserve(task: Task, remaining: Sequence[str], barred: frozenset[str]) -> str:
    """The first reserve who may take over.

    Raises: NoReserveLeft.
    """
    team = {view.officer_id: view for view in officers_for(task.plan)}
    had = set(TaskOfficer.objects.filter(task=task).values_list("officer_id", flat=True))
    barred |= had | recused_for(task.subject_id, owner_of(task.plan, task.subject_id))
    missing = _skills(task.plan, task) - _skills_of(remaining, team)
    for officer_id in reserves_of(task.plan, task.subject_id):
        view = team.get(officer_id)
        if view and officer_id not in barred and missing <= view.skills:
            return officer_id
    raise NoReserveLeft


def _skills(plan: Plan, task: Task) -> frozenset[str]:
    wanted = set(task.items)
    items = [i for i in inspection_items(plan.period_from) if i.item_code in wanted]
    return frozenset(items_for(task.category, items).skills)


def _skills_of(officers: Collection[str], team: dict[str, OfficerView]) -> frozenset[str]:
    return frozenset(skill for one in officers if one in team for skill in team[one].skills)
