# SPDX-License-Identifier: Apache-2.0
"""Act: confirm a plan and freeze the pool of its draw (确认计划、锁定名单).

The hash of the pool enters the ledger here, before the seed of the draw can exist.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from mingjing.inspection.acts.choosing import items_of, limits_in_force, visit_kinds
from mingjing.inspection.models import Plan, Pool, Task
from mingjing.inspection.queries import facts
from mingjing.inspection.rules import gates
from mingjing.inspection.rules import pool as pools
from mingjing.inspection.rules.checklist import VisitKindFacts
from mingjing.inspection.rules.pool_reading import read_pool
from mingjing.inspection.rules.register import pack, unpack
from mingjing.inspection.rules.replay import FROZEN_ACT, frozen_payload
from mingjing.inspection.rules.selection import frame_left, is_capped
from mingjing.inspection.types import (
    AlreadyPlanned,
    Candidate,
    CapReached,
    Lane,
    PoolUndrawn,
    PublicStringWrong,
    Stage,
    Words,
    WrongStage,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.regions import as_prefix
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand, officers
from mingjing.registry.types import Actor, OfficerView, Thing

_RESERVES = 10  # officers kept in order behind each pair; part of the published pool
_MAX_ANNOUNCEMENT = 300


@official_act
def freeze_pool(*, actor: Actor, now: datetime, plan_id: str, announcement: str = "") -> str:
    """Confirms the plan, freezes its pool, and returns the pool's SHA-256.

    `announcement` says in advance which public string will join the seed, for example the result
    number of a lottery on a day to come. Without one, none may be supplied at the draw.

    Law: INS-4, 国办发〔2024〕54号 (approval); 营商环境条例 §54; APL-042, APL-043, 行政处罚法
    §42, §43.
    Raises: NotPermitted, PlanMissing, WrongStage, PublicStringWrong, TooFewOfficers, NoLawfulPair,
    AlreadyPlanned, CapReached, PoolUndrawn.
    """
    facts.lock_undrawn(facts.plan_row(plan_id).agency_id)
    plan = facts.plan_row(plan_id, lock=True)
    demand(actor, "inspection.freeze_pool", Thing(plan.agency_id, plan.region))
    if plan.stage != Stage.DRAFTED:
        raise WrongStage(what=plan.title, stage=Stage(plan.stage), act=Words("锁定名单", "frozen"))
    announcement = announcement.strip()
    if not announcement.isprintable() or len(announcement) > _MAX_ANNOUNCEMENT:
        raise PublicStringWrong(reason=Words("公告不可读或过长", "unreadable or too long"))
    team = officers_for(plan)
    limits = limits_in_force(local_date(now), plan.region)
    gates.demand_officer_pool(team, limits.officers_min)
    pool = _pool(plan, team, announcement)
    gates.demand_pairs(pool)
    _demand_one_lot(plan, pool)
    content, digest = pack(pools.pool_document(pool))
    entry = record(
        FROZEN_ACT,
        kind="inspection_plan",
        object_id=plan.plan_id,
        actor=actor,
        now=now,
        payload=frozen_payload(pool, digest),
    )
    Pool.objects.create(
        plan=plan,
        digest=digest,
        content=content,
        announcement=announcement,
        objects_count=len(pool.fixed) + len(pool.frame),
        officers_count=len(pool.officers),
        entry_id=entry.entry_id,
        frozen_by=actor.account_id,
        frozen_at=now,
    )
    plan.stage, plan.frame_size = Stage.FROZEN.value, len(pool.frame)
    plan.save()
    return digest


def officers_for(plan: Plan) -> tuple[OfficerView, ...]:
    """Officers of the agency whose certificate is in force through the whole period.

    Law: APL-042, 行政处罚法 §42.
    """
    found = officers(plan.agency_id, plan.period_from)
    return tuple(view for view in found if view.valid_to >= plan.period_to)


def _pool(plan: Plan, team: Sequence[OfficerView], announcement: str) -> pools.Pool:
    register = facts.register_of(plan)
    kinds = visit_kinds(register, items_of(plan))
    known = {one.subject_id: one for one in register}
    tasks = list(Task.objects.filter(plan=plan).order_by("subject_id"))
    situation = facts.situation(plan, kinds)
    _demand_still_free(plan, tasks, known, situation.busy)
    taken = {task.subject_id for task in tasks}
    frame = frame_left(register, facts.selection_order(plan), situation, taken)
    objects = [known[s] for s in sorted(taken)] + [one for one, _ in frame]
    ids = {view.officer_id for view in team}
    last = facts.last_pairs()
    loads = facts.open_loads()
    return pools.Pool(
        plan=_facts(plan),
        announcement=announcement,
        random_take=plan.random_take,
        reserves_per_task=_RESERVES,
        kinds=_kinds(kinds, objects),
        fixed=tuple(_object(known[t.subject_id], Lane(t.lane), "") for t in tasks),
        frame=tuple(_object(one, Lane.RANDOM, stratum) for one, stratum in frame),
        officers=tuple(_officer(view, loads) for view in team),
        recusals=frozenset(p for p in facts.recusal_pairs(objects) if p[0] in ids),
        last_visits=tuple(
            (one.subject_id, last[one.subject_id]) for one in objects if one.subject_id in last
        ),
    )


def _demand_still_free(
    plan: Plan, tasks: Sequence[Task], known: Mapping[str, Candidate], busy: frozenset[str]
) -> None:
    """Since the draft, no certain visit was planned elsewhere or came to its cap."""
    for task in tasks:
        if task.subject_id in busy:
            raise AlreadyPlanned(subject_id=task.subject_id)
        one = known[task.subject_id]
        if task.lane != Lane.LEAD and is_capped(one, plan.yearly_cap):
            raise CapReached(
                subject_id=one.subject_id, visits=one.ordinary_visits, cap=plan.yearly_cap
            )


def _demand_one_lot(plan: Plan, pool: pools.Pool) -> None:
    """No object of the pool waits for another draw of the agency.

    A seed is public before the draw is run. Whoever could freeze the same objects again and again
    could look at the seeds and draw only the one that pleases.
    """
    mine = {one.subject_id for one in (*pool.fixed, *pool.frame)}
    for other in Pool.objects.filter(plan__agency_id=plan.agency_id, plan__stage=Stage.FROZEN):
        waiting = read_pool(unpack(bytes(other.content)))
        shared = mine.intersection(o.subject_id for o in (*waiting.fixed, *waiting.frame))
        if shared:
            raise PoolUndrawn(plan=other.plan.title, plan_id=other.plan_id, count=len(shared))


def _facts(plan: Plan) -> pools.PlanFacts:
    return pools.PlanFacts(
        plan_id=plan.plan_id,
        agency_id=plan.agency_id,
        region=plan.region,
        period_from=plan.period_from.isoformat(),
        period_to=plan.period_to.isoformat(),
        as_of=plan.as_of.isoformat(),
        budget=plan.budget,
    )


def _kinds(
    kinds: Mapping[str, VisitKindFacts], objects: Sequence[Candidate]
) -> tuple[pools.VisitKind, ...]:
    used = {one.category for one in objects}
    return tuple(
        pools.VisitKind(category, kind.items, kind.skills)
        for category, kind in kinds.items()
        if category in used
    )


def _object(one: Candidate, lane: Lane, stratum: str) -> pools.PoolObject:
    return pools.PoolObject(
        subject_id=one.subject_id,
        lane=lane,
        stratum=stratum,
        kind=one.category,
        area=one.area,
        region=as_prefix(one.region),
        rank=one.rank,
    )


def _officer(view: OfficerView, loads: Mapping[str, int]) -> pools.PoolOfficer:
    return pools.PoolOfficer(
        officer_id=view.officer_id,
        certificate=pools.certificate_hash(view.officer_id, view.certificate_no),
        region=as_prefix(view.region),
        skills=tuple(sorted(view.skills)),
        load=loads.get(view.officer_id, 0),
    )
