# SPDX-License-Identifier: Apache-2.0
"""Payment, collecting on the spot, handing in, deferral, other penalties."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.cases.files import (
    SUN,
    Taken,
    a_file,
    ask,
    decision,
    filed,
    look,
    noon,
    on_the_spot,
    ready,
    served,
    taken,
)

from mingjing.cases.rules.execution_clocks import hand_in_clock, payment_clock
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import (
    ExecutionManner,
    OnSpotGround,
    PayManner,
    Procedure,
    Signature,
)
from mingjing.cases.types.refusals import (
    AlreadyDone,
    DateImpossible,
    FieldWrong,
    NothingOwed,
    NothingToDo,
    ObjectUnknown,
    OfficerMayNotCollect,
    PaymentTooMuch,
    PenaltyNotDecided,
    ReceiptMissing,
    StepOutOfOrder,
)
from mingjing.cases.types.steps import (
    CorrectionOrdered,
    ExecutionDecided,
    Instalment,
    MoneyHandedIn,
    PaymentReceived,
    Penalty,
    PenaltyPerformed,
    PerformanceDeferred,
)
from mingjing.kernel.errors import PlatformError
from mingjing.registry.types import PenaltyKind

DAY = date(2026, 3, 2)
FEN = 10_000  # what `collected` collects
LATE = date(2026, 3, 19)  # the second late day: 600 yuan
ONE_DAY = timedelta(days=1)
FILE = a_file(filed(), decision(), served())
PAID = PaymentReceived(1_000_000, LATE, PayManner.BANK, "票据 1 号", surcharge_fen=60_000)


def spot_file(yuan: int = 100) -> CaseFile:
    return a_file(on_the_spot(yuan), procedure=Procedure.SIMPLE)


def collected(yuan: int = 100, day: date = DAY, **changes: Any) -> PaymentReceived:
    plain = PaymentReceived(
        yuan * 100, day, PayManner.ON_SPOT, "票据 1 号", ground=OnSpotGround.SMALL
    )
    return replace(plain, **changes)


@pytest.mark.law("APL-067", "APL-070", "APL-072", "ACL-045")
@pytest.mark.parametrize(
    ("paid", "refusal"),
    [
        (PAID, None),
        (replace(PAID, fen=400_000, surcharge_fen=0), None),
        (replace(PAID, fen=1_000_001), PaymentTooMuch),
        (replace(PAID, surcharge_fen=60_001), PaymentTooMuch),
        (replace(PAID, paid_on=LATE - ONE_DAY), PaymentTooMuch),
        (replace(PAID, fen=0, surcharge_fen=0), FieldWrong),
        (replace(PAID, fen=-1), FieldWrong),
        (replace(PAID, receipt_no=" "), ReceiptMissing),
        (replace(PAID, paid_on=LATE + ONE_DAY), DateImpossible),
        (replace(PAID, paid_on=DAY - ONE_DAY), DateImpossible),
    ],
)
def test_a_payment_fits_what_is_owed(
    paid: PaymentReceived, refusal: type[PlatformError] | None
) -> None:
    if refusal is None:
        ask(look(FILE, LATE), paid)
    else:
        with pytest.raises(refusal):
            ask(look(FILE, LATE), paid)


@pytest.mark.law("APL-067")
def test_what_is_settled_is_not_paid_again() -> None:
    with pytest.raises(NothingOwed):
        ready(look(a_file(filed(), decision(), served(), taken(PAID, LATE)), LATE), PaymentReceived)
    with pytest.raises(StepOutOfOrder):
        ready(look(a_file(filed(), decision()), LATE), PaymentReceived)


@pytest.mark.law("APL-067", "APL-068", "APL-069", "APL-053")
@pytest.mark.parametrize(
    ("file", "paid", "is_lawful"),
    [
        (spot_file(100), collected(100), True),
        (spot_file(101), collected(101), False),
        (spot_file(200), collected(200, ground=OnSpotGround.HARD), True),
        (spot_file(200), collected(200, ground=OnSpotGround.REMOTE), False),
        (spot_file(200), collected(200, ground=OnSpotGround.REMOTE, is_requested=True), True),
        (spot_file(100), collected(100, ground=None), False),
        (spot_file(100), collected(100, manner=PayManner.BANK), False),
        (FILE, collected(100), False),
        (FILE, collected(100, ground=OnSpotGround.HARD), False),
        (FILE, collected(100, ground=OnSpotGround.REMOTE, is_requested=True), True),
    ],
)
def test_officers_collect_only_where_the_law_says_so(
    file: CaseFile, paid: PaymentReceived, is_lawful: bool
) -> None:
    if is_lawful:
        ask(look(file, DAY), paid)
    else:
        with pytest.raises(OfficerMayNotCollect):
            ask(look(file, DAY), paid)


@pytest.mark.law("APL-068")
def test_public_security_may_collect_two_hundred() -> None:
    steps = (filed(field="public_security"), on_the_spot(200))
    file = a_file(*steps, procedure=Procedure.SIMPLE)
    ask(look(file, DAY), collected(200))


def with_collected(**changes: Any) -> list[Taken]:
    return [on_the_spot(), taken(collected(**changes), DAY)]


@pytest.mark.law("DL-07", "APL-085", "APL-071")
@pytest.mark.parametrize(
    ("day", "landed", "last"),
    [
        (DAY, None, date(2026, 3, 4)),
        # Over the Spring Festival: Friday 13 February, then Saturday 14 (made up) and the 24th.
        (date(2026, 2, 13), None, date(2026, 2, 24)),
        (DAY, date(2026, 3, 6), date(2026, 3, 10)),
    ],
)
def test_collected_money_reaches_the_agency_in_two_working_days(
    day: date, landed: date | None, last: date
) -> None:
    paid = taken(collected(day=day, landed_on=landed), day)
    file = a_file(on_the_spot(day=day), paid, procedure=Procedure.SIMPLE)
    (clock,) = hand_in_clock(file, look(file, day).law)
    assert (clock.about, clock.due.on) == ("agency:2", last)
    assert [clock.state(last), clock.state(last + ONE_DAY)] == ["running", "over"]


@pytest.mark.law("APL-071")
def test_then_the_bank_in_two_more() -> None:
    handed = MoneyHandedIn(2, FEN, date(2026, 3, 3))
    file = a_file(*with_collected(), taken(handed, date(2026, 3, 3)), procedure=Procedure.SIMPLE)
    agency, bank = hand_in_clock(file, look(file, date(2026, 3, 3)).law)
    assert (agency.met_on, bank.about, bank.due.on) == (
        date(2026, 3, 3),
        "bank:2",
        date(2026, 3, 5),
    )
    ask(look(file, date(2026, 3, 5)), MoneyHandedIn(2, FEN, date(2026, 3, 3), date(2026, 3, 5)))


@pytest.mark.law("APL-071")
@pytest.mark.parametrize(
    ("handed", "refusal"),
    [
        (MoneyHandedIn(1, FEN, DAY), ObjectUnknown),
        (MoneyHandedIn(2, FEN, DAY - ONE_DAY), DateImpossible),
        (MoneyHandedIn(2, FEN, DAY + ONE_DAY), DateImpossible),
        (MoneyHandedIn(2, FEN, DAY, DAY - ONE_DAY), DateImpossible),
    ],
)
def test_it_refuses_handing_in(handed: MoneyHandedIn, refusal: type[PlatformError]) -> None:
    file = a_file(*with_collected(), procedure=Procedure.SIMPLE)
    with pytest.raises(refusal):
        ask(look(file, DAY), handed)


@pytest.mark.law("APL-071")
def test_money_is_handed_in_once() -> None:
    file = a_file(
        *with_collected(), taken(MoneyHandedIn(2, FEN, DAY, DAY), DAY), procedure=Procedure.SIMPLE
    )
    with pytest.raises(AlreadyDone):
        ask(look(file, DAY), MoneyHandedIn(2, FEN, DAY, DAY))
    with pytest.raises(NothingToDo):
        ready(look(FILE, DAY), MoneyHandedIn)


DEFERRED = PerformanceDeferred(date(2026, 5, 10), "经营困难", date(2026, 3, 9))


@pytest.mark.law("APL-066")
@pytest.mark.parametrize(
    ("deferred", "refusal"),
    [
        (DEFERRED, None),
        (
            replace(
                DEFERRED,
                instalments=(
                    Instalment(date(2026, 4, 10), 400_000),
                    Instalment(date(2026, 5, 10), 600_000),
                ),
            ),
            None,
        ),
        (replace(DEFERRED, reason=""), FieldWrong),
        (replace(DEFERRED, until_on=date(2026, 3, 10)), DateImpossible),
        (replace(DEFERRED, applied_on=date(2026, 3, 11)), DateImpossible),
        (replace(DEFERRED, applied_on=date(2026, 3, 1)), DateImpossible),
        (replace(DEFERRED, instalments=(Instalment(date(2026, 5, 10), 999_999),)), FieldWrong),
        (replace(DEFERRED, instalments=(Instalment(date(2026, 5, 9), 1_000_000),)), FieldWrong),
        (
            replace(
                DEFERRED,
                instalments=(
                    Instalment(date(2026, 4, 10), 0),
                    Instalment(date(2026, 5, 10), 1_000_000),
                ),
            ),
            FieldWrong,
        ),
    ],
)
def test_a_deferral_has_its_reason_and_adds_up(
    deferred: PerformanceDeferred, refusal: type[PlatformError] | None
) -> None:
    situation = look(FILE, date(2026, 3, 10), SUN)
    if refusal is None:
        ask(situation, deferred)
    else:
        with pytest.raises(refusal):
            ask(situation, deferred)


@pytest.mark.law("DL-06", "APL-066", "APL-067")
def test_the_payment_clock_follows_the_deferral() -> None:
    (clock,) = payment_clock(FILE, look(FILE, DAY).law)
    assert clock.due.on == date(2026, 3, 17)
    put_off = a_file(filed(), decision(), served(), taken(DEFERRED, date(2026, 3, 10), SUN))
    (clock,) = payment_clock(put_off, look(put_off, DAY).law)
    assert clock.due.on == date(2026, 5, 10)
    assert "2026-05-10" in clock.due.because("zh")[-1]
    paid = a_file(filed(), decision(), served(), taken(PAID, LATE))
    (clock,) = payment_clock(paid, look(paid, LATE).law)
    assert clock.met_on == LATE


STOP = Penalty(PenaltyKind.SUSPEND_BUSINESS, text="停业七日")
STOPPED = PenaltyPerformed("已停业七日", date(2026, 3, 10), PenaltyKind.SUSPEND_BUSINESS)


@pytest.mark.law("APL-066")
def test_what_was_decided_is_performed_once() -> None:
    steps = (filed(), decision(STOP), served())
    ask(look(a_file(*steps), date(2026, 3, 10)), STOPPED)
    for wrong, refusal in (
        (replace(STOPPED, kind=PenaltyKind.REVOKE_LICENCE), PenaltyNotDecided),
        (replace(STOPPED, kind=None), PenaltyNotDecided),
        (replace(STOPPED, text=""), FieldWrong),
        (replace(STOPPED, on=date(2026, 3, 11)), DateImpossible),
    ):
        with pytest.raises(refusal):
            ask(look(a_file(*steps), date(2026, 3, 10)), wrong)
    done = a_file(*steps, taken(STOPPED, date(2026, 3, 10)))
    with pytest.raises(PenaltyNotDecided):
        ask(look(done, date(2026, 3, 11)), STOPPED)


@pytest.mark.law("ACL-051")
def test_substitute_performance_is_watched_and_signed_for() -> None:
    ordered = taken(CorrectionOrdered("清除堆放物", DAY, DAY), DAY)
    executed = ExecutionDecided(
        ExecutionManner.SUBSTITUTE, "environmental-protection-law 60", "逾期未清除", noon(DAY)
    )
    cleared = PenaltyPerformed("堆放物已清除", date(2026, 3, 10))
    ask(look(a_file(filed(), ordered, decision(), served()), date(2026, 3, 10)), cleared)
    substituted = a_file(filed(), ordered, decision(), served(), taken(executed, DAY, SUN))
    with pytest.raises(FieldWrong):
        ask(look(substituted, date(2026, 3, 10)), cleared)
    watched = replace(cleared, supervisor="officer_zhao", signature=Signature.SIGNED)
    ask(look(substituted, date(2026, 3, 10)), watched)
