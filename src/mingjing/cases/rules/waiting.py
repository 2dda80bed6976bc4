# SPDX-License-Identifier: Apache-2.0
"""Which steps of a desk a case waits for (待办): review, approval, hearing, decision, closing.

It asks the same gates as the step itself, so that a list made from it names no step that would be
refused, and it names a step only when the course has come to it. It decides nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.closing import (
    demand_no_open_remedy,
    demand_nothing_held,
    has_closing_ground,
)
from mingjing.cases.rules.decision import demand_deliberated
from mingjing.cases.rules.evidence import demand_proven
from mingjing.cases.rules.hearing import (
    demand_requested,
    hearing_settled_from,
    is_over,
)
from mingjing.cases.rules.measures import measures, preserved
from mingjing.cases.rules.notice import demand_not_heavier, heard_from
from mingjing.cases.rules.review import demand_review_passed, due_triggers, is_reviewed
from mingjing.cases.rules.situation import LawInForce, Person, Situation
from mingjing.cases.rules.stages import is_suspended, stage_of
from mingjing.cases.rules.table import step_rules
from mingjing.cases.rules.transfer import demand_no_transfer_pending, waits_for_chief
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import ClockState, Outcome, Right, Stage
from mingjing.cases.types.steps import (
    ClockLapsed,
    Closed,
    CourtAnswered,
    DecisionChanged,
    DecisionMade,
    DecisionServed,
    Deliberated,
    ExecutionEnded,
    HearingHeld,
    HearingRequested,
    HearingScheduled,
    Joined,
    LegallyReviewed,
    MeasureApproved,
    MeasureReleased,
    NoticeServed,
    Payload,
    PaymentReceived,
    PenaltyPerformed,
    PoliceDecided,
    PreservationDisposed,
    Proposal,
    RecusalAsked,
    RecusalDecided,
    RemedyClosed,
    ReportMade,
    RightWaived,
    StatementMade,
    StatementReviewed,
    TransferDecided,
    TransferProposed,
)
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.errors import Refused

_UNTIL: dict[type[Payload], str] = {
    MeasureApproved: "DL-10",
    PreservationDisposed: "DL-01",
    TransferDecided: "DL-28",
    LegallyReviewed: "DL-02",
    HearingScheduled: "DL-02",
    HearingHeld: "DL-02",
    Deliberated: "DL-02",
    DecisionMade: "DL-02",
}
"""The deadline within which the step belongs; where the law sets none there is no day."""

_PROPOSING = (ReportMade, NoticeServed, Deliberated)
_HEARD = (
    ReportMade, NoticeServed, StatementMade, StatementReviewed, RightWaived, HearingHeld,
    LegallyReviewed, Deliberated, ClockLapsed, TransferDecided, PoliceDecided,
)  # fmt: skip
_FINISHING = (
    DecisionServed, PaymentReceived, PenaltyPerformed, DecisionChanged, RemedyClosed, CourtAnswered,
    ExecutionEnded, PoliceDecided, Joined, MeasureReleased, PreservationDisposed,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wait:
    """A step that a case waits for (待办事项).

    :ivar since: the day from which it can be taken; it may lie ahead.
    :ivar until: the last day that the law gives for it, None where it gives none.
    :ivar barred: accounts and officers that may not take it, since they had a part in the case.
    :ivar only_for: the one account that may, "" for whoever holds the power.
    """

    kind: type[Payload]
    action: str
    since: date
    until: date | None
    barred: tuple[str, ...] = ()
    only_for: str = ""


def waits_of(file: CaseFile, law: LawInForce, clocks: Iterable[Clock]) -> tuple[Wait, ...]:
    """What the case waits for, whoever may do it.

    Law: APL-042, APL-057, APL-058, APL-064d, 行政处罚法 §42, §57, §58, §64(4).
    """
    situation, running = Situation(file, law, Person("")), tuple(clocks)
    found = []
    for kind, since, only_for in _awaited(situation):
        rule = step_rules()[kind]
        halted = is_suspended(file) and not rule.runs_while_suspended
        if halted or stage_of(file) not in rule.stages:
            continue
        barred = {s.account_id for s in file.steps if type(s.payload) in rule.apart_from}
        if rule.is_apart_from_officers:
            barred |= file.investigators
        until = _until(kind, running, law)
        found.append(Wait(kind, rule.action, since, until, tuple(sorted(barred)), only_for))
    return tuple(found)


def _until(kind: type[Payload], clocks: tuple[Clock, ...], law: LawInForce) -> date | None:
    running = (ClockState.RUNNING, ClockState.OVER)
    days = [
        one.due.on
        for one in clocks
        if one.deadline_id == _UNTIL.get(kind) and one.state(law.today, law.now) in running
    ]
    return min(days, default=None)


def _awaited(situation: Situation) -> Iterator[tuple[type[Payload], date, str]]:
    """Kinds with the day from which, and the one account that may."""
    file = situation.file
    asked = file.last_step(RecusalAsked)
    if asked is not None and file.is_since(RecusalAsked, RecusalDecided):
        yield RecusalDecided, day_of(asked.at), ""
    urgent = [m for m in measures(file) if m.is_in_force and m.taken.is_urgent]
    if taken := [m.started_on for m in urgent if m.is_approved is None]:
        yield MeasureApproved, min(taken), ""
    if kept := [one.started_on for one in preserved(file)]:
        yield PreservationDisposed, min(kept), ""
    proposed = file.last_step(TransferProposed)
    if proposed is not None and waits_for_chief(file):
        yield TransferDecided, day_of(proposed.at), ""
    elif stage_of(file) in (Stage.REVIEW, Stage.NOTICE) and _holds(
        demand_no_transfer_pending, situation
    ):
        yield from _before_decision(situation)
    if not file.has(Closed) and _can_close(situation):
        yield Closed, _day(file.last_step(*_FINISHING), situation), ""


def _before_decision(situation: Situation) -> Iterator[tuple[type[Payload], date, str]]:
    """Hearing, review, discussion, decision: the one that the course has come to."""
    file = situation.file
    if _holds(demand_requested, situation):
        plan, step = file.last(HearingScheduled), file.last_step(HearingScheduled)
        if plan is None or step is None or not file.is_since(HearingScheduled, HearingRequested):
            yield HearingScheduled, _day(file.last_step(HearingRequested), situation), ""
        else:
            yield HearingHeld, day_of(plan.at), plan.host
        return
    proposal = _intended(file)
    if not _holds(demand_review_passed, situation, proposal):
        if not is_reviewed(file, due_triggers(situation, proposal)):
            yield LegallyReviewed, _day(file.last_step(ReportMade, HearingHeld), situation), ""
        return
    ready = _heard_on(situation, proposal)
    if ready is None or not _holds(demand_not_heavier, situation, proposal):
        return
    is_settled = _holds(demand_deliberated, situation, proposal)
    yield DecisionMade if is_settled else Deliberated, ready, ""


def _intended(file: CaseFile) -> Proposal:
    """What would be decided as the file stands: what was proposed, told or agreed last."""
    said = [s.payload.proposal for s in file.steps if isinstance(s.payload, _PROPOSING)]
    return said[-1]


def _heard_on(situation: Situation, proposal: Proposal) -> date | None:
    """From which day the party has had its say; None while somebody else must act first."""
    file = situation.file
    if proposal.outcome is not Outcome.PENALTY:
        return _day(file.last_step(*_HEARD), situation)
    notice = file.last(NoticeServed)
    is_told = notice is not None and file.is_since(NoticeServed, ReportMade)
    is_unanswered = file.is_since(StatementMade, NoticeServed) and not file.is_since(
        StatementReviewed, StatementMade
    )
    if not is_told or is_unanswered or not _holds(demand_proven, file, proposal):
        return None
    return max(
        _day(file.last_step(*_HEARD), situation), heard_from(situation), _hearing_from(situation)
    )


def _hearing_from(situation: Situation) -> date:
    """The first day on which no hearing can be asked for any more."""
    file, notice = situation.file, situation.file.last(NoticeServed)
    waived = any(one.right is Right.HEARING for one in file.all(RightWaived))
    if notice is None or (is_over(file) and not waived):
        return date.min
    return hearing_settled_from(situation)


def _can_close(situation: Situation) -> bool:
    return (
        has_closing_ground(situation)
        and _holds(demand_nothing_held, situation)
        and _holds(demand_no_open_remedy, situation)
    )


def _holds(gate: Callable[..., None], *asked: object) -> bool:
    """Whether a gate lets through."""
    try:
        gate(*asked)
    except Refused:
        return False
    return True


def _day(step: Step | None, situation: Situation) -> date:
    return day_of(step.at) if step else situation.law.today
