# SPDX-License-Identifier: Apache-2.0
"""Act: serves the decision on the party (送达)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import DecisionServed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def serve_decision(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    service: DecisionServed,
    version: int | None = None,
) -> int:
    """Serves the decision on the party (送达); the number of the step.

    Law: APL-061, 行政处罚法 §61.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.serve", desk.thing)
    taken = desk.take(service)
    record(
        "case.decision_served",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
