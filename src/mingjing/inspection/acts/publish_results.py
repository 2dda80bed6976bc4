# SPDX-License-Identifier: Apache-2.0
"""Act: publish the results of a plan's visits (公示检查结果)."""

from datetime import datetime

from mingjing.inspection.models import VisitPublication
from mingjing.inspection.queries.facts import plan_row
from mingjing.inspection.queries.openness import unpublished_results
from mingjing.inspection.rules.openness import found_in
from mingjing.inspection.types import NothingToPublish
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def publish_results(*, actor: Actor, now: datetime, plan_id: str) -> int:
    """Publishes every result of a plan that is not public yet. How many.

    Law: DL-36, TS-3, 国发〔2019〕5号; INS-RND, 营商环境条例 §54.
    Raises: NotPermitted, PlanMissing, NothingToPublish.
    """
    plan = plan_row(plan_id, lock=True)
    demand(actor, "inspection.publish_results", Thing(plan.agency_id, plan.region))
    waiting = unpublished_results(plan_id)
    if not waiting:
        raise NothingToPublish
    today = local_date(now)
    rows = [
        VisitPublication(
            task_id=one.task_id,
            found=found_in(one.lines).value,
            ended_on=one.ended_on,
            due_on=one.due_on,
            published_on=today,
            published_by=actor.account_id,
        )
        for one in waiting
    ]
    VisitPublication.objects.bulk_create(rows)
    record(
        "inspection.results_published",
        kind="inspection_plan",
        object_id=plan_id,
        actor=actor,
        now=now,
        payload={"results": [[row.task_id, row.found, row.due_on.isoformat()] for row in rows]},
    )
    return len(rows)
