# SPDX-License-Identifier: Apache-2.0
"""The ordinary procedure: each gate holds until what it asks for has happened."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.rooms.cases.bureau import PERSON, Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.types.codes import (
    ClosingGround,
    NoPenaltyGround,
    Opinion,
    Outcome,
    ReviewTrigger,
    Stage,
)
from mingjing.cases.types.refusals import (
    CaseMoved,
    ClosingGroundMissing,
    DefenceUnreviewed,
    DeliberationMissing,
    DiscussionDeparted,
    FactsUnproven,
    FineAboveCap,
    HearingDue,
    HearingNoticeShort,
    HearingTooLate,
    HeavierThanNotified,
    LegalReviewMissing,
    NotCorrected,
    NotHeard,
    NoticeIncomplete,
    NoticeMissing,
    NotTheHost,
    NotYourCase,
    PenaltyNotTold,
    SamePerson,
    StepOutOfOrder,
)
from mingjing.cases.types.steps import Penalty, Proposal, Suspended
from mingjing.ledger.public import entry_for
from mingjing.registry.types import NotPermitted, PenaltyKind

SMALL, LARGE = fine(2_000), fine(30_000)


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau))


@pytest.fixture
def citizen(bureau: Bureau) -> Course:
    """A citizen's case: 10,000 yuan and more give a right to a hearing."""
    return Course(bureau, a_case(bureau, PERSON))


def stage(course: Course) -> str:
    return Case.objects.get(case_id=course.case_id).stage


