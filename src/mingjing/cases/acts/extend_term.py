# SPDX-License-Identifier: Apache-2.0
"""Act: extends the term for the decision (延长办案期限)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import TermExtended
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def extend_term(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    extension: TermExtended,
    version: int | None = None,
) -> int:
    """Extends the term for the decision (延长办案期限); the number of the step.

    Law: APL-060, 行政处罚法 §60.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.approve", desk.thing)
    taken = desk.take(extension)
    record(
        "case.term_extended",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
