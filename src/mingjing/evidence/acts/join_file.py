# SPDX-License-Identifier: Apache-2.0
"""Act: join a received file to the visit or case that it belongs to (关联文件)."""

from datetime import datetime

from mingjing.evidence.acts.joining import put_into
from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.queries.received import received_row
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act
from mingjing.registry.public import actor_by_id, demand
from mingjing.registry.types import Actor, Thing


def joining_for(actor: Actor, account_id: str, now: datetime) -> Actor:
    """Whose occasions are offered: those of who uploaded; of who joins, where a dock did."""
    return actor_by_id(account_id, local_date(now)) if account_id else actor


@official_act
def join_file(
    *, actor: Actor, now: datetime, file_id: str, kind: str, occasion_id: str, reason: str
) -> None:
    """Joins it to an occasion, and keeps who did so and why.

    Law: 公安机关现场执法视音频记录工作规定 (filed with the case); 国办发〔2018〕118号.
    Raises: NotPermitted, FileNotThere, AlreadyJoined, OccasionUnknown, ReasonMissing.
    """
    row = received_row(file_id, lock=True)
    demand(actor, "evidence.join", Thing(row.agency_id, row.region))
    payload = put_into(
        row,
        (kind, occasion_id),
        actor=actor,
        of=joining_for(actor, row.account_id, now),
        now=now,
        reason=reason,
    )
    record_said(
        "evidence.file_joined",
        kind="received_file",
        object_id=file_id,
        actor=actor,
        now=now,
        payload=payload,
    )
