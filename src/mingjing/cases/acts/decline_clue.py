# SPDX-License-Identifier: Apache-2.0
"""Act: decide not to file (不予立案)."""

from datetime import datetime

from mingjing.cases.acts.opening import settle_clue
from mingjing.cases.queries.clues import clue_facts, clue_row
from mingjing.cases.rules.clues import demand_undisputed
from mingjing.cases.types.codes import ClueState
from mingjing.cases.types.refusals import ClueNotChecked, FieldWrong
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def decline_clue(*, actor: Actor, now: datetime, clue_id: str, reason: str) -> None:
    """The head decides that no case is filed on a checked clue, with the reason.

    Law: APL-054, APL-076, 行政处罚法 §54, §76 (failure to file is a fault).
    Raises: NotPermitted, UnknownClue, ClueNotChecked, CompetenceDisputed, FieldWrong.
    """
    row = clue_row(clue_id, lock=True)
    demand(actor, "cases.file", Thing(row.agency_id, row.region))
    if row.state != ClueState.CHECKED.value:
        raise ClueNotChecked(state=ClueState(row.state))
    demand_undisputed(clue_facts(row))
    if not reason.strip():
        raise FieldWrong(field="reason", zh_reason="不予立案应当说明理由", en_reason="it is empty")
    row.reason = reason.strip()
    settle_clue(row, actor=actor, now=now, state=ClueState.DECLINED)
    record(
        "clue.declined",
        kind="clue",
        object_id=row.clue_id,
        actor=actor,
        now=now,
        payload={"clue_id": row.clue_id, "nonce": row.nonce, "reason": row.reason},
    )
