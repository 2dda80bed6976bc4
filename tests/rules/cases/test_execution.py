# SPDX-License-Identifier: Apache-2.0
"""Demand, the agency's own execution, the court, suspension, end, agreement."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.rules.cases.executing import BASE, DEMAND, DEMANDED, ONE_DAY, refused
from tests.rules.cases.files import (
    AROUND,
    SUN,
    PackagedLaw,
    a_file,
    ask,
    decision,
    filed,
    look,
    noon,
    ready,
    rows,
    served,
    taken,
)
from tests.rules.cases.holding import approved, measure

from mingjing.cases.rules.enforcement import is_at_rest
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import (
    ExecutionManner,
    PayManner,
    RemedyKind,
    RemedyResult,
    SuspensionGround,
)
from mingjing.cases.types.refusals import (
    AmountWrong,
    CoercionItemMissing,
    DateImpossible,
    DefenceAdopted,
    DemandMissing,
    DemandRunning,
    DemolitionNotAnnounced,
    ExecutionStayed,
    FieldWrong,
    NightOrHoliday,
    NoPowerToExecute,
    NothingOwed,
    NothingToAuction,
    NothingToDo,
    NotYetDue,
    RemediesOpen,
    RightsNotTold,
    SamePerson,
    SecondDemandMissing,
    SubstituteUnfounded,
    SurchargeTooShort,
    UtilitiesCut,
)
from mingjing.cases.types.steps import (
    AgreementMade,
    CorrectionOrdered,
    CourtApplied,
    DemandAnswered,
    DemandServed,
    ExecutionDecided,
    ExecutionSuspended,
    PaymentReceived,
    Penalty,
    PerformanceDeferred,
    RemedyClosed,
    RemedyOpened,
)
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.errors import PlatformError
from mingjing.registry.types import InstrumentLevel, PenaltyKind


@pytest.mark.law("ACL-034", "ACL-035", "ACL-038")
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": ""}, FieldWrong),
        ({"manner": ""}, FieldWrong),
        ({"receipt": ""}, FieldWrong),
        ({"until_on": date(2026, 3, 17)}, DateImpossible),
        ({"tells_rights": False}, RightsNotTold),
        ({"fen": 999_999}, AmountWrong),
        ({"surcharge_fen": 0}, AmountWrong),
        ({"served_on": date(2026, 3, 17)}, NotYetDue),
        ({"served_on": date(2026, 3, 19)}, DateImpossible),
        ({"is_second": True}, DemandMissing),
    ],
)
def test_it_refuses_a_demand(changes: dict[str, Any], refusal: type[PlatformError]) -> None:
    refused(a_file(*BASE), date(2026, 3, 18), replace(DEMAND, **changes), refusal)


@pytest.mark.law("ACL-034", "ACL-035")
def test_a_demand_is_served_the_day_after_the_last_of_payment() -> None:
    ask(look(a_file(*BASE), date(2026, 3, 18)), DEMAND)
    early = replace(DEMAND, served_on=date(2026, 3, 17), surcharge_fen=0)
    refused(a_file(*BASE), date(2026, 3, 17), early, NotYetDue)
    refused(a_file(filed(), decision()), date(2026, 3, 18), DEMAND, PlatformError)


@pytest.mark.law("APL-066")
def test_a_deferral_puts_the_demand_off() -> None:
    deferred = PerformanceDeferred(date(2026, 4, 10), "困难", date(2026, 3, 9))
    file = a_file(*BASE, taken(deferred, date(2026, 3, 10), SUN))
    late = replace(DEMAND, served_on=date(2026, 4, 10), until_on=date(2026, 5, 1))
    refused(file, date(2026, 4, 10), replace(late, surcharge_fen=0), NotYetDue)
    ask(look(file, date(2026, 4, 11)), replace(late, served_on=date(2026, 4, 11)))


def test_what_is_paid_is_not_demanded() -> None:
    paid = PaymentReceived(1_000_000, date(2026, 3, 10), PayManner.BANK, "票据")
    with pytest.raises(NothingOwed):
        ready(look(a_file(*BASE, taken(paid, date(2026, 3, 10))), date(2026, 3, 18)), DemandServed)


@pytest.mark.law("ACL-036")
def test_the_answer_to_a_demand_is_recorded() -> None:
    answered = DemandAnswered("经营困难", False, date(2026, 3, 20))
    file = a_file(*DEMANDED)
    ask(look(file, date(2026, 3, 20)), answered)
    refused(file, date(2026, 3, 20), replace(answered, text=""), FieldWrong)
    refused(file, date(2026, 3, 20), replace(answered, on=date(2026, 3, 17)), DateImpossible)
    with pytest.raises(NothingToDo):
        ready(look(a_file(*BASE), date(2026, 3, 20)), DemandAnswered)


EXECUTION = ExecutionDecided(
    manner=ExecutionManner.TRANSFER,
    power_basis="food-safety-law 124",
    reason="经催告逾期仍不履行",
    at=datetime(2026, 4, 20, 10, 0, tzinfo=BEIJING),
)
# Surcharge runs from 18 March; 17 April is its thirty-first day.
RIPE = date(2026, 4, 17)


def execute(file: CaseFile, on: date = RIPE, **changes: Any) -> None:
    ask(look(file, on, SUN), replace(EXECUTION, **changes))


@pytest.mark.law("ACL-037", "ACL-046")
def test_after_demand_and_thirty_days_of_surcharge_money_is_transferred() -> None:
    file = a_file(*DEMANDED)
    execute(file)
    with pytest.raises(SurchargeTooShort):
        execute(file, RIPE - ONE_DAY)


@pytest.mark.law("ACL-046", "APL-073")
def test_days_of_a_remedy_do_not_ripen_it() -> None:
    opened = RemedyOpened("r1", RemedyKind.RECONSIDERATION, date(2026, 3, 20), "政府")
    closed = RemedyClosed("r1", RemedyResult.UPHELD, date(2026, 3, 29), "1 号")
    file = a_file(*DEMANDED, taken(opened), taken(closed))
    with pytest.raises(SurchargeTooShort):
        execute(file, RIPE)
    execute(file, RIPE + timedelta(10), at=noon(RIPE + timedelta(10), 13))


@pytest.mark.law("ACL-035", "ACL-036", "ACL-037")
def test_execution_waits_for_the_demand() -> None:
    with pytest.raises(DemandMissing):
        execute(a_file(*BASE))
    longer = (*BASE, taken(replace(DEMAND, until_on=RIPE), date(2026, 3, 18)))
    with pytest.raises(DemandRunning):
        execute(a_file(*longer))
    execute(a_file(*longer), is_hiding=True)
    execute(a_file(*longer), RIPE + ONE_DAY)
    adopted = taken(DemandAnswered("已缴", True, date(2026, 3, 20)), date(2026, 3, 20))
    with pytest.raises(DefenceAdopted):
        execute(a_file(*DEMANDED, adopted))
    again = taken(replace(DEMAND, served_on=date(2026, 3, 25)), date(2026, 3, 25))
    execute(a_file(*DEMANDED, adopted, again))


@pytest.mark.law("ACL-012")
@pytest.mark.parametrize("level", [None, InstrumentLevel.ADMINISTRATIVE_REGULATION])
def test_only_a_law_gives_the_power(level: InstrumentLevel | None) -> None:
    situation = look(a_file(*DEMANDED), RIPE, SUN, replace(AROUND, basis_level=level))
    with pytest.raises(NoPowerToExecute):
        ask(situation, EXECUTION)


@pytest.mark.law("ACL-012", "ACL-046")
def test_without_an_item_on_the_list_only_the_coercion_law_itself_helps() -> None:
    unlisted = replace(AROUND, coercion=None)
    situation = look(a_file(*DEMANDED), RIPE, SUN, unlisted)
    with pytest.raises(CoercionItemMissing):
        ask(situation, EXECUTION)
    at_once = replace(EXECUTION, power_basis="administrative-coercion-law 52", clears_now=True)
    ask(situation, replace(at_once, **SUBSTITUTE))


@pytest.mark.law("ACL-037")
def test_the_head_decides_with_reasons_and_for_a_time_to_come() -> None:
    with pytest.raises(FieldWrong):
        execute(a_file(*DEMANDED), reason="")
    with pytest.raises(DateImpossible):
        execute(a_file(*DEMANDED), at=noon(RIPE, 11))
    with pytest.raises(SamePerson):
        ask(look(a_file(*DEMANDED), RIPE), EXECUTION)


@pytest.mark.law("ACL-043")
@pytest.mark.parametrize("row", rows("rest_hours.yaml"), ids=lambda row: row["at"])
def test_execution_rests(row: dict[str, Any]) -> None:
    at = datetime.strptime(row["at"], "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)
    assert is_at_rest(at, PackagedLaw(noon(RIPE))) is row["rests"]


@pytest.mark.law("ACL-043")
def test_night_and_holidays_are_for_the_urgent_only() -> None:
    night = datetime(2026, 4, 20, 22, 0, tzinfo=BEIJING)
    with pytest.raises(NightOrHoliday):
        execute(a_file(*DEMANDED), at=night)
    execute(a_file(*DEMANDED), at=night, is_urgent=True)


@pytest.mark.law("ACL-043")
def test_utilities_of_residents_are_never_cut() -> None:
    with pytest.raises(UtilitiesCut):
        execute(a_file(*DEMANDED), cuts_utilities=True, is_urgent=True)


@pytest.mark.law("ACL-046")
def test_what_is_sealed_may_be_auctioned_after_the_remedies() -> None:
    by_46: dict[str, Any] = {
        "manner": ExecutionManner.AUCTION,
        "power_basis": "administrative-coercion-law 46",
    }
    with pytest.raises(NothingToAuction):
        execute(a_file(*DEMANDED), **by_46)
    sealed_on = date(2026, 3, 20)
    sealing = (approved(day=sealed_on), taken(measure(sealed_on), noon(sealed_on)))
    with pytest.raises(RemediesOpen):
        execute(a_file(*DEMANDED, *sealing), **by_46)
    execute(a_file(*DEMANDED, *sealing), manner=ExecutionManner.AUCTION)
    later = date(2026, 9, 3)
    execute(a_file(*DEMANDED, *sealing), later, at=noon(later, 13), **by_46)


@pytest.mark.law("ACL-046")
def test_where_no_money_is_owed_none_is_transferred() -> None:
    kinds = decision(Penalty(PenaltyKind.CLOSE, text="关闭"))
    demand = taken(replace(DEMAND, fen=0, surcharge_fen=0), date(2026, 3, 18))
    file = a_file(filed(), kinds, served(), demand)
    with pytest.raises(NothingOwed):
        execute(file)
    execute(file, manner=ExecutionManner.RESTORE)
    gains = decision(Penalty(PenaltyKind.CONFISCATE_GAINS, 1_000_000))
    with pytest.raises(SurchargeTooShort):
        execute(a_file(filed(), gains, served(), demand))


DUTY = taken(
    CorrectionOrdered("拆除违法建筑", date(2026, 3, 10), date(2026, 3, 2)), date(2026, 3, 2)
)


@pytest.mark.law("ACL-044")
@pytest.mark.parametrize(
    ("on", "changes", "refusal"),
    [
        (date(2026, 9, 3), {}, None),
        (date(2026, 9, 2), {}, RemediesOpen),
        (date(2026, 9, 3), {"notice_published_on": None}, DemolitionNotAnnounced),
        (date(2026, 9, 3), {"notice_until_on": None}, DemolitionNotAnnounced),
        (date(2026, 9, 3), {"notice_until_on": date(2026, 9, 3)}, DemolitionNotAnnounced),
        (date(2026, 9, 3), {"notice_until_on": date(2026, 7, 1)}, DemolitionNotAnnounced),
    ],
)
def test_demolition_waits_for_notice_and_remedies(
    on: date, changes: dict[str, Any], refusal: type[PlatformError] | None
) -> None:
    file = a_file(filed(), DUTY, *DEMANDED[1:])
    right: dict[str, Any] = {
        "manner": ExecutionManner.DEMOLITION,
        "at": noon(on, 13),
        "notice_published_on": date(2026, 8, 1),
        "notice_until_on": date(2026, 8, 31),
        **changes,
    }
    if refusal is None:
        execute(file, on, **right)
    else:
        with pytest.raises(refusal):
            execute(file, on, **right)


SUBSTITUTE: dict[str, Any] = {
    "manner": ExecutionManner.SUBSTITUTE,
    "harm": "堆放物妨碍交通安全",
    "cost_budget_fen": 500_000,
    "performer": "临江清运公司",
    "is_performer_uninvolved": True,
}


@pytest.mark.law("ACL-050", "ACL-051")
@pytest.mark.parametrize(
    "changes",
    [{"harm": ""}, {"cost_budget_fen": 0}, {"performer": ""}, {"is_performer_uninvolved": False}],
)
def test_substitute_performance_says_why_by_whom_and_for_how_much(changes: dict[str, Any]) -> None:
    with pytest.raises(SubstituteUnfounded):
        execute(a_file(*DEMANDED), **{**SUBSTITUTE, **changes})


@pytest.mark.law("ACL-051")
@pytest.mark.parametrize(
    ("second", "performed", "is_lawful"),
    [
        # Three working days before Monday 20 April: Wednesday 15.
        (date(2026, 4, 15), date(2026, 4, 20), True),
        (date(2026, 4, 16), date(2026, 4, 20), False),
        # Before Thursday 7 May, over the holiday of 1 to 5 May: 6 May, 30 and 29 April.
        (date(2026, 4, 29), date(2026, 5, 7), True),
        (date(2026, 4, 30), date(2026, 5, 7), False),
    ],
)
def test_a_second_demand_comes_three_working_days_before(
    second: date, performed: date, is_lawful: bool
) -> None:
    demand = taken(replace(DEMAND, served_on=second, is_second=True), second)
    file, now = a_file(*DEMANDED, demand), max(second, RIPE)
    if is_lawful:
        execute(file, now, at=noon(performed, 13), **SUBSTITUTE)
    else:
        with pytest.raises(SecondDemandMissing):
            execute(file, now, at=noon(performed, 13), **SUBSTITUTE)


@pytest.mark.law("ACL-051", "ACL-052")
def test_a_spill_is_cleared_at_once_without_demand() -> None:
    with pytest.raises(SecondDemandMissing):
        execute(a_file(*DEMANDED), **SUBSTITUTE)
    night = datetime(2026, 4, 17, 3, 0, tzinfo=BEIJING)
    execute(a_file(*BASE), clears_now=True, at=night, **SUBSTITUTE)
    with pytest.raises(DemandMissing):
        execute(a_file(*BASE), clears_now=True)


def test_the_surcharge_itself_needs_no_more_than_the_demand() -> None:
    execute(a_file(*DEMANDED), manner=ExecutionManner.SURCHARGE)


@pytest.mark.law("APL-073", "REM-4", "ACL-039", "ACL-042")
@pytest.mark.parametrize(
    ("halting", "is_halted"),
    [
        (RemedyOpened("r1", RemedyKind.SUIT, date(2026, 3, 20), "法院"), False),
        (RemedyOpened("r1", RemedyKind.SUIT, date(2026, 3, 20), "法院", True), True),
        (
            ExecutionSuspended(SuspensionGround.HARDSHIP, "暂无能力", date(2026, 3, 20)),
            True,
        ),
        (AgreementMade("分两期", date(2026, 3, 20), RIPE), True),
        (AgreementMade("分两期", date(2026, 3, 20), RIPE - ONE_DAY), False),
    ],
)
def test_a_remedy_alone_halts_nothing(halting: Any, is_halted: bool) -> None:
    file = a_file(*DEMANDED, taken(halting, date(2026, 3, 20)))
    if is_halted:
        with pytest.raises(ExecutionStayed):
            ready(look(file, RIPE, SUN), ExecutionDecided)
    else:
        ready(look(file, RIPE, SUN), ExecutionDecided)


COURT = CourtApplied(date(2026, 9, 3), "临江市人民法院", True, True, True, True)
