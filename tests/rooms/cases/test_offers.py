# SPDX-License-Identifier: Apache-2.0
"""What is offered is accepted, and what is not offered is refused, all along the course."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.rooms.cases.bureau import PERSON, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.papering import prepare, write
from tests.rooms.cases.sensible import Filler, take

from mingjing.cases import public
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.rules.stages import is_suspended
from mingjing.cases.types.codes import (
    ClosingGround,
    EvidenceKind,
    EvidenceSource,
    FactElement,
    Outcome,
    PayManner,
    ReviewTrigger,
    Right,
    Signature,
)
from mingjing.cases.types.documents import PaperMissing
from mingjing.cases.types.refusals import FactsUnproven, NoRightToWaive
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    CourtApplied,
    DecisionMade,
    DecisionPublished,
    DemandServed,
    EvidenceAdded,
    HearingHeld,
    HearingRequested,
    NoticeServed,
    Payload,
    PaymentReceived,
    Proposal,
    RemedyOpened,
    ReportMade,
    RightWaived,
    Suspended,
)
from mingjing.kernel.errors import PlatformError

SMALL, LARGE = fine(2_000), fine(30_000)


class _UndoneError(Exception):
    """Takes a step back."""


def refusal_of(course: Course, who: str, payload: Payload) -> PlatformError | None:
    """What the act says to a step, which is taken back at once."""
    try:
        with transaction.atomic():
            take(course.bureau, course.case_id, who=who, now=course.now, payload=payload)
            raise _UndoneError
    except _UndoneError:
        return None
    except PlatformError as refusal:
        return refusal


def agree(course: Course, plan: Proposal) -> int:
    """Holds each offer against the act; how many steps are offered now."""
    filler = Filler(course.bureau, course.case_id, course.now, plan)
    open_steps = 0
    wrong = []
    for kind, (who, fill) in filler.steps().items():
        actor = getattr(course.bureau, who)
        steps = public.next_steps(course.case_id, actor=actor, now=course.now)
        offer = next(one for one in steps if one.kind is kind)
        answer = refusal_of(course, who, fill())
        open_steps += offer.refusal is None
        if (offer.refusal is None) != (answer is None):
            wrong.append((kind.__name__, repr(offer.refusal), repr(answer)))
        if offer.refusal is not None:
            said = offer.refusal
            assert said.article, kind
            assert said.rule, kind
            assert said.remedy("zh") and said.remedy("en"), kind  # noqa: PT018
    assert not wrong, wrong
    return open_steps


def offered(course: Course, who: str = "zhao") -> dict[type[Payload], PlatformError | None]:
    actor = getattr(course.bureau, who)
    steps = public.next_steps(course.case_id, actor=actor, now=course.now)
    return {one.kind: one.refusal for one in steps}


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau))


@pytest.fixture
def citizen(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau, PERSON))


def add_unverified(course: Course) -> None:
    evidence = EvidenceAdded(
        "e0", EvidenceKind.SITE_RECORD, "笔录", course.today, EvidenceSource.OFFICER,
        course.bureau.officers, (FactElement.ACT,), place="江北路",
                is_id_shown=True, signature=Signature.SIGNED, kept_at="案卷",
    )  # fmt: skip
    public.add_evidence(**course.by("zhao"), evidence=evidence)


@pytest.mark.law("APL-046")
def test_offers_of_the_investigation(course: Course) -> None:
    agree(course, SMALL)
    add_unverified(course)
    agree(course, SMALL)
    assert isinstance(offered(course)[ReportMade], FactsUnproven)
    course.prove()
    assert agree(course, SMALL) > 5
    assert offered(course)[ReportMade] is None
    public.suspend_case(**course.by("sun"), halt=Suspended("鉴定", "规定", course.today))
    assert is_suspended(file_of(case_row(course.case_id)))
    agree(course, SMALL)


def test_offers_from_report_to_archive(course: Course) -> None:
    course.prove().report(SMALL)
    agree(course, SMALL)
    course.notify(SMALL)
    agree(course, SMALL)
    course.later(7)
    agree(course, SMALL)
    course.speak()
    agree(course, SMALL)
    course.answer()
    agree(course, SMALL)
    course.decide(SMALL)
    agree(course, SMALL)
    course.serve()
    agree(course, SMALL)
    paid = PaymentReceived(200_000, course.today, PayManner.BANK, "票 1")
    public.record_payment(**course.by("zhao"), payment=paid)
    agree(course, SMALL)
    course.close(ClosingGround.PERFORMED)
    agree(course, SMALL)
    write(course.bureau.zhao, course.now, course.case_id)
    assert offered(course)[Archived] is None
    course.archive()
    assert agree(course, SMALL) == 1  # what was decided can be published still
    assert offered(course)[DecisionPublished] is None


@pytest.mark.law("APL-062", "APL-063", "APL-064a")
def test_offers_around_a_hearing(citizen: Course) -> None:
    citizen.prove().report(LARGE).review(*ReviewTrigger).notify(LARGE, tells_hearing=True)
    agree(citizen, LARGE)
    citizen.ask_hearing()
    agree(citizen, LARGE)
    said = offered(citizen, "sun")[DecisionMade]
    citizen.speak().answer()
    said = offered(citizen, "sun")[DecisionMade]
    assert said is not None
    assert (said.code, said.detail["asked"]) == ("cases.hearing_pending", "2026-11-23")
    again = offered(citizen)[HearingRequested]
    assert again is not None
    assert again.code == "cases.hearing_asked"
    citizen.schedule(citizen.now + timedelta(days=10))
    agree(citizen, LARGE)
    early = offered(citizen, "qian")[HearingHeld]
    assert early is not None
    assert early.detail["first"] == "2026-12-03"
    citizen.later(10)
    agree(citizen, LARGE)
    citizen.hear()
    agree(citizen, LARGE)
    citizen.review(*ReviewTrigger).discuss(LARGE)
    agree(citizen, LARGE)


def test_offers_when_nobody_asks_for_the_hearing(citizen: Course) -> None:
    citizen.prove().report(LARGE).review(*ReviewTrigger).discuss(LARGE)
    citizen.notify(LARGE, tells_hearing=True)
    said = offered(citizen, "sun")[DecisionMade]
    assert said is not None
    assert said.detail["first"] == "2026-12-01"
    agree(citizen, LARGE)
    citizen.later(7)
    agree(citizen, LARGE)
    citizen.later(1)
    agree(citizen, LARGE)
    assert offered(citizen, "sun")[DecisionMade] is None
    assert offered(citizen)[HearingRequested] is not None


@pytest.mark.law("APL-062", "APL-063")
def test_no_hearing_is_waived_that_was_not_told(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL)
    hearing = RightWaived(Right.HEARING, course.today, "声明")
    assert isinstance(refusal_of(course, "zhao", hearing), NoRightToWaive)
    statement = RightWaived(Right.STATEMENT, course.today, "声明")
    assert refusal_of(course, "zhao", statement) is None
    course.speak()
    assert isinstance(offered(course)[RightWaived], NoRightToWaive)


@pytest.mark.law("ACL-034", "ACL-053", "ACL-054")
def test_offers_from_service_to_the_court(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()
    agree(course, SMALL)
    court = offered(course)[CourtApplied]
    assert court is not None
    assert court.detail["first"] == "2027-05-25"  # six months, the last day being a Monday
    late = offered(course)[DemandServed]
    assert late is not None
    assert late.detail["first"] == "2026-12-09"
    course.later(15)
    agree(course, SMALL)
    course.later(1)
    agree(course, SMALL)
    assert isinstance(offered(course)[DemandServed], PaperMissing)
    _who, fill = Filler(course.bureau, course.case_id, course.now, SMALL).steps()[DemandServed]
    prepare(course.bureau.zhao, course.now, course.case_id, fill())
    assert offered(course)[DemandServed] is None
    take(course.bureau, course.case_id, who="zhao", now=course.now, payload=fill())
    agree(course, SMALL)
    course.later(167)
    agree(course, SMALL)
    assert offered(course)[CourtApplied] is None
    _who, fill = Filler(course.bureau, course.case_id, course.now, SMALL).steps()[CourtApplied]
    take(course.bureau, course.case_id, who="zhao", now=course.now, payload=fill())
    agree(course, SMALL)
    course.later(200)
    agree(course, SMALL)


def test_offers_while_a_remedy_runs(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()
    _who, fill = Filler(course.bureau, course.case_id, course.now, SMALL).steps()[RemedyOpened]
    take(course.bureau, course.case_id, who="zhao", now=course.now, payload=fill())
    agree(course, SMALL)
    said = offered(course)[CourtApplied]
    assert said is not None
    assert said.code == "cases.remedy_under_way"
    assert offered(course, "sun")[Closed] is not None


def test_offers_where_no_penalty_is_proposed(course: Course) -> None:
    course.prove().report(Proposal(Outcome.NOT_ESTABLISHED))
    assert offered(course, "sun")[DecisionMade] is None
    assert offered(course)[NoticeServed] is not None
