# SPDX-License-Identifier: Apache-2.0
"""The sweep on a whole case: a hearing nobody asked for, a transfer that came back."""

from dataclasses import replace
from datetime import datetime, time

import pytest
from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import jobs, public
from mingjing.cases.models import CaseClock
from mingjing.cases.types.codes import ClosingGround, PayManner
from mingjing.cases.types.refusals import (
    ClosingGroundMissing,
    HearingNotAsked,
    TransferPending,
)
from mingjing.cases.types.steps import (
    HearingRequested,
    PaymentReceived,
    PoliceDecided,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)
from mingjing.kernel.clock import BEIJING
from mingjing.ledger.public import entry_for


@pytest.mark.law("APL-064a", "DL-04")
def test_a_right_to_a_hearing_that_nobody_used_lapses(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau)).prove().report(fine(5_000))
    course.notify(fine(5_000), tells_hearing=True)
    # Five working days after Monday 23 November 2026: Monday 30.
    last = datetime.combine(course.later(7).today, time(23, 59), BEIJING)
    assert jobs.sweep_clocks(last).found == 0
    report = jobs.sweep_clocks(course.later(1).now)
    assert [one.deadline_id for one in report.done] == ["DL-04"]
    clock = CaseClock.objects.get(deadline_id="DL-04")
    assert (clock.state, clock.effect) == ("lapsed", "waive")
    assert "case.clock_lapsed" in {entry.act for entry in entry_for("case", course.case_id)}
    request = HearingRequested(course.today)
    with pytest.raises(HearingNotAsked):
        public.request_hearing(**course.by("zhao"), request=request)
    assert jobs.sweep_clocks(course.now).found == 0
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("TRF-9", "TRF-10")
def test_a_case_that_the_police_refuse_is_decided_by_the_agency(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau)).prove().report(fine(5_000))
    proposal = TransferProposed(bureau.officers, "涉嫌犯罪的书面报告", course.today)
    public.propose_transfer(**course.by("zhao"), proposal=proposal)
    course.review().notify(fine(5_000)).later(10)
    with pytest.raises(TransferPending):
        course.decide(fine(5_000))
    decision = TransferDecided(True, "同意移送", course.now)
    public.decide_transfer(**course.by("sun"), decision=decision)
    with pytest.raises(TransferPending):
        course.decide(fine(5_000))
    handover = TransferHanded(course.now, "临江市公安局", True, True, True, False, "回执")
    public.hand_to_police(**course.by("zhao"), handover=handover)
    refusal = PoliceDecided(False, course.today, "不予立案 1 号")
    public.record_police_decision(**course.by("zhao"), decision=refusal)
    course.decide(fine(5_000)).serve()
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-066", "APL-072")
def test_a_late_fine_is_not_performed_until_its_surcharge_is_paid(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau)).prove().report(fine(5_000))
    course.review().notify(fine(5_000)).later(10).decide(fine(5_000)).serve().later(16)
    # Served on 3 December, due on the 18th, paid on the 19th: one day, 150 yuan.
    paid = PaymentReceived(500_000, course.today, PayManner.BANK, "票据 1 号")
    public.record_payment(**course.by("zhao"), payment=paid)
    with pytest.raises(ClosingGroundMissing):
        course.close(ClosingGround.PERFORMED)
    rest = replace(paid, fen=0, surcharge_fen=15_000, receipt_no="票据 2 号")
    public.record_payment(**course.by("zhao"), payment=rest)
    course.close(ClosingGround.PERFORMED)
    assert public.replay_case(course.case_id).is_clean
