# SPDX-License-Identifier: Apache-2.0
"""Recordings of a case: occasions, the page of the case, evidence by root, what acts must have."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.rooms.cases.bureau import SHOP, Bureau, a_case, a_checked_clue, filing
from tests.rooms.cases.course import Course
from tests.rooms.cases.test_cases_pages import page, sign_in
from tests.rooms.evidence.taking import recording_for, whole_for

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.queries import surroundings
from mingjing.cases.queries.files import case_row
from mingjing.cases.queries.occasions import KIND, numbers_of_cases, open_cases
from mingjing.cases.queries.recordings import occasions_of, recordings_of
from mingjing.cases.types import codes as c
from mingjing.cases.types.refusals import RecordingMissing
from mingjing.cases.types.steps import EvidenceAdded
from mingjing.inspection.public import VISIT
from mingjing.kernel.clock import local_date
from mingjing.registry.public import actor_for
from mingjing.registry.types import Actor, RecordedAct


def test_a_case_is_an_occasion_of_its_officers_and_its_page_lists_what_was_recorded(
    bureau: Bureau,
) -> None:
    case_id = a_case(bureau)
    client = sign_in(bureau, "officer", bureau.officers[0])
    actor = actor_for(f"officer{bureau.officers[0][-6:]}", local_date(bureau.now))
    mine = open_cases(actor, bureau.now)
    assert [(one.kind, one.id, one.agency_id) for one in mine] == [
        (KIND, case_id, bureau.agency_id)
    ]
    assert open_cases(bureau.sun, bureau.now) == ()
    number = case_row(case_id).number
    assert numbers_of_cases({case_id, "case_of_nobody"}) == {case_id: number}
    assert "Nothing was recorded yet" in page(client, "cases-case", case_id)
    recording_id = recording_for(actor, bureau.now, KIND, case_id)
    text = page(client, "cases-case", case_id)
    assert recording_id in text
    assert actor.name in text
    legal = sign_in(bureau, "legal")
    assert recording_id in page(legal, "cases-case", case_id)


def officer_of(bureau: Bureau) -> Actor:
    """The first officer of the case, with an account."""
    sign_in(bureau, "officer", bureau.officers[0])
    return actor_for(f"officer{bureau.officers[0][-6:]}", local_date(bureau.now))


@pytest.mark.law("APL-046")
def test_a_whole_recording_becomes_evidence_on_the_form_and_the_file_names_its_root(
    bureau: Bureau,
) -> None:
    case_id = a_case(bureau)
    client = sign_in(bureau, "officer", bureau.officers[0])
    actor = actor_for(f"officer{bureau.officers[0][-6:]}", local_date(bureau.now))
    form = reverse("cases-step", args=[case_id, "evidence_added"])
    assert "Recordings of the scene" not in client.get(form).content.decode()
    recording_for(actor, bureau.now, KIND, case_id)
    assert "Recordings of the scene" not in client.get(form).content.decode(), "none is whole"
    recording_id = whole_for(actor, bureau.system, bureau.now, KIND, case_id)
    shown = client.get(form)
    assert "Recordings of the scene" in shown.content.decode()
    said = {
        "evidence_id": "e1", "kind": "audiovisual", "title": "现场录像", "proves": ["act"],
        "collected_on": local_date(bureau.now).isoformat(), "source": "officer",
        "officers": list(bureau.officers), "recordings": [recording_id],
    }  # fmt: skip
    answer = client.post(form, said)
    assert answer.status_code == 302, answer.content.decode()
    (film,) = [one for one in recordings_of(case_row(case_id)) if one.root]
    (step,) = [one for one in public.case(case_id, local_date(bureau.now)).steps
               if isinstance(one.payload, EvidenceAdded)]  # fmt: skip
    assert isinstance(step.payload, EvidenceAdded)
    assert [(one.root, one.links) for one in step.payload.recordings] == [(film.root, film.links)]
    text = page(client, "cases-case", case_id)
    assert film.root in text
    assert f"{film.links} links" in text
    assert public.replay_case(case_id).differences == ()


@pytest.mark.law("TS-7", "APL-047")
def test_an_inspection_that_must_be_recorded_is_archived_with_its_whole_recording_only(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = lambda act, on, agency_id: act is RecordedAct.INSPECTION  # noqa: E731
    monkeypatch.setattr(surroundings, "must_record", listed)
    actor = officer_of(bureau)
    bare, course = (Course(bureau, a_case(bureau, distinct_reason="另一行为")) for _ in range(2))
    begun = recording_for(actor, bureau.now, KIND, bare.case_id)
    with pytest.raises(RecordingMissing):
        bare.prove().close(c.ClosingGround.DISMISSED).archive()
    assert [one.recording_id for one in recordings_of(case_row(bare.case_id))] == [begun]
    begun = recording_for(actor, bureau.now, KIND, course.case_id)
    whole_for(actor, bureau.system, bureau.now, KIND, course.case_id)
    course.prove().close(c.ClosingGround.DISMISSED).archive()
    assert public.replay_case(course.case_id).differences == ()
    archived = Case.objects.get(case_id=course.case_id).steps.order_by("-seq")[0]
    kept = {one["recording_id"]: one for one in archived.receipt["around"]["recordings"]}
    assert len(kept) == 2
    assert kept[begun]["root"] == ""
    assert len(next(one["root"] for one in kept.values() if one["root"])) == 64


def test_the_recordings_of_the_visit_that_a_case_came_from_are_of_the_case(
    bureau: Bureau,
) -> None:
    plain = case_row(a_case(bureau))
    assert occasions_of(plain) == [(KIND, plain.case_id)]
    clue_id = a_checked_clue(replace(bureau, zhao=system_officer(bureau)), "task_1")
    other = replace(SHOP, name="临江另一家餐饮有限公司", identity_no="91350100M000100Y43")
    filed = filing(bureau, clue_id, distinct_reason="另一次检查发现的另一违法行为")
    case_id = public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=other)
    assert occasions_of(case_row(case_id)) == [(KIND, case_id), (VISIT, "task_1")]


def system_officer(bureau: Bureau) -> Actor:
    """Zhao with the powers of the system, which alone takes what a visit found."""
    return replace(bureau.zhao, roles=frozenset({"officer", "system"}))
