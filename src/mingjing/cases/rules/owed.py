# SPDX-License-Identifier: Apache-2.0
"""What is owed (应履行的义务): the fine, the surcharge of late days, what was paid, what is left.

All of it follows from the steps and a day. Surcharge runs on what is unpaid of the fine at the
start of a late day; the day of payment counts. Days in a remedy and days of a deferral do not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from mingjing.cases.rules.situation import LawInForce
from mingjing.cases.rules.stages import decided
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ChangeKind, RemedyResult
from mingjing.cases.types.steps import (
    AgreementMade,
    DecidedOnTheSpot,
    DecisionChanged,
    DecisionServed,
    Instalment,
    PaymentReceived,
    PenaltyPerformed,
    PerformanceDeferred,
    Proposal,
    RemedyClosed,
    RemedyOpened,
)
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.intervals import Interval
from mingjing.kernel.money import daily_surcharge
from mingjing.kernel.reasons import Reason
from mingjing.kernel.terms import Due, due
from mingjing.registry.types import PenaltyKind

_DAY = timedelta(days=1)
_WORDS_ONLY = frozenset({PenaltyKind.WARNING, PenaltyKind.PUBLIC_CRITICISM})
"""Penalties that are performed by being served."""
_MONEY = frozenset({PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS})


@dataclass(frozen=True, slots=True)
class Balance:
    """What a case owes in money on a day (应缴与已缴). Units: fen.

    :ivar due_on: last day of payment, deferral included; None while nothing was served.
    :ivar other_fen: confiscated money; it bears no surcharge.
    :ivar surcharge_fen: accrued by that day, less what an agreement reduced.
    """

    on: date
    due_on: date | None = None
    fine_fen: int = 0
    other_fen: int = 0
    surcharge_fen: int = 0
    paid_fen: int = 0
    paid_surcharge_fen: int = 0

    @property
    def rest_fen(self) -> int:
        """What is left of fine and confiscated money."""
        return max(0, self.fine_fen + self.other_fen - self.paid_fen)

    @property
    def rest_surcharge_fen(self) -> int:
        """What is left of the surcharge."""
        return max(0, self.surcharge_fen - self.paid_surcharge_fen)

    @property
    def refund_fen(self) -> int:
        """What was paid too much, after a decision was changed or revoked: to be returned.

        Law: ACL-041, 行政强制法 §41.
        """
        owed = self.fine_fen + self.other_fen + self.surcharge_fen
        return max(0, self.paid_fen + self.paid_surcharge_fen - owed)

    @property
    def is_settled(self) -> bool:
        """Whether no money is owed any more."""
        return self.rest_fen == 0 and self.rest_surcharge_fen == 0


@dataclass(frozen=True, slots=True)
class Deferral:
    """Days in which payment was put off (暂缓或者分期), with the instalments in them."""

    interval: Interval
    instalments: tuple[Instalment, ...] = ()

    def not_yet(self, day: date, fine_fen: int) -> int:
        """How much of the fine need not be paid before the day."""
        if not self.instalments:
            return fine_fen
        return sum(one.fen for one in self.instalments if one.by_on >= day)


@dataclass(frozen=True, slots=True)
class FineDebt:
    """A fine with everything that its surcharge depends on (罚款债务)."""

    fine_fen: int
    due_on: date
    payments: tuple[tuple[date, int], ...] = ()
    remedies: tuple[Interval, ...] = ()
    deferrals: tuple[Deferral, ...] = ()

    def late_fen(self, day: date) -> int:
        """How much of the fine is late on a day.

        Law: APL-066, APL-072, APL-073, 行政处罚法 §66, §72, §73.
        """
        if day <= self.due_on or any(pause.contains(day) for pause in self.remedies):
            return 0
        paid = sum(fen for on, fen in self.payments if on < day)
        waits = sum(
            one.not_yet(day, self.fine_fen) for one in self.deferrals if one.interval.contains(day)
        )
        return max(0, self.fine_fen - waits - paid)

    def _turns(self, until: date) -> list[date]:
        """Days on which the late sum may change, in order, from the first late day on."""
        first, end = self.due_on + _DAY, until + _DAY
        turns = {first, end}
        turns.update(on + _DAY for on, _ in self.payments)
        for pause in (*self.remedies, *(one.interval for one in self.deferrals)):
            turns.add(pause.start)
            if pause.end is not None:
                turns.add(pause.end + _DAY)
        for deferral in self.deferrals:
            turns.update(one.by_on + _DAY for one in deferral.instalments)
        return sorted(day for day in turns if first <= day <= end)

    def fen_days(self, until: date) -> int:
        """Sum over the late days, to `until` included, of what was late on each."""
        return sum(
            self.late_fen(day) * (after - day).days for day, after in pairwise(self._turns(until))
        )

    def late_days(self, until: date) -> int:
        """Days to `until` on which anything was late."""
        turns = pairwise(self._turns(until))
        return sum((after - day).days for day, after in turns if self.late_fen(day) > 0)


def surcharge(debt: FineDebt, until: date, *, rate: Decimal, cap: Decimal) -> int:
    """Surcharge of a late fine (加处罚款) by a day: three per cent a day, never above the fine.

    Law: APL-072, APL-073, ACL-045, 行政处罚法 §72, §73, 行政强制法 §45. Units: fen; ratios.
    Example: 10,000 yuan: one day late 300, 33 days 9,900, 34 days 10,000.
    """
    most = daily_surcharge(debt.fine_fen, rate_per_day=cap, days=1)
    return daily_surcharge(debt.fen_days(until), rate_per_day=rate, days=1, cap=most)


def is_revoked(file: CaseFile) -> bool:
    """Whether the decision no longer stands: by the agency itself, in review or in court.

    Law: APL-048, 行政处罚法 §48; ACL-040, 行政强制法 §40(4).
    """
    changed = file.last(DecisionChanged)
    is_gone = changed is not None and changed.kind is not ChangeKind.CHANGED
    results = {one.result for one in file.all(RemedyClosed)}
    return is_gone or bool(results & {RemedyResult.REVOKED, RemedyResult.ILLEGAL})


def in_force(file: CaseFile) -> Proposal | None:
    """What is decided and still stands: changed as it was changed, nothing once revoked.

    Law: APL-048, 行政处罚法 §48; ACL-040, 行政强制法 §40(4).
    """
    changed = file.last(DecisionChanged)
    if is_revoked(file):
        return None
    return changed.proposal or decided(file) if changed else decided(file)


def received_on(file: CaseFile) -> date | None:
    """The day on which the party got the decision, in either procedure."""
    served = file.last(DecisionServed)
    if served is not None:
        return served.served_on
    spot = file.last(DecidedOnTheSpot)
    return day_of(spot.decided_at) if spot is not None else None


def payment_due(file: CaseFile, law: LawInForce) -> Due | None:
    """The last day of payment: fifteen days after receipt, or the end of a deferral.

    Law: APL-066, APL-067, 行政处罚法 §66, §67.
    """
    start = received_on(file)
    if start is None:
        return None
    found = due(start, law.limit("penalty.payment_days").term, calendar=law.calendar)
    until = deferred_until(file)
    if until is None or until <= found.on:
        return found
    why = Reason(f"暂缓或者分期缴纳至 {until.isoformat()}", f"deferred to {until.isoformat()}")
    return replace(found, on=until, reasons=(*found.reasons, why))


def deferred_until(file: CaseFile) -> date | None:
    """The last day of the last deferral."""
    return max((one.until_on for one in file.all(PerformanceDeferred)), default=None)


def remedy_times(file: CaseFile) -> tuple[Interval, ...]:
    """Days of review and suit; open while they run."""
    closed = {one.remedy_id: one.on for one in file.all(RemedyClosed)}
    return tuple(Interval(one.on, closed.get(one.remedy_id)) for one in file.all(RemedyOpened))


def debt_of(file: CaseFile, law: LawInForce) -> FineDebt | None:
    """The fine in force with its payments, remedies and deferrals; None without one.

    A deferral moves no term that has passed: it stops the surcharge from the day it is granted.
    """
    start, fine = received_on(file), _sum(file, PenaltyKind.FINE)
    if start is None or fine == 0:
        return None
    last = due(start, law.limit("penalty.payment_days").term, calendar=law.calendar).on
    return FineDebt(
        fine_fen=fine,
        due_on=last,
        payments=tuple((one.paid_on, one.fen) for one in file.all(PaymentReceived)),
        remedies=remedy_times(file),
        deferrals=tuple(_deferrals(file)),
    )


def _deferrals(file: CaseFile) -> Iterator[Deferral]:
    for step, one in file.each(PerformanceDeferred):
        start = min(day_of(step.at), one.until_on)
        yield Deferral(Interval(start, one.until_on), one.instalments)


def _sum(file: CaseFile, kind: PenaltyKind) -> int:
    found = in_force(file)
    return sum(one.fen for one in found.penalties if one.kind is kind) if found else 0


def money_of(file: CaseFile, law: LawInForce, on: date | None = None) -> Balance:
    """What is owed and paid on a day, today if none is given (应缴与已缴).

    Law: APL-067, APL-072, APL-073, 行政处罚法 §67, §72, §73; ACL-042, 行政强制法 §42.
    """
    day, last = on or law.today, payment_due(file, law)
    debt = debt_of(file, law)
    accrued = 0
    if debt is not None:
        accrued = surcharge(
            debt,
            day,
            rate=law.limit("penalty.surcharge_rate").value,
            cap=law.limit("penalty.surcharge_cap").value,
        )
    reduced = sum(one.reduced_surcharge_fen for one in file.all(AgreementMade) if one.on <= day)
    payments = [one for one in file.all(PaymentReceived) if one.paid_on <= day]
    return Balance(
        on=day,
        due_on=last.on if last else None,
        fine_fen=_sum(file, PenaltyKind.FINE),
        other_fen=_sum(file, PenaltyKind.CONFISCATE_GAINS),
        surcharge_fen=max(0, accrued - reduced),
        paid_fen=sum(one.fen for one in payments),
        paid_surcharge_fen=sum(one.surcharge_fen for one in payments),
    )


def unperformed_kinds(file: CaseFile) -> tuple[PenaltyKind, ...]:
    """Penalties other than money that were decided and not yet performed."""
    found = in_force(file)
    done = {one.kind for one in file.all(PenaltyPerformed)}
    kinds = [one.kind for one in found.penalties] if found else []
    return tuple(kind for kind in kinds if kind not in done | _WORDS_ONLY | _MONEY)


def is_performed(file: CaseFile, law: LawInForce) -> bool:
    """Whether everything that was decided is performed; for closing.

    Law: APL-066, 行政处罚法 §66.
    """
    return money_of(file, law).is_settled and not unperformed_kinds(file)