def test_from_filing_to_the_archive(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()
    assert stage(course) == Stage.PERFORMANCE
    acts = [entry.act for entry in entry_for("case", course.case_id)]
    assert acts == [
        "case.filed", "case.evidence_added", "case.evidence_verified", "case.report_made",
        "case.notice_served", "case.statement_made", "case.statement_reviewed", "case.decided",
        "case.decision_served",
    ]  # fmt: skip
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-040")
def test_no_report_without_proof(course: Course) -> None:
    with pytest.raises(FactsUnproven):
        course.report(SMALL)


@pytest.mark.law("APL-044")
def test_no_notice_without_report(course: Course) -> None:
    course.prove()
    with pytest.raises(StepOutOfOrder):
        course.notify(SMALL)


@pytest.mark.law("APL-044", "APL-062")
def test_no_decision_without_notice(course: Course) -> None:
    course.prove().report(SMALL)
    with pytest.raises(NoticeMissing):
        course.decide(SMALL)


@pytest.mark.law("APL-045", "APL-062")
def test_no_decision_before_the_party_could_speak(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL)
    with pytest.raises(NotHeard):
        course.decide(SMALL)


@pytest.mark.law("APL-062")
def test_five_working_days_of_silence_are_enough(course: Course) -> None:
    # Told on Monday 2026-11-23: the fifth working day is Monday 30; silence until then.
    course.prove().report(SMALL).notify(SMALL).later(7)
    with pytest.raises(NotHeard):
        course.decide(SMALL)
    course.later(1).decide(SMALL)
    assert stage(course) == Stage.DECIDED


@pytest.mark.law("APL-045")
def test_what_was_said_must_be_reviewed(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak()
    with pytest.raises(DefenceUnreviewed):
        course.decide(SMALL)


@pytest.mark.law("APL-045")
def test_never_heavier_than_told(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer()
    with pytest.raises(HeavierThanNotified):
        course.decide(fine(2_001))
    with pytest.raises(PenaltyNotTold) as refused:
        course.decide(replace(SMALL, penalties=(*SMALL.penalties, Penalty(PenaltyKind.WARNING))))
    assert refused.value.message("zh") == "事先告知中没有“警告”，不得在决定中增加。"


@pytest.mark.law("APL-016")
def test_the_fine_stays_below_the_cap(course: Course) -> None:
    course.prove()
    with pytest.raises(FineAboveCap):
        course.report(fine(50_001))


@pytest.mark.law("APL-063")
def test_a_citizen_must_be_told_of_the_hearing(citizen: Course) -> None:
    citizen.prove().report(LARGE)
    with pytest.raises(NoticeIncomplete):
        citizen.notify(LARGE)
    citizen.notify(LARGE, tells_hearing=True)


@pytest.mark.law("APL-057", "APL-058", "APL-064b")
def test_a_hearing_from_request_to_review(citizen: Course) -> None:
    citizen.prove().report(LARGE, is_grave=True).notify(LARGE, tells_hearing=True)
    citizen.later(1).ask_hearing().speak().answer()
    with pytest.raises(HearingDue):
        citizen.decide(LARGE)
    # Told on 2026-11-24; seven working days before Friday 2026-12-04 is Wednesday 2026-11-25.
    with pytest.raises(HearingNoticeShort):
        citizen.schedule(datetime(2026, 12, 2, 1, 0, tzinfo=UTC))
    citizen.schedule(datetime(2026, 12, 4, 1, 0, tzinfo=UTC)).later(10).hear()
    with pytest.raises(DeliberationMissing):
        citizen.decide(LARGE)
    citizen.discuss(LARGE)
    with pytest.raises(LegalReviewMissing):
        citizen.decide(LARGE)
    citizen.bureau = replace(
        citizen.bureau, qian=replace(citizen.bureau.qian, account_id="account_feng")
    )
    citizen.review(ReviewTrigger.HEARD, ReviewTrigger.LISTED)
    with pytest.raises(DiscussionDeparted):
        citizen.decide(SMALL)
    citizen.decide(LARGE).serve()
    assert public.replay_case(citizen.case_id).is_clean


@pytest.mark.law("APL-064a")
def test_a_hearing_is_asked_for_in_five_working_days(citizen: Course) -> None:
    citizen.prove().report(LARGE).notify(LARGE, tells_hearing=True).later(8)
    with pytest.raises(HearingTooLate):
        citizen.ask_hearing()


@pytest.mark.law("APL-064d")
def test_only_the_host_keeps_the_record(citizen: Course) -> None:
    citizen.prove().report(LARGE).notify(LARGE, tells_hearing=True).ask_hearing()
    citizen.schedule(datetime(2026, 12, 4, 1, 0, tzinfo=UTC)).later(11)
    other = replace(citizen.bureau.qian, account_id="account_feng")
    citizen.bureau = replace(citizen.bureau, qian=other)
    with pytest.raises(NotTheHost):
        citizen.hear()


@pytest.mark.law("APL-058")
def test_a_failed_review_stops_the_decision(course: Course) -> None:
    trigger = ReviewTrigger.COMPLEX
    course.prove().report(SMALL, triggers=(trigger,)).notify(SMALL).speak().answer()
    course.review(trigger, opinion=Opinion.FAILED)
    with pytest.raises(LegalReviewMissing):
        course.decide(SMALL)
    course.review(trigger).decide(SMALL)


@pytest.mark.law("APL-057")
def test_who_investigated_does_not_decide(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer()
    sun = course.bureau.sun
    both = replace(sun, officer_id=course.bureau.zhao.officer_id)
    course.bureau = replace(course.bureau, sun=both)
    with pytest.raises(SamePerson):
        course.decide(SMALL)


@pytest.mark.law("APL-042")
def test_officers_of_other_cases_do_not_investigate(course: Course) -> None:
    other = replace(course.bureau.zhao, officer_id="officer_else")
    course.bureau = replace(course.bureau, zhao=other)
    with pytest.raises(NotYourCase):
        course.prove()


@pytest.mark.law("APL-057")
def test_officers_do_not_decide(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer()
    course.bureau = replace(course.bureau, sun=course.bureau.chen)
    with pytest.raises(NotPermitted):
        course.decide(SMALL)


def test_two_people_decide_and_one_is_told(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer()
    seen = Case.objects.get(case_id=course.case_id).version
    course.decide(SMALL)
    with pytest.raises(CaseMoved):
        public.suspend_case(
            **course.by("sun"),
            halt=Suspended("等待鉴定", "办案规定 §1", date(2026, 11, 23)),
            version=seen,
        )


@pytest.mark.law("APL-033a")
def test_no_penalty_needs_correction_and_education(course: Course) -> None:
    mild = Proposal(Outcome.NO_PENALTY, no_penalty=NoPenaltyGround.MINOR_CORRECTED)
    course.prove()
    with pytest.raises(NotCorrected):
        course.report(mild)


@pytest.mark.law("APL-066")
def test_a_fine_must_be_paid_before_closing(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()
    with pytest.raises(ClosingGroundMissing):
        course.close(ClosingGround.PERFORMED)


@pytest.mark.law("APL-047")
def test_a_dismissed_case_is_closed_and_archived(course: Course) -> None:
    course.prove().close(ClosingGround.DISMISSED).archive()
    assert stage(course) == Stage.ARCHIVED
    row = Case.objects.get(case_id=course.case_id)
    assert not row.is_open
    assert row.officers.count() == 0


@pytest.mark.law("APL-029")
def test_a_fined_act_is_noted(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL)
    row = Case.objects.get(case_id=course.case_id)
    assert (row.fine_fen, row.unlawful_act.fined_by_id) == (200_000, row.case_id)
