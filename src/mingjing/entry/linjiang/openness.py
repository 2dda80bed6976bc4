# SPDX-License-Identifier: Apache-2.0
"""What the city publishes of itself (公开): inspection items, yearly plans, yearly statistics.

Synthetic as the city is, by the acts that officers use; what is public already stays as it is.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction

from mingjing.cases import public as cases
from mingjing.cases.types.statistics import ReportUnchanged
from mingjing.entry.linjiang.city import City, Item
from mingjing.entry.linjiang.town import Bureau
from mingjing.inspection import public as inspection
from mingjing.inspection.types import NewYearPlan, VisitMode, YearLine, YearPlanThere
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.registry import public as registry
from mingjing.registry.types import Actor, AlreadyRegistered, CheckPoint, ItemKind, ItemView

_STATISTICS, _PLAN = (1, 20), (3, 16)
"""Month and day on which they are published: both are due at the end of the month."""


def publish_items(city: City, actor: Actor, now: datetime) -> int:
    """Publishes the inspection items that are not published yet; how many."""
    done = 0
    for one in city.items:
        with suppress(AlreadyRegistered):
            registry.publish_item(
                actor=actor, now=now, item=_item(one, date(local_date(now).year, 1, 1))
            )
            done += 1
    return done


def _item(one: Item, valid_from: date) -> ItemView:
    return ItemView(
        item_code=one.code,
        name=one.name,
        name_en=one.name_en,
        legal_basis=one.basis,
        kind=ItemKind.GENERAL,
        subject_category=one.objects,
        yearly_cap=1,
        skill="",
        checklist=tuple(CheckPoint(*line) for line in one.checks),
        valid_from=valid_from,
        valid_to=None,
    )


def publish_years(city: City, bureaus: Mapping[str, Bureau], now: datetime) -> int:
    """Last year's statistics and this year's plan of each department; how many were published."""
    return sum(_statistics(one, now) + _plan(city, one, now) for one in bureaus.values())


def _statistics(bureau: Bureau, now: datetime) -> int:
    year = local_date(now).year
    with suppress(ReportUnchanged), transaction.atomic():
        cases.publish_statistics(
            actor=bureau.staff["head"], now=_on(now, *_STATISTICS), year=year - 1
        )
        return 1
    return 0


def _plan(city: City, bureau: Bureau, now: datetime) -> int:
    year = local_date(now).year
    lines = [
        YearLine(one.code, one.objects, VisitMode(one.mode), Decimal(one.ratio))
        for one in city.items
        if one.dept == bureau.key
    ]
    plan = NewYearPlan(year, f"{bureau.short}发〔{year}〕3号", tuple(lines))
    with suppress(YearPlanThere), transaction.atomic():
        inspection.publish_year_plan(actor=bureau.staff["head"], now=_on(now, *_PLAN), plan=plan)
        return 1
    return 0


def _on(now: datetime, month: int, day: int) -> datetime:
    """Ten in the morning of that day of the year of loading, or now where it is yet to come."""
    at = datetime.combine(date(local_date(now).year, month, day), time(10), BEIJING)
    return min(at, now)
