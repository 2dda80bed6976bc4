# SPDX-License-Identifier: Apache-2.0
"""The JSON API: who may ask, how, and what a wrong request is told."""

from datetime import datetime
from importlib import import_module

import pytest
from django.contrib.auth import get_user_model
from jsonschema import Draft202012Validator
from ninja import Schema
from tests.api import ApiClient, basic, openapi

from mingjing.entry.api import rooms_with_api
from mingjing.ledger.public import sequence
from mingjing.registry.public import register_agency
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db
PLANS = "/api/v1/inspection/plans"


def test_the_document_is_served_and_whole_in_itself(api_client: ApiClient) -> None:
    served = api_client.get("/api/v1/openapi.json").json()
    assert served["openapi"].startswith("3.1")
    assert served["paths"].keys() == openapi()["paths"].keys()
    outside = [ref for ref in _references(served) if not ref.startswith("#/components/schemas/")]
    assert outside == []
    for schema in served["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_no_two_rooms_give_a_schema_the_same_name() -> None:
    names = [
        name
        for room in rooms_with_api()
        for name, item in vars(import_module(f"mingjing.{room}.api")).items()
        if isinstance(item, type) and issubclass(item, Schema) and item is not Schema
    ]
    assert sorted(names) == sorted(set(names))


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [str(node["$ref"])] if "$ref" in node else []
        return own + [ref for value in node.values() for ref in _references(value)]
    return [ref for item in node for ref in _references(item)] if isinstance(node, list) else []


def test_the_ledger_is_open_to_anyone(
    home: None, api_client: ApiClient, system: Actor, now: datetime
) -> None:
    assert api_client.ask("/ledger/head")["size"] == 0
    register_agency(actor=system, now=now, name="局", region="330100")
    assert api_client.ask("/ledger/head")["waiting"] == 1
    (one,) = api_client.ask("/ledger/entries", act="registry.agency_registered")["items"]
    assert api_client.ask(f"/ledger/entries/{one['entry_id']}")["leaf_index"] is None
    assert (
        api_client.ask("/ledger/entries/entry_none", status=404)["code"] == "ledger.entry_missing"
    )
    assert api_client.ask(f"/ledger/entries/{one['entry_id']}/proof", status=503)["remedy"]


@pytest.mark.django_db(transaction=True)
def test_a_proof_is_the_file_itself(
    home: None, api_client: ApiClient, system: Actor, now: datetime
) -> None:
    register_agency(actor=system, now=now, name="局", region="330100")
    sequence(now)
    head = api_client.ask("/ledger/head")
    assert (head["size"], head["waiting"]) == (1, 0)
    assert head["note"].splitlines()[1] == "1"
    (one,) = api_client.ask("/ledger/entries")["items"]
    assert api_client.ask(f"/ledger/entries/{one['entry_id']}/proof").startswith(
        b"c2sp.org/tlog-proof@v1"
    )


def test_the_catalogue_is_open_and_empty_at_first(api_client: ApiClient) -> None:
    assert api_client.ask("/catalog/resources") == {
        "items": [],
        "number": 1,
        "size": 50,
        "total": 0,
    }
    assert (
        api_client.ask("/catalog/resources/none", status=404)["code"] == "catalog.unknown_resource"
    )
    assert api_client.ask("/catalog/resources/none/batches", status=404)
    assert api_client.ask("/catalog/batches/none", status=404)


def test_an_account_is_asked_for_with_a_name_and_a_password(
    api_client: ApiClient, people: tuple[str, ...]
) -> None:
    assert api_client.ask("/inspection/plans", by="sun")["total"] == 0
    refused = api_client.get(PLANS)
    assert (refused.status_code, refused.json()["code"]) == (401, "entry.sign_in_needed")
    assert refused.headers["WWW-Authenticate"].startswith("Basic")
    for header in (basic("sun", "wrong"), "Basic %%%", "Basic YQ", "Bearer x"):
        answer = api_client.get(PLANS, headers={"Authorization": header})
        assert answer.status_code == 401, header


def test_an_account_without_the_power_is_refused(
    api_client: ApiClient, people: tuple[str, ...]
) -> None:
    assert (
        api_client.ask("/inspection/plans", by="zhou", status=403)["code"]
        == "registry.not_permitted"
    )


def test_a_cookie_reads_and_never_writes(api_client: ApiClient, people: tuple[str, ...]) -> None:
    account = get_user_model().objects.get(username="zhao")
    api_client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert api_client.get("/api/v1/subjects/none").status_code == 404
    body = {"text": "wok", "purpose": "inspection"}
    sent = api_client.post("/api/v1/subjects/look-up", body, content_type="application/json")
    assert sent.status_code == 401


def test_a_wrong_request_is_told_the_field(api_client: ApiClient) -> None:
    problem = api_client.ask("/ledger/entries", status=422, page=0)
    assert (problem["code"], "page" in problem["detail"]) == ("entry.request_invalid", True)


def test_a_wrong_address_and_a_wrong_method_are_problems(api_client: ApiClient) -> None:
    assert api_client.ask("/nothing", status=404)["code"] == "entry.route_missing"
    answer = api_client.delete("/api/v1/ledger/head")
    assert (answer.status_code, answer.json()["code"]) == (405, "entry.method_not_allowed")
    assert answer.headers["Allow"] == "GET"
