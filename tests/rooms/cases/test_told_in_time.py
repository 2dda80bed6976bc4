# SPDX-License-Identifier: Apache-2.0
"""What a newcomer must know stands where it is needed, not one page later."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.cases import samples
from tests.rooms.cases.bureau import REGION, SHOP, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.test_cases_pages import page, send, sign_in
from tests.rooms.cases.test_publication import decided, publish

from mingjing.cases import public
from mingjing.cases.models import Clue
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.types.steps import EvidenceAdded
from mingjing.registry.public import register_agency

CLOCK = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: CLOCK)


@pytest.fixture
def officer(bureau: Bureau) -> PageClient:
    return sign_in(bureau, "officer", bureau.officers[0])


def a_clue(officer: PageClient) -> str:
    send(officer, "cases-clue-new", source="inspection", received_on="2026-11-18", text="过期食品")
    return Clue.objects.get().clue_id


def check(officer: PageClient, clue_id: str, *officers: str) -> str:
    return send(
        officer, "cases-clue", clue_id, checked_on="2026-11-23", finding="属实",
        proposes_filing="on", officers=list(officers),
    )  # fmt: skip


@pytest.mark.law("APL-042")
def test_the_check_of_a_clue_says_how_many_officers_filing_takes(
    bureau: Bureau, officer: PageClient
) -> None:
    clue_id = a_clue(officer)
    assert "Filing takes 2 officers" in page(officer, "cases-clue", clue_id)
    alone = check(officer, clue_id, bureau.officers[0])
    assert "Filing needs more officers" in alone
    assert "The check names 1; a case is filed with at least 2." in alone
    assert "Filing needs more officers" not in check(officer, clue_id, *bureau.officers[:2])


def test_a_dispute_is_with_an_agency_of_the_city_or_above_it(
    bureau: Bureau, officer: PageClient
) -> None:
    clue_id = a_clue(officer)
    agencies = {
        name: register_agency(actor=bureau.system, now=bureau.now, name=name, region=region)
        for name, region in (
            ("同城局", REGION), ("省局", f"{REGION[:2]}0000"), ("芝加哥局", "US-IL-CHI"),
        )
    }  # fmt: skip
    text = page(officer, "cases-clue", clue_id)
    assert [name for name, one in agencies.items() if one in text] == ["同城局", "省局"]
    send(
        officer, "cases-clue-dispute", clue_id, other_agency=agencies["芝加哥局"], reason="管辖不明"
    )
    assert not Clue.objects.get().disputed_with


def test_what_is_verified_is_shown_beside_the_form(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    files = [
        SimpleUploadedFile("现场.jpg", samples.photo()),
        SimpleUploadedFile("票据.pdf", samples.paper()),
    ]
    send(
        officer, "cases-step", case_id, "evidence_added", evidence_id="e1", kind="document",
        title="照片与票据", collected_on=date(2026, 11, 23), source="officer",
        officers=list(bureau.officers), proves=["act"], is_id_shown="on", signature="signed",
        files=files,
    )  # fmt: skip
    added = file_of(case_row(case_id)).last(EvidenceAdded)
    assert added is not None
    photo, paper = (one.digest for one in added.files)
    for act in ("evidence_verified", "evidence_excluded"):
        text = page(officer, "cases-step", case_id, act)
        assert f'src="{reverse("cases-evidence-picture", args=[case_id, photo])}"' in text
        assert reverse("cases-evidence-file", args=[case_id, paper]) in text
        assert reverse("cases-evidence-picture", args=[case_id, paper]) not in text
        assert "票据.pdf" in text
    assert "票据.pdf" not in page(officer, "cases-step", case_id, "report_made")


@pytest.mark.law("APL-044")
def test_a_notice_that_is_made_is_named_and_not_offered_again(
    bureau: Bureau, officer: PageClient
) -> None:
    course = Course(bureau, a_case(bureau)).prove().report(fine(2_000))
    before = page(officer, "cases-step", course.case_id, "notice_served")
    assert "In writing first" in before
    assert "new version" not in before
    made = public.prepare_document(**course.by("zhao"), payload=course.notice(fine(2_000)))
    after = page(officer, "cases-step", course.case_id, "notice_served")
    assert "In writing first" not in after
    assert "Made: Prior notice" in after
    assert reverse("cases-document", args=[made]) in after
    assert "Make a new version of the document" in after
    assert ">Make the document<" not in after


@pytest.mark.law("APL-048", "TS-3")
def test_archiving_tells_what_must_still_be_published(bureau: Bureau, officer: PageClient) -> None:
    course = decided(bureau, SHOP)
    text = page(officer, "cases-step", course.case_id, "archived")
    assert "archiving does not end it" in text
    due = public.case(course.case_id, course.today).clocks
    by = next(one.due_on for one in due if one.deadline_id == "DL-33")
    assert "Publication of penalties and licences · by" in text
    assert f'datetime="{by.isoformat()}"' in text
    assert reverse("cases-step", args=[course.case_id, "decision_published"]) in text
    publish(course)
    assert "archiving does not end it" not in page(
        officer, "cases-step", course.case_id, "archived"
    )
