# SPDX-License-Identifier: Apache-2.0
"""Linjiang in small: one past case of each branch and today's desks, through all gates."""

import stat
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from mingjing.cases import public as cases
from mingjing.cases.models import Case
from mingjing.cases.queries.documents import forms
from mingjing.cases.queries.files import file_of
from mingjing.cases.queries.lists import CaseFilter
from mingjing.cases.rules.owed import in_force
from mingjing.cases.types.codes import ClueState, Outcome, Stage
from mingjing.cases.types.findings import Finding, FindingKind
from mingjing.entry.linjiang import load
from mingjing.entry.linjiang.branches import BRANCHES, DECLINED, WITH_PAPERS, plain
from mingjing.entry.linjiang.city import Violation, read_city
from mingjing.entry.linjiang.current import chapters_now
from mingjing.entry.linjiang.history import chapters
from mingjing.entry.linjiang.proposing import fine_fen
from mingjing.inspection import public as inspection
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
    assert len(names) == len(set(names)) == 47
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def _fell(one: Finding) -> bool:
    return one.kind is FindingKind.SET_ASIDE


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
    # Seen from outside every gate says the same again: only terms and results are found.
    flagged = list(cases.all_flagged(linjiang.now))
    assert [(o.case_id, f) for o in flagged for f in o.findings if f.seq and not _fell(f)] == []
    _lifting_a_tier_gives_what_reading_each_file_gives(linjiang)
    # Safe to run twice, on the next day too: nothing is played again.
    later = load.Linjiang(linjiang.city, linjiang.now + timedelta(days=1), linjiang.home)
    load.load_people(later)
    load.load_lists(later)
    assert load.load_cases(later, share=1) == 0
    _each_department_publishes_its_years(linjiang)
    code = linjiang.home / "keys" / PARTY_FILE
    assert len(code.read_text(encoding="utf-8")) >= 16
    assert stat.S_IMODE(code.stat().st_mode) == 0o600


def _lifting_a_tier_gives_what_reading_each_file_gives(linjiang: load.Linjiang) -> None:
    """Slight cases that are not the mildest become ordinary ones: counted file by file."""
    replayed = heavier = 0
    for one in linjiang.city.violations:
        version = registry.benchmark_for(one.code, linjiang.today, linjiang.city.region)
        assert version is not None
        rows = list(version.table.rows)
        rows[1] = replace(rows[1], tier=rows[2].tier, range=rows[2].range)
        draft = replace(version, table=replace(version.table, rows=tuple(rows)))
        found = cases.replay_benchmark(draft)
        read = [_read(row, one) for row in Case.objects.filter(power_item_code=one.code)]
        past = [each for each in read if each is not None]
        replayed, heavier = replayed + len(found.rows), heavier + found.moved(1)
        assert found.undecided == ()
        assert len(found.rows) == len(past)
        assert found.moved(1) == sum(is_lifted for is_lifted, _, _ in past)
        assert found.decided_fen == sum(fine for _, fine, _ in past)
        assert found.moved_fen == sum(moved for _, _, moved in past)
    assert replayed >= 20
    assert heavier >= 3


def _each_department_publishes_its_years(linjiang: load.Linjiang) -> None:
    """Statistics count the cases that were decided; plans are in time; nothing comes twice."""
    assert load.load_openness(linjiang) == 2 * len(linjiang.bureaus())
    assert load.load_openness(linjiang) == 0
    reports, plans = cases.year_reports(ALL).items, inspection.year_plans(ALL).items
    assert {one.agency_id for one in reports} == {one.agency_id for one in plans}
    assert not any(one.is_late for one in plans)
    year = linjiang.today.year - 1
    decided = Case.objects.filter(decided_on__year=year, outcome=Outcome.PENALTY.value).count()
    assert sum(one.counts.penalties for one in reports) == decided > 0


def _read(row: Case, one: Violation) -> tuple[bool, int, int] | None:
    """A case read from its file: lifted or not, its fine, its fine moved; None: no penalty."""
    proposal = in_force(file_of(row))
    if proposal is None or proposal.outcome is not Outcome.PENALTY:
        return None
    facts = {fact.name: fact.value for fact in proposal.facts}
    fine = fine_fen(proposal)
    low, high = one.fine
    third, upper = (
        int(low + (high - low) * Decimal("0.3")),
        int(low + (high - low) * Decimal("0.7")),
    )
    is_mildest = (
        int(facts["value"]) < 1000 if one.punishes.startswith("food") else facts["first"] == "true"
    )
    if facts["circumstances"] == "较轻" and is_mildest:
        ends = (0, 0) if one.may_warn else (one.mild[0] * 100, one.mild[1] * 100 - 1)
    elif facts["circumstances"] == "严重":
        ends = (upper * 100 + 1, high * 100)
    else:
        ends = (third * 100 + 1, upper * 100)
    moved = ends[0] if fine < ends[0] else ends[1] if fine > ends[1] else fine
    return facts["circumstances"] == "较轻" and not is_mildest, fine, moved


@pytest.mark.law("APL-047")
def test_the_first_case_of_the_main_branches_has_its_documents(linjiang: load.Linjiang) -> None:
    load.load_cases(linjiang, share=1)
    lines = cases.cases(CaseFilter(), ALL, linjiang.today).items
    held = [cases.documents_of(row.case_id) for row in lines]
    made = [one for found in held for one in found]
    whole = [found for found in held if "closing_report" in {one.form.id for one in found}]
    assert len(whole) == len(WITH_PAPERS) == 12
    # What the law asks for in writing is there in every case, whatever its branch.
    assert [cases.papers_missing(row.case_id) for row in lines] == [()] * len(lines)
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
            entries = entry_for("case_document", found[-1].document_id)
            (issued,) = [one for one in entries if one.act == "case.document_issued"]
            assert issued.digest == cases.document(found[-1].document_id).digest


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


@pytest.mark.parametrize("hour", [15, 16, 23])  # 16:00 UTC is midnight where the city is
def test_the_city_is_founded_at_any_hour(home: Path, now: datetime, hour: int) -> None:
    (home / "keys").mkdir()
    found = load.open_linjiang(FOLDER, now.replace(hour=hour, minute=30), home)
    load.load_people(found)
    load.load_lists(found)
    assert len(found.bureaus()) == 5
