# SPDX-License-Identifier: Apache-2.0
"""Act: archives the file (归档)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import Archived
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def archive_case(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    archive: Archived,
    version: int | None = None,
) -> int:
    """Archives the file (归档); the number of the step.

    Law: APL-047, 行政处罚法 §47.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.archive", desk.thing)
    taken = desk.take(archive)
    record(
        "case.archived",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
