# SPDX-License-Identifier: Apache-2.0
"""Recordings of a visit: the drawn officer's own visits are occasions; its page lists them."""

from datetime import datetime

import pytest
from django.urls import reverse
from tests.rooms.evidence.taking import recording_for
from tests.rooms.inspection import test_results as results
from tests.rooms.inspection.conftest import Town
from tests.rooms.inspection.test_inspection_pages import sign_in
from tests.rooms.inspection.test_outlook import subject

from mingjing.evidence.public import recording
from mingjing.inspection import public
from mingjing.inspection.queries import outlook
from mingjing.inspection.queries.occasions import KIND, drawn_visits, names_of_visits
from mingjing.inspection.types import TaskView
from mingjing.kernel.clock import local_date
from mingjing.registry.public import actor_for
from mingjing.registry.types import Actor


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlook, "subjects", lambda ids: {one: subject(one) for one in ids})


@pytest.fixture
def visit(drawn: str) -> TaskView:
    return results.first(drawn)


def officer(town: Town, system: Actor, now: datetime, officer_id: str) -> Actor:
    """An account of a drawn officer."""
    sign_in(town, system, now, "officer", officer=officer_id)
    return actor_for(f"officer{officer_id[-6:]}", local_date(now))


def test_a_drawn_officer_may_record_the_own_visits_and_no_others(
    town: Town, visit: TaskView, system: Actor, now: datetime
) -> None:
    mine = drawn_visits(officer(town, system, now, visit.officers[0]), now)
    found = {one.id: one for one in mine}[visit.task_id]
    assert (found.kind, found.agency_id) == (KIND, town.agency_id)
    assert found.title == subject(visit.subject_id).name
    assert names_of_visits({visit.task_id, "task_of_nobody"}) == {visit.task_id: found.title}
    for one in mine:
        assert visit.officers[0] in public.task(one.id).task.officers
    assert drawn_visits(system, now) == ()


def test_a_closed_visit_is_no_occasion_any_more(
    town: Town, visit: TaskView, zhao: Actor, system: Actor, now: datetime
) -> None:
    actor = officer(town, system, now, visit.officers[0])
    results.enter(town, zhao, visit)
    assert visit.task_id in {one.id for one in drawn_visits(actor, now)}  # visited, not closed
    public.close_task(
        actor=results.officer_actor(zhao, town, visit), now=results.LATER, task_id=visit.task_id
    )
    assert visit.task_id not in {one.id for one in drawn_visits(actor, now)}


def test_the_page_of_the_visit_lists_its_recordings_to_who_may_watch(
    town: Town, visit: TaskView, system: Actor, now: datetime
) -> None:
    actor = officer(town, system, now, visit.officers[0])
    address = reverse("inspection-task", args=[visit.task_id])
    auditor = sign_in(town, system, now, "auditor")
    assert "Nothing was recorded yet" in auditor.get(address).content.decode()
    recording_id = recording_for(actor, now, KIND, visit.task_id)
    assert recording(recording_id, now).occasion_id == visit.task_id
    page = auditor.get(address).content.decode()
    assert "Recordings" in page
    assert actor.name in page
    assert "Nothing was recorded yet" not in page
    planner = sign_in(town, system, now, "planner")
    assert "Recordings" not in planner.get(address).content.decode()
