# SPDX-License-Identifier: Apache-2.0
"""Act: notes whether evidence was found to hold (查证证据)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import EvidenceVerified
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def verify_evidence(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    verdict: EvidenceVerified,
    version: int | None = None,
) -> int:
    """Notes whether evidence was found to hold (查证证据); the number of the step.

    Law: APL-046, 行政处罚法 §46(2).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(verdict)
    record(
        "case.evidence_verified",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
