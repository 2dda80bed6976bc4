# SPDX-License-Identifier: Apache-2.0
"""What is owed: surcharge by hand, changes of the decision, what is left."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases.files import (
    SUN,
    Taken,
    a_file,
    decision,
    filed,
    look,
    on_the_spot,
    rows,
    served,
    taken,
)

from mingjing.cases.rules.owed import (
    FineDebt,
    in_force,
    is_performed,
    money_of,
    surcharge,
    unperformed_kinds,
)
from mingjing.cases.types.codes import (
    ChangeKind,
    Outcome,
    PayManner,
    Procedure,
    RemedyKind,
    RemedyResult,
)
from mingjing.cases.types.steps import (
    AgreementMade,
    DecisionChanged,
    Instalment,
    PaymentReceived,
    Penalty,
    PenaltyPerformed,
    PerformanceDeferred,
    Proposal,
    RemedyClosed,
    RemedyOpened,
)
from mingjing.kernel.intervals import Interval
from mingjing.registry.types import PenaltyKind

DAY = date(2026, 3, 2)
RATE, CAP = Decimal("0.03"), Decimal(1)


def payment(on: date, yuan: int, surcharge_yuan: int = 0) -> Taken:
    paid = PaymentReceived(
        yuan * 100, on, PayManner.BANK, "票据 1 号", surcharge_fen=surcharge_yuan * 100
    )
    return taken(paid, on)


def steps_of(row: dict[str, Any]) -> list[Taken]:
    received = row.get("received", DAY)
    found = [filed(), decision(on=received), served(received)]
    for number, times in enumerate(row.get("remedies", [])):
        opened = RemedyOpened(f"remedy_{number}", RemedyKind.SUIT, times[0], "临江市人民法院")
        found.append(taken(opened, times[0]))
        if len(times) > 1:
            closed = RemedyClosed(f"remedy_{number}", RemedyResult.UPHELD, times[1], "1 号")
            found.append(taken(closed, times[1]))
    if "deferred" in row:
        granted, until = row["deferred"]
        parts = tuple(Instalment(on, yuan * 100) for on, yuan in row.get("instalments", []))
        found.append(taken(PerformanceDeferred(until, "困难", granted, parts), granted, SUN))
    found.extend(payment(on, yuan) for on, yuan in row.get("paid", []))
    return found


@pytest.mark.law("APL-066", "APL-067", "APL-072", "APL-073", "ACL-045")
@pytest.mark.parametrize("row", rows("surcharge.yaml"), ids=lambda row: row["what"])
def test_the_surcharge_is(row: dict[str, Any]) -> None:
    file = a_file(*steps_of(row))
    money = money_of(file, look(file, row["day"]).law)
    assert money.surcharge_fen == row["yuan"] * 100


@pytest.mark.law("APL-072")
@pytest.mark.parametrize(("days", "yuan"), [(0, 0), (1, 300), (33, 9_900), (34, 10_000)])
def test_the_calculator_alone_agrees(days: int, yuan: int) -> None:
    debt = FineDebt(1_000_000, DAY)
    assert surcharge(debt, DAY + timedelta(days), rate=RATE, cap=CAP) == yuan * 100


@pytest.mark.law("APL-072", "APL-073")
@given(
    fine=st.integers(1, 10**9),
    days=st.integers(0, 400),
    paid=st.lists(st.tuples(st.integers(-20, 400), st.integers(1, 10**8)), max_size=4),
    pauses=st.lists(st.tuples(st.integers(-20, 300), st.integers(0, 100)), max_size=3),
)
def test_it_is_the_sum_over_days_and_never_above_the_fine(
    fine: int, days: int, paid: list[tuple[int, int]], pauses: list[tuple[int, int]]
) -> None:
    remedies = tuple(
        Interval(DAY + timedelta(start), DAY + timedelta(start + length))
        for start, length in pauses
    )
    payments = tuple((DAY + timedelta(on), fen) for on, fen in paid)
    debt = FineDebt(fine, DAY, payments, remedies)
    late = [debt.late_fen(DAY + timedelta(n)) for n in range(1, days + 1)]
    until = DAY + timedelta(days)
    assert debt.fen_days(until) == sum(late)
    assert debt.late_days(until) == sum(1 for fen in late if fen)
    assert 0 <= surcharge(debt, until, rate=RATE, cap=CAP) <= fine


def changed(kind: ChangeKind, proposal: Proposal | None = None) -> Taken:
    return taken(
        DecisionChanged(kind, date(2026, 4, 1), "理由", "1 号", proposal), date(2026, 4, 1)
    )


@pytest.mark.law("ACL-041", "APL-048", "ACL-040")
@pytest.mark.parametrize("kind", [ChangeKind.REVOKED, ChangeKind.ILLEGAL, ChangeKind.VOID])
def test_a_decision_that_fell_owes_nothing_and_is_paid_back(kind: ChangeKind) -> None:
    file = a_file(filed(), decision(), served(), payment(date(2026, 3, 10), 10_000), changed(kind))
    money = money_of(file, look(file, date(2026, 4, 2)).law)
    assert in_force(file) is None
    assert (money.rest_fen, money.refund_fen) == (0, 1_000_000)


@pytest.mark.law("APL-048")
def test_a_changed_decision_owes_what_it_says_now() -> None:
    less = Proposal(Outcome.PENALTY, (Penalty(PenaltyKind.FINE, 400_000),))
    file = a_file(
        filed(),
        decision(),
        served(),
        payment(date(2026, 3, 10), 5_000),
        changed(ChangeKind.CHANGED, less),
    )
    money = money_of(file, look(file, date(2026, 4, 2)).law)
    assert (money.fine_fen, money.rest_fen, money.refund_fen) == (400_000, 0, 100_000)
    same = a_file(filed(), decision(), served(), changed(ChangeKind.CHANGED))
    assert money_of(same, look(same, date(2026, 4, 2)).law).fine_fen == 1_000_000


@pytest.mark.law("APL-053")
def test_on_the_spot_the_fifteen_days_start_on_the_spot() -> None:
    file = a_file(on_the_spot(), procedure=Procedure.SIMPLE)
    assert money_of(file, look(file, DAY).law).due_on == date(2026, 3, 17)


def test_before_service_nothing_is_due() -> None:
    file = a_file(filed(), decision())
    money = money_of(file, look(file, DAY).law)
    assert (money.due_on, money.surcharge_fen, money.rest_fen) == (None, 0, 1_000_000)
    bare = a_file(filed())
    assert money_of(bare, look(bare, DAY).law).is_settled


@pytest.mark.law("ACL-042")
def test_an_agreement_reduces_surcharge_only() -> None:
    agreed = AgreementMade("分期", date(2026, 3, 20), date(2026, 4, 1), 50_000, "已整改")
    file = a_file(filed(), decision(), served(), taken(agreed, date(2026, 3, 20)))
    money = money_of(file, look(file, date(2026, 3, 20)).law)
    assert (money.surcharge_fen, money.rest_fen) == (40_000, 1_000_000)
    assert money_of(file, look(file, date(2026, 3, 20)).law, date(2026, 3, 18)).surcharge_fen == (
        30_000
    )


@pytest.mark.law("APL-066")
def test_it_is_performed_when_money_and_all_else_is() -> None:
    kinds = (
        Penalty(PenaltyKind.WARNING),
        Penalty(PenaltyKind.FINE, 100_000),
        Penalty(PenaltyKind.CONFISCATE_GAINS, 50_000),
        Penalty(PenaltyKind.SUSPEND_BUSINESS, text="停业七日"),
    )
    steps = [filed(), decision(*kinds), served(), payment(date(2026, 3, 5), 1_500)]
    file = a_file(*steps)
    law = look(file, date(2026, 3, 20)).law
    assert unperformed_kinds(file) == (PenaltyKind.SUSPEND_BUSINESS,)
    assert not is_performed(file, law)
    closed = PenaltyPerformed("已停业七日", date(2026, 3, 12), PenaltyKind.SUSPEND_BUSINESS)
    assert is_performed(a_file(*steps, taken(closed, date(2026, 3, 12))), law)
