# SPDX-License-Identifier: Apache-2.0
"""Linjiang in small: one past case of each branch and today's desks, through all gates."""

import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mingjing.cases import public as cases
from mingjing.cases.queries.lists import CaseFilter
from mingjing.cases.types.codes import ClueState, Stage
from mingjing.entry.linjiang import load
from mingjing.entry.linjiang.branches import BRANCHES, DECLINED, plain
from mingjing.entry.linjiang.city import read_city
from mingjing.entry.linjiang.current import chapters_now
from mingjing.entry.linjiang.history import chapters
from mingjing.kernel.paging import PageRequest
from mingjing.portal.demo import PARTY_FILE
from mingjing.registry import public as registry
from mingjing.registry.types import BenchmarkState, ListKind

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "linjiang"
ALL = PageRequest(1, 500)

pytestmark = pytest.mark.django_db


@pytest.fixture
def linjiang(home: Path, now: datetime) -> load.Linjiang:
    (home / "keys").mkdir()
    found = load.open_linjiang(FOLDER, now, home)
    load.load_people(found)
    load.load_lists(found)
    return found


def test_people_and_lists_are_there_before_the_first_case(linjiang: load.Linjiang) -> None:
    city = linjiang.city
    bureaus = linjiang.bureaus()
    founded = linjiang.founded.date()
    assert len(registry.agencies()) == len(city.departments) + len(city.towns) == 42
    assert set(bureaus) == {"market", "environment", "emergency", "city", "fire"}
    for one in city.violations:
        agency_id = bureaus[one.dept].agency_id
        item = registry.power_item(one.code, founded, agency_id, city.region)
        assert item.fine_cap_fen == one.fine[1] * 100
        found = registry.benchmark_for(one.code, founded, city.region)
        assert found is not None
        assert found.state is BenchmarkState.PUBLISHED
        assert len({found.drafted_by, found.reviewed_by, found.published_by}) == 3
    towns = registry.list_on(ListKind.POWER, founded, region=city.town_code(0))
    assert [one.item.code for one in towns if one.item.region == city.town_code(0)] == [
        "339900-CG-02",
        "339900-CG-03",
    ]


def test_passwords_lie_where_only_the_owner_reads_them(linjiang: load.Linjiang) -> None:
    path = linjiang.home / "keys" / "demo-accounts.txt"
    names = [line.split()[0] for line in path.read_text(encoding="utf-8").splitlines()]
    assert {"handler", "handler2", "reviewer", "head", "host", "supervisor"} <= set(names)
    assert len(names) == len(set(names)) == 38
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_branch_is_played_and_replays(linjiang: load.Linjiang) -> None:
    played = load.load_cases(linjiang, share=1)
    today = list(chapters_now(linjiang.city, linjiang.bureaus(), linjiang.today))
    assert played == len(BRANCHES) + 1 + len(today)
    found = load.counts(linjiang)
    assert found.is_clean
    assert found.open_cases == 33
    stages = {row.stage for row in cases.cases(CaseFilter(), ALL, linjiang.today).items}
    # What the police filed is closed here, and so is what was joined.
    assert stages == set(Stage) - {Stage.TRANSFERRED, Stage.JOINED}
    past, closed_today = len(BRANCHES) + 1, 2  # the joined case has its lead beside it
    assert found.cases == past + found.open_cases + closed_today
    states = {row.state for row in cases.clues("", ALL, linjiang.today).items}
    assert states == set(ClueState)
    # Safe to run twice, on the next day too: nothing is played again.
    later = load.Linjiang(linjiang.city, linjiang.now + timedelta(days=1), linjiang.home)
    load.load_people(later)
    load.load_lists(later)
    assert load.load_cases(later, share=1) == 0
    code = linjiang.home / "keys" / PARTY_FILE
    assert len(code.read_text(encoding="utf-8")) >= 16
    assert stat.S_IMODE(code.stat().st_mode) == 0o600


def test_the_past_is_long_and_in_the_past(linjiang: load.Linjiang) -> None:
    found = chapters(linjiang.city, linjiang.bureaus(), linjiang.today, 0)
    pairs = [one for one in found if one.branch.play is plain.joined]
    assert len(pairs) == 3
    assert len(found) - DECLINED.count + len(pairs) == 402
    assert all(one.branch.days < (linjiang.today - one.begins).days for one in found)
    assert len({one.cast.reference for one in found}) == len(found)


def test_the_folder_is_what_it_says() -> None:
    city = read_city(FOLDER)
    assert (len(city.departments), len(city.towns), len(city.violations)) == (12, 30, 20)
    assert len({one.identity_no for one in city.parties}) == 2000
