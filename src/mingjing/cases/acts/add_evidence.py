# SPDX-License-Identifier: Apache-2.0
"""Act: puts evidence into the file (收集证据)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.queries.stored_files import demand_stored
from mingjing.cases.types.steps import EvidenceAdded
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def add_evidence(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    evidence: EvidenceAdded,
    version: int | None = None,
) -> int:
    """Puts evidence into the file (收集证据); the number of the step.

    Law: APL-041, APL-042, APL-046, APL-055, 行政处罚法 §41, §42, §46, §55.
    Its files lie in the object store before the step that names them.

    Raises: NotPermitted, UnknownCase, CaseMoved, FileNotStored, FileLeaving, and the gates of the
    step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    demand_stored(case_id, evidence.files)
    taken = desk.take(evidence)
    record(
        "case.evidence_added",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
