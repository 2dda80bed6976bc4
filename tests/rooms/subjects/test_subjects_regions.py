# SPDX-License-Identifier: Apache-2.0
"""Lists of subjects, pairs and judgements hold the limit that a single subject's page holds.

Zhao is of Hangzhou, Li of Guangzhou. Guangzhou has two premises that share licence 600; licence
700 was given in both cities. An auditor and a person with a nationwide power see both cities.
"""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.api import ApiClient
from tests.conftest import actor
from tests.pages import PageClient
from tests.rooms.subjects.town import Lake, premises

from mingjing.kernel.paging import PageRequest
from mingjing.portal import queries as portal
from mingjing.registry.types import Actor
from mingjing.subjects.public import (
    judge,
    judgements,
    look_up,
    nearby,
    related,
    resolve,
    review_counts,
    review_queue,
    search,
    subject,
    subject_of,
    within,
)
from mingjing.subjects.types import (
    ALL_REGIONS,
    LookUpPurpose,
    ReviewReason,
    SubjectClass,
    Verdict,
    Within,
)

pytestmark = pytest.mark.django_db
ALL = PageRequest(1, 100)
HERE = {
    "GOLDEN WOK",
    "Blue Door Cafe",
    "SUSHI MON",
    "RIVER SCHOOL",
    "STETSONS BAR",
    "WEST LAKE INN",
}
THERE = {"GOLDEN DRAGON", "PEARL TEA", "CANTON INN"}
NORTH, SOUTH = "330102", "440100"


def elsewhere(number: int, name: str, street: str, **more: object) -> dict[str, object]:
    return {**premises(number, name, street), "region": SOUTH, "area": "51000", **more}


@pytest.fixture
def resolved(lake: Lake, system: Actor, now: datetime) -> Lake:
    lake.add(
        "premises",
        elsewhere(6, "GOLDEN DRAGON", "1 PEARL RD", licence_no="600", lat=41.9, lon=-87.6),
        elsewhere(7, "PEARL TEA", "77 STATION AVE", licence_no="600", owner_key="7"),
        elsewhere(8, "CANTON INN", "8 HARBOUR ST", licence_no="700"),
        {**premises(9, "WEST LAKE INN", "9 SU DI", licence_no="700"), "region": NORTH},
    )
    resolve(actor=system, now=now)
    return lake


@pytest.fixture
def nationwide() -> Actor:
    return actor("Wang", "steward", region="000000")


def names(who: Actor, text: str = "") -> set[str]:
    found = search(text, ALL, kind=SubjectClass.PREMISES, where=of(who))
    assert found.total == len(found.items)
    return {view.name for view in found.items}


def of(who: Actor, action: str = "subjects.read") -> Within:
    return within(who, action)


def test_the_list_shows_a_city_its_own_and_a_person_above_all(
    resolved: Lake, zhao: Actor, qian: Actor, li: Actor, nationwide: Actor
) -> None:
    assert names(zhao) == HERE
    assert names(li) == THERE
    assert names(qian) == names(nationwide) == HERE | THERE
    assert names(actor("Wu", "steward", region="330000")) == names(zhao)
    assert names(actor("Ma", "steward", region="330102")) == {"WEST LAKE INN"}
    assert names(actor("He", "steward", region="US-IL-CHI")) == set()


def test_who_reaches_everywhere_or_every_region_there_is_gets_no_filter(
    resolved: Lake, zhao: Actor, qian: Actor, nationwide: Actor
) -> None:
    assert of(qian) == of(nationwide) == ALL_REGIONS
    assert of(zhao).regions == ("330100", NORTH)
    assert of(actor("He", "steward", region="US-IL-CHI")).regions == ()
    assert of(actor("Party", "party")).regions == ()


def test_what_has_no_region_is_left_to_those_without_a_limit(
    lake: Lake, system: Actor, now: datetime, zhao: Actor, qian: Actor, page_client: PageClient
) -> None:
    lake.add("premises", {**premises(9, "NOWHERE INN", "1 LOST RD"), "region": ""})
    resolve(actor=system, now=now)
    assert "NOWHERE INN" in names(qian)
    assert names(zhao) == HERE - {"WEST LAKE INN"}


