# SPDX-License-Identifier: Apache-2.0
"""The list of recordings: what goes on first, then the newest; each says what it is for by name."""

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.pages import PageClient
from tests.rooms.evidence.custody import VISIT, person
from tests.rooms.evidence.whole import registered, taken_in, whole_recording

from mingjing.evidence import public
from mingjing.evidence.queries.recordings import RecordingFilter
from mingjing.kernel.paging import PageRequest

pytestmark = pytest.mark.django_db
ASKED: list[frozenset[str]] = []


def _names(ids: Collection[str]) -> dict[str, str]:
    ASKED.append(frozenset(ids))
    return {one: f"Bright Street Canteen {one}" for one in ids if one != "task_unknown"}


NAMES = {"inspection_task": _names}


@pytest.fixture(autouse=True)
def _named(wired: None, settings: Settings) -> None:
    settings.RECORDING_NAMES = f"{__name__}.NAMES"
    ASKED.clear()


def _begun(at: datetime, home: Path, *, goes_on: bool = False) -> str:
    zhao = person("zhao")
    if not goes_on:
        return whole_recording(zhao, at, home, occasion=VISIT).id
    recorder = registered(zhao, at)
    recorder.open()
    taken_in(recorder.links, at, home)
    return recorder.id


def test_what_goes_on_stands_first_then_the_newest_and_pages_do_not_overlap(home: Path) -> None:
    long_ago = _begun(NOW - timedelta(hours=5), home, goes_on=True)
    ended = [_begun(NOW - timedelta(hours=4 - number), home) for number in range(3)]
    just_now = _begun(NOW, home, goes_on=True)
    expected = [just_now, long_ago, *reversed(ended)]
    where = RecordingFilter()
    found = [
        one.recording_id
        for number in (1, 2, 3)
        for one in public.recordings(where, PageRequest(number, 2), NOW).items
    ]
    assert found == expected


def test_each_says_by_name_what_it_is_for_and_all_are_asked_at_once(home: Path) -> None:
    for hours in range(3):
        _begun(NOW - timedelta(hours=hours), home)
    _begun(NOW, home, goes_on=True)
    reader = PageClient()
    reader.sign_in("zhao")
    reader.speak("en")
    page = reader.get(reverse("evidence-list")).content.decode()
    link = f'<a href="{reverse("inspection-task", args=[VISIT["id"]])}">'
    assert page.count(f"{link}Visit Bright Street Canteen {VISIT['id']}</a>") == 3
    assert page.count("<td>joined to nothing yet</td>") == 1
    assert [ids for ids in ASKED if ids] == [frozenset({VISIT["id"]})]
