# SPDX-License-Identifier: Apache-2.0
"""One-click sign-in: only in demo mode, only the people of the list, only by a form of the site."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.pages import PageClient

from mingjing.portal.demo import PARTY_FILE
from mingjing.registry.public import NewAccount, appoint, register_agency
from mingjing.registry.types import Actor

ADDRESS = "/demo-sign-in"
pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(home: Path, system: Actor, now: datetime) -> str:
    """The handling officer of the demonstration, and somebody who is not on the list."""
    agency_id = register_agency(actor=system, now=now, name="市场监管局", region="330100")
    for name in ("handler", "secretary"):
        account = NewAccount(name, name, agency_id, "330100", ("officer",), date(2026, 1, 1))
        appoint(actor=system, now=now, account=account, password="a long pass phrase")
    return "handler"


def test_it_is_off_unless_switched_on(settings: Settings, client: Client, handler: str) -> None:
    assert settings.MINGJING_DEMO is False
    assert client.post(ADDRESS, {"person": handler}).status_code == 404
    assert ADDRESS not in client.get("/sign-in").content.decode()
    assert "_auth_user_id" not in client.session


def test_a_visitor_is_told_what_this_is_and_in_a_demonstration_whose_data_it_shows(
    settings: Settings, page_client: PageClient, handler: str
) -> None:
    page_client.speak("en")
    plain = page_client.get("/").content.decode()
    assert "What this is" in plain
    assert "This is a demonstration" not in plain
    settings.MINGJING_DEMO = True
    shown = page_client.get("/").content.decode()
    assert "This is a demonstration" in shown
    assert "synthetic" in shown
    assert "City of Chicago" not in shown  # its records are not in this catalogue
    page_client.sign_in("handler")
    assert "What this is" not in page_client.get("/").content.decode()


def test_one_click_signs_in_and_leads_to_the_work(
    settings: Settings, page_client: PageClient, handler: str
) -> None:
    settings.MINGJING_DEMO = True
    page = page_client.get("/sign-in").content.decode()
    assert 'value="handler"' in page
    assert 'value="head"' not in page  # nobody of that name has an account here
    answer = page_client.post(ADDRESS, {"person": handler})
    assert answer.headers["Location"] == "/cases/"
    assert page_client.get("/cases/").status_code == 200


def test_who_comes_from_another_machine_is_offered_nothing(
    settings: Settings, handler: str
) -> None:
    settings.MINGJING_DEMO = True
    far = Client(REMOTE_ADDR="203.0.113.9", HTTP_HOST="localhost")
    assert ADDRESS not in far.get("/sign-in").content.decode()
    assert far.post(ADDRESS, {"person": handler}).status_code == 404
    assert "_auth_user_id" not in far.session


@pytest.mark.parametrize("person", ["secretary", "nobody", ""])
def test_nobody_else_comes_in(
    settings: Settings, client: Client, handler: str, person: str
) -> None:
    settings.MINGJING_DEMO = True
    assert client.post(ADDRESS, {"person": person}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_it_wants_a_form_of_the_site(settings: Settings, handler: str) -> None:
    settings.MINGJING_DEMO = True
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(ADDRESS, {"person": handler}).status_code == 403
    assert stranger.get(ADDRESS).status_code == 405


def test_a_party_comes_in_by_the_code_that_was_left(
    settings: Settings, home: Path, page_client: PageClient, handler: str
) -> None:
    settings.MINGJING_DEMO = True
    assert "party" not in page_client.get("/sign-in").content.decode()
    (home / "keys").mkdir()
    (home / "keys" / PARTY_FILE).write_text("ABCD-EFGH-JKLM-NPQR", encoding="utf-8")
    page = page_client.get("/sign-in").content.decode()
    assert 'action="/cases/party/"' in page
    assert "ABCD-EFGH-JKLM-NPQR" in page
