# SPDX-License-Identifier: Apache-2.0
"""Act: record the answer to a request for help (协助答复)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import HelpAnswered
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def record_help(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    answer: HelpAnswered,
    version: int | None = None,
) -> int:
    """Records what the agency that was asked gave, or why it gave no help.

    The answer is the number of the step.

    Law: APL-026, 行政处罚法 §26.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo,
    ObjectUnknown, HelpUndescribed, DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(answer)
    record(
        "case.help_answered",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
