# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rooms.cases.bureau import TODAY, Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import CaseWait
from mingjing.cases.types.codes import (
    ApprovalSubject,
    ClosingGround,
    Opinion,
    PayManner,
    ReviewTrigger,
    Signature,
)
from mingjing.cases.types.steps import (
    ApprovalGiven,
    Closed,
    DecisionMade,
    Deliberated,
    HearingHeld,
    HearingScheduled,
    Item,
    LegallyReviewed,
    PaymentReceived,
    PreservationDisposed,
    PreservationOrdered,
    RecusalAsked,
    RecusalDecided,
    Suspended,
    TransferDecided,
    TransferProposed,
)
from mingjing.kernel.paging import PageRequest
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db
GRAVE = ReviewTrigger.PUBLIC_INTEREST


def asked(actor: Actor, on: date = TODAY) -> list[type]:
    return [one.kind for one in public.waiting(actor, PageRequest(), on).items]


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau)).prove()


def test_nothing_waits_while_officers_investigate(bureau: Bureau, course: Course) -> None:
    assert asked(bureau.sun) == asked(bureau.qian) == []


def test_the_reviewer_is_asked_after_a_report_that_must_be_reviewed(
    bureau: Bureau, course: Course
) -> None:
    course.report(fine(2_000), triggers=(GRAVE,))
    assert asked(bureau.qian) == [LegallyReviewed]
    assert asked(bureau.sun) == asked(bureau.zhao) == []
    course.review(GRAVE)
    assert asked(bureau.qian) == []


def test_a_review_that_did_not_pass_goes_back_to_the_officers(
    bureau: Bureau, course: Course
) -> None:
    course.report(fine(2_000), triggers=(GRAVE,))
    course.review(GRAVE, opinion=Opinion.CHANGE)
    assert asked(bureau.qian) == asked(bureau.sun) == []


def test_the_head_is_asked_when_the_party_has_had_its_say(bureau: Bureau, course: Course) -> None:
    course.report(fine(2_000)).notify(fine(2_000))
    assert asked(bureau.sun) == []
    course.speak()
    assert asked(bureau.sun) == []
    course.answer()
    assert asked(bureau.sun) == [DecisionMade]
    assert asked(bureau.qian) == []


def test_silence_brings_the_decision_on_the_day_after_the_term(
    bureau: Bureau, course: Course
) -> None:
    course.report(fine(2_000)).notify(fine(2_000))
    last = date(2026, 11, 30)  # five working days after Monday the 23rd
    assert asked(bureau.sun, last) == []
    assert asked(bureau.sun, last + timedelta(days=1)) == [DecisionMade]


def test_a_grave_case_is_discussed_before_it_is_decided(bureau: Bureau, course: Course) -> None:
    course.report(fine(2_000), is_grave=True).notify(fine(2_000)).speak().answer()
    assert asked(bureau.sun) == [Deliberated]
    course.discuss(fine(2_000))
    assert asked(bureau.sun) == [DecisionMade]


def test_a_hearing_waits_for_who_hears_and_then_for_its_host_alone(
    bureau: Bureau, course: Course
) -> None:
    course.report(fine(2_000)).notify(fine(2_000), tells_hearing=True).ask_hearing()
    assert asked(bureau.qian) == [HearingScheduled]
    course.schedule(course.now + timedelta(days=12))
    held_on = TODAY + timedelta(days=12)
    other = replace(bureau.qian, account_id="account_other")
    assert asked(bureau.qian, held_on - timedelta(days=1)) == []
    assert asked(bureau.qian, held_on) == [HearingHeld]
    assert asked(other, held_on) == asked(bureau.sun, held_on) == []


def test_a_recusal_waits_for_the_head(bureau: Bureau, course: Course) -> None:
    asking = RecusalAsked(bureau.officers[0], "当事人", "与当事人有亲属关系")
    public.ask_recusal(**course.by("zhao"), request=asking)
    assert asked(bureau.sun) == [RecusalDecided]


