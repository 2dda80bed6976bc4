# SPDX-License-Identifier: Apache-2.0
"""What the room does when a lower room acts: a visit that found violations becomes a clue."""

from datetime import datetime

from mingjing.cases.public import has_clue, take_clue
from mingjing.cases.types.codes import ClueSource
from mingjing.cases.types.inputs import NewClue
from mingjing.inspection.public import task
from mingjing.inspection.types import CheckOutcome
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import EntryView, Follower
from mingjing.registry.public import inspection_items, system_actor


def clue_from_visit(entry: EntryView) -> None:
    """Takes a clue from the result of a visit that found a violation; once per task.

    Law: APL-054, 行政处罚法 §54; INS-4.
    """
    take_clue_of_visit(entry.object_id, entry.at)


def take_clue_of_visit(task_id: str, now: datetime) -> str:
    """The clue of a visit, taken now; empty where nothing was found or it was taken before."""
    detail = task(task_id)
    found = [
        line
        for line in (detail.result.lines if detail.result else ())
        if line.outcome is CheckOutcome.VIOLATION
    ]
    if not found or has_clue(ClueSource.INSPECTION, detail.task.task_id):
        return ""
    texts = {
        (item.item_code, point.code): f"{item.name}：{point.text}"
        for item in inspection_items(detail.plan.period_from)
        for point in item.checklist
    }
    said = "；".join(
        texts.get((line.item_code, line.check_code), line.check_code) for line in found
    )
    clue = NewClue(
        source=ClueSource.INSPECTION,
        text=f"检查发现问题 {len(found)} 项：{said}"[:4000],
        received_on=local_date(now),
        agency_id=detail.plan.agency_id,
        region=detail.plan.region,
        reference=detail.task.task_id,
        subject_id=detail.task.subject_id,
    )
    return take_clue(actor=system_actor(), now=now, clue=clue)


CLUES = Follower(
    name="cases.clues",
    handle=clue_from_visit,
    acts=frozenset({"inspection.result_entered"}),
)
