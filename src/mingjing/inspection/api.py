# SPDX-License-Identifier: Apache-2.0
"""JSON of the inspection room (检查接口): plans, their tasks, and the public draw."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.params.functions import Query

from mingjing.inspection import public
from mingjing.inspection.types import DrawView, Lane, PlanView, Stage, TaskState, TaskView
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import demand, reach, signed_in
from mingjing.registry.types import Thing

router = Router(tags=["inspection"])
ACCESS = {
    "inspection-api-plans": "inspection.read",
    "inspection-api-plan": "inspection.read",
    "inspection-api-tasks": "inspection.read",
    "inspection-api-draw": "public",
    "inspection-api-draw-file": "public",
}


class PlanOut(Schema):
    """One plan. Shares are ratios, written as decimal text."""

    plan_id: str
    title: str
    title_en: str
    stage: Stage
    agency_id: str
    region: str
    period_from: date
    period_to: date
    as_of: date
    budget: int
    random_share: str
    statutory_share: str
    area_floor: str
    items: list[str]
    model_id: str
    yearly_cap: int | None
    candidates: int
    drafted_at: datetime

    @staticmethod
    def resolve_random_share(view: PlanView) -> str:
        """The share of the random lane."""
        return str(view.random_share)

    @staticmethod
    def resolve_statutory_share(view: PlanView) -> str:
        """The share of the statutory lane."""
        return str(view.statutory_share)

    @staticmethod
    def resolve_area_floor(view: PlanView) -> str:
        """The floor of each area's part."""
        return str(view.area_floor)


class TaskOut(Schema):
    """One visit of a plan; `inclusion` is the exact probability, written as a fraction."""

    task_id: str
    plan_id: str
    subject_id: str
    lane: Lane
    stratum: str
    area: str
    category: str
    rank: int | None
    score: float | None
    inclusion: str
    state: TaskState
    items: list[str]
    officers: list[str]
    visited_on: date | None
    violations: int
    has_critical: bool

    @staticmethod
    def resolve_inclusion(view: TaskView) -> str:
        """The probability as a fraction in lowest terms."""
        return str(view.inclusion)


class DrawOut(Schema):
    """A draw: what was frozen before the seed existed, the seed, and where both stand."""

    plan_id: str
    pool_digest: str
    frozen_at: datetime
    frozen_entry_id: str
    algorithm: str
    is_covered: bool
    checkpoint_size: int | None
    checkpoint_root: str
    checkpoint_note: str
    public_string: str
    seed: str
    drawn_at: datetime | None
    drawn_entry_id: str
    officers: int
    objects: int


class PlansOut(Schema):
    """One page of plans, the newest first."""

    items: list[PlanOut]
    number: int
    size: int
    total: int


class TasksOut(Schema):
    """One page of tasks."""

    items: list[TaskOut]
    number: int
    size: int
    total: int


@router.get("/plans", response=PlansOut, url_name="inspection-api-plans")
def list_plans(request: HttpRequest, page: int = Query(1, ge=1, le=9_999_999)) -> Page[PlanView]:
    """Inspection plans (检查计划), the newest first."""
    return public.plans(PageRequest(page), given=reach(signed_in(request), "inspection.read"))


@router.get("/plans/{plan_id}", response=PlanOut, url_name="inspection-api-plan")
def get_plan(request: HttpRequest, plan_id: str) -> PlanView:
    """One plan, when the asker's power reaches it."""
    view = public.plan(plan_id)
    demand(signed_in(request), "inspection.read", Thing(view.agency_id, view.region))
    return view


@router.get("/plans/{plan_id}/tasks", response=TasksOut, url_name="inspection-api-tasks")
def list_tasks(
    request: HttpRequest, plan_id: str, page: int = Query(1, ge=1, le=9_999_999)
) -> Page[TaskView]:
    """Visits of a plan with lane, inclusion probability and officers."""
    get_plan(request, plan_id)
    return public.tasks(plan_id, PageRequest(page, 200))


@router.get("/plans/{plan_id}/draw", response=DrawOut, url_name="inspection-api-draw")
def get_draw(request: HttpRequest, plan_id: str) -> DrawView:
    """The draw as the public sees it (抽取公示)."""
    return public.draw_view(plan_id)


@router.get("/plans/{plan_id}/draw/file", url_name="inspection-api-draw-file")
def get_draw_file(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The draw file; `mingjing inspection replay` repeats it bit for bit."""
    return HttpResponse(public.draw_file(plan_id), content_type="application/json")
