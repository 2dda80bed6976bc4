# SPDX-License-Identifier: Apache-2.0
"""Pages of the subjects, in both languages, as the standing people see them."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from tests.pages import PageClient
from tests.rooms.subjects.town import Lake

from mingjing.kernel.panels import Panel
from mingjing.registry.types import Actor
from mingjing.subjects.models import Judgement
from mingjing.subjects.public import judge, resolve, subject_of
from mingjing.subjects.types import PanelMaker, SubjectView, Verdict

pytestmark = pytest.mark.django_db


def _nothing(subject: SubjectView, actor: Actor) -> Panel | None:
    return None


def _notice(subject: SubjectView, actor: Actor) -> Panel | None:
    return Panel("portal/_notice.html", {"title": f"nothing to see for {actor.name}"})


PANELS: tuple[PanelMaker, ...] = (_nothing, _notice)


@pytest.fixture(params=["zh-hans", "en"])
def client_in(
    request: pytest.FixtureRequest,
    page_client: PageClient,
    people: tuple[str, ...],
    home: object,
) -> PageClient:
    page_client.speak(request.param)
    page_client.sign_in("zhao")
    return page_client


@pytest.fixture
def resolved(lake: Lake, system: Actor, now: datetime) -> Lake:
    resolve(actor=system, now=now)
    return lake


def test_before_the_first_run_it_says_what_to_do(client_in: PageClient) -> None:
    assert "mingjing subjects resolve" in client_in.get("/subjects/").content.decode()
    assert client_in.get("/subjects/review/").status_code == 200
    assert client_in.get("/subjects/judgements/").status_code == 200


def test_search_shows_what_was_found(client_in: PageClient, resolved: Lake) -> None:
    found = client_in.post("/subjects/", {"q": "golden"}, follow=True).content.decode()
    assert "GOLDEN WOK" in found
    assert "STETSONS" not in found
    owners = client_in.get("/subjects/", {"kind": "entity"}).content.decode()
    assert "STETSONS" not in owners
    asked = client_in.post("/subjects/", {"q": "nothing like it", "kind": "all"})
    assert "nothing" not in asked["Location"]
    assert client_in.get(asked["Location"]).status_code == 200


def test_a_subject_shows_identity_timeline_map_and_reasons(
    client_in: PageClient, resolved: Lake
) -> None:
    page = client_in.get(f"/subjects/{subject_of('register:1')}/").content.decode()
    for text in ("Golden Wok Inc.", "visits:2", "SUSHI MON", "subject-map", 'num">+', "2014-02-02"):
        assert text in page, text
    owner = client_in.get(f"/subjects/{subject_of('register:4')}/").content.decode()
    assert "subject-map" not in owner


def test_a_subject_shows_what_rooms_above_hang_there(
    client_in: PageClient, resolved: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    panels = "tests.rooms.subjects.test_subjects_pages.PANELS"
    monkeypatch.setattr(settings, "SUBJECT_PANELS", panels)
    page = client_in.get(f"/subjects/{subject_of('register:1')}/").content.decode()
    assert "nothing to see for Zhao" in page


def test_a_list_of_subjects_is_sorted_by_link(client_in: PageClient, resolved: Lake) -> None:
    for asked in ("name", "-name"):
        page = client_in.get("/subjects/", {"sort": asked}).content.decode()
        places = [page.index(f">{name}<") for name in ("GOLDEN WOK", "SUSHI MON")]
        assert (places == sorted(places)) == (asked == "name")
    found = client_in.post(
        "/subjects/", {"q": "golden", "sort": "-records"}, follow=True
    ).content.decode()
    assert "SUSHI MON" not in found
    assert 'aria-sort="descending"' in found


def test_records_can_be_doubted_by_who_may_judge(client_in: PageClient, resolved: Lake) -> None:
    page = client_in.get(f"/subjects/{subject_of('register:1')}/records/").content.decode()
    assert "/subjects/judge/?left=" in page
    client_in.sign_in("qian")
    page = client_in.get(f"/subjects/{subject_of('register:1')}/records/").content.decode()
    assert "/subjects/judge/?left=" not in page
    pair = {"left": "register:1", "right": "register:3"}
    assert client_in.get("/subjects/judge/", pair).status_code == 403


def test_a_merged_subject_leads_to_the_survivor(
    client_in: PageClient, resolved: Lake, system: Actor, zhao: Actor, now: datetime
) -> None:
    old, survivor = subject_of("register:3"), subject_of("register:1")
    later = now + timedelta(hours=1)
    judge(
        actor=zhao,
        now=later,
        left_record="register:3",
        right_record="register:1",
        verdict=Verdict.SAME,
        reason="one business",
    )
    resolve(actor=system, now=later)
    response = client_in.get(f"/subjects/{old}/")
    assert response.headers["Location"] == f"/subjects/{survivor}/"
    assert str(old) in client_in.get(f"/subjects/{survivor}/").content.decode()
    records = client_in.get(f"/subjects/{old}/records/")
    assert records.headers["Location"] == f"/subjects/{survivor}/records/"


def test_a_pair_is_judged_from_the_review_list(client_in: PageClient, resolved: Lake) -> None:
    listed = client_in.get("/subjects/review/", {"reason": "key_conflict"}).content.decode()
    assert "RIVER SCHOOL" in listed
    pair = {"left": "register:4", "right": "register:5"}
    assert "STETSONS BAR" in client_in.get("/subjects/judge/", pair).content.decode()
    missing = client_in.post("/subjects/judge/", pair | {"verdict": "different", "reason": ""})
    assert missing.status_code == 200
    assert not Judgement.objects.exists()
    done = client_in.post(
        "/subjects/judge/", pair | {"verdict": "different", "reason": "two licences, one misprint"}
    )
    assert done.status_code == 302
    page = client_in.get("/subjects/judgements/").content.decode()
    assert "two licences, one misprint" in page


def test_a_refusal_of_the_act_stands_above_the_form(client_in: PageClient, resolved: Lake) -> None:
    pair = {"left": "register:4", "right": "register:4"}
    answer = client_in.post("/subjects/judge/", pair | {"verdict": "same", "reason": "x"})
    assert answer.status_code == 200
    assert "register:4" in answer.content.decode()
    assert not Judgement.objects.exists()


def test_unknown_subjects_and_records_are_refused(client_in: PageClient, resolved: Lake) -> None:
    assert client_in.get("/subjects/subject_nobody/").status_code == 404
    pair = {"left": "register:99", "right": "register:1"}
    assert client_in.get("/subjects/judge/", pair).status_code == 422


def test_who_has_no_role_sees_nothing(client_in: PageClient, resolved: Lake) -> None:
    client_in.sign_in("zhou")
    assert client_in.get("/subjects/").status_code == 403


def test_a_subject_is_read_where_the_power_to_read_stands(
    client_in: PageClient, resolved: Lake
) -> None:
    here = subject_of("register:1")
    client_in.sign_in("li")
    assert client_in.get(f"/subjects/{here}/").status_code == 403
    assert client_in.get(f"/subjects/{here}/records/").status_code == 403
