# SPDX-License-Identifier: Apache-2.0
"""Gates of the hearing (听证): when the right exists, its terms, its host, its record."""

from collections.abc import Iterator
from datetime import date, timedelta

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import HearingEnd, Outcome, Right
from mingjing.cases.types.refusals import (
    FieldWrong,
    HearingAsked,
    HearingDue,
    HearingNotAsked,
    HearingNoticeShort,
    HearingNotScheduled,
    HearingNotTold,
    HearingOver,
    HearingPending,
    HearingTooLate,
    HostNotApart,
    NotTheHost,
    TooManyAgents,
)
from mingjing.cases.types.steps import (
    ClockLapsed,
    DecisionMade,
    EvidenceAdded,
    HearingHeld,
    HearingRequested,
    HearingScheduled,
    Joined,
    NoticeServed,
    Proposal,
    ReportMade,
    RightWaived,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.terms import due, latest_before
from mingjing.registry.types import DeadlineEffect, PenaltyKind

REQUEST = "DL-04"
_FEN = 100
_GRAVE = frozenset(
    {
        PenaltyKind.DOWNGRADE,
        PenaltyKind.REVOKE_LICENCE,
        PenaltyKind.SUSPEND_BUSINESS,
        PenaltyKind.CLOSE,
        PenaltyKind.RESTRICT_WORK,
    }
)
_MONEY = frozenset({PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS})


def is_hearing_due(situation: Situation, proposal: Proposal) -> bool:
    """Whether the party must be told that it can ask for a hearing.

    "Larger" sums are local parameters, apart for citizens and organisations.

    Law: APL-063, 行政处罚法 §63(1).
    """
    if proposal.outcome is not Outcome.PENALTY:
        return False
    who = "citizen" if situation.file.party.is_citizen else "organisation"
    threshold = situation.law.limit(f"penalty.hearing_fine_{who}").whole * _FEN
    return any(
        one.kind in _GRAVE or (one.kind in _MONEY and one.fen >= threshold)
        for one in proposal.penalties
    )


def request_until(law: LawInForce, served_on: date) -> date:
    """The last day on which a hearing can be asked for.

    Law: APL-064a, 行政处罚法 §64(1).
    """
    term = law.limit("penalty.hearing_request_days").term
    return due(served_on, term, calendar=law.calendar).on


def demand_hearing_told(situation: Situation) -> None:
    """The notice told the right to a hearing, and it is neither waived nor used.

    Law: APL-063, 行政处罚法 §63.
    Raises: HearingNotTold, HearingOver.
    """
    file = situation.file
    notice = file.last(NoticeServed)
    if notice is None or not notice.tells_hearing:
        raise HearingNotTold
    if is_over(file):
        raise HearingOver


@inner_gate
def demand_not_asked(situation: Situation) -> None:
    """Nobody has asked for a hearing since the notice.

    Law: APL-064a, 行政处罚法 §64(1).
    Raises: HearingAsked.
    """
    if situation.file.is_since(HearingRequested, NoticeServed):
        raise HearingAsked


def demand_request_in_time(situation: Situation, request: HearingRequested) -> None:
    """A hearing is asked for within five working days after the notice.

    Law: APL-064a, 行政处罚法 §64(1).
    Raises: HearingAsked, HearingTooLate, DateImpossible.
    """
    notice = situation.file.last(NoticeServed)
    if notice is None:
        raise HearingNotAsked
    demand_not_asked(situation)
    demand_between("on", request.on, notice.served_on, situation.law.today)
    until = request_until(situation.law, notice.served_on)
    if request.on > until:
        raise HearingTooLate(until=until.isoformat())


@inner_gate
def demand_requested(situation: Situation) -> None:
    """A hearing was asked for and has not been held.

    Law: APL-064b, 行政处罚法 §64(2).
    Raises: HearingNotAsked.
    """
    if is_over(situation.file):
        raise HearingOver
    if not situation.file.is_since(HearingRequested, NoticeServed):
        raise HearingNotAsked


def demand_hearing_notice(situation: Situation, plan: HearingScheduled) -> None:
    """Time and place are told seven working days before; a closed hearing has a reason.

    Law: APL-064b, APL-064c, 行政处罚法 §64(2)(3); DL-05.
    Raises: HearingNoticeShort, FieldWrong, DateImpossible.
    """
    law = situation.law
    asked = situation.file.last(HearingRequested)
    demand_between("told_on", plan.told_on, asked.on if asked else plan.told_on, law.today)
    term = law.limit("penalty.hearing_notice_days").term
    latest = latest_before(local_date(plan.at), term, calendar=law.calendar).on
    if plan.told_on > latest:
        raise HearingNoticeShort(latest=latest.isoformat(), on=local_date(plan.at).isoformat())
    if not plan.place.strip():
        raise FieldWrong(field="place", zh_reason="应写明地点", en_reason="name the place")
    if not plan.is_public and not plan.closed_reason.strip():
        raise FieldWrong(
            field="closed_reason", zh_reason="不公开听证应说明理由", en_reason="give the reason"
        )


def demand_host_apart(situation: Situation, plan: HearingScheduled) -> None:
    """The host did not investigate the case.

    Law: APL-064d, 行政处罚法 §64(4).
    Raises: HostNotApart.
    """
    investigators = {
        step.account_id
        for step in situation.file.steps
        if isinstance(step.payload, EvidenceAdded | ReportMade)
    }
    if not plan.host or plan.host in investigators:
        raise HostNotApart


def demand_scheduled(situation: Situation) -> None:
    """A hearing is scheduled, and the person is its host.

    Law: APL-064d, 行政处罚法 §64(4).
    Raises: HearingNotAsked, NotTheHost.
    """
    demand_requested(situation)
    plan = situation.file.last(HearingScheduled)
    if plan is None or not situation.file.is_since(HearingScheduled, HearingRequested):
        raise HearingNotScheduled
    if plan.host != situation.person.account_id:
        raise NotTheHost


def demand_hearing_record(situation: Situation, held: HearingHeld) -> None:
    """The hearing was on its day, with at most two agents, and there is a record.

    Law: APL-064e, APL-064g, 行政处罚法 §64(5)(7)(8).
    Raises: DateImpossible, TooManyAgents, FieldWrong.
    """
    plan = situation.file.last(HearingScheduled)
    earliest = local_date(plan.at) if plan else held.on
    demand_between("on", held.on, earliest, situation.law.today)
    most = situation.law.limit("penalty.hearing_agents_max")
    if not 0 <= held.agents <= most.whole:
        raise TooManyAgents(found=held.agents, most=most.whole)
    if held.end is HearingEnd.HELD and not (held.record.strip() and held.opinion.strip()):
        raise FieldWrong(
            field="record", zh_reason="应有听证笔录和处理意见", en_reason="record and opinion"
        )


def is_over(file: CaseFile) -> bool:
    """Whether the hearing was held, waived, or the right lapsed, since the last notice.

    A party that stays away or leaves has waived it: that step ends the hearing too.

    Law: APL-064f, 行政处罚法 §64(6).
    """
    notice = file.last_step(NoticeServed)
    seq = notice.seq if notice else 0
    return any(
        step.seq > seq
        and (
            isinstance(step.payload, HearingHeld)
            or (isinstance(step.payload, RightWaived) and step.payload.right is Right.HEARING)
            or (isinstance(step.payload, ClockLapsed) and step.payload.deadline_id == REQUEST)
        )
        for step in file.steps
    )


@inner_gate
def demand_hearing_settled(situation: Situation, proposal: Proposal) -> None:
    """Where a hearing could be asked for, it was held, waived, or the term ran out.

    Law: APL-062, APL-063, APL-064a, APL-065, 行政处罚法 §62-§65.
    Raises: HearingDue, HearingPending.
    """
    file = situation.file
    notice = file.last(NoticeServed)
    if notice is None or not notice.tells_hearing or is_over(file):
        return
    until = request_until(situation.law, notice.served_on)
    request = file.last(HearingRequested)
    if request is not None and file.is_since(HearingRequested, NoticeServed):
        raise HearingPending(asked=request.on.isoformat())
    if situation.law.today <= until:
        raise HearingDue(until=until.isoformat())


def hearing_settled_from(situation: Situation) -> date:
    """The first day on which a decision can be dated: the term to ask ran out, or it was waived.

    A hearing that was held has its own day.

    Law: APL-062, APL-064a, 行政处罚法 §62, §64(1).
    """
    file = situation.file
    notice, told = file.last(NoticeServed), file.last_step(NoticeServed)
    if notice is None or told is None or not notice.tells_hearing:
        return date.min
    if file.is_since(HearingHeld, NoticeServed):
        return notice.served_on
    waived = [
        one.on
        for step, one in file.each(RightWaived)
        if one.right is Right.HEARING and step.seq > told.seq
    ]
    return max(waived, default=request_until(situation.law, notice.served_on) + timedelta(days=1))


def request_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Five working days to ask for a hearing; then the right is waived.

    Law: APL-064a, 行政处罚法 §64(1); DL-04.
    """
    notice = file.last(NoticeServed)
    if notice is None or not notice.tells_hearing:
        return
    term = law.limit("penalty.hearing_request_days").term
    count = due(notice.served_on, term, calendar=law.calendar)
    request = file.last(HearingRequested)
    has_asked = file.is_since(HearingRequested, NoticeServed)
    step = file.last_step(NoticeServed)
    lapsed = [
        one
        for one in file.steps
        if isinstance(one.payload, ClockLapsed)
        and one.payload.deadline_id == REQUEST
        and step is not None
        and one.seq > step.seq
    ]
    met = request.on if request and has_asked else None
    if met is None and (is_over(file) or file.has(DecisionMade, Joined)) and not lapsed:
        met = notice.served_on
    yield Clock(
        REQUEST,
        "",
        count,
        met,
        has_lapsed=bool(lapsed),
        effect=DeadlineEffect.WAIVE,
        is_ours=False,
    )
