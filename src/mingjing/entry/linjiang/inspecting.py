# SPDX-License-Identifier: Apache-2.0
"""The plan of the city's inspections (双随机抽查计划): drafted without a model, drawn at random.

A small city has no record of visits from which a model could learn, so all places of the plan go
by lot. The law states no share; the legal reviewer sets it by a document, then the planner drafts,
freezes the pool and draws. Each step is left out where it was taken before.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from mingjing.entry.linjiang.city import City
from mingjing.entry.linjiang.town import MAIN, PLANNER, Bureau
from mingjing.inspection import public as inspection
from mingjing.inspection.types import NewPlan, PlanView, Stage
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry import public as registry
from mingjing.registry.types import Actor, ParameterSetting

TITLE = "临江市（虚构）餐饮服务和特种设备使用单位双随机抽查"
TITLE_EN = "Linjiang (synthetic): caterers and users of lifts and boilers, drawn at random"
_ITEMS = ("LJ-JC-01", "LJ-JC-02")
_BUDGET = 60
_SHARE = "inspection.random_share_max"
_BEGAN_DAYS, _LEFT_DAYS = 70, 28  # the day of loading lies within the plan
_PREPARED = 5  # working days from draft to first visit


def known_plan(agency_id: str) -> PlanView | None:
    """The plan, where an earlier loading drafted it."""
    found = inspection.plans(PageRequest(1, 500)).items
    return next((one for one in found if (one.agency_id, one.title) == (agency_id, TITLE)), None)


def settle_share(city: City, bureau: Bureau, founded: datetime) -> None:
    """Up to the whole of a plan may be drawn at random; set by document when the city begins."""
    on = local_date(founded)
    if registry.limit(_SHARE, on, city.region).value == 1:
        return
    registry.set_parameter(
        actor=bureau.staff["reviewer"],
        now=founded,
        setting=ParameterSetting(
            name=_SHARE,
            value=Decimal(1),
            document=f"{bureau.short}发〔{on.year}〕6号",
            valid_from=on,
            region=city.region,
        ),
    )


def freeze_plan(city: City, bureaus: Mapping[str, Bureau], today: date) -> PlanView:
    """The plan with its pool frozen; drafted and frozen before its period, once."""
    bureau = bureaus[MAIN]
    found = known_plan(bureau.agency_id) or _draft(city, bureau, today)
    if found.stage is Stage.DRAFTED:
        at = _before(found.period_from, _PREPARED - 1)
        inspection.freeze_pool(actor=_planner(at), now=at, plan_id=found.plan_id)
    return inspection.plan(found.plan_id)


def draw(plan: PlanView) -> None:
    """Draws firms and officers; a checkpoint must cover the frozen pool."""
    at = _before(plan.period_from, _PREPARED - 2)
    inspection.draw(actor=_planner(at), now=at, plan_id=plan.plan_id)


def _draft(city: City, bureau: Bureau, today: date) -> PlanView:
    begins = national().next_working(today - timedelta(days=_BEGAN_DAYS))
    at = _before(begins, _PREPARED)
    plan = NewPlan(
        title=TITLE,
        title_en=TITLE_EN,
        period_from=begins,
        period_to=today + timedelta(days=_LEFT_DAYS),
        as_of=local_date(at),
        region=city.region,
        agency_id=bureau.agency_id,
        budget=_BUDGET,
        random_share=Decimal(1),
        items=_ITEMS,
    )
    plan_id = inspection.draft_plan(
        actor=_planner(at), now=at, plan=plan, candidates=inspection.unscored_candidates(plan)
    )
    return inspection.plan(plan_id)


def _planner(at: datetime) -> Actor:
    return registry.actor_for(PLANNER, local_date(at))


def _before(day: date, count: int) -> datetime:
    """Ten in the morning, so many working days before a day."""
    return datetime.combine(national().add(day, -count), time(10), BEIJING)
