# SPDX-License-Identifier: Apache-2.0
"""Gates of the simple procedure (简易程序)."""

from collections.abc import Iterator

from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.decision import demand_correction
from mingjing.cases.rules.leniency import demand_nothing_to_discuss
from mingjing.cases.rules.people import demand_id_shown, demand_two_qualified
from mingjing.cases.rules.proposals import demand_proposal, fine_in
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Outcome
from mingjing.cases.types.refusals import (
    DateImpossible,
    DecisionIncomplete,
    NotHeard,
    NotOurPlace,
    NotSimple,
    RemedyOrderUntold,
)
from mingjing.cases.types.steps import DecidedOnTheSpot, FiledBack
from mingjing.kernel.clock import local_date
from mingjing.kernel.money import format_yuan
from mingjing.kernel.terms import due_at
from mingjing.registry.types import LimitUnknown, PenaltyKind

_ALLOWED = frozenset({PenaltyKind.WARNING, PenaltyKind.FINE})
_FEN = 100


def demand_small(situation: Situation, spot: DecidedOnTheSpot) -> None:
    """Only a warning, or a fine up to the limit for the kind of party.

    Law: APL-051, 行政处罚法 §51: citizens 200 yuan, organisations 3,000 yuan.
    Raises: NotSimple.
    """
    who = "citizen" if situation.file.party.is_citizen else "organisation"
    limit = situation.law.limit(f"penalty.simple_fine_{who}")
    kinds = {one.kind for one in spot.proposal.penalties}
    is_small = fine_in(spot.proposal) <= limit.whole * _FEN
    if spot.proposal.outcome is not Outcome.PENALTY or not kinds <= _ALLOWED or not is_small:
        raise NotSimple(limit=format_yuan(limit.whole * _FEN))


def demand_spot_people(situation: Situation, spot: DecidedOnTheSpot) -> None:
    """Two qualified officers showed who they are and heard the party.

    Law: APL-042, APL-052, 行政处罚法 §42, §44, §45, §52.
    Raises: TooFewQualified, OfficerNotQualified, IdNotShown, NotHeard.
    """
    demand_two_qualified(situation, spot.officers)
    demand_id_shown(spot.is_id_shown)
    if not spot.is_party_heard:
        raise NotHeard(until=local_date(spot.decided_at).isoformat())


def demand_spot_content(situation: Situation, spot: DecidedOnTheSpot) -> None:
    """The form states act, basis, amount, time, place, performance and remedies.

    Law: APL-028, APL-052, 行政处罚法 §28, §52(2); DIS-2, LEN-1.
    Raises: DecisionIncomplete, CorrectionMissing, DeliberationMissing, a proposal's refusals.
    """
    wanted = {
        "found": spot.found,
        "basis": "".join(spot.basis),
        "place": spot.place,
        "performance": spot.performance,
        "reconsideration_to": spot.remedies.reconsideration_to,
        "suit_to": spot.remedies.suit_to,
    }
    for field, text in wanted.items():
        if not text.strip():
            raise DecisionIncomplete(field=field)
    demand_proposal(situation, spot.proposal, local_date(spot.decided_at))
    demand_nothing_to_discuss(situation, spot.proposal)
    demand_correction(situation.file, spot.proposal, spot.correction)


def demand_spot_now(situation: Situation, spot: DecidedOnTheSpot) -> None:
    """It is decided where and when it is found: not later, not elsewhere.

    Law: APL-022, APL-051, 行政处罚法 §22, §51.
    Raises: DateImpossible, NotOurPlace.
    """
    if spot.decided_at > situation.law.now:
        now = situation.law.now.isoformat()
        raise DateImpossible(
            field="decided_at", on=spot.decided_at.isoformat(), earliest="-", latest=now
        )
    if not situation.around.is_region_own:
        raise NotOurPlace(place=spot.place_region)


def demand_reconsideration_first(situation: Situation, spot: DecidedOnTheSpot) -> None:
    """The party is told that reconsideration comes before a suit.

    Law: ARL-023, 行政复议法 §23(1)(2): decided on the spot.
    Raises: RemedyOrderUntold.
    """
    if not spot.remedies.is_reconsideration_first:
        raise RemedyOrderUntold


def demand_on_the_spot(situation: Situation) -> None:
    """The decision was made on the spot.

    Law: APL-052, 行政处罚法 §52(3).
    Raises: NotSimple.
    """
    if not situation.file.has(DecidedOnTheSpot):
        raise NotSimple(limit="-")


def demand_filed_back_day(situation: Situation, back: FiledBack) -> None:
    """The report to the agency comes after the decision, not in the future.

    Law: APL-052, 行政处罚法 §52(3).
    Raises: DateImpossible.
    """
    spot = situation.file.last(DecidedOnTheSpot)
    earliest = local_date(spot.decided_at) if spot else back.on
    demand_between("on", back.on, earliest, situation.law.today)


def report_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Time to report an on-the-spot decision to the agency, in fields whose law sets one.

    The penalty law orders the report without a term.

    Law: APL-052, 行政处罚法 §52(3), 治安管理处罚法 §120; DL-59.
    """
    spot, back = file.last(DecidedOnTheSpot), file.last(FiledBack)
    if spot is None:
        return
    try:
        term = law.limit("penalty.on_spot_report_hours").term
    except LimitUnknown:
        return
    yield Clock("DL-59", "", due_at(spot.decided_at, term), back.on if back else None)
