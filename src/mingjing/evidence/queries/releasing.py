# SPDX-License-Identifier: Apache-2.0
"""The gate that handing out has in common: what the law seals needs one more approval (封存)."""

from datetime import date

from mingjing.evidence.models import ReceivedFile, Recording
from mingjing.evidence.queries.sealed import is_sealed
from mingjing.evidence.rules.releasing import demand_release
from mingjing.evidence.types.custody_refusals import SealedByLaw
from mingjing.registry.public import actor_by_id, may
from mingjing.registry.types import Actor, Thing, UnknownAccount


def demand_released(actor: Actor, row: Recording | ReceivedFile) -> None:
    """It is not sealed, or who answers for that hands it out, and not who made it.

    Law: REC-8, 治安管理处罚法 §136.
    Raises: SealedByLaw.
    """
    if is_sealed(row.occasion_kind, row.occasion_id):
        thing = Thing(row.agency_id, row.region)
        demand_release(
            is_answering=may(actor, "evidence.release_sealed", thing).allowed,
            is_own=actor.account_id == row.account_id,
        )


def demand_still_released(lender: str, row: Recording, on: date) -> None:
    """What was lent before it was sealed goes on only if its lender could lend it now.

    Law: REC-8, 治安管理处罚法 §136.
    Raises: SealedByLaw.
    """
    if not is_sealed(row.occasion_kind, row.occasion_id):
        return
    try:
        actor = actor_by_id(lender, on)
    except UnknownAccount as error:
        raise SealedByLaw from error
    demand_released(actor, row)
