# SPDX-License-Identifier: Apache-2.0
"""Looking subjects up for a purpose: the act, and the route that calls it."""

from datetime import datetime

import pytest
from tests.api import ApiClient
from tests.rooms.subjects.town import Lake

from mingjing.kernel.paging import PageRequest
from mingjing.ledger.models import Entry
from mingjing.registry.types import Actor, NotPermitted
from mingjing.subjects.public import look_up, resolve, search
from mingjing.subjects.types import LookUpPurpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def resolved(lake: Lake, system: Actor, now: datetime) -> Lake:
    resolve(actor=system, now=now)
    return lake


def recorded() -> int:
    return Entry.objects.filter(act="subjects.looked_up").count()


def test_who_asks_and_why_is_recorded(resolved: Lake, zhao: Actor, now: datetime) -> None:
    found = look_up(
        actor=zhao,
        now=now,
        text="golden wok",
        purpose=LookUpPurpose.INSPECTION,
        page=PageRequest(),
    )
    assert found == search("golden wok", PageRequest())
    (entry,) = Entry.objects.filter(act="subjects.looked_up")
    assert (entry.account_id, entry.kind) == (zhao.account_id, "look_up")
    assert "wok" not in str(vars(entry)).lower()


def test_without_the_power_nothing_is_found_or_recorded(
    resolved: Lake, zhou: Actor, now: datetime
) -> None:
    with pytest.raises(NotPermitted):
        look_up(
            actor=zhou,
            now=now,
            text="golden wok",
            purpose=LookUpPurpose.CASE,
            page=PageRequest(),
        )
    assert recorded() == 0


def test_the_route_wants_a_purpose_and_answers_the_search(
    resolved: Lake, people: tuple[str, ...], api_client: ApiClient
) -> None:
    asked = {"text": "golden wok", "purpose": "inspection", "kind": "premises"}
    answer = api_client.ask("/subjects/look-up", by="zhao", body=asked)
    (one,) = answer["items"]
    assert one["name"] == "GOLDEN WOK"
    assert api_client.ask(f"/subjects/{one['subject_id']}", by="qian")["name"] == "GOLDEN WOK"
    assert recorded() == 1
    wrong: list[object] = [{"text": "wok"}, {"text": "wok", "purpose": "curiosity"}, {}, []]
    for body in wrong:
        problem = api_client.ask("/subjects/look-up", by="zhao", body=body, status=422)
        assert problem["code"] == "entry.request_invalid"
    assert recorded() == 1
