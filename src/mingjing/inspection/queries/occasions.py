# SPDX-License-Identifier: Apache-2.0
"""Visits that an officer may record (可录像的检查任务): drawn for the officer, not closed yet."""

from collections.abc import Collection
from datetime import datetime

from mingjing.evidence.types import Occasion
from mingjing.inspection.models import Task
from mingjing.inspection.queries.outlook import SubjectCard, cards
from mingjing.inspection.types import TaskState
from mingjing.registry.types import Actor

KIND = "inspection_task"
_OPEN = (TaskState.DRAWN.value, TaskState.VISITED.value)
_MOST = 200


def drawn_visits(actor: Actor, now: datetime) -> tuple[Occasion, ...]:
    """The officer's own visits, those of the newest plan first; two queries."""
    if not actor.officer_id:
        return ()
    mine = Task.objects.filter(
        turns__officer_id=actor.officer_id, turns__until__isnull=True, state__in=_OPEN
    )
    rows = list(mine.select_related("plan").order_by("-plan__period_from", "task_id")[:_MOST])
    known = cards({row.subject_id for row in rows})
    return tuple(_occasion(row, *_name(known.get(row.subject_id), row)) for row in rows)


def names_of_visits(task_ids: Collection[str]) -> dict[str, str]:
    """Whom a visit is to, by the id of its task; two queries."""
    rows = dict(Task.objects.filter(task_id__in=task_ids).values_list("task_id", "subject_id"))
    known = cards(set(rows.values()))
    return {task: known[subject].name for task, subject in rows.items() if subject in known}


def _name(card: SubjectCard | None, row: Task) -> tuple[str, str]:
    return (card.name, card.address) if card else (row.subject_id, row.area)


def _occasion(row: Task, title: str, place: str) -> Occasion:
    return Occasion(
        kind=KIND,
        id=row.task_id,
        title=title,
        place=place,
        agency_id=row.plan.agency_id,
        region=row.plan.region,
    )
