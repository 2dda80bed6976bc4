# SPDX-License-Identifier: Apache-2.0
"""Act: gives the opinion of legal review (法制审核)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import LegallyReviewed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def review_legally(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    review: LegallyReviewed,
    version: int | None = None,
) -> int:
    """Gives the opinion of legal review (法制审核); the number of the step.

    Law: APL-058, 行政处罚法 §58.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.review", desk.thing)
    taken = desk.take(review)
    record(
        "case.legally_reviewed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
