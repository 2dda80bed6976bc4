# SPDX-License-Identifier: Apache-2.0
"""The party takes the documents that were served on it, and no other of its file."""

import pytest
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau)).prove().report(fine(2_000)).notify(fine(2_000))


def opened(bureau: Bureau, course: Course, visitor: PageClient) -> str:
    code = public.issue_access(**course.by("zhao"))
    page = visitor.post(reverse("cases-party-enter"), {"code": code}, follow=True)
    return str(page.content.decode())


@pytest.fixture
def visitor() -> PageClient:
    return PageClient(headers={"accept-language": "en"})


def paper(form: str) -> Document:
    return Document.objects.get(form=form)


def test_the_notice_is_listed_and_taken_as_a_file(
    bureau: Bureau, course: Course, visitor: PageClient
) -> None:
    page = opened(bureau, course, visitor)
    notice = paper("prior_notice")
    assert "Documents served on you" in page
    assert notice.number in page
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = visitor.get(reverse("cases-party-paper", args=[notice.document_id, kind]))
        assert answer.status_code == 200
        assert answer.content.startswith(start)


def test_the_decision_is_listed_from_its_service_on(
    bureau: Bureau, course: Course, visitor: PageClient
) -> None:
    course.speak().answer().decide(fine(2_000))
    course.write("decision")
    made = paper("decision").document_id
    assert paper("decision").number not in opened(bureau, course, visitor)
    address = reverse("cases-party-paper", args=[made, "pdf"])
    assert visitor.get(address).status_code == 404
    course.serve()
    assert visitor.get(address).status_code == 200
    assert paper("decision").number in visitor.get(reverse("cases-party")).content.decode()


def test_what_stays_in_the_file_is_not_handed_out(
    bureau: Bureau, course: Course, visitor: PageClient
) -> None:
    report = next(
        step.seq
        for step in public.case(course.case_id, course.today).steps
        if step.kind.act == "case.report_made"
    )
    made = public.issue_document(**course.by("zhao"), form_id="investigation_report", seq=report)
    page = opened(bureau, course, visitor)
    assert paper("investigation_report").number not in page
    address = reverse("cases-party-paper", args=[made, "pdf"])
    assert visitor.get(address).status_code == 404


def test_nothing_is_handed_out_without_the_code(
    bureau: Bureau, course: Course, visitor: PageClient
) -> None:
    address = reverse("cases-party-paper", args=[paper("prior_notice").document_id, "pdf"])
    assert visitor.get(address).status_code == 302


def test_the_proposal_is_read_point_by_point(
    bureau: Bureau, course: Course, visitor: PageClient
) -> None:
    page = opened(bureau, course, visitor)
    assert "Penalty<br>Fine: 2,000.00 yuan" in page
    visitor.speak("zh-hans")
    page = visitor.get(reverse("cases-party")).content.decode()
    assert "<br>罚款：2,000.00 元" in page
