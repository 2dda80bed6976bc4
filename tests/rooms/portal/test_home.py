# SPDX-License-Identifier: Apache-2.0
"""Home and search: what each person is shown, and what a filled store looks like."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.pages import PageClient, parse, text_of

from mingjing.catalog import public as catalog
from mingjing.catalog.types import BatchKind, BatchView
from mingjing.inspection import public as inspection
from mingjing.inspection.types import Lane, LaneCount, PlanView, Stage
from mingjing.kernel.paging import Page, PageRequest
from mingjing.ledger.public import entries
from mingjing.portal import queries
from mingjing.portal.types import Intake, PlanLine
from mingjing.subjects import public as subjects

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def _batch(**more: Any) -> BatchView:
    values: dict[str, Any] = {
        "batch_id": "batch_1",
        "resource_id": "canvass",
        "kind": BatchKind.DELIVERY,
        "file_name": "canvass.csv.gz",
        "file_digest": "00",
        "file_bytes": 10,
        "rows": 4,
        "accepted": 3,
        "quarantined": 1,
        "score": 0.75,
        "grade": "B",
        "taken_in_at": NOW,
        "account_id": "a",
        "agency_id": "b",
        "standard": "s 1",
        "standard_digest": "00",
        "mapping_digest": "00",
        "software": "x",
        "corrects": None,
        "replaced_by": None,
        "tables": (),
        "report": {},
    }
    return BatchView(**(values | more))


def _plan(stage: Stage) -> PlanView:
    return PlanView(
        plan_id="plan_1",
        title="Window 14",
        stage=stage,
        agency_id="a",
        region="",
        period_from=date(2026, 12, 1),
        period_to=date(2026, 12, 31),
        as_of=date(2026, 11, 23),
        budget=10,
        random_take=2,
        random_share=Decimal("0.2"),
        statutory_share=Decimal("0.1"),
        items=(),
        model_id="m",
        yearly_cap=None,
        area_floor=Decimal(0),
        area_quotas=(),
        candidates=100,
        frame_size=100,
        excluded=(),
        limits=(),
        drafted_by="a",
        drafted_at=NOW,
    )


def _headings(response: object) -> list[str]:
    return [text_of(node) for node in parse(response).iter("h2")]


def test_a_visitor_sees_arrivals_and_the_ledger_but_no_agenda(page_client: PageClient) -> None:
    page_client.speak("en")
    assert _headings(page_client.get("/")) == ["What this is", "What came in", "Newest acts"]


def test_somebody_who_may_read_plans_sees_what_is_due(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.speak("en")
    page_client.sign_in("sun")
    assert _headings(page_client.get("/"))[0] == "What is due"
    page_client.sign_in("zhou")
    assert "What is due" not in _headings(page_client.get("/"))


def test_the_newest_acts_stand_on_the_front_page(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.speak("en")
    assert "Account opened with its roles" in text_of(parse(page_client.get("/")))


def test_the_front_page_of_an_empty_store_asks_little(
    people: tuple[str, ...],
    page_client: PageClient,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    page_client.sign_in("sun")
    with django_assert_max_num_queries(38):
        page_client.get("/")


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        (Stage.DRAFTED, "Freeze the pool"),
        (Stage.FROZEN, "Draw objects and officers"),
        (Stage.DRAWN, "Make the visits and enter results"),
    ],
)
def test_it_names_the_next_step_of_a_plan(
    stage: Stage,
    step: str,
    people: tuple[str, ...],
    page_client: PageClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lanes = (LaneCount(Lane.RISK, 8, 3, 1), LaneCount(Lane.RANDOM, 2, 0, 0))
    plans = Page((_plan(stage),), 1, 4, 1)
    monkeypatch.setattr(inspection, "plans", lambda page, stage="", given=None: plans)
    monkeypatch.setattr(inspection, "lane_counts", lambda plan_id: lanes)
    page_client.speak("en")
    page_client.sign_in("sun")
    shown = text_of(parse(page_client.get("/")))
    assert step in shown
    assert "3 / 9" in shown


def test_it_shows_what_came_in_with_its_share_of_good_rows(
    page_client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (_batch(), _batch(batch_id="batch_0", replaced_by="batch_1"))
    monkeypatch.setattr(catalog, "recent_batches", lambda limit: found)
    page_client.speak("en")
    shown = text_of(parse(page_client.get("/")))
    assert "75.00%" in shown
    assert "canvass" in shown
    assert "replaced" in shown


def test_own_visits_are_those_of_the_officer_behind_the_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []
    visit = SimpleNamespace(subject_id="subject_1")
    monkeypatch.setattr(subjects, "subjects", lambda ids: {"subject_1": "its premises"})

    def tasks(plan_id: str, page: PageRequest, where: Any) -> Any:
        asked.append((plan_id, where.officer_id, where.state))
        return SimpleNamespace(items=(visit,))

    monkeypatch.setattr(inspection, "tasks", tasks)
    officer: Any = SimpleNamespace(officer_id="officer_7")
    own: tuple[Any, ...] = queries._own_visits(officer, (_plan(Stage.DRAWN),))
    assert [(line.task, line.subject) for line in own] == [(visit, "its premises")]
    assert asked == [("plan_1", "officer_7", "drawn")]
    nobody: Any = SimpleNamespace(officer_id=None)
    assert queries._own_visits(nobody, (_plan(Stage.DRAWN),)) == ()


@pytest.mark.parametrize(
    ("username", "waits"),
    [
        ("zhao", ("3 pairs of records", "7 rows in quarantine")),
        ("qian", ()),
        ("sun", ("2 leads wait", "Freeze the pool")),
    ],
)
def test_each_person_is_told_what_waits_for_him(
    username: str,
    waits: tuple[str, ...],
    people: tuple[str, ...],
    page_client: PageClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subjects, "review_counts", lambda where: {"reason": 3})
    monkeypatch.setattr(catalog, "rows_waiting", lambda given: 7)
    monkeypatch.setattr(inspection, "leads", lambda page, state, given: Page((), 1, 1, 2))
    plans = Page((_plan(Stage.DRAFTED),), 1, 4, 1)
    monkeypatch.setattr(inspection, "plans", lambda page, stage="", given=None: plans)
    monkeypatch.setattr(inspection, "lane_counts", lambda plan_id: ())
    page_client.speak("en")
    page_client.sign_in(username)
    shown = " ".join(text_of(parse(page_client.get("/"))).split())
    every = ("3 pairs of records", "7 rows in quarantine", "2 leads wait")
    assert [one for one in every if one in shown] == [one for one in waits if one in every]
    assert ("Nothing waits for you" in shown) == (not waits)


def test_a_visitor_is_shown_the_draws(
    page_client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = Page((_plan(Stage.DRAWN),), 1, 4, 1)
    monkeypatch.setattr(inspection, "plans", lambda page, stage="", given=None: plans)
    page_client.speak("en")
    assert "/inspection/plans/plan_1/draw/" in page_client.get("/").content.decode()


def test_shares_are_counted_from_rows() -> None:
    assert Intake(1, 3, 1, ()).good == 3 / 4
    assert Intake(0, 0, 0, ()).good is None
    assert PlanLine(_plan(Stage.DRAWN), visits=9, done=3).open == 6


def test_it_finds_entries_by_id_object_and_act(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    newest = entries(PageRequest(1, 1)).items[0]
    for text, total in ((newest.entry_id, 1), (newest.object_id, 1), ("registry.appointed", 5)):
        assert queries.search(None, text).entries.total == total
        assert (
            newest.entry_id
            in page_client.post("/search", {"q": text}, follow=True).content.decode()
        )
    assert queries.search(None, "nothing at all").total == 0


def test_it_searches_subjects_only_for_those_who_may_read_them(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.speak("en")
    asked = {"q": "no such name"}
    assert "signed in" in text_of(parse(page_client.post("/search", asked, follow=True)))
    page_client.sign_in("zhao")
    shown = text_of(parse(page_client.post("/search", asked, follow=True)))
    assert "Nothing was found" in shown
    assert "Subjects are searched for" not in shown


def test_a_search_without_text_says_what_can_be_found(page_client: PageClient) -> None:
    page_client.speak("en")
    assert "What are you looking for?" in text_of(parse(page_client.get("/search")))


def test_a_text_asked_for_is_shown_as_text(page_client: PageClient) -> None:
    response = page_client.post("/search", {"q": "<script>alert(1)</script>"}, follow=True)
    assert b"<script>alert" not in response.content


def test_what_is_searched_stands_in_no_address_and_can_be_loaded_again(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.speak("en")
    answer = page_client.post("/search", {"q": "no such name"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/search?found=1"
    for _again in range(2):
        page = page_client.get(answer.headers["Location"])
        assert 'value="no such name"' in page.content.decode()
    assert "no such name" not in page_client.get("/search").content.decode()
    assert "no such name" not in page_client.get("/search", {"q": "no such name"}).content.decode()
    assert page_client.post("/search", {"q": " "}).headers["Location"] == "/search"


def test_no_form_of_a_page_puts_the_search_into_an_address(page_client: PageClient) -> None:
    for path in ("/", "/search"):
        forms = list(parse(page_client.get(path)).iter("form"))
        searching = [one for one in forms if one.get("action") == "/search"]
        assert searching
        assert {one.get("method") for one in searching} == {"post"}
