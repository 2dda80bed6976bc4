# SPDX-License-Identifier: Apache-2.0
"""Act: takes the statement and defence of the party (陈述、申辩)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import StatementMade
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def make_statement(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    statement: StatementMade,
    version: int | None = None,
) -> int:
    """Takes the statement and defence of the party (陈述、申辩); the number of the step.

    Law: APL-045, 行政处罚法 §45.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.party", desk.thing)
    taken = desk.take(statement)
    record(
        "case.statement_made",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