def test_a_transfer_waits_for_the_head_with_its_three_days(bureau: Bureau, course: Course) -> None:
    proposed = TransferProposed(bureau.officers, "涉嫌犯罪，建议移送", TODAY)
    public.propose_transfer(**course.by("zhao"), proposal=proposed)
    (line,) = public.waiting(bureau.sun, PageRequest(), TODAY).items
    assert line.kind is TransferDecided
    assert (line.since, line.until) == (TODAY, date(2026, 11, 26))


def test_who_investigated_is_not_asked_to_decide(bureau: Bureau, course: Course) -> None:
    course.report(fine(2_000)).notify(fine(2_000)).speak().answer()
    both = replace(bureau.sun, officer_id=bureau.officers[0])
    assert asked(both) == []
    wrote = replace(bureau.sun, account_id=bureau.zhao.account_id)
    assert asked(wrote) == []


def test_another_agency_and_another_region_are_asked_nothing(
    bureau: Bureau, course: Course
) -> None:
    course.report(fine(2_000)).notify(fine(2_000)).speak().answer()
    assert asked(replace(bureau.sun, agency_id="agency_other")) == []
    assert asked(replace(bureau.sun, region="330200")) == []
    assert asked(replace(bureau.sun, region="330000")) == [DecisionMade]


def test_a_suspended_case_waits_for_nobody(bureau: Bureau, course: Course) -> None:
    course.report(fine(2_000)).notify(fine(2_000)).speak().answer()
    halt = Suspended("等待鉴定", "办案规定 §1", TODAY)
    public.suspend_case(**course.by("sun"), halt=halt)
    assert asked(bureau.sun) == []


def test_a_paid_case_waits_to_be_closed(bureau: Bureau, course: Course) -> None:
    course.report(fine(2_000)).notify(fine(2_000)).speak().answer()
    course.decide(fine(2_000)).serve()
    assert asked(bureau.sun) == []
    paid = PaymentReceived(200_000, TODAY, PayManner.BANK, "票据 1 号")
    public.record_payment(**course.by("zhao"), payment=paid)
    assert asked(bureau.sun) == [Closed]
    course.close(ClosingGround.PERFORMED)
    assert asked(bureau.sun) == []


def test_whatever_waits_is_lawful_for_who_is_asked(bureau: Bureau, course: Course) -> None:
    course.report(fine(2_000), triggers=(GRAVE,), is_grave=True)
    ways: tuple[Callable[[], Course], ...] = (
        lambda: course.review(GRAVE),
        lambda: course.notify(fine(2_000)).speak().answer(),
        lambda: course.discuss(fine(2_000)),
        lambda: course.decide(fine(2_000)),
    )
    for go_on in ways:
        for actor in (bureau.qian, bureau.sun):
            steps = public.next_steps(course.case_id, actor=actor, now=course.now)
            lawful = {one.kind for one in steps if one.is_open}
            assert set(asked(actor)) <= lawful
        go_on()


def test_the_list_is_made_anew_from_the_steps(bureau: Bureau, course: Course) -> None:
    course.report(fine(2_000)).notify(fine(2_000)).speak().answer()
    CaseWait.objects.all().delete()
    assert public.renew_waits(bureau.now) == 1
    assert asked(bureau.sun) == [DecisionMade]


def test_preserved_things_wait_for_the_head(bureau: Bureau, course: Course) -> None:
    approval = ApprovalGiven(ApprovalSubject.PRESERVATION, "证据可能灭失")
    public.approve_beforehand(**course.by("sun"), approval=approval)
    order = PreservationOrdered(
        "p1", (Item("账册", "一本", "m1"),), "证据可能灭失", bureau.officers, True,
        bureau.sun.account_id, TODAY, Signature.SIGNED,
    )  # fmt: skip
    public.preserve(**course.by("zhao"), order=order)
    (line,) = public.waiting(bureau.sun, PageRequest(), TODAY).items
    assert line.kind is PreservationDisposed
    assert line.until == date(2026, 12, 2)
