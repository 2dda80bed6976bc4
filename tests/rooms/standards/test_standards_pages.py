# SPDX-License-Identifier: Apache-2.0
"""Pages of the standards room, in both languages, open to anyone."""

import json
from datetime import datetime

import pytest
from tests.pages import PageClient
from tests.rooms.standards.bad_files import STANDARD

from mingjing.registry.types import Actor
from mingjing.standards import public
from mingjing.standards.types import StandardStatus

pytestmark = pytest.mark.django_db

RICH = STANDARD.replace(
    "      - {name: opened_on",
    "      - name: owner_id\n        logicalType: string\n"
    "        authoritativeDefinitions:\n"
    '          - {type: dataElement, url: "urn:mingjing:element:citizen_id"}\n'
    "      - {name: opened_on",
)


@pytest.fixture(params=["zh-hans", "en"])
def client_in(request: pytest.FixtureRequest, page_client: PageClient) -> PageClient:
    page_client.speak(request.param)
    return page_client


@pytest.fixture
def registered(zhao: Actor, now: datetime) -> None:
    public.register_standard(actor=zhao, now=now, document=RICH)
    newer = RICH.replace("version: 1.0.0", "version: 1.1.0")
    public.register_standard(actor=zhao, now=now, document=newer)
    public.set_standard_status(
        actor=zhao, now=now, standard_id="test.shops", version="1.1.0",
        status=StandardStatus.RECORDED, reason="checked with the providers",
    )  # fmt: skip


def test_an_empty_register_says_what_to_do(client_in: PageClient) -> None:
    assert "mingjing standards register" in client_in.get("/standards/").content.decode()


def test_the_list_leads_to_the_standard(client_in: PageClient, registered: None) -> None:
    page = client_in.get("/standards/").content.decode()
    assert 'href="/standards/test.shops/"' in page
    assert "门店" in page


def test_a_standard_shows_fields_rules_versions_and_what_was_decided(
    client_in: PageClient, registered: None
) -> None:
    page = client_in.get("/standards/test.shops/").content.decode()
    for text in (
        "编号",
        "shop_no.required",
        "citizen_id",
        "GB 11643-1999",
        "1.0.0",
        "checked with",
    ):
        assert text in page
    assert "登记数据标准" in page or "Standard registered" in page


def test_an_older_version_can_be_read(client_in: PageClient, registered: None) -> None:
    answer = client_in.get("/standards/test.shops/", {"version": "1.0.0"})
    assert "?version=1.1.0" in answer.content.decode()


def test_an_unknown_standard_is_not_found(client_in: PageClient) -> None:
    assert client_in.get("/standards/nowhere/").status_code == 404


def test_the_document_comes_as_it_was_registered(page_client: PageClient, registered: None) -> None:
    answer = page_client.get("/standards/test.shops/1.0.0/document/")
    assert answer.content.decode() == RICH
    assert "test.shops-1.0.0.odcs.yaml" in answer["Content-Disposition"]


def test_the_schema_is_for_other_tools(page_client: PageClient, registered: None) -> None:
    schema = json.loads(page_client.get("/standards/test.shops/1.0.0/schema/").content)
    assert schema["fields"][0] == {
        "name": "编号",
        "type": "string",
        "constraints": {"required": True, "unique": True},
    }


def test_the_library_lists_each_element(client_in: PageClient) -> None:
    page = client_in.get("/standards/elements/").content.decode()
    for element in public.elements():
        assert f'id="{element.element_id}"' in page
