# SPDX-License-Identifier: Apache-2.0
"""Act: enter the result of a visit, line by line of the checklist (录入检查结果)."""

from datetime import date, datetime

from mingjing.inspection.models import CheckFinding, Task, TaskResult
from mingjing.inspection.queries.facts import officers_on, owner_of, recused_for, task_row
from mingjing.inspection.rules import gates
from mingjing.inspection.rules.checklist import count_violations, demand_answers, questions
from mingjing.inspection.types import (
    CheckLine,
    NotTheDrawnPair,
    TaskState,
    VisitResult,
    Words,
    WrongStage,
)
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand, inspection_items, limit, officers
from mingjing.registry.types import Actor, Thing


@official_act
def enter_result(*, actor: Actor, now: datetime, task_id: str, result: VisitResult) -> str:
    """Enters what the drawn officers found and returns the id of the result.

    Whoever inspects enters (谁检查、谁录入): the actor is one of the officers who were there.

    Law: APL-042, APL-043, 行政处罚法 §42, §43; INS-2, INS-5, INS-7, 国办发〔2024〕54号.
    Raises: NotPermitted, TaskMissing, WrongStage, TooFewOfficers, NotTheDrawnPair,
    CertificateNotInForce, OfficerRecused, VisitOutsidePeriod, VisitNotOver, ResultInvalid.
    """
    task = task_row(task_id, lock=True)
    demand(actor, "inspection.enter_result", Thing(task.plan.agency_id, task.plan.region))
    if task.state != TaskState.DRAWN:
        raise WrongStage(
            what=task.subject_id,
            stage=TaskState(task.state),
            act=Words("录入结果", "given a result"),
        )
    on = local_date(result.started_at)
    least = limit("inspection.officers_min", local_date(now), task.plan.region)
    gates.demand_drawn_pair(result.officers, officers_on(task), least)
    _demand_officers(actor, task, result, on)
    gates.demand_visit_in_period(on, (task.plan.period_from, task.plan.period_to))
    gates.demand_visit_over(result.ended_at, now)
    demand_answers(result, questions(task.items, inspection_items(task.plan.period_from)))
    row = _write(actor, now, task, result)
    _mark_visited(task, on, result)
    record(
        "inspection.result_entered",
        kind="inspection_task",
        object_id=task.task_id,
        actor=actor,
        now=now,
        payload={
            "result_id": row.result_id,
            "started_at": result.started_at.isoformat(),
            "ended_at": result.ended_at.isoformat(),
            "officers": sorted(result.officers),
            "is_entry_scanned": result.is_entry_scanned,
            "lines": [_line(line) for line in result.lines],
        },
    )
    return row.result_id


def _demand_officers(actor: Actor, task: Task, result: VisitResult, on: date) -> None:
    """The actor is one of those who went; both were certified and free of interest that day."""
    if actor.officer_id not in result.officers:
        raise NotTheDrawnPair(
            drawn=", ".join(sorted(result.officers)), present=actor.officer_id or actor.account_id
        )
    gates.demand_certificates(result.officers, officers(task.plan.agency_id, on), on)
    recused = recused_for(task.subject_id, owner_of(task.plan, task.subject_id))
    gates.demand_not_recused(result.officers, recused)


def _write(actor: Actor, now: datetime, task: Task, result: VisitResult) -> TaskResult:
    row = TaskResult.objects.create(
        task=task,
        started_at=result.started_at,
        ended_at=result.ended_at,
        officers=sorted(result.officers),
        is_entry_scanned=result.is_entry_scanned,
        entered_by=actor.account_id,
        entered_at=now,
    )
    CheckFinding.objects.bulk_create(
        CheckFinding(
            result=row,
            item_code=line.item_code,
            check_code=line.check_code,
            outcome=line.outcome.value,
            severity=line.severity.value if line.severity else "",
            notes=line.notes.strip(),
        )
        for line in result.lines
    )
    return row


def _mark_visited(task: Task, on: date, result: VisitResult) -> None:
    task.violations, task.has_critical = count_violations(result.lines)
    task.visited_on = on
    task.state = TaskState.VISITED.value
    task.save()


def _line(line: CheckLine) -> dict[str, str]:
    return {
        "item_code": line.item_code,
        "check_code": line.check_code,
        "outcome": line.outcome.value,
        "severity": line.severity.value if line.severity else "",
        "notes": line.notes.strip(),
    }
