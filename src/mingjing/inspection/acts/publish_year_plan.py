# SPDX-License-Identifier: Apache-2.0
"""Act: publish an agency's yearly inspection plan (公布年度检查计划)."""

from datetime import date, datetime

from django.db import IntegrityError

from mingjing.inspection.models import YearPlan
from mingjing.inspection.queries.openness import last_plan
from mingjing.inspection.rules.openness import demand_year_plan, year_plan_due
from mingjing.inspection.types import NewYearPlan, YearLine, YearPlanThere
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import agency, demand, inspection_items, limit
from mingjing.registry.types import Actor, Thing


@official_act
def publish_year_plan(*, actor: Actor, now: datetime, plan: NewYearPlan) -> str:
    """Publishes the plan of the actor's agency for a year; a second one replaces the first. Its id.

    Late is shown, not refused: a plan that comes late is better than none.

    Law: INS-PLAN, DL-38, INS-2, 国办发〔2024〕54号.
    Raises: NotPermitted, UnknownAgency, YearPlanInvalid, YearPlanThere.
    """
    own = agency(actor.agency_id)
    demand(actor, "inspection.publish_year_plan", Thing(own.agency_id, own.region))
    today = local_date(now)
    begins = max(today, date(plan.year, 1, 1))
    demand_year_plan(plan, {one.item_code for one in inspection_items(begins)})
    last, said = last_plan(own.agency_id, plan.year), [_line(one) for one in plan.lines]
    if last and (last.document_no, last.lines) == (plan.document_no.strip(), said):
        raise YearPlanThere(year=plan.year)
    term = limit("publicity.plan_months", today, own.region)
    row = YearPlan(
        agency_id=own.agency_id,
        region=own.region,
        year=plan.year,
        number=last.number + 1 if last else 1,
        document_no=plan.document_no.strip(),
        lines=said,
        due_on=year_plan_due(plan.year, term, national()),
        published_on=today,
        published_by=actor.account_id,
    )
    row.entry_id = record(
        "inspection.year_plan_published",
        kind="inspection_year_plan",
        object_id=row.year_plan_id,
        actor=actor,
        now=now,
        payload={
            "year": row.year,
            "number": row.number,
            "document_no": row.document_no,
            "lines": row.lines,
        },
    ).entry_id
    try:
        row.save(force_insert=True)
    except IntegrityError as error:  # somebody else published one just now
        raise YearPlanThere(year=plan.year) from error
    return row.year_plan_id


def _line(one: YearLine) -> dict[str, str]:
    return {
        "item_code": one.item_code,
        "objects": one.objects.strip(),
        "mode": one.mode.value,
        "ratio": format(one.ratio, "f"),
    }
