# SPDX-License-Identifier: Apache-2.0
"""Act: decide on the spot, in simple procedure (当场处罚)."""

from datetime import datetime

from mingjing.cases.acts.opening import spot_case, with_act, with_field
from mingjing.cases.types.inputs import NewParty
from mingjing.cases.types.steps import DecidedOnTheSpot
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def decide_on_the_spot(
    *, actor: Actor, now: datetime, decision: DecidedOnTheSpot, party: NewParty
) -> str:
    """Two officers decide a small penalty where they find the act; the id of the case.

    Law: APL-028, APL-029, APL-042, APL-051, APL-052, 行政处罚法 §28, §29, §42, §51, §52; ARL-023.
    Raises: NotPermitted, PartyIncomplete, and the gates of the simple procedure.
    """
    demand(actor, "cases.investigate", Thing(actor.agency_id, actor.region))
    place = {"agency_id": actor.agency_id, "region": actor.region}
    decision = with_field(decision, **place, on=local_date(now))
    desk = spot_case(decision, party, actor=actor, now=now)
    taken = desk.take(with_act(decision, desk.row.unlawful_act_id))
    record(
        "case.decided_on_the_spot",
        kind="case",
        object_id=desk.row.case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return desk.row.case_id
