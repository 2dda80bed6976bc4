# SPDX-License-Identifier: Apache-2.0
"""Act: notes that the published decision was taken down (撤回公开)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import PublicationWithdrawn
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def withdraw_publication(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    withdrawal: PublicationWithdrawn,
    version: int | None = None,
) -> int:
    """Notes that the published decision was taken down (撤回公开); the number of the step.

    Law: APL-048, 行政处罚法 §48(2).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.serve", desk.thing)
    taken = desk.take(withdrawal)
    record(
        "case.publication_withdrawn",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
