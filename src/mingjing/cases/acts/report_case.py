# SPDX-License-Identifier: Apache-2.0
"""Act: ends the investigation with a report and a proposal (调查终结)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import ReportMade
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def report_case(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    report: ReportMade,
    version: int | None = None,
) -> int:
    """Ends the investigation with a report and a proposal (调查终结); the number of the step.

    Law: APL-040, APL-057, 行政处罚法 §40, §57.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(report)
    record(
        "case.report_made",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