def test_one_role_in_each_city_shows_both(resolved: Lake) -> None:
    powers = (("steward", SOUTH), ("officer", NORTH))
    both = Actor("account_x", "X", "a", SOUTH, frozenset({"steward", "officer"}), powers=powers)
    assert of(both).regions == (NORTH, SOUTH)
    assert of(both, "subjects.judge").regions == (SOUTH,)


def test_a_search_finds_only_what_may_be_opened(
    resolved: Lake, zhao: Actor, qian: Actor, li: Actor
) -> None:
    assert names(zhao, "golden") == {"GOLDEN WOK"}
    assert names(li, "golden") == {"GOLDEN DRAGON"}
    assert names(qian, "golden") == {"GOLDEN WOK", "GOLDEN DRAGON"}
    # The words that count are those that are found here: "wok" is nobody's in Guangzhou.
    assert names(li, "golden wok") == {"GOLDEN DRAGON"}
    assert names(actor("He", "steward", region="US-IL-CHI"), "golden") == set()


def test_the_search_over_all_rooms_and_the_look_up_hold_the_same_limit(
    resolved: Lake, li: Actor, qian: Actor, now: datetime
) -> None:
    for who, total in ((li, 1), (qian, 2)):
        found = portal.search(who, "inn").subjects
        assert found is not None
        assert found.total == total
        purpose = LookUpPurpose.CASE
        looked_up = look_up(actor=who, now=now, text="inn", purpose=purpose, page=ALL)
        assert looked_up.items == found.items


def pairs(who: Actor) -> set[frozenset[str]]:
    where = of(who, "subjects.judge" if "steward" in who.roles else "subjects.read")
    found = review_queue(ALL, reason=ReviewReason.KEY_CONFLICT, where=where)
    assert review_counts(where)[ReviewReason.KEY_CONFLICT] == found.total == len(found.items)
    return {frozenset((pair.left["name"], pair.right["name"])) for pair in found.items}


def test_a_pair_waits_for_whom_both_sides_may_be_shown(
    resolved: Lake, zhao: Actor, qian: Actor, li: Actor, nationwide: Actor
) -> None:
    here = frozenset({"RIVER SCHOOL", "STETSONS BAR"})
    there = frozenset({"GOLDEN DRAGON", "PEARL TEA"})
    across = frozenset({"CANTON INN", "WEST LAKE INN"})
    assert pairs(zhao) == {here}
    assert pairs(li) == {there}
    assert pairs(qian) == pairs(nationwide) == {here, there, across}


def test_judgements_are_listed_where_both_records_may_be_shown(
    resolved: Lake, zhao: Actor, li: Actor, qian: Actor, nationwide: Actor, now: datetime
) -> None:
    assert judgements(ALL, of(li)).total == 0
    for who, left, right in ((zhao, 4, 5), (li, 6, 7), (nationwide, 8, 9)):
        judge(
            actor=who,
            now=now,
            left_record=f"register:{left}",
            right_record=f"register:{right}",
            verdict=Verdict.DIFFERENT,
            reason="seen on the spot",
        )
    for who, expected in ((zhao, {"4"}), (li, {"6"}), (qian, {"4", "6", "8"})):
        page = judgements(ALL, of(who))
        assert {row.left_record.removeprefix("register:") for row in page.items} == expected
        assert page.total == len(expected)


def test_neighbours_and_relations_of_a_subject_hold_the_limit(
    resolved: Lake, zhao: Actor, qian: Actor
) -> None:
    wok = subject(subject_of("register:1") or "")
    assert {near.subject.name for near in nearby(wok, of(qian))} == {
        "Blue Door Cafe",
        "GOLDEN DRAGON",
    }
    assert {near.subject.name for near in nearby(wok, of(zhao))} == {"Blue Door Cafe"}
    (owner,) = related(wok.subject_id)["owner"]
    held = {who.name: related(owner.subject_id, of(who))["holds"] for who in (zhao, qian)}
    assert {view.name for view in held["Qian"]} == {"GOLDEN WOK", "Blue Door Cafe", "PEARL TEA"}
    assert {view.name for view in held["Zhao"]} == {"GOLDEN WOK", "Blue Door Cafe"}


