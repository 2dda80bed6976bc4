# SPDX-License-Identifier: Apache-2.0
"""Act: take a sample (抽样取证)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import SampleTaken
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def take_sample(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    sample: SampleTaken,
    version: int | None = None,
) -> int:
    """Two officers take a sample and have it signed for.

    The answer is the number of the step.

    Law: APL-056, APL-042, 行政处罚法 §56, §42.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NotYourCase, and the gates of
    sampling.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(sample)
    record(
        "case.sample_taken",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
