# SPDX-License-Identifier: Apache-2.0
"""Reads of plans: lists, views, counts by lane and area, what was changed by hand."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from django.db.models import Count, Q

from mingjing.inspection.models import Plan, PlanCandidates, PlanChange, Task
from mingjing.inspection.queries.facts import plan_row
from mingjing.inspection.rules.register import read_register, unpack
from mingjing.inspection.types import (
    AreaCount,
    Change,
    ChangeView,
    Lane,
    LaneCount,
    PlanView,
    Stage,
    TaskState,
)
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import inside
from mingjing.registry.types import EVERYWHERE, Reach

_VISITED = (TaskState.VISITED, TaskState.CLOSED)


def plan_view(row: Plan) -> PlanView:
    """A row as other rooms see it."""
    return PlanView(
        plan_id=row.plan_id,
        title=row.title,
        stage=Stage(row.stage),
        agency_id=row.agency_id,
        region=row.region,
        period_from=row.period_from,
        period_to=row.period_to,
        as_of=row.as_of,
        budget=row.budget,
        random_take=row.random_take,
        random_share=row.random_share,
        statutory_share=row.statutory_share,
        area_floor=row.area_floor,
        area_quotas=tuple((area, Decimal(share)) for area, share in row.area_quotas.items()),
        items=tuple(row.items),
        model_id=row.model_id,
        yearly_cap=row.yearly_cap,
        candidates=row.candidates,
        frame_size=row.frame_size,
        excluded=tuple(sorted(row.excluded.items())),
        limits=tuple(row.limits),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        title_en=row.title_en,
    )


def plan(plan_id: str) -> PlanView:
    """One plan.

    Raises: PlanMissing.
    """
    return plan_view(plan_row(plan_id))


def plans(page: PageRequest, stage: str = "", given: Reach = EVERYWHERE) -> Page[PlanView]:
    """Plans that a permission reaches, newest first; with `stage` only those."""
    rows = Plan.objects.filter(inside(Plan.objects.all(), given))
    rows = rows.order_by("-drafted_at", "plan_id")
    if stage:
        rows = rows.filter(stage=stage)
    items = tuple(plan_view(row) for row in rows[page.offset : page.offset + page.size])
    return Page(items, page.number, page.size, rows.count())


def lane_counts(plan_id: str) -> tuple[LaneCount, ...]:
    """Visits of each lane; the random lane counts its places until it is drawn."""
    rows = (
        Task.objects.filter(plan_id=plan_id)
        .values_list("lane")
        .annotate(
            tasks=Count("task_id"),
            visited=Count("task_id", filter=Q(state__in=_VISITED)),
            cancelled=Count("task_id", filter=Q(state=TaskState.CANCELLED)),
        )
    )
    found = {lane: (tasks, visited, cancelled) for lane, tasks, visited, cancelled in rows}
    return tuple(LaneCount(lane, *found.get(lane.value, (0, 0, 0))) for lane in Lane)


def area_counts(plan_id: str) -> tuple[AreaCount, ...]:
    """For each area its candidates and its visits, the most candidates first.

    Raises: PlanMissing.
    """
    row = plan_row(plan_id)
    digest = PlanCandidates.objects.values_list("digest", flat=True).get(plan=row)
    candidates = _candidates_by_area(digest)
    visits = dict(
        Task.objects.filter(plan=row).values_list("area").annotate(tasks=Count("task_id"))
    )
    areas = sorted(candidates, key=lambda area: (-candidates[area], area))
    return tuple(AreaCount(area, candidates[area], visits.get(area, 0)) for area in areas)


@lru_cache(maxsize=64)
def _candidates_by_area(digest: str) -> Mapping[str, int]:
    """Counted once: a register with this digest never says anything else."""
    row = PlanCandidates.objects.filter(digest=digest)[:1].get()
    return Counter(one.area for one in read_register(unpack(bytes(row.content))))


def changes(plan_id: str) -> tuple[ChangeView, ...]:
    """Changes by hand, newest first, at most 200."""
    rows = PlanChange.objects.filter(plan_id=plan_id).order_by("-id")[:200]
    return tuple(
        ChangeView(row.subject_id, Change(row.change), row.reason, row.by, row.at) for row in rows
    )
