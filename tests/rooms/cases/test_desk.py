# SPDX-License-Identifier: Apache-2.0
"""The front page says of cases what the workbench says, each person what is theirs."""

from datetime import date

import pytest
from tests.pages import parse, text_of
from tests.rooms.cases.bureau import TODAY, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.signing_in import client_of

from mingjing.cases import public
from mingjing.cases.types.steps import DecisionMade
from mingjing.cases.types.views import DeskView
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db
LATE = date(2027, 6, 30)


@pytest.fixture
def told(bureau: Bureau) -> Course:
    course = Course(bureau, a_case(bureau)).prove().report(fine(2_000)).notify(fine(2_000))
    return course.speak().answer()


def desk(actor: Actor, on: date = TODAY) -> DeskView:
    found = public.desk(actor, on)
    assert found is not None
    return found


def test_the_head_is_told_the_step_that_waits(bureau: Bureau, told: Course) -> None:
    assert [one.kind for one in desk(bureau.sun).waiting.items] == [DecisionMade]
    assert not desk(bureau.sun).is_clear
    assert desk(bureau.zhao).waiting.total == 0


def test_an_officer_is_told_his_cases_and_what_is_over(bureau: Bureau, told: Course) -> None:
    assert (desk(bureau.zhao).open_cases, desk(bureau.zhao).overdue) == (1, 0)
    late = desk(bureau.zhao, LATE)
    listed = public.due_clocks(bureau.agency_id, LATE, officer_id=bureau.zhao.officer_id or "")
    assert late.overdue == len([clock for clock, _ in listed if clock.due_on < LATE]) > 0


def test_who_handles_no_case_has_no_desk(bureau: Bureau, qian: Actor) -> None:
    assert public.desk(Actor("x", "X", "", "", frozenset({"party"})), TODAY) is None


def test_the_front_page_leads_to_the_step(bureau: Bureau, told: Course) -> None:
    page = client_of(bureau, "head").get("/")
    shown = " ".join(text_of(parse(page)).split())
    assert f"/cases/{told.case_id}/steps/decided/" in page.content.decode()
    assert "Nothing waits for you" not in shown
    assert "1 case is open" in shown


def test_a_free_desk_says_where_to_look(bureau: Bureau) -> None:
    page = client_of(bureau, "head").get("/").content.decode()
    assert "Nothing waits for you" in page
    assert '/cases/clues/"' in page
