# SPDX-License-Identifier: Apache-2.0
"""Documents: numbered without gaps, complete by law, provable, in Word and PDF."""

import io
from typing import Any

import pytest
from django.urls import reverse
from docx import Document as WordFile
from tests.pages import PageClient
from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.layout.docx import docx_of
from mingjing.cases.layout.pdf import font_file, pdf_of
from mingjing.cases.models import Document
from mingjing.cases.types.documents import (
    DocumentExists,
    DocumentIncomplete,
    FormUnknown,
    SignatureEmpty,
)
from mingjing.ledger.public import entry_for

SMALL = fine(2_000)
STROKES = [[[10, 10], [200, 120], [400, 60]]]


@pytest.fixture
def decided(bureau: Bureau) -> Course:
    course = Course(bureau, a_case(bureau))
    return course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()


def issue(course: Course, form: str, seq: int) -> str:
    return public.issue_document(**course.by("zhao"), form_id=form, seq=seq)


@pytest.mark.law("APL-059")
def test_a_decision_states_amounts_in_figures_and_capitals(decided: Course) -> None:
    view = public.document(issue(decided, "decision", 8))
    text = "".join(view.content.paragraphs)
    assert "人民币贰仟元整（¥2,000.00）" in text
    assert "每日按罚款数额的3%加处罚款" in text
    assert "临江味道餐饮有限公司" in text
    assert view.number == "临江市市场监督管理局罚决〔2026〕1号"


def test_numbers_run_without_gaps(decided: Course) -> None:
    first = public.document(issue(decided, "site_record", 2))
    with pytest.raises(FormUnknown):
        issue(decided, "questioning_record", 2)
    with pytest.raises(DocumentExists):
        issue(decided, "site_record", 2)
    assert first.number.endswith("笔录〔2026〕1号")
    assert Document.objects.count() == 1


def test_every_form_of_the_file_can_be_made(decided: Course) -> None:
    case = public.case(decided.case_id, decided.today)
    assert case.version == 9
    for seq, form in public.forms_of(_file(decided)):
        assert issue(decided, form.id, seq)


def _file(course: Course):  # type: ignore[no-untyped-def]
    from mingjing.cases.queries.files import case_row, file_of

    return file_of(case_row(course.case_id))


@pytest.mark.law("APL-047")
def test_the_document_is_in_the_ledger(decided: Course) -> None:
    document_id = issue(decided, "prior_notice", 5)
    entry = entry_for("case_document", document_id)[0]
    assert (entry.act, entry.digest) == (
        "case.document_issued",
        public.document(document_id).digest,
    )


@pytest.mark.law("APL-059")
def test_a_form_without_its_words_is_refused(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau, place=""))
    with pytest.raises(DocumentIncomplete) as refused:
        issue(course, "filing_approval", 1)
    assert "place" in str(refused.value.detail["words"])


def test_word_and_pdf_say_the_same(decided: Course) -> None:
    view = public.document(issue(decided, "decision", 8))
    word = WordFile(io.BytesIO(docx_of(view, "http://testserver/x")))
    texts = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert all(line in texts for line in view.content.paragraphs)
    assert font_file().is_file()
    pdf = pdf_of(view, "http://testserver/x")
    assert pdf.startswith(b"%PDF-")


def test_a_signature_is_drawn_and_kept(decided: Course) -> None:
    document_id = issue(decided, "site_record", 2)
    by: dict[str, Any] = {
        "actor": decided.bureau.zhao,
        "now": decided.now,
        "document_id": document_id,
    }
    with pytest.raises(SignatureEmpty):
        public.sign_document(**by, name="周某", role="当事人", strokes=[])
    public.sign_document(**by, name="周某", role="当事人", strokes=STROKES)
    view = public.document(document_id)
    assert view.signatures[0].strokes == (((10, 10), (200, 120), (400, 60)),)
    assert pdf_of(view, "x").startswith(b"%PDF-")


def test_anybody_verifies_and_sees_no_party(decided: Course) -> None:
    document_id = issue(decided, "decision", 8)
    page = PageClient(headers={"accept-language": "en"}).get(
        reverse("cases-verify", args=[document_id])
    )
    text = page.content.decode()
    assert "unchanged" in text
    assert "临江味道" not in text
