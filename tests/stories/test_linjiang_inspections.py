# SPDX-License-Identifier: Apache-2.0
"""Linjiang inspects: its register of places taken in, a plan by lot, visits, results, opinions."""

import importlib.util
import sys
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from django.urls import reverse

from mingjing.cases import public as cases
from mingjing.cases.followers import CLUES
from mingjing.cases.models import Clue
from mingjing.catalog import public as catalog
from mingjing.catalog.types import Connected
from mingjing.entry.linjiang import inspecting, load
from mingjing.entry.linjiang.city import read_city
from mingjing.entry.wiring import RECORDING_OCCASIONS
from mingjing.inspection import public as inspection
from mingjing.inspection.types import Lane, PlanView, TaskState
from mingjing.kernel import usc_code
from mingjing.kernel.paging import PageRequest
from mingjing.ledger import public as ledger
from mingjing.registry import public as registry
from mingjing.subjects import public as subjects
from tests.pages import PageClient

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "linjiang"
ALL = PageRequest(1, 500)

pytestmark = pytest.mark.django_db


def connect(linjiang: load.Linjiang) -> Connected:
    actor = registry.system_actor()
    return catalog.connect_example(actor=actor, now=linjiang.now, example_dir=FOLDER)


@pytest.fixture
def linjiang(home: Path, now: datetime) -> load.Linjiang:
    (home / "keys").mkdir()
    found = load.open_linjiang(FOLDER, now, home)
    load.load_people(found)
    (taken_in,) = connect(found).intakes
    assert taken_in.is_new
    subjects.resolve(actor=registry.system_actor(), now=now)
    load.load_lists(found)
    return found


def the_plan(linjiang: load.Linjiang) -> PlanView:
    found = inspecting.known_plan(linjiang.agency_ids()["market"])
    assert found is not None
    return found


def maker(name: str) -> ModuleType:
    """A script of the folder, which imports its neighbour."""
    sys.path.insert(0, str(FOLDER))
    try:
        spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(FOLDER))


def test_the_register_is_what_its_maker_makes_of_the_parties() -> None:
    made = list(maker("make_premises").rows())
    lines = (FOLDER / "data" / "premises.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [",".join(row) for row in made]
    parties = {one.identity_no: one for one in read_city(FOLDER).parties}
    for code, name, _, town, _, address, _ in made:
        assert usc_code.is_valid(code)
        assert parties[code].name == name
        assert address.replace(town, "") == parties[code].address
    assert len({row[0] for row in made}) == len(made) == 456


def test_every_place_becomes_one_subject_of_its_town(linjiang: load.Linjiang) -> None:
    found = subjects.premises_in("339900")
    rows = {row[0]: row for row in maker("make_premises").rows()}
    assert len(found) == len(rows)
    for one in found:
        _, name, kind, town, code, address, _ = rows[one.usc_code]
        assert (one.name, one.category, one.district) == (name, kind, town)
        assert (one.region, one.address) == (code, address)
    assert subjects.premises_in("330100") == ()


def test_the_plan_goes_by_lot_and_its_visits_are_made_and_told(linjiang: load.Linjiang) -> None:
    made = load.load_inspections(linjiang)
    plan = the_plan(linjiang)
    tasks = inspection.tasks(plan.plan_id, ALL).items
    assert len(tasks) == plan.budget == 60
    assert {one.lane for one in tasks} == {Lane.RANDOM}
    assert made == sum(one.visited_on is not None for one in tasks) == 48
    assert inspection.draw_view(plan.plan_id).seed
    # In time: nothing late among what is public, nothing overdue among what waits.
    public = inspection.published_visits(ALL).items
    assert len(public) >= 25
    assert all(one.published_on <= one.due_on for one in public)
    waiting, late = inspection.results_late(plan.plan_id, linjiang.now)
    assert (waiting + len(public), late) == (made, 0)
    assert load.visit_counts(linjiang) == (60, made, len(public))
    assert waiting > 0
    assert len({one.found for one in public}) == 3
    said = inspection.evaluations(ALL).items
    assert 10 <= len(said) <= 12
    assert len({one.evaluation.rating for one in said}) == 4
    assert sum(one.violations for one in tasks) == 8


def test_officers_of_today_have_visits_to_make(linjiang: load.Linjiang) -> None:
    load.load_inspections(linjiang)
    plan = the_plan(linjiang)
    for name in ("handler", "inspector"):
        actor = registry.actor_for(name, linjiang.today)
        mine = inspection.TaskFilter(state=TaskState.DRAWN, officer_id=str(actor.officer_id))
        assert inspection.tasks(plan.plan_id, ALL, mine).total >= 2
        offered = [one for maker in RECORDING_OCCASIONS for one in maker(actor, linjiang.now)]
        assert sum(one.kind == inspection.VISIT for one in offered) >= 2


def test_what_was_found_becomes_a_clue_once_and_everything_replays(
    linjiang: load.Linjiang,
) -> None:
    load.load_cases(linjiang, share=1)
    load.load_inspections(linjiang)
    tasks = inspection.tasks(the_plan(linjiang).plan_id, ALL).items
    found = {one.task_id for one in tasks if one.violations}
    assert found
    taken = Clue.objects.filter(reference__in=found)
    assert sorted(taken.values_list("reference", flat=True)) == sorted(found)
    for task_id in found:  # the follower comes to these entries when the site starts
        for entry in ledger.entry_for(inspection.VISIT, task_id):
            if entry.act in CLUES.acts:
                CLUES.handle(entry)
    assert taken.count() == len(found)
    assert load.counts(linjiang).is_clean
    assert all(not one.differences for one in cases.replay_all())


def test_a_second_start_on_a_later_day_repeats_nothing(linjiang: load.Linjiang) -> None:
    load.load_inspections(linjiang)
    ledger.sequence(linjiang.now)
    head = ledger.head()
    assert head is not None
    later = load.Linjiang(linjiang.city, linjiang.now + timedelta(days=3), linjiang.home)
    load.load_people(later)
    (taken_in,) = connect(later).intakes
    assert not taken_in.is_new
    assert subjects.resolve(actor=registry.system_actor(), now=later.now).is_repeat
    load.load_lists(later)
    assert load.load_inspections(later) == 0
    assert ledger.waiting_entries() == 0


def test_anybody_reads_the_results_and_that_the_city_is_synthetic(
    linjiang: load.Linjiang,
) -> None:
    load.load_inspections(linjiang)
    plan = the_plan(linjiang)
    for language, words in (("en", "Linjiang (synthetic)"), ("zh-Hans", "临江市（虚构）")):
        page = PageClient(headers={"accept-language": language})
        text = page.get(reverse("inspection-results")).content.decode()
        assert words in text
        assert reverse("inspection-draw", args=[plan.plan_id]) in text
        assert inspection.published_visits(ALL).items[0].subject in text
