# SPDX-License-Identifier: Apache-2.0
"""Act: reviews facts, reasons and evidence of the party (复核)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import StatementReviewed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def review_statement(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    review: StatementReviewed,
    version: int | None = None,
) -> int:
    """Reviews facts, reasons and evidence of the party (复核); the number of the step.

    Law: APL-045, 行政处罚法 §45(1).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(review)
    record(
        "case.statement_reviewed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
