# SPDX-License-Identifier: Apache-2.0
"""Act: notes that a superior designated an agency (指定管辖)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import JurisdictionDesignated
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def designate_jurisdiction(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    designation: JurisdictionDesignated,
    version: int | None = None,
) -> int:
    """Notes that a superior designated an agency (指定管辖); the number of the step.

    Law: APL-025, 行政处罚法 §25(2).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.file", desk.thing)
    taken = desk.take(designation)
    record(
        "case.jurisdiction_designated",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
