# SPDX-License-Identifier: Apache-2.0
"""Documents: numbered without gaps, complete by law, provable, in Word and PDF."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from docx import Document as WordFile
from tests.pages import PageClient
from tests.rooms.cases.bureau import SHOP, Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import Document
from mingjing.cases.queries.documents import forms
from mingjing.cases.rules.documents import OPTIONAL
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types.codes import Outcome
from mingjing.cases.types.documents import (
    AddressMissing,
    DocumentExists,
    DocumentIncomplete,
    FormUnknown,
    SignatureEmpty,
    SignerUnknown,
)
from mingjing.cases.types.steps import DemandServed, EvidenceExcluded, Proposal
from mingjing.engines.papers.docx import docx_of
from mingjing.engines.papers.forms import placeholders
from mingjing.engines.papers.pdf import font_file, pdf_of
from mingjing.engines.papers.words import SEAL
from mingjing.kernel.canonical import digest
from mingjing.ledger.public import entry_for
from mingjing.registry.types import NotPermitted

SMALL = fine(2_000)
ADDRESS = "临江市江北路1号"
STROKES = [[[10, 10], [200, 120], [400, 60]]]


@pytest.fixture
def decided(bureau: Bureau) -> Course:
    course = Course(bureau, a_case(bureau))
    public.complete_party(**course.by("zhao"), address=ADDRESS, representative="林静")
    return course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()


def issue(course: Course, form: str, seq: int) -> str:
    """The document, made now where it was not made on the way."""
    made = Document.objects.filter(case_id=course.case_id, form=form, seq=seq).first()
    return made.document_id if made else make(course, form, seq)


def make(course: Course, form: str, seq: int) -> str:
    return public.issue_document(**course.by("zhao"), form_id=form, seq=seq)


def said(course: Course, form: str, seq: int) -> str:
    return "\n".join(public.document(issue(course, form, seq)).content.paragraphs)


# What the brief of an office lists; each is a form, or one of its acts.
STATUTORY = {
    "filing_approval", "site_record", "questioning_record", "sampling_record", "evidence_list",
    "preservation_notice", "preservation_disposal", "measure_decision", "freezing_decision",
    "measure_extension", "testing_notice", "measure_release", "prior_notice", "hearing_notice",
    "hearing_record", "legal_opinion", "deliberation_record", "decision", "no_penalty_decision",
    "spot_decision", "service_receipt", "demand", "execution_decision", "court_application",
    "deferral_decision", "correction_order", "transfer_letter", "closing_report", "archive_index",
    "investigation_report",
}  # fmt: skip
# What the statute says that the document states, as words of its form.
REQUIRED = {
    "decision": {"party", "party_address", "found", "evidence", "proposal", "basis",
                 "performance", "remedies"},
    "spot_decision": {"found", "proposal", "basis", "decided_at", "place", "remedies"},
    "measure_decision": {"party", "party_address", "reason", "basis", "measure_days", "remedies"},
    "freezing_decision": {"party", "party_address", "reason", "basis", "measure_days", "fen",
                          "remedies"},
    "execution_decision": {"party", "party_address", "reason", "power_basis", "manner", "at",
                           "remedies"},
    "demand": {"until_on", "manner", "fen", "surcharge_fen"},
    "prior_notice": {"proposal", "found", "reasons", "basis", "hearing_right"},
    "hearing_notice": {"at", "place", "host"},
    "testing_notice": {"from_on", "until_on"},
    "measure_extension": {"reason", "days"},
}  # fmt: skip
SEALED = {
    "decision", "no_penalty_decision", "spot_decision", "measure_decision", "freezing_decision",
    "execution_decision", "demand", "prior_notice", "hearing_notice", "court_application",
}  # fmt: skip


@pytest.mark.law("APL-052", "APL-059", "ACL-024", "ACL-031", "ACL-035", "ACL-037", "APL-044")
def test_every_statutory_form_states_what_its_law_asks() -> None:
    found = {one.id: one for one in forms()}
    assert set(found) == STATUTORY
    for form_id, words in REQUIRED.items():
        held = {name for line in found[form_id].text for name in placeholders(line)}
        assert words <= held, form_id
        assert not (words - {"hearing_right"}) & OPTIONAL, form_id
    assert all("agency" in found[one].signers for one in SEALED)
    assert all("items" in found[one].tables for one in ("measure_decision", "freezing_decision"))
    acts = {kind.act for kind in step_rules()}
    assert all(set(one.acts) <= acts for one in found.values())
    assert len({(one.series, one.acts) for one in found.values()}) > 20


@pytest.mark.law("APL-059")
def test_a_decision_states_amounts_in_figures_and_capitals(decided: Course) -> None:
    view = public.document(issue(decided, "decision", 8))
    text = "".join(view.content.paragraphs)
    assert "人民币贰仟元整（¥2,000.00）" in text
    assert "每日按罚款数额的3%加处罚款" in text
    assert "临江味道餐饮有限公司" in text
    assert view.number == "临江市市场监督管理局罚决〔2026〕1号"


@pytest.mark.law("APL-059", "APL-045")
def test_a_decision_names_the_party_its_evidence_and_what_it_said(decided: Course) -> None:
    text = said(decided, "decision", 8)
    assert "当事人：临江味道餐饮有限公司\n统一社会信用代码：91350100M000100Y43" in text
    assert f"法定代表人（负责人、经营者）：林静\n住所（住址）：{ADDRESS}" in text
    assert "以上事实有下列证据证明：现场检查笔录。" in text
    assert "当事人提出了陈述、申辩意见，经复核，不予采纳。" in text
    assert "依据《中华人民共和国食品安全法》第一百二十四条，" in text


@pytest.mark.law("APL-061")
def test_a_proof_of_service_names_what_was_served(decided: Course) -> None:
    number = public.document(issue(decided, "decision", 8)).number
    assert f"送达文书：《行政处罚决定书》（{number}）" in said(decided, "service_receipt", 9)
    told = Document.objects.get(form="prior_notice").number
    assert f"送达文书：《行政处罚事先告知书》（{told}）" in said(decided, "service_receipt", 5)


@pytest.mark.law("ACL-035")
def test_a_demand_states_yuan_in_figures_and_capitals(decided: Course) -> None:
    demand = DemandServed(
        "请缴纳罚款", 200_000, 30_000, "到指定银行缴纳", decided.later(20).today,
        decided.today + timedelta(days=10), True, "回证 3",
    )  # fmt: skip
    public.prepare_document(**decided.by("zhao"), payload=demand)
    public.take_step(**decided.by("zhao"), payload=demand)
    text = said(decided, "demand", 10)
    assert "应缴罚没款人民币贰仟元整（¥2,000.00），加处罚款人民币叁佰元整（¥300.00）。" in text


@pytest.mark.law("APL-059")
def test_a_decision_without_address_is_refused_until_it_is_completed(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau, replace(SHOP, address="")))
    course.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL)
    with pytest.raises(DocumentIncomplete) as refused:
        issue(course, "decision", 8)
    assert "缺少应当载明的内容：当事人的住所（住址）（行政处罚法 §59）" in refused.value.text("zh")
    assert "Address of the party" in refused.value.text("en")
    with pytest.raises(AddressMissing):
        public.complete_party(**course.by("zhao"), address=" ")
    with pytest.raises(NotPermitted):
        public.complete_party(**course.by("qian"), address=ADDRESS)
    public.complete_party(**course.by("zhao"), address=ADDRESS)
    assert ADDRESS in said(course, "decision", 8)
    assert "case.party_completed" in {one.act for one in entry_for("case", course.case_id)}


@pytest.mark.law("APL-057", "APL-059")
def test_a_decision_that_nothing_was_established_needs_no_evidence(bureau: Bureau) -> None:
    nothing = Proposal(Outcome.NOT_ESTABLISHED)
    course = Course(bureau, a_case(bureau)).prove().report(nothing)
    public.exclude_evidence(**course.by("zhao"), exclusion=EvidenceExcluded("e1", "非法取得"))
    text = said(course.decide(nothing).serve(), "no_penalty_decision", 6)
    assert "经查，经营超过保质期的食品。没有查证属实的证据。" in text


def test_who_may_only_read_makes_and_signs_nothing(decided: Course) -> None:
    auditor = replace(decided.bureau.qian, roles=frozenset({"auditor"}))
    by: dict[str, Any] = {"actor": auditor, "now": decided.now}
    with pytest.raises(NotPermitted):
        public.issue_document(**by, case_id=decided.case_id, form_id="filing_approval", seq=1)
    document_id = issue(decided, "site_record", 2)
    with pytest.raises(NotPermitted):
        public.sign_document(
            **by, document_id=document_id, name="周某", role="当事人", strokes=STROKES
        )
    assert set(Document.objects.values_list("issued_by", flat=True)) == {"account_zhao"}


def test_numbers_run_without_gaps(decided: Course) -> None:
    first = public.document(issue(decided, "site_record", 2))
    with pytest.raises(FormUnknown):
        make(decided, "questioning_record", 2)
    with pytest.raises(DocumentExists):
        make(decided, "site_record", 2)
    assert first.number.endswith("笔录〔2026〕1号")
    assert sorted(Document.objects.values_list("form", flat=True)) == [
        "decision", "prior_notice", "site_record",
    ]  # fmt: skip


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
    assert "缺少应当载明的内容：地点（行政处罚法 §54）" in refused.value.text("zh")


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
    for outside in ([[[10, 10], [1001, 10]]], [[[10, 10], [10, -1]]]):
        with pytest.raises(SignatureEmpty):
            public.sign_document(**by, name="周某", role="当事人", strokes=outside)
    for role in ("印章", SEAL, "任意角色"):
        with pytest.raises(SignerUnknown):
            public.sign_document(**by, name="周某", role=role, strokes=STROKES)
    public.sign_document(**by, name="周某", role="当事人（签名或者盖章）", strokes=STROKES)
    view = public.document(document_id)
    assert view.signatures[0].strokes == (((10, 10), (200, 120), (400, 60)),)
    assert view.signatures[0].taken_by == decided.bureau.zhao.account_id  # a person of the tests
    assert pdf_of(view, "x").startswith(b"%PDF-")


def test_anybody_verifies_and_sees_no_party(decided: Course) -> None:
    document_id = issue(decided, "decision", 8)
    page = PageClient(headers={"accept-language": "en"}).get(
        reverse("cases-verify", args=[document_id])
    )
    text = page.content.decode()
    assert "unchanged" in text
    assert "临江味道" not in text


@pytest.mark.law("APL-050")
def test_who_signed_on_paper_cannot_be_guessed_from_the_ledger(decided: Course) -> None:
    """Digest and document are public; without a nonce a list of names would tell who signed."""
    document_id, role = issue(decided, "site_record", 2), "当事人（签名或者盖章）"
    public.sign_document(
        actor=decided.bureau.zhao, now=decided.now, document_id=document_id, name="周某",
        role=role, strokes=[], is_on_paper=True,
    )  # fmt: skip
    row = Document.objects.get(document_id=document_id)
    guess = {"document": row.digest, "name": "周某", "role": role, "strokes": list[int]()}
    entry = entry_for("case_document", document_id)[-1]
    assert entry.act == "case.document_signed"
    assert entry.digest != digest(guess)
    assert entry.digest == digest(guess | {"nonce": row.nonce})
