# SPDX-License-Identifier: Apache-2.0
"""Act: ask another agency for help (请求协助)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import HelpRequested
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def ask_for_help(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    request: HelpRequested,
    version: int | None = None,
) -> int:
    """Asks another agency for help within its powers.

    The answer is the number of the step.

    Law: APL-026, 行政处罚法 §26.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, HelpUndescribed,
    AlreadyDone, DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(request)
    record(
        "case.help_requested",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
