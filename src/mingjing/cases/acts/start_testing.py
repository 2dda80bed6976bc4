# SPDX-License-Identifier: Apache-2.0
"""Act: send things to be tested (送检并告知期间)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import TestingStarted
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def start_testing(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    testing: TestingStarted,
    version: int | None = None,
) -> int:
    """Testing begins; the days that the party was told of do not count.

    The answer is the number of the step.

    Law: ACL-025, 行政强制法 §25(3).
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NotYourCase, NothingToDo,
    MeasureEnded, TestingNotAllowed, AlreadyDone.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(testing)
    record(
        "case.testing_started",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
