# SPDX-License-Identifier: Apache-2.0
"""Reads over several rooms: home and search. What the actor may not see is not asked for."""

from datetime import date

from mingjing.cases import public as cases
from mingjing.cases.types.views import DeskView
from mingjing.catalog import public as catalog
from mingjing.catalog.types import Text
from mingjing.inspection import public as inspection
from mingjing.inspection.types import LeadState, PlanView, Stage, TaskState
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
    ScoreLine,
    VisitLine,
)
from mingjing.registry.public import may, reach
from mingjing.registry.types import Actor, Thing
from mingjing.risk import public as risk
from mingjing.risk.types import ScoreFilter
from mingjing.subjects import public as subjects
from mingjing.subjects.types import ALL_REGIONS, Within

_BATCHES, _PLANS, _ACTS, _VISITS, _FOUND, _HIGHEST = 6, 4, 8, 8, 10, 6
_WORK = ("inspection.read", "subjects.judge", "catalog.correct")
_ALL_RESOURCES = PageRequest(1, 500)


def _allowed(actor: Actor | None, action: str) -> bool:
    return actor is not None and may(actor, action).allowed


def home(actor: Actor | None, today: date) -> Home:
    """The home page for an actor, None for somebody who is not signed in."""
    reads_all = _where(actor, "subjects.read") == ALL_REGIONS
    reads_plans = actor is not None and _allowed(actor, "inspection.read")
    desk = cases.desk(actor, today) if actor else None
    has_work = desk is not None or any(_allowed(actor, action) for action in _WORK)
    return Home(
        journal=_journal(),
        intake=_intake(),
        agenda=_agenda(actor, desk, reads_plans=reads_plans) if actor and has_work else None,
        resolution=subjects.latest_run() if reads_all else None,
        model=_model(),
        highest=_highest(actor) if actor and _allowed(actor, "subjects.read") else (),
        draws=inspection.plans(PageRequest(1, _PLANS), Stage.DRAWN).items,
    )


def _where(actor: Actor | None, action: str) -> Within | None:
    """Where the actor may do the action, None for nowhere."""
    return subjects.within(actor, action) if actor and may(actor, action).allowed else None


def _highest(actor: Actor) -> tuple[ScoreLine, ...]:
    """The first of the newest scoring that the actor may read, by name."""
    where, run = _where(actor, "risk.read"), risk.latest_run()
    if where is None or run is None:
        return ()
    first = risk.scores(run.run_id, PageRequest(1, _HIGHEST), ScoreFilter(where=where)).items
    known = subjects.subjects([score.subject_id for score in first])
    return tuple(ScoreLine(score, known.get(score.subject_id)) for score in first)


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


def _agenda(actor: Actor, desk: DeskView | None, *, reads_plans: bool) -> Agenda:
    seen = reach(actor, "inspection.read")
    plans = inspection.plans(PageRequest(1, _PLANS), given=seen).items if reads_plans else ()
    open_leads = PageRequest(1, 1)
    judges = _where(actor, "subjects.judge")
    return Agenda(
        plans=tuple(_plan_line(plan) for plan in plans),
        own_visits=_own_visits(actor, plans),
        steps=tuple(plan for plan in plans if _is_next(actor, plan)),
        leads=inspection.leads(open_leads, LeadState.OPEN, seen).total
        if _allowed(actor, "inspection.draft_plan")
        else None,
        pairs=sum(subjects.review_counts(judges).values()) if judges else None,
        quarantined=catalog.rows_waiting(reach(actor, "catalog.correct"))
        if _allowed(actor, "catalog.correct")
        else None,
        desk=desk,
    )


def _is_next(actor: Actor, plan: PlanView) -> bool:
    """Whether the plan waits for a step that this actor may take."""
    if plan.stage == Stage.DRAWN:
        return False
    action = "inspection.freeze_pool" if plan.stage == Stage.DRAFTED else "inspection.draw"
    return may(actor, action, Thing(plan.agency_id, plan.region)).allowed


def _plan_line(plan: PlanView) -> PlanLine:
    lanes = inspection.lane_counts(plan.plan_id)
    return PlanLine(
        plan,
        visits=sum(lane.tasks - lane.cancelled for lane in lanes),
        done=sum(lane.visited for lane in lanes),
    )


def _own_visits(actor: Actor, plans: tuple[PlanView, ...]) -> tuple[VisitLine, ...]:
    if not actor.officer_id:
        return ()
    mine = inspection.TaskFilter(state=TaskState.DRAWN, officer_id=actor.officer_id)
    found = [
        task
        for plan in plans
        for task in inspection.tasks(plan.plan_id, PageRequest(1, _VISITS), mine).items
    ][:_VISITS]
    known = subjects.subjects([task.subject_id for task in found])
    return tuple(VisitLine(task, known.get(task.subject_id)) for task in found)


def search(actor: Actor | None, text: str) -> Found:
    """The first of each kind of thing that a text describes."""
    first, where = PageRequest(1, _FOUND), _where(actor, "subjects.read")
    return Found(
        text=text,
        subjects=subjects.search(text, first, where=where) if where else None,
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
