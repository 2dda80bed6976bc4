# SPDX-License-Identifier: Apache-2.0
"""One act, one case, one fine (一事不二罚): the lock that both procedures share.

An act is known by its id, whoever handles it; what has no common id and lies on the same days is
told apart by a reason that an officer answers for.
"""

from mingjing.cases.rules.proposals import fine_in
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import OtherAct
from mingjing.cases.types.refusals import ActHasCase, FieldWrong, FinedAlready, OtherActsAtThatTime
from mingjing.cases.types.steps import DecidedOnTheSpot, DecisionMade, Filed


def demand_own_act(situation: Situation, opening: Filed | DecidedOnTheSpot) -> None:
    """No other case has the act already; acts at the same time are told apart by a reason.

    An act that is on record keeps its days: by other days it would be another act.

    Law: APL-025, APL-029, 行政处罚法 §25, §29: the first to file has it; one act, one fine.
    Raises: ActHasCase, FieldWrong, OtherActsAtThatTime.
    """
    first, last = opening.happened_from, opening.happened_to
    same = _same_act(situation, opening.act_id)
    for other in same:
        if other.is_open or other.is_fined or other.is_joined:
            raise ActHasCase(case_id=_named(other), agency=other.agency_id)
        if (first, last) != (other.happened_from, other.happened_to):
            days = f"{other.happened_from.isoformat()}–{other.happened_to.isoformat()}"
            raise FieldWrong(
                field="happened_from",
                zh_reason=f"该行为登记的日期为 {days}（{_named(other)}）",
                en_reason=f"the act is on record with the days {days} ({_named(other)})",
            )
    meeting = [
        other
        for other in situation.around.others
        if other not in same and other.happened_from <= last and first <= other.happened_to
    ]
    if meeting and not opening.distinct_reason.strip():
        raise OtherActsAtThatTime(cases=", ".join(sorted({_named(one) for one in meeting})))


def demand_one_fine(situation: Situation, decided: DecisionMade | DecidedOnTheSpot) -> None:
    """The same act of the party was not fined already, by whomever.

    Law: APL-029, 行政处罚法 §29: one act, no two fines.
    Raises: FinedAlready.
    """
    if not fine_in(decided.proposal):
        return
    spot = decided if isinstance(decided, DecidedOnTheSpot) else None
    opening = spot or situation.file.opening
    for other in _same_act(situation, opening.act_id if opening else ""):
        if other.is_fined:
            raise FinedAlready(case_id=_named(other))


def _same_act(situation: Situation, act_id: str) -> list[OtherAct]:
    """The party's other cases on the same act; a new act has no id yet."""
    return [one for one in situation.around.others if act_id and one.act_id == act_id]


def _named(other: OtherAct) -> str:
    return other.number or other.case_id
