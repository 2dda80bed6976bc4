# SPDX-License-Identifier: Apache-2.0
"""Act: file a case (立案)."""

from datetime import datetime

from mingjing.cases.acts.opening import checked_clue, new_case, settle_clue, with_act, with_field
from mingjing.cases.types.codes import ClueState
from mingjing.cases.types.inputs import NewParty
from mingjing.cases.types.steps import Filed
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def file_case(*, actor: Actor, now: datetime, filed: Filed, party: NewParty) -> str:
    """The head approves the filing of a checked clue and names the officers; the case's id.

    Law: APL-054, APL-022, APL-025, APL-029, APL-036, APL-042, 行政处罚法 §54, §22, §25, §36.
    Raises: NotPermitted, UnknownClue, ClueNotChecked, PartyIncomplete, and the gates of filing.
    """
    clue = checked_clue(filed.clue_id)
    demand(actor, "cases.file", Thing(clue.agency_id, clue.region))
    place = {"agency_id": clue.agency_id, "region": clue.region}
    filed = with_field(filed, **place, on=local_date(now))
    desk = new_case(clue, filed, party, actor=actor, now=now)
    taken = desk.take(with_act(filed, desk.row.unlawful_act_id))
    settle_clue(clue, actor=actor, now=now, state=ClueState.FILED)
    record(
        "case.filed",
        kind="case",
        object_id=desk.row.case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return desk.row.case_id
