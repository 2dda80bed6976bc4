# SPDX-License-Identifier: Apache-2.0
"""Secrets of a case: flagged material reaches nobody but the agency that handles it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.pages import PageClient
from tests.rooms.cases.bureau import REGION, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.signing_in import client_of
from tests.rooms.cases.stopping import stopped

from mingjing.cases import public
from mingjing.cases.models import CaseStep
from mingjing.cases.types.codes import EvidenceKind, EvidenceSource, FactElement, Secrecy
from mingjing.cases.types.refusals import HearingMustBeClosed
from mingjing.cases.types.steps import EvidenceAdded, EvidenceVerified, HearingScheduled
from mingjing.ledger.public import entry_for
from mingjing.registry.public import register_agency

pytestmark = [pytest.mark.django_db, pytest.mark.law("APL-050")]
SECRET = ("配方底稿甲壹", "九号库房", "见证者丙", "工艺参数二十二度", "乙区保险柜")
LARGE = fine(20_000)


@pytest.fixture(params=list(Secrecy))
def course(bureau: Bureau, request: pytest.FixtureRequest, monkeypatch: Any) -> Course:
    """A case with everything proved, and one piece of evidence that is kept secret."""
    found = Course(bureau, a_case(bureau))
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: found.now)
    title, place, witness, note, _ = SECRET
    evidence = EvidenceAdded(
        "e9", EvidenceKind.DOCUMENT, title, found.today, EvidenceSource.PARTY, bureau.officers,
        tuple(FactElement), place=place, is_id_shown=True, witness=witness, note=note,
        kept_at="乙区保险柜", secrecy=request.param,
    )  # fmt: skip
    found.prove()
    public.add_evidence(**found.by("zhao"), evidence=evidence)
    verdict = EvidenceVerified("e9", True, "与其他证据印证")
    public.verify_evidence(**found.by("chen"), verdict=verdict)
    return found


def seen(client: PageClient, path: str) -> list[str]:
    """Which of the secrets a page tells."""
    answer = client.get(path)
    assert answer.status_code == 200
    text = answer.content.decode()
    return [one for one in SECRET if one in text]


def test_the_agency_sees_it_and_others_only_that_it_is_there(
    bureau: Bureau, course: Course
) -> None:
    other = register_agency(actor=bureau.system, now=bureau.now, name="临江市司法局", region=REGION)
    own, auditor = (
        client_of(bureau, role, agency_id)
        for role, agency_id in (("head", bureau.agency_id), ("auditor", other))
    )
    seq = CaseStep.objects.get(payload__evidence_id="e9", act="case.evidence_added").seq
    for path in (f"/cases/{course.case_id}/", f"/cases/{course.case_id}/receipts/{seq}/"):
        assert SECRET[0] in seen(own, path)
        assert seen(auditor, path) == []
        assert "Kept secret as" in auditor.get(path).content.decode()


def test_what_is_not_flagged_others_see(bureau: Bureau, course: Course) -> None:
    other = register_agency(actor=bureau.system, now=bureau.now, name="临江市司法局", region=REGION)
    auditor = client_of(bureau, "auditor", other)
    assert "现场检查笔录" in auditor.get(f"/cases/{course.case_id}/").content.decode()


def test_neither_the_party_nor_the_public_sees_it(course: Course) -> None:
    small = fine(2_000)
    course.report(small).notify(small).speak().answer().decide(small).serve()
    code = public.issue_access(**course.by("zhao"))
    party = PageClient(headers={"accept-language": "en"})
    party.post("/cases/party/", {"code": code})
    assert seen(party, "/cases/party/case/") == []
    made = [one for one in public.documents_of(course.case_id) if one.form.id == "decision"]
    document_id = made[0].document_id
    assert seen(PageClient(), f"/cases/verify/{document_id}/") == []
    assert seen(PageClient(), "/ledger/") == []


def test_the_ledger_holds_a_digest_that_nobody_can_guess(course: Course) -> None:
    entries = entry_for("case", course.case_id, limit=100)
    written = json.dumps([repr(one) for one in entries], ensure_ascii=False)
    assert len(entries) == CaseStep.objects.filter(case_id=course.case_id).count()
    assert not [one for one in SECRET if one in written]
    steps = CaseStep.objects.filter(case_id=course.case_id)
    assert all(len(step.nonce) == 32 for step in steps)


@pytest.mark.law("APL-064c")
def test_the_hearing_of_a_case_with_secrets_is_closed(course: Course) -> None:
    course.report(LARGE).notify(LARGE, tells_hearing=True).ask_hearing()
    at = course.now + timedelta(days=14)
    plan = HearingScheduled(at, "三楼听证室", "account_qian", course.today)
    stopped(
        course.case_id,
        lambda: public.prepare_document(**course.by("qian"), payload=plan),
        HearingMustBeClosed,
        rule="APL-050",
        article="行政处罚法 §50",
    )
    closed = HearingScheduled(
        at,
        "三楼听证室",
        "account_qian",
        course.today,
        is_public=False,
        closed_reason="涉及商业秘密",
    )
    public.prepare_document(**course.by("qian"), payload=closed)
    public.schedule_hearing(**course.by("qian"), hearing=closed)
