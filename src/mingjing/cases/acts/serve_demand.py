# SPDX-License-Identifier: Apache-2.0
"""Act: serve a demand (催告)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import DemandServed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def serve_demand(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    demanded: DemandServed,
    version: int | None = None,
) -> int:
    """The party is urged in writing, with term, manner, exact amount and its rights.

    The answer is the number of the step.

    Law: ACL-035, ACL-054, 行政强制法 §35, §54.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingOwed, ExecutionStayed,
    ExecutionOver, NotYetDue, AmountWrong, RightsNotTold.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.execute", desk.thing)
    taken = desk.take(demanded)
    record(
        "case.demand_served",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
