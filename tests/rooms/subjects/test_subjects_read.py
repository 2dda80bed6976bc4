# SPDX-License-Identifier: Apache-2.0
"""Reading: search, identity, timeline, reasons, relations, the view for upper rooms."""

from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.rooms.subjects.town import Lake

from mingjing.engines.batch import open_local_engine
from mingjing.kernel.paging import PageRequest
from mingjing.registry.types import Actor
from mingjing.subjects.public import (
    anchor_of,
    identity,
    latest_run,
    links_of,
    links_view,
    nearby,
    related,
    resolve,
    review_queue,
    search,
    subject,
    subject_of,
    subject_points,
    subjects,
    timeline,
)
from mingjing.subjects.types import (
    Agreement,
    EventKind,
    Field,
    LinkKind,
    LinkRule,
    Strength,
    SubjectClass,
    SubjectView,
)

pytestmark = pytest.mark.django_db
FIRST = PageRequest()


@pytest.fixture
def resolved(lake: Lake, system: Actor, now: datetime) -> Lake:
    resolve(actor=system, now=now)
    return lake


def premises_of(record_id: str) -> SubjectView:
    found = subject_of(record_id)
    assert found is not None
    return subject(found)


def names(text: str, kind: SubjectClass | None = SubjectClass.PREMISES) -> list[str]:
    return [view.name for view in search(text, FIRST, kind=kind).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("golden wok", "GOLDEN WOK"),
        ("Wok GOLD", "GOLDEN WOK"),
        ("goldem wok", "GOLDEN WOK"),
        ("gulden", "GOLDEN WOK"),
        ("200", "Blue Door Cafe"),
        ("20 n elm", "Blue Door Cafe"),
        ("blue door", "Blue Door Cafe"),
        ("wacker", "STETSONS BAR"),
    ],
)
def test_it_finds_by_name_address_and_number(resolved: Lake, text: str, expected: str) -> None:
    assert names(text)[0] == expected


def test_it_finds_nothing_where_nothing_is(resolved: Lake) -> None:
    assert search("zzzz qqqq", FIRST).total == 0
    assert search("'; DROP TABLE x --", FIRST).total == 0


def test_without_words_it_lists_by_name(resolved: Lake) -> None:
    assert names("") == sorted(names(""))
    assert len(names("")) == 5
    assert len(names("", SubjectClass.ENTITY)) == 2


def test_a_page_of_a_search_has_its_size(resolved: Lake) -> None:
    page = search("", PageRequest(2, 2), kind=SubjectClass.PREMISES)
    assert (len(page.items), page.total, page.pages) == (2, 5, 3)


def test_search_before_the_first_run_is_empty(db: None, home: object) -> None:
    assert search("golden", FIRST).total == 0
    assert review_queue(FIRST).total == 0
    assert latest_run() is None


def test_identity_keeps_every_value_with_its_source(resolved: Lake) -> None:
    found = identity(premises_of("register:1").subject_id)
    assert {(said.value, said.resource_id) for said in found.names} == {
        ("GOLDEN WOK", "register"),
        ("GOLDEN WOK", "visits"),
        ("Golden Wok Inc.", "visits"),
    }
    assert [said.value for said in found.licences] == ["100", "100"]
    assert [said.value for said in found.owners] == ["7"]


def test_the_timeline_tells_visits_with_findings_and_complaints(resolved: Lake) -> None:
    wok = timeline(premises_of("register:1").subject_id, FIRST)
    assert [(e.on, e.outcome, e.severities) for e in wok.items] == [
        (date(2014, 2, 2), "fail", (2, 0, 0)),
        (date(2014, 2, 1), "pass", (0, 0, 0)),
    ]
    door = timeline(premises_of("register:2").subject_id, FIRST)
    assert [e.kind for e in door.items] == [EventKind.COMPLAINT, EventKind.VISIT]


def test_a_visit_that_two_sources_tell_stands_once(resolved: Lake) -> None:
    assert timeline(premises_of("register:3").subject_id, FIRST).total == 0


def test_each_record_says_why_it_is_here(resolved: Lake) -> None:
    wok = premises_of("register:1").subject_id
    links = {link.record_id: link for link in links_of(wok, FIRST).items}
    first = links[anchor_of(wok)]
    assert (first.why.rule, first.weight) == (LinkRule.FIRST, None)
    by_model = links["visits:2"]
    assert by_model.kind is LinkKind.MODEL
    assert by_model.why.rule is LinkRule.WEIGHT
    compared = {c.field: (c.agreement, c.strength) for c in by_model.why.fields}
    assert compared == {
        Field.NAME: (Agreement.EXACT, Strength.DECISIVE),
        Field.PLACE: (Agreement.EXACT, Strength.DECISIVE),
    }
    assert by_model.why.partner["record_id"] in {"register:1", "visits:1"}
    weights = [c.weight or 0.0 for c in by_model.why.fields]
    assert by_model.weight == pytest.approx(sum(weights) + (by_model.why.prior or 0.0), abs=0.02)


def test_the_same_number_in_both_is_a_key(resolved: Lake) -> None:
    wok = premises_of("register:1").subject_id
    kinds = {link.record_id: link.kind for link in links_of(wok, FIRST).items}
    assert kinds["visits:1"] is LinkKind.KEY


def test_a_complaint_says_that_only_the_address_led_here(resolved: Lake) -> None:
    door = premises_of("register:2").subject_id
    links = {link.record_id: link for link in links_of(door, FIRST).items}
    assert links["calls:1"].why.rule is LinkRule.ADDRESS


def test_it_knows_owner_holdings_and_who_is_at_the_place(resolved: Lake) -> None:
    wok, mon = premises_of("register:1"), premises_of("register:3")
    around = related(wok.subject_id)
    assert [view.subject_id for view in around["place"]] == [mon.subject_id]
    owner = around["owner"][0]
    assert owner.kind is SubjectClass.ENTITY
    held = {view.subject_id for view in related(owner.subject_id)["holds"]}
    assert held == {wok.subject_id, premises_of("register:2").subject_id}


def test_points_and_neighbours_need_coordinates(resolved: Lake) -> None:
    wok, door, mon = map(premises_of, ("register:1", "register:2", "register:3"))
    points = subject_points([wok.subject_id, mon.subject_id])
    assert [(point.name, point.lat) for point in points] == [("GOLDEN WOK", 41.9)]
    assert [(near.subject.name, near.metres) for near in nearby(wok)] == [("Blue Door Cafe", 111)]
    assert nearby(mon) == ()
    assert set(subjects([wok.subject_id, "nobody"])) == {wok.subject_id}
    assert door.records == 2


def test_upper_rooms_get_links_as_a_view(resolved: Lake) -> None:
    with open_local_engine() as engine:
        links_view(engine)
        rows = engine.rows("SELECT subject_id, kind FROM link WHERE record_id = 'visits:2'")
        assert rows == [(subject_of("visits:2"), "model")]
        assert engine.rows("SELECT count(*) FROM entity_link")[0][0] == 3


def test_the_view_is_empty_before_the_first_run(db: None, home: object) -> None:
    with open_local_engine() as engine:
        links_view(engine)
        assert engine.rows("SELECT count(*) FROM link")[0][0] == 0


def test_a_search_asks_the_database_a_fixed_number_of_times(
    resolved: Lake, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    search("golden", FIRST)  # opens the index
    with django_assert_num_queries(3):  # the last run for each of two reads, then the rows
        search("golden", FIRST)
