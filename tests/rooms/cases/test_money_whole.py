# SPDX-License-Identifier: Apache-2.0
"""Money and remedies: all to the treasury, no fee for the court, the way to reconsideration."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from tests.pages import PageClient
from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.coercion_list import COERCION_ITEM, publish_coercion
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.inserting import decide_and_serve, insert_steps
from tests.rooms.cases.stopping import stopped

from mingjing.cases import public
from mingjing.cases.models import Case, CaseClock, CaseStep
from mingjing.cases.types.codes import (
    CourtAnswer,
    ExecutionManner,
    GoodsDisposal,
    OnSpotGround,
    PayManner,
    ServiceKind,
    Stage,
)
from mingjing.cases.types.refusals import (
    CourtFeeCharged,
    ExecutionCostEarly,
    FieldWrong,
    GoodsUnaccounted,
    MoneyKeptBack,
    RemedyChannelMissing,
    SecondDemandMissing,
)
from mingjing.cases.types.steps import (
    CorrectionOrdered,
    CourtAnswered,
    CourtApplied,
    DecisionServed,
    DemandServed,
    ExecutionDecided,
    MoneyHandedIn,
    PaymentReceived,
    Penalty,
    PenaltyPerformed,
)
from mingjing.kernel.clock import BEIJING
from mingjing.registry.types import PenaltyKind

SERVED = date(2026, 11, 23)
TREASURY: dict[str, Any] = {"rule": "APL-074", "article": "行政处罚法 §74"}


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau))


def decided(course: Course, *penalties: Penalty) -> Course:
    decide_and_serve(course.case_id, *penalties, actor=course.bureau.sun, now=course.now)
    return course


def on(course: Course, day: date) -> dict[str, Any]:
    return course.by("zhao") | {"now": datetime.combine(day, time(12), BEIJING)}


# All of it goes to the treasury, 行政处罚法 art. 74.


@pytest.mark.law("APL-074")
@pytest.mark.parametrize("given", [0, 999_999, 1_000_001])
def test_what_was_collected_is_handed_in_whole(course: Course, given: int) -> None:
    decided(course)
    payment = PaymentReceived(
        1_000_000, SERVED, PayManner.ON_SPOT, "票据 1 号", 0, OnSpotGround.REMOTE, True
    )
    seq = public.record_payment(**course.by("zhao"), payment=payment)
    handing = MoneyHandedIn(seq, given, SERVED, SERVED)
    stopped(
        course.case_id,
        lambda: public.hand_in_money(**course.by("zhao"), handing=handing),
        MoneyKeptBack,
        **TREASURY,
    )
    public.hand_in_money(**course.by("zhao"), handing=replace(handing, fen=1_000_000))
    assert CaseClock.objects.get(about=f"bank:{seq}").state == "met"


GOODS = PenaltyPerformed(
    "没收的食品已处理",
    SERVED,
    PenaltyKind.CONFISCATE_GOODS,
    goods=GoodsDisposal.AUCTION,
    proceeds_fen=800_000,
    treasury_fen=800_000,
)


@pytest.mark.law("APL-074")
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"goods": None}, GoodsUnaccounted),
        ({"proceeds_fen": 0, "treasury_fen": 0}, GoodsUnaccounted),
        ({"proceeds_fen": -1, "treasury_fen": -1}, GoodsUnaccounted),
        ({"treasury_fen": 400_000}, MoneyKeptBack),
        ({"goods": GoodsDisposal.DESTROYED}, None),
        ({"goods": GoodsDisposal.DESTROYED, "proceeds_fen": 0, "treasury_fen": 0}, None),
        ({}, None),
    ],
)
def test_confiscated_goods_are_accounted_for_and_their_proceeds_go_on_whole(
    course: Course, changes: dict[str, Any], refusal: type[MoneyKeptBack] | None
) -> None:
    decided(course, Penalty(PenaltyKind.CONFISCATE_GOODS, text="过期食品 12 袋"))

    def perform() -> int:
        return public.record_performance(**course.by("zhao"), performance=replace(GOODS, **changes))

    if refusal:
        stopped(course.case_id, perform, refusal, **TREASURY)
    else:
        assert perform() == Case.objects.get().version


@pytest.mark.law("APL-074")
def test_other_penalties_bring_no_proceeds(course: Course) -> None:
    decided(course, Penalty(PenaltyKind.SUSPEND_BUSINESS, text="停业七日"))
    stop = replace(GOODS, kind=PenaltyKind.SUSPEND_BUSINESS)
    stopped(
        course.case_id,
        lambda: public.record_performance(**course.by("zhao"), performance=stop),
        GoodsUnaccounted,
        **TREASURY,
    )


# No fee, and the party bears the cost, 行政强制法 art. 60.

FIRST_LATE, OPEN = date(2026, 12, 9), date(2027, 5, 25)


def demanded(course: Course) -> None:
    demand = DemandServed(
        "限期缴纳", 1_000_000, 30_000, "银行", FIRST_LATE, FIRST_LATE + timedelta(14), True, "回证"
    )
    public.prepare_document(**on(course, FIRST_LATE), payload=demand)
    public.serve_demand(**on(course, FIRST_LATE), demanded=demand)


@pytest.mark.law("ACL-060")
def test_the_agency_pays_no_fee_and_the_party_bears_the_cost(course: Course) -> None:
    decided(course)
    demanded(course)
    papers = CourtApplied(OPEN, "临江市人民法院", True, True, True, True, fee_fen=5_000)
    article: dict[str, Any] = {"rule": "ACL-060", "article": "行政强制法 §60"}
    stopped(
        course.case_id,
        lambda: public.apply_to_court(**on(course, OPEN), application=papers),
        CourtFeeCharged,
        **article,
    )
    public.apply_to_court(**on(course, OPEN), application=replace(papers, fee_fen=0))
    for answer in (CourtAnswer.ACCEPTED, CourtAnswer.REFUSED, CourtAnswer.NOT_ACCEPTED):
        early = CourtAnswered(answer, OPEN, "（2027）行审 1 号", cost_fen=12_000)
        stopped(
            course.case_id,
            lambda said=early: public.record_court_answer(**on(course, OPEN), answer=said),  # type: ignore[misc]
            ExecutionCostEarly,
            **article,
        )
    ruled = CourtAnswered(CourtAnswer.GRANTED, OPEN, "（2027）行审 1 号", cost_fen=12_000)
    public.record_court_answer(**on(course, OPEN), answer=ruled)
    assert CaseStep.objects.get(act="case.court_answered").payload["cost_fen"] == 12_000
    assert public.replay_case(course.case_id).cases == 1


# The second demand before substitute performance, 行政强制法 art. 51.


@pytest.mark.law("DL-15", "ACL-051")
@pytest.mark.parametrize(
    ("second", "is_lawful"),
    # Performed on Friday 8 January 2027; 1 to 3 January are the New Year's holiday.
    [(date(2027, 1, 4), True), (date(2027, 1, 5), True), (date(2027, 1, 6), False)],
)
def test_three_working_days_before_the_second_demand(
    bureau: Bureau, course: Course, second: date, is_lawful: bool
) -> None:
    publish_coercion(actor=bureau.system, now=bureau.now, agency_id=bureau.agency_id)
    order = CorrectionOrdered("清除堆放物", SERVED, SERVED)
    insert_steps(actor=bureau.sun, now=bureau.now, case_id=course.case_id, payloads=(order,))
    decided(course)
    demanded(course)
    again = DemandServed(
        "再次催告", 1_000_000, 1_000_000, "自行清除", second, second + timedelta(2), True, "回证 2",
        is_second=True,
    )  # fmt: skip
    again = replace(
        again,
        surcharge_fen=public.money(course.case_id, on(course, second)["now"]).rest_surcharge_fen,
    )
    public.prepare_document(**on(course, second), payload=again)
    public.serve_demand(**on(course, second), demanded=again)
    execution = ExecutionDecided(
        ExecutionManner.SUBSTITUTE, "food-safety-law 124", "逾期不清除",
        datetime(2027, 1, 8, 14, tzinfo=BEIJING), COERCION_ITEM, cost_budget_fen=500_000,
        performer="临江清运公司", harm="堆放物妨碍交通安全", is_performer_uninvolved=True,
    )  # fmt: skip
    head = course.by("sun") | {"now": datetime(2027, 1, 7, 12, tzinfo=BEIJING)}

    def decide() -> int:
        return public.decide_execution(**head, execution=execution)

    if is_lawful:
        decide()
    else:
        where: dict[str, Any] = {"rule": "ACL-051", "article": "行政强制法 §51"}
        stopped(course.case_id, decide, SecondDemandMissing, **where)


# An online decision comes with an online way to reconsideration, 行政复议法 art. 22.


@pytest.mark.law("REM-3")
@pytest.mark.parametrize("channel", ["", "市政府三楼", "fy.linjiang.gov.cn"])
def test_who_is_served_online_is_told_where_to_apply_online(course: Course, channel: str) -> None:
    small = fine(2_000)
    course.prove().report(small).notify(small).speak().answer().decide(small).write()
    served = DecisionServed(
        ServiceKind.ELECTRONIC, course.today, "送达平台回执", consent="确认书 1 号",
        remedy_channel=channel,
    )  # fmt: skip
    stopped(
        course.case_id,
        lambda: public.serve_decision(**course.by("zhao"), service=served),
        RemedyChannelMissing,
        rule="REM-3",
        article="行政复议法 §22",
    )
    told = replace(served, remedy_channel="https://fy.linjiang.gov.cn/")
    public.serve_decision(**course.by("zhao"), service=told)
    assert Case.objects.get().stage == Stage.PERFORMANCE


@pytest.mark.law("REM-3")
@pytest.mark.parametrize("channel", ["javascript:alert(1)", "data:text/html,x", "市政府三楼"])
def test_a_channel_is_an_address_however_the_decision_is_served(
    course: Course, channel: str
) -> None:
    small = fine(2_000)
    course.prove().report(small).notify(small).speak().answer().decide(small).write()
    served = DecisionServed(ServiceKind.DIRECT, course.today, "送达回证", remedy_channel=channel)
    with pytest.raises(FieldWrong) as refused:
        public.serve_decision(**course.by("zhao"), service=served)
    assert refused.value.detail["field"] == "remedy_channel"
    public.serve_decision(**course.by("zhao"), service=replace(served, remedy_channel=""))
    assert Case.objects.get().stage == Stage.PERFORMANCE


@pytest.mark.law("REM-3")
def test_the_party_finds_the_channel_on_its_page(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: course.now)
    small = fine(2_000)
    course.prove().report(small).notify(small).speak().answer().decide(small)
    channel = "https://fy.linjiang.gov.cn/"
    course.serve(service=ServiceKind.ELECTRONIC, consent="确认书 1 号", remedy_channel=channel)
    code = public.issue_access(**course.by("zhao"))
    client = PageClient(headers={"accept-language": "en"})
    client.post("/cases/party/", {"code": code})
    assert f'href="{channel}"' in client.get("/cases/party/case/").content.decode()


@pytest.mark.law("REM-3")
def test_a_decision_handed_over_needs_no_channel(course: Course) -> None:
    small = fine(2_000)
    course.prove().report(small).notify(small).speak().answer().decide(small).serve()
    assert Case.objects.get().stage == Stage.PERFORMANCE
