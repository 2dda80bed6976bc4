# SPDX-License-Identifier: Apache-2.0
"""Performance, execution, remedies and transfer through the door."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.coercion_list import COERCION_ITEM, publish_coercion
from tests.rooms.cases.inserting import decide_and_serve
from tests.rooms.cases.papering import prepare

from mingjing.cases import jobs, public
from mingjing.cases.models import Case, CaseClock, CaseStep
from mingjing.cases.types.codes import (
    CourtAnswer,
    EndGround,
    ExecutionManner,
    OnSpotGround,
    PayManner,
    RemedyKind,
    RemedyResult,
    Stage,
    SuspensionGround,
)
from mingjing.cases.types.refusals import CourtWindowClosed, ExecutionOver, NothingOwed
from mingjing.cases.types.steps import (
    AgreementMade,
    CourtAnswered,
    CourtApplied,
    DemandAnswered,
    DemandServed,
    ExecutionDecided,
    ExecutionEnded,
    ExecutionResumed,
    ExecutionSuspended,
    GoodsHandedOver,
    Instalment,
    MoneyHandedIn,
    PaymentReceived,
    Penalty,
    PenaltyPerformed,
    PerformanceDeferred,
    PoliceAsked,
    PoliceDecided,
    RemedyClosed,
    RemedyOpened,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)
from mingjing.kernel.clock import BEIJING
from mingjing.ledger.public import entry_for
from mingjing.registry.types import NotPermitted, PenaltyKind

SERVED = date(2026, 11, 23)  # due on 8 December 2026
FIRST_LATE = date(2026, 12, 9)


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), BEIJING)


@pytest.fixture
def case_id(bureau: Bureau) -> str:
    found = a_case(bureau)
    decide_and_serve(found, actor=bureau.sun, now=bureau.now)
    return found


def zhao(bureau: Bureau, case_id: str, day: date) -> dict[str, Any]:
    return {"actor": bureau.zhao, "now": at(day), "case_id": case_id}


def sun(bureau: Bureau, case_id: str, day: date) -> dict[str, Any]:
    return {"actor": bureau.sun, "now": at(day), "case_id": case_id}


def demand(day: date, surcharge_fen: int, **changes: Any) -> DemandServed:
    said = {"text": "限期缴纳", "manner": "银行", "receipt": "送达回证 2 号", "tells_rights": True}
    return DemandServed(
        fen=1_000_000,
        surcharge_fen=surcharge_fen,
        served_on=day,
        until_on=day + timedelta(14),
        **{**said, **changes},
    )


def serve_demand(bureau: Bureau, case_id: str) -> None:
    demanded = demand(FIRST_LATE, 30_000)
    prepare(bureau.zhao, at(FIRST_LATE), case_id, demanded)
    public.serve_demand(**zhao(bureau, case_id, FIRST_LATE), demanded=demanded)


def balance(case_id: str, day: date) -> public.Balance:
    return public.money(case_id, at(day))


@pytest.mark.law("APL-067", "APL-072")
def test_a_late_payment_with_its_surcharge_settles_the_case(bureau: Bureau, case_id: str) -> None:
    assert CaseClock.objects.get(deadline_id="DL-06").due_on == date(2026, 12, 8)
    paid = PaymentReceived(1_000_000, FIRST_LATE, PayManner.BANK, "票据 1 号", 30_000)
    public.record_payment(**zhao(bureau, case_id, FIRST_LATE), payment=paid)
    assert balance(case_id, FIRST_LATE).is_settled
    with pytest.raises(NothingOwed):
        public.record_payment(**zhao(bureau, case_id, FIRST_LATE), payment=paid)
    assert CaseClock.objects.get(deadline_id="DL-06").state == "met"
    step = CaseStep.objects.get(act="case.payment_received")
    assert step.digest in {entry.digest for entry in entry_for("case", case_id)}
    assert "penalty.surcharge_rate" in [limit["name"] for limit in step.receipt["limits"]]


@pytest.mark.law("APL-069", "APL-071")
def test_money_collected_on_the_spot_is_handed_in(bureau: Bureau, case_id: str) -> None:
    paid = PaymentReceived(
        1_000_000, SERVED, PayManner.ON_SPOT, "票据 1 号", 0, OnSpotGround.REMOTE, True
    )
    seq = public.record_payment(**zhao(bureau, case_id, SERVED), payment=paid)
    assert CaseClock.objects.get(about=f"agency:{seq}").due_on == date(2026, 11, 25)
    handing = MoneyHandedIn(seq, 1_000_000, SERVED, SERVED)
    public.hand_in_money(**zhao(bureau, case_id, SERVED), handing=handing)
    assert CaseClock.objects.get(about=f"bank:{seq}").state == "met"


@pytest.mark.law("APL-066")
def test_a_deferral_moves_the_payment(bureau: Bureau, case_id: str) -> None:
    until = date(2027, 1, 29)
    deferral = PerformanceDeferred(until, "困难", SERVED, (Instalment(until, 1_000_000),))
    public.defer_payment(**sun(bureau, case_id, SERVED), deferral=deferral)
    assert CaseClock.objects.get(deadline_id="DL-06").due_on == until


@pytest.mark.law("APL-066")
def test_a_closure_is_performed(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    stop = Penalty(PenaltyKind.SUSPEND_BUSINESS, text="停业七日")
    decide_and_serve(case_id, stop, actor=bureau.sun, now=bureau.now)
    done = PenaltyPerformed("已停业七日", date(2026, 11, 30), PenaltyKind.SUSPEND_BUSINESS)
    public.record_performance(**zhao(bureau, case_id, date(2026, 11, 30)), performance=done)
    assert CaseClock.objects.get(deadline_id="DL-17").state == "met"


@pytest.mark.law("ACL-035", "ACL-036", "ACL-037", "ACL-046", "ACL-012")
def test_after_the_demand_the_head_decides_on_execution(bureau: Bureau, case_id: str) -> None:
    serve_demand(bureau, case_id)
    answer = DemandAnswered("经营困难", False, FIRST_LATE)
    public.review_demand_answer(**zhao(bureau, case_id, FIRST_LATE), answer=answer)
    ripe = date(2027, 1, 8)  # the thirty-first day of surcharge
    execution = ExecutionDecided(
        ExecutionManner.TRANSFER, "food-safety-law 124", "逾期不履行", at(ripe, 15), COERCION_ITEM
    )
    publish_coercion(actor=bureau.system, now=bureau.now, agency_id=bureau.agency_id)
    with pytest.raises(NotPermitted):
        public.decide_execution(**zhao(bureau, case_id, ripe), execution=execution)
    public.decide_execution(**sun(bureau, case_id, ripe), execution=execution)
    assert CaseClock.objects.get(deadline_id="DL-17").state == "met"


# The decision of 23 November 2026: six months end on Sunday 23 May 2027, so on the 24th.
OPEN = date(2027, 5, 25)
LAST = date(2027, 8, 24)


@pytest.mark.law("ACL-053", "ACL-054", "ACL-055", "ACL-056")
def test_in_its_window_the_court_is_asked(bureau: Bureau, case_id: str) -> None:
    serve_demand(bureau, case_id)
    assert CaseClock.objects.get(deadline_id="DL-17").due_on == LAST
    application = CourtApplied(OPEN, "临江市人民法院", True, True, True, True)
    public.apply_to_court(**zhao(bureau, case_id, OPEN), application=application)
    answer = CourtAnswered(CourtAnswer.ACCEPTED, OPEN, "（2027）行审 1 号")
    public.record_court_answer(**zhao(bureau, case_id, OPEN), answer=answer)
    assert jobs.sweep_clocks(at(LAST + timedelta(1))).found == 0


@pytest.mark.law("ACL-053")
def test_the_window_that_nobody_used_lapses_by_the_sweep(bureau: Bureau, case_id: str) -> None:
    serve_demand(bureau, case_id)
    assert jobs.sweep_clocks(at(LAST)).found == 0
    after = LAST + timedelta(1)
    assert [one.deadline_id for one in jobs.sweep_clocks(at(after)).done] == ["DL-17"]
    application = CourtApplied(LAST, "临江市人民法院", True, True, True, True)
    with pytest.raises(CourtWindowClosed):
        public.apply_to_court(**zhao(bureau, case_id, after), application=application)


@pytest.mark.law("ACL-039", "ACL-040", "ACL-042")
def test_execution_is_suspended_resumed_agreed_on_and_ended(bureau: Bureau, case_id: str) -> None:
    serve_demand(bureau, case_id)
    on = sun(bureau, case_id, FIRST_LATE)
    halt = ExecutionSuspended(SuspensionGround.HARDSHIP, "暂无履行能力", FIRST_LATE)
    public.suspend_execution(**on, suspension=halt)
    public.resume_execution(**on, resumption=ExecutionResumed(FIRST_LATE))
    agreement = AgreementMade("分两期", FIRST_LATE, date(2027, 1, 29), 30_000, "已整改")
    public.agree_execution(**on, agreement=agreement)
    assert balance(case_id, FIRST_LATE).rest_surcharge_fen == 0
    public.end_execution(**on, end=ExecutionEnded(EndGround.LOST, FIRST_LATE, "标的灭失"))
    with pytest.raises(ExecutionOver):
        public.suspend_execution(**on, suspension=halt)


@pytest.mark.law("APL-073")
def test_a_remedy_pauses_the_surcharge(bureau: Bureau, case_id: str) -> None:
    remedy = RemedyOpened("r1", RemedyKind.RECONSIDERATION, FIRST_LATE, "临江市人民政府")
    public.open_remedy(**zhao(bureau, case_id, FIRST_LATE), remedy=remedy)
    later = date(2026, 12, 31)
    assert balance(case_id, later).surcharge_fen == 0
    assert not CaseClock.objects.filter(deadline_id="DL-17").exists()
    result = RemedyClosed("r1", RemedyResult.UPHELD, later, "复议决定 1 号")
    public.close_remedy(**zhao(bureau, case_id, later), result=result)
    assert balance(case_id, date(2027, 1, 1)).surcharge_fen == 30_000
    assert CaseClock.objects.filter(deadline_id="DL-17").exists()


@pytest.mark.law("TRF-1", "TRF-2", "TRF-3", "TRF-4", "TRF-6", "TRF-7", "TRF-9", "TRF-11")
def test_a_case_goes_to_the_police_comes_back_and_goes_again(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    on_day = zhao(bureau, case_id, SERVED)
    proposal = TransferProposed(bureau.officers, "涉嫌犯罪的书面报告", SERVED)
    public.propose_transfer(**on_day, proposal=proposal)
    decision = TransferDecided(True, "同意", at(SERVED))
    public.decide_transfer(**sun(bureau, case_id, SERVED), decision=decision)
    handover = TransferHanded(at(SERVED), "临江市公安局", True, True, True, False, "回执 1 号")
    public.hand_to_police(**on_day, handover=handover)
    assert Case.objects.get().stage == Stage.TRANSFERRED
    no = PoliceDecided(False, SERVED, "不予立案 1 号")
    public.record_police_decision(**on_day, decision=no)
    assert Case.objects.get().stage == Stage.INVESTIGATION
    public.ask_police_again(**on_day, request=PoliceAsked(SERVED, "临江市公安局"))
    public.record_police_decision(**on_day, decision=PoliceDecided(True, SERVED, "立案 1 号"))
    public.hand_over_goods(**on_day, handover=GoodsHandedOver(SERVED, "交接清单 1 号"))
    assert Case.objects.get().stage == Stage.TRANSFERRED
    states = dict(CaseClock.objects.values_list("deadline_id", "state"))
    assert {states[one] for one in ("DL-28", "DL-29", "DL-31", "DL-32")} == {"met"}
    report = public.replay_case(case_id)
    assert report.is_clean, report.differences
