# SPDX-License-Identifier: Apache-2.0
"""What a recorder asks of the site, signed in: start, registration, passes; and the policies."""

import base64
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django.fixtures import Settings
from tests.pages import PageClient
from tests.recorder import Key

from mingjing.engines.papers.codes import qr_png
from mingjing.evidence.models import Device, Ticket
from mingjing.evidence.rules.codes import occasion_code
from mingjing.kernel.clock import local_date, system_now
from mingjing.ledger.models import Entry
from mingjing.registry.public import actor_for

pytestmark = pytest.mark.django_db
START, DEVICES = "/recorder/start.json", "/recorder/devices/"


@pytest.fixture
def zhao(people: tuple[str, ...], page_client: PageClient) -> PageClient:
    page_client.sign_in("zhao")
    return page_client


def account_id() -> str:
    return actor_for("zhao", local_date(system_now())).account_id


def given(key: Key, **changes: object) -> dict[str, object]:
    spki, proof = (base64.b64encode(x).decode() for x in (key.spki, key.proof(account_id())))
    return {"alg": key.algorithm, "spki": spki, "name": "phone", "proof": proof} | changes


def post(client: Client, address: str, value: object) -> Any:
    return client.post(address, value, content_type="application/json", headers=JSON)


JSON = {"accept": "application/json"}


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256"])
def test_a_recorder_is_registered_and_starts_with_tickets(
    zhao: PageClient, home: object, algorithm: str
) -> None:
    key = Key(algorithm)
    made = post(zhao, DEVICES, given(key))
    assert made.status_code == 201
    assert made.json()["key"] == key.id
    start = zhao.get(f"{START}?key={key.id}").json()
    assert set(start) == {
        "account", "officer", "doors", "server_key", "now", "max_bytes", "media", "device",
        "tickets", "occasions", "statements",
    }  # fmt: skip
    assert start["account"] == account_id()
    assert start["device"]["key"] == key.id
    assert len({ticket["nonce"] for ticket in start["tickets"]}) == 10
    assert [one["label"] for one in start["statements"]] == [
        "opening_statement",
        "credentials_shown",
        "closing_statement",
    ]
    entries = Entry.objects.count()
    again = zhao.get(f"{START}?key={key.id}").json()
    assert {t["nonce"] for t in again["tickets"]} == {t["nonce"] for t in start["tickets"]}
    assert Entry.objects.count() == entries  # nothing was given, so nothing is on record


def test_without_a_registered_key_there_are_no_tickets(zhao: PageClient, home: object) -> None:
    for query in ("", "?key=", f"?key={'0' * 64}"):
        start = zhao.get(START + query).json()
        assert (start["device"], start["tickets"]) == (None, [])
    assert Ticket.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"alg": "RSA"},
        {"alg": None},
        {"spki": "*"},
        {"spki": 7},
        {"proof": ""},
        {"name": ""},
        {"name": "x" * 5000},
    ],
)
def test_a_wrong_registration_is_refused_with_its_code(
    zhao: PageClient, change: dict[str, object]
) -> None:
    answer = post(zhao, DEVICES, given(Key(), **change))
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.device_invalid")
    assert Device.objects.count() == 0


@pytest.mark.parametrize("text", ["", "[]", "nonsense", "[" * 3000])
def test_what_is_no_json_object_is_refused(zhao: PageClient, text: str) -> None:
    answer = zhao.post(DEVICES, text, content_type="application/json", headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.device_invalid")


def test_a_form_token_is_asked_for(people: tuple[str, ...]) -> None:
    client = PageClient(enforce_csrf_checks=True, skip=frozenset({"heading", "language"}))
    client.sign_in("zhao")
    answer = client.post(DEVICES, given(Key()), content_type="application/json")
    assert answer.status_code == 403
    assert Device.objects.count() == 0


def test_strangers_are_sent_to_sign_in_and_others_refused(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    assert page_client.get(START).status_code == 302
    page_client.sign_in("zhou")
    assert page_client.get(START).status_code == 403
    assert post(page_client, DEVICES, {}).status_code == 403


def test_a_pass_of_an_unknown_recording_is_refused(zhao: PageClient) -> None:
    answer = post(zhao, "/recorder/recordings/recording_x/pass/", {"purpose": "x"})
    assert (answer.status_code, answer.json()["code"]) == (404, "evidence.recording_unknown")


def test_pages_may_call_the_door_and_only_the_recorder_may_use_camera_and_place(
    zhao: PageClient, home: object, settings: Settings
) -> None:
    home_page = zhao.get("/")
    policy = home_page.headers["Content-Security-Policy"]
    door = settings.MINGJING_DOORS_URL
    assert f"connect-src 'self' {door}" in policy
    assert f"media-src 'self' blob: {door}" in policy
    assert home_page.headers["Permissions-Policy"] == "geolocation=(), camera=(), microphone=()"
    allowed = zhao.get(START).headers["Permissions-Policy"]
    assert allowed == "geolocation=(self), camera=(self), microphone=(self)"


def test_the_picture_code_of_a_task_opens_the_recorder_for_it(zhao: PageClient) -> None:
    answer = zhao.get("/evidence/task-code/inspection_task/task_1/")
    assert answer.headers["Content-Type"] == "image/png"
    address = "http://testserver/recorder/?occasion=inspection_task%2Ftask_1"
    assert answer.content == qr_png(address)
    assert zhao.get("/evidence/task-code/nonsense/task_1/").status_code == 404


def test_codes_of_tasks_are_short_differ_and_are_typed_as_they_are_read() -> None:
    codes = {occasion_code(kind, f"id_{n}") for kind in ("case", "task") for n in range(200)}
    assert len(codes) == 400
    assert all(len(code) == 6 and not set(code) & set("ILOU") for code in codes)


def test_the_manifest_names_icons_that_are_there(zhao: PageClient) -> None:
    icons = zhao.get("/recorder/recorder.webmanifest").json()["icons"]
    assert {(one["sizes"], one.get("purpose")) for one in icons} >= {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for one in icons:
        assert finders.find(one["src"].removeprefix("/static/"))
