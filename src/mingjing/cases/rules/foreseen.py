# SPDX-License-Identifier: Apache-2.0
"""What can be foreseen of a step (可以预见的闸口): refusals that no filling in would avoid.

An act judges what a step says. The list of next steps must not offer what the act would refuse
whatever is filled in, nor a decision for which the party's time still runs. So each gate here
asks, before there is any content, what the act's own gates would ask of a step of today that
follows the file: the decision that the report proposes, the application to the court of today.
"""

from collections.abc import Mapping

from mingjing.cases.rules import closing, court, decision, demand, evidence, hearing, notice, review
from mingjing.cases.rules.approvals import unused_approvals
from mingjing.cases.rules.clocks import lapse_of
from mingjing.cases.rules.correction import has_correction_order, owes_correction
from mingjing.cases.rules.halting import can_take_in
from mingjing.cases.rules.measures import in_force, measures
from mingjing.cases.rules.owed import debt_of, payment_due, unperformed_kinds
from mingjing.cases.rules.remedies import court_window
from mingjing.cases.rules.situation import Ready, Situation
from mingjing.cases.types.codes import (
    ApprovalSubject,
    ClosingGround,
    MeasureKind,
    PayManner,
)
from mingjing.cases.types.refusals import (
    AlreadyExtended,
    ApprovalMissing,
    CourtWindowClosed,
    DemandRunning,
    FileIncomplete,
    HearingNotYet,
    HearingTooLate,
    NobodyToJoin,
    NothingToClose,
    NothingToDo,
    NotYetDue,
    PenaltyNotDecided,
    RemediesOpen,
    RemedyUnderWay,
    SurchargeTooShort,
)
from mingjing.cases.types.steps import (
    AgreementMade,
    Archived,
    Closed,
    CourtApplied,
    DecisionMade,
    Deliberated,
    DemandServed,
    ExecutionDecided,
    HearingHeld,
    HearingRequested,
    HearingScheduled,
    Joined,
    MeasureExtended,
    MeasureNoticeServed,
    MeasureReleased,
    MeasureTaken,
    MoneyHandedIn,
    NoticeServed,
    Payload,
    PaymentReceived,
    PenaltyPerformed,
    PreservationOrdered,
    Proposal,
    ReportMade,
    TermExtended,
    TestingStarted,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.terms import due


def demand_foreseen(kind: type[Payload], situation: Situation) -> None:
    """Go on only when a step of today that follows the file would be accepted.

    Raises: what the gate of the step raises.
    """
    for gate in _GATES.get(kind, ()):
        gate(situation)


def _proposal(situation: Situation) -> Proposal | None:
    """What would be decided: as the heads discussed it since the report, else as it proposes."""
    file = situation.file
    discussed, report = file.last(Deliberated), file.last(ReportMade)
    if discussed is not None and file.is_since(Deliberated, ReportMade):
        return discussed.proposal
    return report.proposal if report else None


def decision_is_ripe(situation: Situation) -> None:
    """A decision of what is proposed may be made: the party was heard, review and discussion done.

    Law: APL-040, APL-044, APL-057, APL-058, APL-062, 行政处罚法 §40, §44, §57, §58, §62.
    """
    proposal = _proposal(situation)
    if proposal is None:
        return
    evidence.demand_proven(situation.file, proposal)
    notice.demand_heard(situation, proposal)
    hearing.demand_hearing_settled(situation, proposal)
    decision.demand_deliberated(situation, proposal)
    review.demand_review_passed(situation, proposal)


def request_is_in_time(situation: Situation) -> None:
    """A hearing can be asked for today.

    Law: APL-064a, 行政处罚法 §64(1).
    """
    hearing.demand_not_asked(situation)
    told = situation.file.last(NoticeServed)
    if told is not None:
        until = hearing.request_until(situation.law, told.served_on)
        if situation.law.today > until:
            raise HearingTooLate(until=until.isoformat())


def hearing_day_came(situation: Situation) -> None:
    """The day of the hearing has come.

    Law: APL-064b, 行政处罚法 §64(2).
    """
    plan = situation.file.last(HearingScheduled)
    if plan is not None and situation.law.today < local_date(plan.at):
        raise HearingNotYet(first=local_date(plan.at).isoformat())


def payment_is_late(situation: Situation) -> None:
    """The party's own time is over today.

    Law: ACL-034, ACL-035, 行政强制法 §34, §35; APL-066, 行政处罚法 §66.
    """
    last, today = payment_due(situation.file, situation.law), situation.law.today
    if last is not None and not last.is_over(today):
        raise NotYetDue(last=last.on.isoformat(), on=today.isoformat())


def court_is_open(situation: Situation) -> None:
    """The court can be asked today: a demand ran out, the remedies are over, the window is open.

    Law: ACL-036, ACL-053, ACL-054, 行政强制法 §36, §53, §54; DL-16, DL-17.
    """
    file, law = situation.file, situation.law
    window = court_window(file, law)
    if window is None:
        raise RemedyUnderWay
    if window.last.is_over(law.today) or lapse_of(file, court.WINDOW, ""):
        raise CourtWindowClosed(last=window.last.on.isoformat())
    if not window.opens_after.is_over(law.today):
        raise RemediesOpen(last=window.opens_after.on.isoformat())
    served = demand.first_demand(file)
    demand.demand_defence_not_adopted(situation)
    last = due(served.served_on, law.limit("coercion.demand_days").term, calendar=law.calendar)
    if not last.is_over(law.today):
        raise DemandRunning(last=last.on.isoformat(), on=law.today.isoformat())


def execution_is_open(situation: Situation) -> None:
    """The agency can execute today: after a demand, and for money after thirty days of surcharge.

    Law: ACL-035, ACL-036, ACL-046, 行政强制法 §35, §36, §46; DL-14.
    """
    file, law = situation.file, situation.law
    served = demand.first_demand(file)
    demand.demand_defence_not_adopted(situation)
    demand.demand_ran_out(served, law.today)
    if unperformed_kinds(file) or owes_correction(file):
        return
    debt, least = debt_of(file, law), law.limit("coercion.surcharge_run_days").whole
    days = debt.late_days(law.today) if debt else 0
    if days <= least:
        raise SurchargeTooShort(on=law.today.isoformat(), days=days, least=least)


def something_is_performed(situation: Situation) -> None:
    """Something other than money was decided and is not performed.

    Law: APL-066, 行政处罚法 §66(1).
    """
    file = situation.file
    if not (unperformed_kinds(file) or has_correction_order(file) or file.has(ExecutionDecided)):
        raise PenaltyNotDecided


def money_waits(situation: Situation) -> None:
    """Money that was collected on the spot has not reached the bank.

    Law: APL-071, 行政处罚法 §71.
    """
    file = situation.file
    collected = {
        step.seq for step, one in file.each(PaymentReceived) if one.manner is PayManner.ON_SPOT
    }
    if not collected - {one.payment_seq for one in file.all(MoneyHandedIn) if one.to_bank_on}:
        raise NothingToDo(what=PaymentReceived)


def demand_was_served(situation: Situation) -> None:
    """An agreement is made in execution, after a demand.

    Law: ACL-042, 行政强制法 §42.
    """
    demand.demand_demand_served(situation)


def some_ground_to_close(situation: Situation) -> None:
    """Some ground for closing is in the file.

    Law: APL-057, APL-067, 行政处罚法 §57, §66, §67.
    """
    if not any(closing.has_ground(situation, one) for one in ClosingGround):
        raise NothingToClose


def file_is_whole(situation: Situation) -> None:
    """The file shows every stage. Law: APL-047, 行政处罚法 §47."""
    missing = closing.missing_stages(situation.file)
    if missing:
        raise FileIncomplete(missing=missing)


def somebody_to_join(situation: Situation) -> None:
    """Another case of the party can take this one in. Law: APL-029, 行政处罚法 §29."""
    if not any(can_take_in(one) for one in situation.around.others):
        raise NobodyToJoin


def not_yet_extended(situation: Situation) -> None:
    """The term was not extended before. Law: APL-060, 行政处罚法 §60."""
    if situation.file.has(TermExtended):
        raise AlreadyExtended


def preservation_is_approved(situation: Situation) -> None:
    """The head approved a preservation that was not ordered yet. Law: APL-056, 行政处罚法 §56."""
    if ApprovalSubject.PRESERVATION not in unused_approvals(situation.file):
        raise ApprovalMissing(what=ApprovalSubject.PRESERVATION)


def some_measure_runs(situation: Situation) -> None:
    """A measure is in force. Law: ACL-025, 行政强制法 §25."""
    if not in_force(situation.file):
        raise NothingToDo(what=MeasureTaken)


def something_to_test(situation: Situation) -> None:
    """A thing is sealed or seized. Law: ACL-025, 行政强制法 §25(3)."""
    if all(one.taken.kind is MeasureKind.FREEZING for one in in_force(situation.file)):
        raise NothingToDo(what=MeasureTaken)


def some_measure_is_held(situation: Situation) -> None:
    """A measure was not released. Law: ACL-028, 行政强制法 §28."""
    if all(one.is_released for one in measures(situation.file)):
        raise NothingToDo(what=MeasureTaken)


def some_notice_is_due(situation: Situation) -> None:
    """A decision on a measure was not handed over. Law: ACL-024, ACL-031, 行政强制法 §24, §31."""
    told = {one.measure_id for one in situation.file.all(MeasureNoticeServed)}
    waiting = [
        one
        for one in measures(situation.file)
        if not one.taken.is_decision_handed and one.taken.measure_id not in told
    ]
    if not waiting:
        raise NothingToDo(what=MeasureTaken)


_GATES: Mapping[type[Payload], tuple[Ready, ...]] = {
    DecisionMade: (decision_is_ripe,),
    HearingRequested: (request_is_in_time,),
    HearingHeld: (hearing_day_came,),
    DemandServed: (payment_is_late,),
    CourtApplied: (court_is_open,),
    ExecutionDecided: (execution_is_open,),
    AgreementMade: (demand_was_served,),
    PenaltyPerformed: (something_is_performed,),
    MoneyHandedIn: (money_waits,),
    Closed: (some_ground_to_close,),
    Archived: (file_is_whole,),
    Joined: (somebody_to_join,),
    TermExtended: (not_yet_extended,),
    PreservationOrdered: (preservation_is_approved,),
    MeasureExtended: (some_measure_runs,),
    TestingStarted: (something_to_test,),
    MeasureReleased: (some_measure_is_held,),
    MeasureNoticeServed: (some_notice_is_due,),
}
