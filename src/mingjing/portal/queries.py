# SPDX-License-Identifier: Apache-2.0
"""Reads over several rooms: home and search. What the actor may not see is not asked for."""

from mingjing.catalog import public as catalog
from mingjing.catalog.types import Text
from mingjing.inspection import public as inspection
from mingjing.inspection.types import LeadState, PlanView, TaskState, TaskView
from mingjing.kernel.paging import Page, PageRequest
from mingjing.ledger import public as ledger
from mingjing.ledger.types import EntryFilter, EntryMissing, EntryView
from mingjing.portal.types import (
    Agenda,
    Arrival,
    Found,
    Home,
    Intake,
    Journal,
    ModelState,
    PlanLine,
)
from mingjing.registry.public import may
from mingjing.registry.types import Actor
from mingjing.risk import public as risk
from mingjing.subjects import public as subjects

_BATCHES, _PLANS, _ACTS, _VISITS, _FOUND = 8, 4, 8, 6, 10
_ALL_RESOURCES = PageRequest(1, 500)


def _allowed(actor: Actor | None, action: str) -> bool:
    return actor is not None and may(actor, action).allowed


def home(actor: Actor | None) -> Home:
    """The home page for an actor, None for somebody who is not signed in."""
    reads_subjects = _allowed(actor, "subjects.read")
    return Home(
        journal=_journal(),
        intake=_intake(),
        agenda=_agenda(actor) if actor and _allowed(actor, "inspection.read") else None,
        resolution=subjects.latest_run() if reads_subjects else None,
        model=_model(),
    )


def _model() -> ModelState | None:
    active = risk.active_model()
    return ModelState(risk.model_card(active.model_id), risk.latest_run()) if active else None


def _journal() -> Journal:
    return Journal(
        head=ledger.head(),
        waiting=ledger.waiting_entries(),
        acts=ledger.entries(PageRequest(1, _ACTS)).items,
    )


def _intake() -> Intake:
    totals = catalog.totals()
    names = {one.resource_id: one.entry.name for one in catalog.resources(_ALL_RESOURCES).items}
    newest = catalog.recent_batches(_BATCHES)
    return Intake(
        resources=totals.resources,
        accepted=totals.accepted,
        quarantined=totals.quarantined,
        newest=tuple(
            Arrival(one, names.get(one.resource_id, Text(one.resource_id, one.resource_id)))
            for one in newest
        ),
    )


def _agenda(actor: Actor) -> Agenda:
    plans = inspection.plans(PageRequest(1, _PLANS)).items
    judges = _allowed(actor, "subjects.judge")
    return Agenda(
        plans=tuple(_plan_line(plan) for plan in plans),
        own_visits=_own_visits(actor, plans),
        open_leads=inspection.leads(PageRequest(1, 1), LeadState.OPEN).total,
        pairs=sum(subjects.review_counts().values()) if judges else None,
    )


def _plan_line(plan: PlanView) -> PlanLine:
    lanes = inspection.lane_counts(plan.plan_id)
    return PlanLine(
        plan,
        visits=sum(lane.tasks - lane.cancelled for lane in lanes),
        done=sum(lane.visited for lane in lanes),
    )


def _own_visits(actor: Actor, plans: tuple[PlanView, ...]) -> tuple[TaskView, ...]:
    if not actor.officer_id:
        return ()
    mine = inspection.TaskFilter(state=TaskState.DRAWN, officer_id=actor.officer_id)
    found = [
        task
        for plan in plans
        for task in inspection.tasks(plan.plan_id, PageRequest(1, _VISITS), mine).items
    ]
    return tuple(found[:_VISITS])


def search(actor: Actor | None, text: str) -> Found:
    """The first of each kind of thing that a text describes."""
    first = PageRequest(1, _FOUND)
    return Found(
        text=text,
        subjects=subjects.search(text, first) if _allowed(actor, "subjects.read") else None,
        resources=catalog.resources(first, text),
        entries=_entries(text, first),
    )


def _entries(text: str, page: PageRequest) -> Page[EntryView]:
    """Ledger entries with that id, about that object, or of that act."""
    try:
        return Page((ledger.entry(text),), 1, page.size, 1)
    except EntryMissing:
        pass
    for where in (EntryFilter(object_id=text), EntryFilter(act=text)):
        found = ledger.entries(page, where)
        if found.total:
            return found
    return Page((), 1, page.size, 0)
