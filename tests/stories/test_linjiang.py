# SPDX-License-Identifier: Apache-2.0
"""Linjiang in small: one past case of each branch and today's desks, through all gates."""

import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from mingjing.cases import public as cases
from mingjing.cases.queries.documents import forms
from mingjing.cases.queries.lists import CaseFilter
from mingjing.cases.types.codes import ClueState, Stage
from mingjing.entry.linjiang import load
from mingjing.entry.linjiang.branches import BRANCHES, DECLINED, WITH_PAPERS
from mingjing.entry.linjiang.city import read_city
from mingjing.entry.linjiang.current import chapters_now
from mingjing.entry.linjiang.history import chapters
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.portal.demo import PARTY_FILE
from mingjing.registry import public as registry
from mingjing.registry.types import BenchmarkState, ListKind
from tests.pages import PageClient

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
    assert stages == set(Stage) - {Stage.TRANSFERRED}  # what the police filed is closed here
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


@pytest.mark.law("APL-047")
def test_the_first_case_of_the_main_branches_has_its_documents(linjiang: load.Linjiang) -> None:
    load.load_cases(linjiang, share=1)
    held = [
        cases.documents_of(row.case_id)
        for row in cases.cases(CaseFilter(), ALL, linjiang.today).items
    ]
    made = [one for found in held for one in found]
    assert sum(bool(found) for found in held) == len(WITH_PAPERS) == 12
    # Sampling and freezing are played by no branch.
    missing = {one.id for one in forms()} - {one.form.id for one in made}
    assert missing == {"sampling_record", "freezing_decision"}
    # Numbered in the year of the step, without gaps, in each series of each department.
    series: dict[str, list[int]] = {}
    for one in made:
        head, _, serial = one.number.removesuffix("号").rpartition("〕")
        series.setdefault(head, []).append(int(serial))
        assert head.endswith(f"〔{one.issued_at.year}")
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in series.values())
    page = PageClient(headers={"accept-language": "zh-Hans"})
    for found in held:
        if found:
            text = page.get(reverse("cases-verify", args=[found[-1].document_id])).content.decode()
            assert "文书已记入账本，内容未改变" in text
            assert found[-1].number in text
            (entry,) = entry_for("case_document", found[-1].document_id)
            assert entry.digest == found[-1].digest


def test_the_past_is_long_and_in_the_past(linjiang: load.Linjiang) -> None:
    found = chapters(linjiang.city, linjiang.bureaus(), linjiang.today, 0)
    assert len(found) - DECLINED.count >= 400
    assert all(one.branch.days < (linjiang.today - one.begins).days for one in found)
    assert len({one.cast.reference for one in found}) == len(found)


def test_the_folder_is_what_it_says() -> None:
    city = read_city(FOLDER)
    assert (len(city.departments), len(city.towns), len(city.violations)) == (12, 30, 20)
    assert len({one.identity_no for one in city.parties}) == 2000
