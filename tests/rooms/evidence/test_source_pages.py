# SPDX-License-Identifier: Apache-2.0
"""The page of other sources: a pass is issued, shown once with its command, listed, withdrawn."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from tests.pages import PageClient
from tests.rooms.evidence.custody import Custody

from mingjing.evidence.models import Device
from mingjing.evidence.public import devices_of, sources_of
from mingjing.evidence.queries.sources import source_of
from mingjing.evidence.types import Occasion, SourceKind
from mingjing.evidence.types.pushes import PushPassWrong
from mingjing.kernel.clock import system_now
from mingjing.ledger.models import Entry
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db
VISIT = Occasion("inspection_task", "task_1", "Shop", "Street 1", "agency_visit", "330102")
Visitor = Callable[[str], PageClient]
GIVEN = {"name": "Camera 7", "camera": "body_camera", "hours": "12"}
SAID = "not what the device recorded"


def visits(actor: Actor, now: datetime) -> tuple[Occasion, ...]:
    """The one visit of Zhao."""
    return (replace(VISIT, agency_id=actor.agency_id),) if actor.name == "Zhao" else ()


MAKERS = (visits,)


@pytest.fixture
def visitor(
    people: tuple[str, ...], page_client: PageClient, settings: Settings, home: Path
) -> Visitor:
    settings.RECORDING_OCCASIONS = f"{__name__}.MAKERS"

    def signed_in(name: str) -> PageClient:
        page_client.sign_in(name)
        return page_client

    return signed_in


def code_in(text: str) -> str:
    found = re.search(r"/pushes/([A-Za-z0-9_-]{32})/live.m3u8", text)
    assert found
    return found[1]


def test_the_pass_is_shown_once_and_only_its_digest_is_kept(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    text = zhao.post("/evidence/sources/", GIVEN).content.decode()
    code = code_in(text)
    assert "-f hls -hls_time 1 -hls_segment_type fmp4 -method PUT" in text
    source = source_of(code, system_now())
    assert (source.camera, source.occasion) == (SourceKind.BODY_CAMERA, ("", ""))
    assert "/pushes/" not in zhao.get("/evidence/sources/").content.decode()
    row = Device.objects.exclude(source="").get()
    assert code not in str(row.__dict__)
    entry = Entry.objects.get(act="evidence.device_registered")
    assert entry.object_id == row.key


def test_it_belongs_to_the_visit_that_was_chosen(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    page = zhao.get("/evidence/sources/?occasion=inspection_task/task_1").content.decode()
    assert '<option value="inspection_task/task_1" selected>' in page
    answer = zhao.post("/evidence/sources/", {**GIVEN, "occasion": "inspection_task/task_1"})
    source = source_of(code_in(answer.content.decode()), system_now())
    assert source.occasion == ("inspection_task", "task_1")


@pytest.mark.parametrize(
    "change",
    [{"name": " "}, {"name": "n" * 81}, {"camera": "drone"}, {"hours": "0"}, {"hours": "169"},
     {"hours": "many"}, {"occasion": "inspection_task/task_9"}, {"occasion": "case/x"}],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_what_was_typed_stays(
    visitor: Visitor, change: dict[str, str]
) -> None:
    text = visitor("zhao").post("/evidence/sources/", {**GIVEN, **change}).content.decode()
    assert Device.objects.count() == 0
    assert 'id="command1"' not in text
    assert f'value="{change.get("hours", "12")}"' in text


def test_a_pass_that_is_withdrawn_opens_nothing(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    code = code_in(zhao.post("/evidence/sources/", GIVEN).content.decode())
    key = Device.objects.get().key
    zhao.post(f"/evidence/sources/{key}/revoke/", {"reason": ""})
    assert source_of(code, system_now()).key == key  # a reason is needed
    zhao.post(f"/evidence/sources/{key}/revoke/", {"reason": "lost"})
    with pytest.raises(PushPassWrong):
        source_of(code, system_now())
    text = zhao.get("/evidence/sources/").content.decode()
    assert f"/evidence/sources/{key}/revoke/" not in text


def test_who_may_not_record_issues_no_pass(visitor: Visitor) -> None:
    assert visitor("zhou").post("/evidence/sources/", GIVEN).status_code == 403
    assert Device.objects.count() == 0


def test_sources_are_not_among_the_recorders_of_an_officer(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    zhao.post("/evidence/sources/", GIVEN)
    row = Device.objects.get()
    assert [one.key for one in sources_of(row.account_id)] == [row.key]
    assert devices_of(row.account_id) == ()


@pytest.mark.parametrize("unsigned", [True, False])
def test_pages_of_a_recording_say_in_words_and_by_a_badge_that_it_is_unsigned(
    custody: Custody, page_client: PageClient, unsigned: bool
) -> None:
    recording = custody.recorder.id
    if unsigned:
        with connection.cursor() as cursor:  # past the guard: no act changes what a recording is
            cursor.execute(
                "UPDATE evidence_recording SET source = 'fixed_camera' WHERE recording_id = %s",
                [recording],
            )
    page_client.sign_in("zhao")
    page_client.speak("en")
    own = page_client.get(f"/evidence/{recording}/").content.decode()
    listed = page_client.get("/evidence/").content.decode()
    assert (SAID in own, "unsigned source" in own) == (unsigned, unsigned)
    assert ("unsigned source" in listed) is unsigned
    page_client.speak("zh-hans")
    own = page_client.get(f"/evidence/{recording}/").content.decode()
    assert ("不证明设备拍摄了什么" in own, "固定摄像机" in own) == (unsigned, unsigned)
