# SPDX-License-Identifier: Apache-2.0
"""Pages of the catalogue, in both languages, as the standing people see them."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from tests.conftest import actor
from tests.pages import PageClient

from mingjing.catalog.public import batches, rows_waiting, totals
from mingjing.catalog.types import Connected
from mingjing.kernel.paging import PageRequest
from mingjing.portal import queries as portal
from mingjing.registry.public import reach
from mingjing.registry.types import Actor

FIRST = PageRequest(1, 100)


@pytest.fixture(params=["zh-hans", "en"])
def client_in(
    request: pytest.FixtureRequest,
    page_client: PageClient,
    connected: Connected,
    people: tuple[str, ...],
) -> PageClient:
    page_client.speak(request.param)
    return page_client


def delivery(connected: Connected) -> str:
    return connected.intakes[0].batch.batch_id


def test_anyone_reads_the_catalogue_its_resources_and_batches(
    client_in: PageClient, connected: Connected
) -> None:
    listed = client_in.get("/catalog/").content.decode()
    assert "inspections" in listed
    found = client_in.get("/catalog/", {"q": "hotline"}).content.decode()
    assert "/catalog/hotline/" in found
    assert "/catalog/inspections/" not in found
    assert client_in.get("/catalog/", {"q": "nothing like it"}).status_code == 200
    entry = client_in.get("/catalog/hotline/").content.decode()
    assert "harbourton-hotline 1.0.0" in entry
    page = client_in.get(f"/catalog/batches/{delivery(connected)}/").content.decode()
    assert "31.02.2025" not in page
    assert "/quarantine/" not in page


def test_failing_values_and_names_are_for_those_who_may_read_the_records(
    client_in: PageClient, connected: Connected
) -> None:
    client_in.sign_in("qian")
    page = client_in.get(f"/catalog/batches/{delivery(connected)}/").content.decode()
    assert "31.02.2025" in page
    assert "night" in page


def test_a_steward_reads_masked_rows_and_takes_them_out(
    client_in: PageClient, connected: Connected
) -> None:
    client_in.sign_in("zhao")
    page = client_in.get(f"/catalog/batches/{delivery(connected)}/quarantine/").content.decode()
    assert "***" in page
    assert "north" not in page
    answer = client_in.post(f"/catalog/batches/{delivery(connected)}/release/")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "north" in answer.content.decode("utf-8-sig")


def test_what_fails_stands_first_and_is_marked(client_in: PageClient, connected: Connected) -> None:
    client_in.sign_in("zhao")
    page = client_in.get(f"/catalog/batches/{delivery(connected)}/quarantine/").content.decode()
    rows = [row.split("<td")[3:] for row in page.split("<tbody>")[1].split("<tr>")[1:]]
    assert rows
    for cells in rows:
        failing = _failing(cells)
        assert failing
        assert failing[0] < len({number for row in rows for number in _failing(row)})


def _failing(cells: list[str]) -> list[int]:
    return [number for number, cell in enumerate(cells) if "is-failing" in cell[:40]]


def test_columns_and_tables_are_called_as_people_call_them(
    page_client: PageClient, connected: Connected, people: tuple[str, ...]
) -> None:
    page_client.speak("zh-hans")
    page = page_client.get(f"/catalog/batches/{delivery(connected)}/").content.decode()
    written = page.split("规范表")[1]
    assert "检查发现" in written
    assert ">Day</code>" in page  # as the file calls it; the field is `day`


def test_an_auditor_reads_but_takes_nothing_out(
    client_in: PageClient, connected: Connected
) -> None:
    client_in.sign_in("qian")
    address = f"/catalog/batches/{delivery(connected)}"
    assert client_in.get(f"{address}/quarantine/").status_code == 200
    assert client_in.post(f"{address}/release/").status_code == 403
    assert client_in.get(f"{address}/correct/").status_code == 403
    assert client_in.get("/catalog/hotline/hand-in/").status_code == 403


def test_a_steward_hands_in_a_file_and_sees_its_batch(
    client_in: PageClient, connected: Connected
) -> None:
    client_in.sign_in("zhao")
    assert client_in.get("/catalog/hotline/hand-in/").status_code == 200
    text = "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\nT-7,2025-02-03,,rats,x,,\n"
    file = SimpleUploadedFile("calls.csv", text.encode())
    answer = client_in.post("/catalog/hotline/hand-in/", {"file": file})
    assert answer.status_code == 302
    assert batches("hotline", FIRST).total == 2
    assert client_in.get(answer.headers["Location"]).status_code == 200


def test_a_refused_file_says_why_and_what_to_do(
    client_in: PageClient, connected: Connected
) -> None:
    client_in.sign_in("zhao")
    file = SimpleUploadedFile("calls.csv", b"a,b\n1,2\n")
    answer = client_in.post("/catalog/hotline/hand-in/", {"file": file})
    assert answer.status_code == 422
    assert "standards.columns_missing" in answer.content.decode()
    assert client_in.post("/catalog/hotline/hand-in/", {}).status_code == 200
    assert batches("hotline", FIRST).total == 1


def test_a_steward_hands_in_corrected_rows(client_in: PageClient, connected: Connected) -> None:
    client_in.sign_in("zhao")
    address = f"/catalog/batches/{delivery(connected)}"
    taken = client_in.post(f"{address}/release/").content.decode("utf-8-sig")
    file = SimpleUploadedFile("right.csv", taken.replace("31.02.2025", "28.02.2025").encode())
    answer = client_in.post(f"{address}/correct/", {"file": file})
    assert answer.status_code == 302
    page = client_in.get(answer.headers["Location"]).content.decode()
    assert delivery(connected) in page
    assert client_in.get(f"{address}/correct/").status_code == 200
    assert client_in.get(f"{address}/").status_code == 200


def test_what_does_not_exist_is_not_found(client_in: PageClient) -> None:
    assert client_in.get("/catalog/nothing/").status_code == 404
    assert client_in.get("/catalog/batches/nothing/").status_code == 404


def test_the_empty_catalogue_says_how_to_begin(
    page_client: PageClient, home: Path, db: None
) -> None:
    assert "mingjing catalog connect" in page_client.get("/catalog/").content.decode()


def test_the_list_costs_a_fixed_number_of_queries(
    connected: Connected,
    page_client: PageClient,
    django_assert_max_num_queries: object,
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page_client.get("/catalog/")


def test_quarantined_rows_are_read_where_the_power_to_read_stands(
    client_in: PageClient, connected: Connected
) -> None:
    client_in.sign_in("li")
    page = f"/catalog/batches/{delivery(connected)}/quarantine/"
    assert client_in.get(page).status_code == 403
    client_in.sign_in("qian")
    assert client_in.get(page).status_code == 200


def test_a_person_of_another_city_is_offered_no_form(
    client_in: PageClient, connected: Connected
) -> None:
    client_in.sign_in("li")
    batch = f"/catalog/batches/{delivery(connected)}"
    closed = ("/catalog/hotline/hand-in/", f"{batch}/correct/", f"{batch}/quarantine/")
    for address in closed:
        answer = client_in.get(address)
        assert answer.status_code == 403
        assert 'type="file"' not in answer.content.decode()
        for page in ("/catalog/hotline/", f"{batch}/"):
            assert address not in client_in.get(page).content.decode()
    before = batches("hotline", FIRST).total
    file = SimpleUploadedFile("calls.csv", b"Ticket\n1\n")
    assert client_in.post("/catalog/hotline/hand-in/", {"file": file}).status_code == 403
    assert batches("hotline", FIRST).total == before


def test_the_refusal_names_places_in_words_and_no_ids(
    page_client: PageClient, connected: Connected, people: tuple[str, ...]
) -> None:
    page_client.sign_in("li")
    page_client.speak("zh-hans")
    page = page_client.get("/catalog/hotline/hand-in/").content.decode()
    said = (
        "您没有“接收数据批次”的权限：您的此项权限限于广东省广州市，所办事项的地区是浙江省杭州市。"
    )
    assert said in page
    assert "agency_" not in page
    assert "take_in" not in page


def test_rows_that_wait_are_counted_for_whom_they_wait(
    connected: Connected, zhao: Actor, sun: Actor, li: Actor, now: datetime
) -> None:
    waiting = totals().quarantined
    assert waiting > 0
    nationwide = actor("Wang", "steward", region="000000")
    assert rows_waiting(reach(zhao, "catalog.correct")) == waiting
    assert rows_waiting(reach(nationwide, "catalog.correct")) == waiting
    assert rows_waiting(reach(actor("Wu", "steward", region=""), "catalog.correct")) == waiting
    assert rows_waiting(reach(li, "catalog.correct")) == 0
    assert rows_waiting(reach(sun, "catalog.correct")) == 0
    agendas = {who.name: portal.home(who, now.date()).agenda for who in (zhao, li)}
    assert {name: agenda and agenda.quarantined for name, agenda in agendas.items()} == {
        "Zhao": waiting,
        "Li": 0,
    }


def test_counting_what_waits_takes_two_queries(
    connected: Connected, zhao: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    given = reach(zhao, "catalog.correct")
    with django_assert_num_queries(2):
        rows_waiting(given)
