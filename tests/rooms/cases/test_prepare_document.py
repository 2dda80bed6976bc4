# SPDX-License-Identifier: Apache-2.0
"""Act: the document that a step hands over is made before it, and becomes that step's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.rooms.cases.bureau import SHOP, Bureau, a_case
from tests.rooms.cases.course import BASIS, Course, fine

from mingjing.cases import public
from mingjing.cases.models import Case, CaseStep, Document
from mingjing.cases.types.codes import ServiceKind
from mingjing.cases.types.documents import (
    DocumentExists,
    FormUnknown,
    PaperDiffers,
    PaperNotPrepared,
    ServedBeforeMade,
)
from mingjing.cases.types.refusals import NoticeIncomplete, NotYourCase, StepOutOfOrder
from mingjing.cases.types.steps import DecisionServed, NoticeServed
from mingjing.ledger.public import entry_for
from mingjing.registry.types import NotPermitted

SMALL = fine(2_000)


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau)).prove().report(SMALL)


def notice(course: Course, **changes: Any) -> NoticeServed:
    plain = NoticeServed(
        SMALL, "经营超过保质期的食品", "情节一般", BASIS, True, False, ServiceKind.DIRECT,
        course.today, "回证 1",
    )  # fmt: skip
    return replace(plain, **changes)


def prepare(course: Course, who: str = "zhao", **changes: Any) -> str:
    return public.prepare_document(**course.by(who), payload=notice(course, **changes))


@pytest.mark.law("APL-044")
def test_the_notice_is_numbered_before_it_is_served(course: Course) -> None:
    with pytest.raises(PaperNotPrepared):
        public.serve_notice(**course.by("zhao"), notice=notice(course))
    made = prepare(course, receipt="")  # the proof of service comes later
    assert public.document(made).number == "临江市市场监督管理局罚告〔2026〕1号"
    assert Document.objects.get().seq is None
    assert public.prepared(course.case_id, NoticeServed) == notice(course, receipt="")
    assert [one.act for one in entry_for("case_document", made)] == ["case.document_issued"]
    seq = public.serve_notice(**course.by("zhao"), notice=notice(course))
    assert Document.objects.get(document_id=made).seq == seq
    assert public.prepared(course.case_id, NoticeServed) is None
    step = CaseStep.objects.get(case_id=course.case_id, seq=seq)
    assert step.receipt["around"]["papers"][0]["document_id"] == made
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-044")
@pytest.mark.parametrize(
    "changes", [{"proposal": fine(1_900)}, {"found": "别的事实"}, {"tells_hearing": True}]
)
def test_something_else_than_the_paper_is_not_served(
    course: Course, changes: dict[str, Any]
) -> None:
    prepare(course)
    with pytest.raises(PaperDiffers):
        public.serve_notice(**course.by("zhao"), notice=notice(course, **changes))
    second = prepare(course, **changes)  # made anew, under a number of its own
    assert public.document(second).number.endswith("罚告〔2026〕2号")
    seq = public.serve_notice(**course.by("zhao"), notice=notice(course, **changes))
    assert Document.objects.get(seq=seq).document_id == second


def test_the_same_paper_is_not_made_twice(course: Course) -> None:
    prepare(course)
    with pytest.raises(DocumentExists):
        prepare(course)
    assert Document.objects.count() == 1


def test_its_words_pass_the_gates_of_the_step(course: Course) -> None:
    with pytest.raises(NoticeIncomplete):
        prepare(course, reasons=" ")
    with pytest.raises(NotPermitted):
        prepare(course, "qian")
    course.bureau = replace(course.bureau, zhao=replace(course.bureau.zhao, officer_id="other"))
    with pytest.raises(NotYourCase):
        prepare(course)
    assert not Document.objects.exists()


def test_only_what_is_handed_over_at_once_is_made_beforehand(
    bureau: Bureau, course: Course
) -> None:
    with pytest.raises(FormUnknown):
        public.prepare_document(
            **course.by("zhao"), payload=DecisionServed(ServiceKind.DIRECT, course.today, "回证")
        )
    early = Course(bureau, a_case(bureau, distinct_reason="另一行为"))
    with pytest.raises(StepOutOfOrder):
        prepare(early)


@pytest.mark.law("APL-044", "APL-061")
def test_a_service_is_not_dated_before_its_paper_was_made(course: Course) -> None:
    told = course.today
    course.later(6)
    prepare(course, served_on=told)
    with pytest.raises(ServedBeforeMade) as refused:
        public.serve_notice(**course.by("zhao"), notice=notice(course, served_on=told))
    assert (refused.value.rule, refused.value.article) == ("APL-044", "行政处罚法 §44, §61")
    assert refused.value.detail["act"] == "case.notice_served"
    public.serve_notice(**course.by("zhao"), notice=notice(course))
    course.speak().answer().decide(SMALL).later(2).write()
    with pytest.raises(ServedBeforeMade):
        course.serve(served_on=course.today - timedelta(1))
    course.serve()
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-047")
def test_what_is_missing_is_told_until_it_is_made(course: Course) -> None:
    course.notify(SMALL).speak().answer().decide(SMALL)
    missing = [(form.id, seq) for form, seq in public.papers_missing(course.case_id)]
    assert missing == [("service_receipt", 5), ("decision", 8)]
    course.write()
    assert public.papers_missing(course.case_id) == ()
    assert Case.objects.get().version == 8
    assert SHOP.address in str(Document.objects.get(form="decision").content)
