# SPDX-License-Identifier: Apache-2.0
"""Clocks of performance, execution, remedies and transfer (履行、执行、救济、移送时限)."""

from collections.abc import Iterator
from datetime import date

from mingjing.cases.rules.clocks import Clock, lapse_of
from mingjing.cases.rules.court import WINDOW
from mingjing.cases.rules.dates import far_due
from mingjing.cases.rules.demand import SUSPENSION
from mingjing.cases.rules.owed import (
    debt_of,
    in_force,
    is_performed,
    money_of,
    payment_due,
    received_on,
    remedy_times,
)
from mingjing.cases.rules.remedies import court_window
from mingjing.cases.rules.situation import LawInForce
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import Outcome, PayManner, Procedure, RemedyKind, SuspensionGround
from mingjing.cases.types.steps import (
    CourtApplied,
    DemandServed,
    ExecutionDecided,
    ExecutionEnded,
    ExecutionResumed,
    ExecutionSuspended,
    GoodsHandedOver,
    MoneyHandedIn,
    Payload,
    PaymentReceived,
    PenaltyPerformed,
    PoliceAsked,
    PoliceDecided,
    RemedyClosed,
    RemedyOpened,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.terms import Due, Excluded, due, due_at
from mingjing.registry.types import DeadlineEffect


def payment_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Fifteen days to pay, or the end of a deferral; then the surcharge runs.

    Law: APL-066, APL-067, 行政处罚法 §66, §67; DL-06.
    """
    last, money = payment_due(file, law), money_of(file, law)
    if last is None or money.fine_fen + money.other_fen == 0:
        return
    paid = [one.paid_on for one in file.all(PaymentReceived)]
    yield Clock("DL-06", "", last, max(paid) if paid and money.rest_fen == 0 else None)


def hand_in_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Two working days to the agency (on water from landing), two more to the bank.

    Law: APL-071, APL-085, 行政处罚法 §71, §85; DL-07.
    """
    for step, paid in file.each(PaymentReceived):
        if paid.manner is not PayManner.ON_SPOT:
            continue
        handed = [p for p in file.all(MoneyHandedIn) if p.payment_seq == step.seq]
        to_agency = min((p.to_agency_on for p in handed), default=None)
        to_bank = next((p.to_bank_on for p in handed if p.to_bank_on), None)
        start = paid.landed_on or paid.paid_on
        term = law.limit("penalty.hand_in_days").term
        last = due(start, term, calendar=law.calendar)
        yield Clock("DL-07", f"agency:{step.seq}", last, to_agency)
        if to_agency is not None:
            term = law.limit("penalty.bank_days").term
            last = due(to_agency, term, calendar=law.calendar)
            yield Clock("DL-07", f"bank:{step.seq}", last, to_bank)


def surcharge_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Thirty days of surcharge, after which execution is open to who has the power.

    Law: ACL-046, 行政强制法 §46; DL-14.
    """
    debt = debt_of(file, law)
    if debt is None or debt.late_days(law.today) == 0:
        return
    halts = [
        Excluded(one, "复议、诉讼或者暂缓期间", "remedy or deferral", "行政处罚法 §73")
        for one in (*remedy_times(file), *(one.interval for one in debt.deferrals))
    ]
    last = due(
        debt.due_on,
        law.limit("coercion.surcharge_run_days").term,
        calendar=law.calendar,
        excluded=halts,
        as_of=law.today,
    )
    yield _opening("DL-14", "", last, law)


def demand_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Ten working days after the demand, before the court may be asked.

    Law: ACL-054, ACL-069, 行政强制法 §54, §69; DL-16.
    """
    for step, served in file.each(DemandServed):
        if not served.is_second:
            term = law.limit("coercion.demand_days").term
            last = due(served.served_on, term, calendar=law.calendar)
            yield _opening("DL-16", str(step.seq), last, law)


def _opening(deadline_id: str, about: str, last: Due, law: LawInForce) -> Clock:
    """A term after which something is open; nobody is late when it ends."""
    met = last.on if last.is_over(law.today) else None
    return Clock(deadline_id, about, last, met, effect=DeadlineEffect.ALLOW, is_ours=False)


def court_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three months to ask the court, from the end of the remedies; then it is too late.

    Law: ACL-053, 行政强制法 §53; DL-17.
    """
    found, window = in_force(file), court_window(file, law)
    if window is None or found is None or found.outcome is not Outcome.PENALTY:
        return
    yield Clock(
        WINDOW,
        "",
        window.last,
        _settled_on(file, law),
        has_lapsed=lapse_of(file, WINDOW, "") is not None,
        effect=DeadlineEffect.LAPSE,
    )


def _settled_on(file: CaseFile, law: LawInForce) -> date | None:
    """The day from which the court need not be asked any more."""
    done = [one.on for one in file.all(CourtApplied)]
    done += [one.on for one in file.all(ExecutionEnded)]
    done += [day_of(step.at) for step, _ in file.each(ExecutionDecided)]
    if done:
        return min(done)
    if not is_performed(file, law):
        return None
    paid = [one.paid_on for one in file.all(PaymentReceived)]
    return max([*paid, *(one.on for one in file.all(PenaltyPerformed))], default=received_on(file))


def suspension_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three years of suspension of one who cannot pay; then execution is given up.

    Law: ACL-039, 行政强制法 §39(2); DL-18.
    """
    for step, suspended in file.each(ExecutionSuspended):
        about = str(step.seq)
        resumed = next_step(file, step, ExecutionResumed, ExecutionEnded)
        term = law.limit("coercion.suspension_years").term
        yield Clock(
            SUSPENSION,
            about,
            far_due(suspended.on, term, law.calendar),
            day_of(resumed.at) if resumed else None,
            has_lapsed=lapse_of(file, SUSPENSION, about) is not None,
            effect=DeadlineEffect.LAPSE if _may_be_given_up(suspended) else DeadlineEffect.ALARM,
            is_ours=False,
        )


def given_up_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Suspensions that the law lets end in giving up: no ability, no harm to society.

    Law: ACL-039, 行政强制法 §39(2); DL-18.
    """
    return (clock for clock in suspension_clock(file, law) if clock.effect is DeadlineEffect.LAPSE)


def _may_be_given_up(suspended: ExecutionSuspended) -> bool:
    return suspended.ground is SuspensionGround.HARDSHIP and not suspended.has_social_harm


def next_step(file: CaseFile, after: Step, *kinds: type[Payload]) -> Step | None:
    """The first step of the kinds after a step."""
    for step in file.steps:
        if step.seq > after.seq and isinstance(step.payload, kinds):
            return step
    return None


def remedy_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """How long the party may ask for reconsideration, and sue; its own time, not the agency's.

    Law: ARL-023, 行政复议法 §20, §23; 行政诉讼法 §45, §46; DL-51.
    """
    start = received_on(file)
    if start is None or in_force(file) is None:
        return
    term = law.limit("remedy.reconsideration_days").term
    yield _right("reconsideration", far_due(start, term, law.calendar), file, law)
    reviewed = _review_result(file)
    if reviewed is not None:
        term = law.limit("remedy.suit_after_review_days").term
        yield _right("suit", far_due(reviewed, term, law.calendar), file, law)
    elif file.procedure is not Procedure.SIMPLE:
        term = law.limit("remedy.suit_months").term
        yield _right("suit", far_due(start, term, law.calendar), file, law)


def _right(kind: str, last: Due, file: CaseFile, law: LawInForce) -> Clock:
    used = [one.on for one in file.all(RemedyOpened) if one.kind is RemedyKind(kind)]
    return Clock(
        "DL-51",
        kind,
        last,
        min(used) if used else None,
        has_lapsed=not used and last.is_over(law.today),
        effect=DeadlineEffect.LAPSE,
        is_ours=False,
    )


def _review_result(file: CaseFile) -> date | None:
    kinds = {one.remedy_id: one.kind for one in file.all(RemedyOpened)}
    found = [
        one.on
        for one in file.all(RemedyClosed)
        if kinds.get(one.remedy_id) is RemedyKind.RECONSIDERATION
    ]
    return found[-1] if found else None


def chief_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three days for the chief head to decide on a transfer. Law: TRF-2, 移送规定 §5; DL-28."""
    for step, proposed in file.each(TransferProposed):
        term = law.limit("transfer.chief_days").term
        last = due(proposed.on, term, calendar=law.calendar)
        yield Clock("DL-28", str(step.seq), last, _met(file, step, TransferDecided))


def handover_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Twenty-four hours to hand over what is approved. Law: TRF-3, 移送规定 §5; DL-29."""
    for step, decided in file.each(TransferDecided):
        if decided.is_approved:
            last = due_at(decided.at, law.limit("transfer.handover_hours").term)
            yield Clock("DL-29", str(step.seq), last, _met(file, step, TransferHanded))


def police_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three days for the police to decide, and again on reconsideration.

    Law: TRF-6, TRF-8, 移送规定 §8, §9; DL-30.
    """
    for step in file.steps:
        if isinstance(step.payload, TransferHanded):
            start, name = day_of(step.payload.at), "transfer.police_days"
        elif isinstance(step.payload, PoliceAsked) and not step.payload.to_procuratorate:
            start, name = step.payload.on, "transfer.reconsider_answer_days"
        else:
            continue
        last = due(start, law.limit(name).term, calendar=law.calendar)
        met = _met(file, step, PoliceDecided)
        yield Clock("DL-30", str(step.seq), last, met, is_ours=False)


def reconsideration_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three days to ask for reconsideration or supervision. Law: TRF-7, 移送规定 §9; DL-31."""
    for step, decided in file.each(PoliceDecided):
        if not decided.is_filed:
            term = law.limit("transfer.reconsider_days").term
            last = due(decided.on, term, calendar=law.calendar)
            met = _met(file, step, PoliceAsked)
            is_lost = met is None and last.is_over(law.today)
            yield Clock("DL-31", str(step.seq), last, met, has_lapsed=is_lost)


def goods_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three days to hand over goods once the police filed. Law: TRF-11, 移送规定 §12; DL-32."""
    for step, decided in file.each(PoliceDecided):
        if decided.is_filed:
            term = law.limit("transfer.goods_days").term
            last = due(decided.on, term, calendar=law.calendar)
            yield Clock("DL-32", str(step.seq), last, _met(file, step, GoodsHandedOver))


def _met(file: CaseFile, after: Step, kind: type[Payload]) -> date | None:
    """The day of the next step of a kind, as it says itself."""
    step = next_step(file, after, kind)
    if step is None:
        return None
    on, at = getattr(step.payload, "on", None), getattr(step.payload, "at", None)
    return on or day_of(at or step.at)


CLOCKS = (
    payment_clock,
    hand_in_clock,
    surcharge_clock,
    demand_clock,
    court_clock,
    suspension_clock,
    remedy_clock,
    chief_clock,
    handover_clock,
    police_clock,
    reconsideration_clock,
    goods_clock,
)