def test_pages_of_another_city_show_and_offer_nothing(
    resolved: Lake, people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.speak("zh-hans")
    page_client.sign_in("li")
    shown = [page_client.get(path).content.decode() for path in ("/subjects/", "/subjects/review/")]
    shown.append(page_client.post("/search", {"q": "golden"}, follow=True).content.decode())
    assert all("GOLDEN DRAGON" in page for page in shown)
    assert not any(name in page for name in HERE for page in shown)
    refused = page_client.get("/subjects/judge/", {"left": "register:4", "right": "register:5"})
    assert refused.status_code == 403
    text = refused.content.decode()
    assert "RIVER SCHOOL" not in text
    assert "您没有“认定是否同一对象”的权限：您的此项权限限于广东省广州市" in text
    crossing = page_client.get("/subjects/judge/", {"left": "register:8", "right": "register:9"})
    assert crossing.status_code == 403
    own = page_client.get("/subjects/judge/", {"left": "register:6", "right": "register:7"})
    assert own.status_code == 200


def test_the_home_page_counts_what_its_reader_may_judge(
    resolved: Lake, zhao: Actor, li: Actor, nationwide: Actor, qian: Actor, now: datetime
) -> None:
    counted = {}
    for who in (zhao, li, nationwide, qian):
        agenda = portal.home(who, now.date()).agenda
        assert agenda is not None
        counted[who.name] = agenda.pairs
    whole = sum(review_counts().values())
    assert counted["Li"] == sum(review_counts(of(li)).values()) >= 1
    assert counted["Zhao"] == sum(review_counts(of(zhao)).values()) >= 1
    assert counted["Wang"] == whole > counted["Zhao"] + counted["Li"]
    assert counted["Qian"] is None
    assert portal.home(li, now.date()).resolution is None
    assert portal.home(nationwide, now.date()).resolution is not None


def test_the_api_answers_for_the_own_city_only(
    resolved: Lake, people: tuple[str, ...], api_client: ApiClient
) -> None:
    here, there = subject_of("register:1"), subject_of("register:6")
    assert api_client.ask(f"/subjects/{there}", by="li")["name"] == "GOLDEN DRAGON"
    refused = api_client.ask(f"/subjects/{here}", by="li", status=403)
    assert refused["code"] == "registry.not_permitted"
    assert api_client.ask(f"/subjects/{here}", by="qian")["name"] == "GOLDEN WOK"


@pytest.mark.parametrize(
    "list_of",
    [
        lambda where: search("", ALL, where=where),
        lambda where: search("golden", ALL, where=where),
        lambda where: review_queue(ALL, where=where),
        lambda where: review_counts(where),
        lambda where: judgements(ALL, where),
    ],
)
def test_the_limit_costs_one_query_for_the_regions_however_many_there_are(
    list_of: Callable[[Within], object],
    resolved: Lake,
    system: Actor,
    li: Actor,
    zhao: Actor,
    now: datetime,
) -> None:
    judge(
        actor=zhao,
        now=now,
        left_record="register:4",
        right_record="register:5",
        verdict=Verdict.UNSURE,
        reason="to be looked at",
    )

    def queries(ask: Callable[[], object]) -> int:
        ask()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask()
        return len(asked)

    whole = queries(lambda: list_of(ALL_REGIONS))
    limited = queries(lambda: list_of(of(li)))
    resolved.add(
        "premises",
        *(
            {**elsewhere(n, f"SHOP {n}", f"{n} LONG RD"), "region": f"4401{n:02}"}
            for n in range(10, 30)
        ),
    )
    resolve(actor=system, now=now)
    assert len(of(li).regions or ()) == 21
    assert queries(lambda: list_of(of(li))) == limited <= whole + 3
