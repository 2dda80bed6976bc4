# SPDX-License-Identifier: Apache-2.0
"""Pages of the law: anybody reads them; a legal officer sets what the law leaves open."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.conftest import actor
from tests.pages import PageClient, parse, text_of

from mingjing.registry.public import (
    NewAccount,
    agencies,
    appoint,
    limit,
    register_packaged_law,
    set_parameter,
    system_actor,
)
from mingjing.registry.types import ParameterSetting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
NAME = "penalty.hearing_fine_citizen"


@pytest.fixture
def law(db: None) -> None:
    register_packaged_law(NOW)


@pytest.fixture
def wu(people: tuple[str, ...]) -> str:
    """The legal officer of the main agency."""
    main = next(one for one in agencies() if one.region == "330100")
    account = NewAccount(
        "wu", "Wu", main.agency_id, "330100", ("legal",), valid_from=date(2026, 1, 1)
    )
    appoint(actor=system_actor(), now=NOW, account=account, password="a long pass phrase")
    return "wu"


def said(response: Any) -> str:
    return text_of(parse(response))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/registry/law/",
        "/registry/law/?on=2012-01-01",
        "/registry/law/rules/",
        "/registry/law/rules/?section=hearing&state=waiting",
        "/registry/law/rules/APL-060/",
        "/registry/law/rules/DL-11/",
        "/registry/law/rules/TS-3/",
        "/registry/law/parameters/",
        "/registry/law/parameters/?field=public_security",
        "/registry/law/parameters/penalty.decision_days/",
        "/registry/law/parameters/penalty.surcharge_rate/",
        "/registry/law/deadlines/",
        "/registry/law/deadlines/?on=2015-06-01",
        "/registry/law/administrative-penalty-law/",
        "/registry/law/civil-procedure-law/",
        "/registry/law/administrative-penalty-law/60/",
        "/registry/law/administrative-coercion-law/25/",
    ],
)
def test_every_page_of_the_law_is_sound(
    law: None, page_client: PageClient, address: str, language: str
) -> None:
    page_client.speak(language)
    assert page_client.get(address).status_code == 200


def test_an_article_shows_text_rules_numbers_and_its_neighbours(
    law: None, page_client: PageClient
) -> None:
    page_client.speak("en")
    text = said(page_client.get("/registry/law/administrative-penalty-law/60/"))
    for part in ("九十日内作出行政处罚决定", "APL-060", "DL-02", "90 calendar days", "§59", "§61"):
        assert part in text


def test_a_rule_shows_the_functions_and_tests_behind_it(law: None, page_client: PageClient) -> None:
    text = said(page_client.get("/registry/law/rules/APL-063x/"))
    assert "mingjing.registry.acts.set_parameter.set_parameter" in text
    assert "test_a_setting_holds_in_its_place_from_its_day" in text


@pytest.mark.parametrize(
    "address",
    [
        "/registry/law/no-such-law/",
        "/registry/law/administrative-penalty-law/99/",
        "/registry/law/administrative-penalty-law/60/?on=2020-01-01",
        "/registry/law/rules/APL-999/",
        "/registry/law/parameters/penalty.nothing/",
    ],
)
def test_what_is_not_there_is_missing(law: None, page_client: PageClient, address: str) -> None:
    assert page_client.get(address).status_code == 404


def test_the_rule_list_filters_by_part_and_state(law: None, page_client: PageClient) -> None:
    page_client.speak("en")
    text = said(page_client.get("/registry/law/rules/?section=transfer&state=people"))
    assert "TRF-6" in text
    assert "TRF-1 " not in text


def test_nobody_but_a_legal_officer_sees_the_form(
    law: None, wu: str, page_client: PageClient
) -> None:
    address = f"/registry/law/parameters/{NAME}/"
    page_client.speak("en")
    assert "Set the value" not in said(page_client.get(address))
    page_client.sign_in("zhao")
    assert "Set the value" not in said(page_client.get(address))
    page_client.sign_in(wu)
    assert "Set the value" in said(page_client.get(address))
    fixed = page_client.get("/registry/law/parameters/penalty.hearing_request_days/")
    assert "Set the value" not in said(fixed)


def test_a_legal_officer_sets_a_value_on_the_page(
    law: None, wu: str, page_client: PageClient
) -> None:
    page_client.sign_in(wu)
    sent = {
        "value": "5000",
        "document": "浙司〔2026〕1号",
        "region": "330100",
        "valid_from": "2026-06-01",
    }
    answer = page_client.post(reverse("law-parameter-set", args=[NAME]), sent)
    assert answer.status_code == 302
    assert limit(NAME, DAY, "330102").whole == 5000
    page_client.speak("en")
    assert "浙司〔2026〕1号" in said(page_client.get(answer.headers["Location"]))


def test_a_refused_value_keeps_what_was_typed_and_says_why(
    law: None, wu: str, page_client: PageClient
) -> None:
    page_client.sign_in(wu)
    page_client.speak("en")
    sent = {"value": "5000", "document": "x", "region": "440100", "valid_from": "2026-06-01"}
    refused = page_client.post(reverse("law-parameter-set", args=[NAME]), sent)
    assert refused.status_code == 403
    assert "440100" in said(refused)
    fixed = reverse("law-parameter-set", args=["penalty.hearing_request_days"])
    assert page_client.post(fixed, {**sent, "region": "330100"}).status_code == 409
    assert page_client.post(fixed, {"value": "-1"}).status_code == 422
    assert page_client.get(fixed).status_code == 405


def test_a_person_without_the_role_cannot_post(law: None, wu: str, page_client: PageClient) -> None:
    page_client.sign_in("zhao")
    sent = {"value": "1", "document": "x", "region": "330100", "valid_from": "2026-06-01"}
    answer = page_client.post(reverse("law-parameter-set", args=[NAME]), sent)
    assert answer.status_code == 403
    assert limit(NAME, DAY, "330100").whole == 10000


def test_a_number_set_by_document_shows_on_the_list_of_its_region(
    law: None, page_client: PageClient, now: datetime
) -> None:
    setting = ParameterSetting(NAME, Decimal(5000), "浙司〔2026〕1号", date(2026, 1, 1), None, "33")
    set_parameter(actor=actor("Wu", "legal", region=""), now=now, setting=setting)
    page_client.speak("en")
    assert "set by document" in said(page_client.get("/registry/law/parameters/?region=330100"))
    assert "set by document" not in said(page_client.get("/registry/law/parameters/"))


def test_pages_of_the_law_ask_few_questions(
    law: None, page_client: PageClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address, most in (
        ("/registry/law/", 3),
        ("/registry/law/rules/", 2),
        ("/registry/law/parameters/", 3),
        ("/registry/law/deadlines/", 4),
        ("/registry/law/administrative-penalty-law/", 5),
        ("/registry/law/administrative-penalty-law/60/", 12),
    ):
        with django_assert_max_num_queries(most):
            page_client.get(address)


@pytest.mark.parametrize("name", ["law-instruments", "registry-lists"])
def test_what_is_no_day_is_said(page_client: PageClient, name: str) -> None:
    page_client.speak("en")
    page = page_client.get(reverse(name), {"on": "2026-13-45"}).content.decode()
    assert "“2026-13-45” is no day of the calendar" in page
