# SPDX-License-Identifier: Apache-2.0
"""Act: look up what is known of a party before a case is filed (立案前查询当事人)."""

from datetime import datetime

from mingjing.cases.queries.clues import clue_row
from mingjing.cases.queries.known import identity_key, known_party
from mingjing.cases.types.codes import ClueState
from mingjing.cases.types.refusals import ClueNotChecked
from mingjing.cases.types.views import KnownParty
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def look_up_party(
    *, actor: Actor, now: datetime, clue_id: str, identity_no: str, name: str
) -> KnownParty:
    """Former cases of a party at any agency, for whoever files a case on this clue.

    It shows what other agencies have of a person, so it leaves an entry: who looked, for which
    clue, and the keyed digest of whom.

    Law: APL-029, APL-033b, 行政处罚法 §29, §33; 个人信息保护法 §34: for the duty only.
    Raises: NotPermitted, UnknownClue, ClueNotChecked.
    """
    row = clue_row(clue_id, lock=True)
    demand(actor, "cases.file", Thing(row.agency_id, row.region))
    if row.state != ClueState.CHECKED.value:
        raise ClueNotChecked(state=ClueState(row.state))
    found = known_party(identity_no, name)
    record(
        "clue.party_looked_up",
        kind="clue",
        object_id=clue_id,
        actor=actor,
        now=now,
        payload={"clue_id": clue_id, "party": identity_key(identity_no), "nonce": row.nonce},
    )
    return found
