# SPDX-License-Identifier: Apache-2.0
"""Act: excludes evidence that was obtained unlawfully (排除非法证据)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import EvidenceExcluded
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def exclude_evidence(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    exclusion: EvidenceExcluded,
    version: int | None = None,
) -> int:
    """Excludes evidence that was obtained unlawfully (排除非法证据); the number of the step.

    Law: APL-046, 行政处罚法 §46(3).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(exclusion)
    record(
        "case.evidence_excluded",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
