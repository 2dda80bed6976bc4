# SPDX-License-Identifier: Apache-2.0
"""Act: draft an inspection plan (拟定检查计划)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from mingjing.inspection.acts.choosing import Limits, choose, limits_in_force
from mingjing.inspection.models import Plan, PlanCandidates
from mingjing.inspection.rules import gates
from mingjing.inspection.rules.cap import plan_cap
from mingjing.inspection.rules.register import pack, register_document
from mingjing.inspection.rules.selection import Selection, random_places
from mingjing.inspection.types import Candidate, Lane, NewPlan, PlanInvalid, Stage, Words
from mingjing.kernel.clock import local_date
from mingjing.kernel.regions import lies_in
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import agency, demand, inspection_items
from mingjing.registry.types import Actor, ItemView, Thing


@official_act
def draft_plan(
    *, actor: Actor, now: datetime, plan: NewPlan, candidates: Sequence[Candidate]
) -> str:
    """Drafts a plan over a register of objects and returns its id; nothing is decided by it yet.

    Law: INS-2, INS-3, INS-5, INS-8, 国办发〔2024〕54号; 营商环境条例 §54 (random share, one visit).
    Raises: NotPermitted, PlanInvalid, RandomShareOutside, ItemNotPublished, UnknownAgency,
    NothingToInspect.
    """
    demand(actor, "inspection.draft_plan", Thing(plan.agency_id, plan.region))
    limits = limits_in_force(local_date(now), plan.region)
    items = _checked(plan, limits)
    agency(plan.agency_id)
    row = _row(plan, limits, items)
    row.drafted_by, row.drafted_at = actor.account_id, now
    row.save()
    digest = _keep_register(row, _within(candidates, plan.region))
    selection = choose(row)
    record(
        "inspection.plan_drafted",
        kind="inspection_plan",
        object_id=row.plan_id,
        actor=actor,
        now=now,
        payload=_payload(row, digest, selection),
    )
    return row.plan_id


def _checked(plan: NewPlan, limits: Limits) -> tuple[ItemView, ...]:
    """The plan's items, after every gate."""
    gates.demand_plan_fields(plan, limits.months_max)
    gates.demand_random_share(plan.random_share, limits.random_min, limits.random_max)
    if random_places(plan.budget, plan.random_share) < 1:
        raise PlanInvalid(
            field="budget",
            reason=Words("预算过小，随机抽取不足一次", "it is too small for one random visit"),
        )
    for on in (plan.period_from, plan.period_to):
        gates.demand_items_published(plan.items, inspection_items(on), on)
    wanted = set(plan.items)
    return tuple(i for i in inspection_items(plan.period_from) if i.item_code in wanted)


def _row(plan: NewPlan, limits: Limits, items: Sequence[ItemView]) -> Plan:
    return Plan(
        title=plan.title.strip(),
        title_en=plan.title_en.strip(),
        agency_id=plan.agency_id,
        region=plan.region,
        period_from=plan.period_from,
        period_to=plan.period_to,
        as_of=plan.as_of,
        budget=plan.budget,
        random_take=random_places(plan.budget, plan.random_share),
        random_share=plan.random_share,
        statutory_share=plan.statutory_share,
        area_quotas={area: str(share) for area, share in sorted(plan.area_quotas.items())},
        area_floor=plan.area_floor,
        items=sorted(set(plan.items)),
        model_id=plan.model_id,
        yearly_cap=plan_cap(items, limits.yearly_cap),
        due_before=_due_before(plan.period_from, limits),
        stage=Stage.DRAFTED.value,
        candidates=0,
        frame_size=0,
        limits=[one.receipt() for one in limits],
    )


def _due_before(period_from: date, limits: Limits) -> date:
    """Whoever was last visited before this day is due for coverage."""
    return gates.months_after(period_from, -limits.coverage.whole)


def _within(candidates: Sequence[Candidate], region: str) -> list[Candidate]:
    """Candidates of the region, each once; one without a region takes the plan's."""
    found = {}
    for one in candidates:
        placed = one if one.region else replace(one, region=region)
        if lies_in(placed.region, region):
            found[placed.subject_id] = placed
    return list(found.values())


def _keep_register(row: Plan, candidates: Sequence[Candidate]) -> str:
    content, digest = pack(register_document(candidates))
    PlanCandidates.objects.create(plan=row, digest=digest, content=content)
    return digest


def _payload(row: Plan, register_digest: str, selection: Selection) -> dict[str, object]:
    lanes = {lane.value: 0 for lane in Lane}
    for one in selection.chosen:
        lanes[one.lane.value] += 1
    return {
        "title": row.title,
        "title_en": row.title_en,
        "agency_id": row.agency_id,
        "region": row.region,
        "period": [row.period_from.isoformat(), row.period_to.isoformat()],
        "as_of": row.as_of.isoformat(),
        "model_id": row.model_id,
        "budget": row.budget,
        "random_take": row.random_take,
        "items": row.items,
        "yearly_cap": row.yearly_cap,
        "register_digest": register_digest,
        "certain_visits": lanes,
        "limits": row.limits,
    }
