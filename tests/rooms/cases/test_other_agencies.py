# SPDX-License-Identifier: Apache-2.0
"""What lies with one agency stays there: pages, names of reporters, references, drafts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.pages import PageClient
from tests.rooms.cases.bureau import REGION, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.signing_in import client_of
from tests.rooms.cases.test_clue_acts import a_complaint, a_report

from mingjing.cases import public
from mingjing.cases.models import Clue, StepDraft
from mingjing.cases.types.codes import ClueSource
from mingjing.cases.types.inputs import NewClue
from mingjing.cases.types.refusals import ClueKnown, FieldWrong, HearingAsked
from mingjing.registry.public import register_agency
from mingjing.registry.types import NotPermitted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def course(bureau: Bureau, monkeypatch: Any) -> Course:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: bureau.now)
    return Course(bureau, a_case(bureau))


@pytest.fixture
def neighbour(bureau: Bureau) -> str:
    """Another agency of the same region."""
    return register_agency(
        actor=bureau.system, now=bureau.now, name="临江市城市管理局", region=REGION
    )


@pytest.mark.parametrize("role", ["officer", "head", "legal"])
def test_the_pages_of_a_case_are_for_its_agency(
    bureau: Bureau, course: Course, neighbour: str, role: str
) -> None:
    report, complaint = a_report(bureau), a_complaint(bureau)
    paths = (
        f"/cases/{course.case_id}/",
        f"/cases/{course.case_id}/receipts/1/",
        f"/cases/{course.case_id}/steps/evidence_added/",
        f"/cases/clues/{report}/",
        f"/cases/complaints/{complaint}/",
        f"/cases/clues/new/?complaint={complaint}",
    )
    theirs = client_of(bureau, role, neighbour)
    assert [theirs.get(path).status_code for path in paths] == [403] * len(paths)
    assert client_of(bureau, "auditor", neighbour).get(paths[0]).status_code == 200


def test_a_draft_is_kept_for_who_may_take_the_step(course: Course, bureau: Bureau) -> None:
    path = f"/cases/{course.case_id}/steps/evidence_added/"
    reader = client_of(bureau, "legal")
    assert reader.get(path).status_code == 200
    assert reader.post(path, {"draft": "1", "title": "x"}).status_code == 403
    assert not StepDraft.objects.exists()


def test_nobody_comes_to_a_complainants_name_by_a_clue_of_his_own(
    bureau: Bureau, neighbour: str
) -> None:
    complaint_id = a_complaint(bureau)
    stranger = replace(bureau.zhao, agency_id=neighbour)
    clue = NewClue(ClueSource.COMPLAINT, "x", TODAY, neighbour, REGION, reference=complaint_id)
    with pytest.raises(NotPermitted):
        public.take_clue(actor=stranger, now=bureau.now, clue=clue)
    assert not Clue.objects.exists()
    own = replace(clue, agency_id=bureau.agency_id)
    public.take_clue(actor=bureau.zhao, now=bureau.now, clue=own)
    assert Clue.objects.get().informant is not None


def test_what_a_visit_found_is_taken_by_the_system_alone(bureau: Bureau) -> None:
    clue = NewClue(
        ClueSource.INSPECTION, "无问题", TODAY, bureau.agency_id, REGION, reference="task_1"
    )
    with pytest.raises(FieldWrong):
        public.take_clue(actor=bureau.zhao, now=bureau.now, clue=clue)
    public.take_clue(actor=bureau.zhao, now=bureau.now, clue=replace(clue, reference=""))
    public.take_clue(actor=bureau.system, now=bureau.now, clue=clue)
    with pytest.raises(ClueKnown):
        public.take_clue(actor=bureau.system, now=bureau.now, clue=clue)


def test_a_reference_is_taken_by_one_agency_and_not_from_another(
    bureau: Bureau, neighbour: str
) -> None:
    clue = NewClue(ClueSource.COMPLAINT, "x", TODAY, neighbour, REGION, reference="12315-9")
    stranger = replace(bureau.zhao, agency_id=neighbour)
    public.take_clue(actor=stranger, now=bureau.now, clue=clue)
    own = replace(clue, agency_id=bureau.agency_id)
    public.take_clue(actor=bureau.zhao, now=bureau.now, clue=own)
    assert Clue.objects.count() == 2


def test_a_new_code_of_the_party_ends_the_one_before(course: Course) -> None:
    small = fine(2_000)
    course.prove().report(small).notify(small)
    first, second = (public.issue_access(**course.by("zhao")) for _ in range(2))
    party = PageClient(headers={"accept-language": "en"})
    for code, where in ((first, "/cases/party/"), (second, "/cases/party/case/")):
        answer = party.post("/cases/party/", {"code": code}, follow=True)
        assert answer.request["PATH_INFO"] == where
    shown = party.get("/cases/party/case/")
    assert shown.headers["Cache-Control"] == "no-store"


@pytest.mark.law("APL-064a")
def test_a_hearing_is_asked_for_once(course: Course) -> None:
    large = fine(20_000)
    course.prove().report(large).notify(large, tells_hearing=True).ask_hearing()
    with pytest.raises(HearingAsked):
        course.ask_hearing()


def test_pages_of_a_person_are_kept_by_no_browser(course: Course, bureau: Bureau) -> None:
    head = client_of(bureau, "head")
    for path in (f"/cases/{course.case_id}/", "/cases/"):
        assert head.get(path).headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in PageClient().get("/about").headers
