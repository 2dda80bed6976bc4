# SPDX-License-Identifier: Apache-2.0
"""Loads the city (装载临江): people, lists and benchmarks, the past and today's desks, inspections.

Each part is safe to run twice. The lists were published two years before the day of loading, so
that they were in force when the first case began.
"""

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from mingjing.cases import public as cases
from mingjing.entry.linjiang import (
    benchmarks,
    current,
    history,
    inspecting,
    lists,
    openness,
    town,
    visiting,
)
from mingjing.entry.linjiang.branches import BRANCHES
from mingjing.entry.linjiang.city import City, read_city
from mingjing.inspection import public as inspection
from mingjing.inspection.types import Stage
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.kernel.progress import Progress, silent
from mingjing.ledger import public as ledger
from mingjing.portal.demo import PARTY_FILE
from mingjing.registry import public as registry

FOUNDED_DAYS = 720


@dataclass(slots=True)
class Linjiang:
    """What one loading knows (装载过程)."""

    city: City
    now: datetime
    home: Path

    @property
    def founded(self) -> datetime:
        """When people and lists were put on the register."""
        return self.now - timedelta(days=FOUNDED_DAYS)

    @property
    def today(self) -> date:
        """The day of loading."""
        return local_date(self.now)

    def agency_ids(self) -> dict[str, str]:
        """The departments' ids by key."""
        known = {one.name: one.agency_id for one in registry.agencies()}
        return {one.key: known[one.name] for one in self.city.departments}

    def bureaus(self) -> dict[str, town.Bureau]:
        """The departments that handle cases."""
        return town.bureaus(self.city, self.agency_ids(), self.today)


def open_linjiang(folder: Path, now: datetime, home: Path) -> Linjiang:
    """The city as its folder has it, to be loaded at an instant."""
    return Linjiang(read_city(folder), now, home)


def load_people(linjiang: Linjiang, tell: Progress = silent) -> None:
    """Departments, towns, officers, accounts."""
    actor = registry.system_actor()
    tell("departments and towns", 0.1)
    with transaction.atomic():
        ids = town.settle_agencies(linjiang.city, actor, linjiang.founded)
        tell("officers and accounts", 0.3)
        town.settle_people(
            linjiang.city, ids, actor=actor, now=linjiang.founded, home=linjiang.home
        )


def load_lists(linjiang: Linjiang, tell: Progress = silent) -> None:
    """Lists and benchmarks of each department, by three people."""
    bureaus = linjiang.bureaus()
    names = {one.name: one.agency_id for one in registry.agencies()}
    regions = {one.agency_id: one.region for one in registry.agencies()}
    city = linjiang.city
    towns = {names[town.town_name(one)]: regions[names[town.town_name(one)]] for one in city.towns}
    for place, bureau in enumerate(bureaus.values()):
        tell(bureau.key, place / len(bureaus))
        with transaction.atomic():
            lists.publish_lists(city, bureau, towns, now=linjiang.founded)
            benchmarks.publish_benchmarks(city, bureau, now=linjiang.founded)
    with transaction.atomic():
        openness.publish_items(city, registry.system_actor(), linjiang.founded)


def load_cases(linjiang: Linjiang, tell: Progress = silent, *, share: int = 0) -> int:
    """Past cases, then those of today; how many were played. `share` of each branch, 0 for all."""
    city, bureaus, today = linjiang.city, linjiang.bureaus(), linjiang.today
    found = history.chapters(city, bureaus, today, share)
    found += list(current.chapters_now(city, bureaus, today))
    done = 0
    for place, chapter in enumerate(found):
        tell(chapter.branch.en, place / len(found))
        play = history.play_chapter(chapter, linjiang.now)
        done += play is not None
        if play is not None and play.party_code:
            _keep_code(linjiang.home, play.party_code)
    cases.sweep(actor=registry.system_actor(), now=linjiang.now)
    return done


def load_openness(linjiang: Linjiang) -> int:
    """Yearly statistics and yearly plans of the departments; how many were published."""
    return openness.publish_years(linjiang.city, linjiang.bureaus(), linjiang.now)


def load_inspections(linjiang: Linjiang, tell: Progress = silent) -> int:
    """The plan of inspections, its draw, its visits up to yesterday; how many were played.

    Needs the places of business of the folder as subjects.
    """
    bureaus = linjiang.bureaus()
    tell("plan and pool", 0.1)
    with transaction.atomic():
        inspecting.settle_share(linjiang.city, bureaus[town.MAIN], linjiang.founded)
        plan = inspecting.freeze_plan(linjiang.city, bureaus, linjiang.today)
    if plan.stage is Stage.FROZEN:
        tell("draw", 0.3)
        ledger.sequence(linjiang.now)
        inspecting.draw(plan)
    tell("visits, results, evaluations", 0.5)
    with transaction.atomic():
        return visiting.Season(plan, linjiang.city, bureaus[town.MAIN], linjiang.now).play()


def _keep_code(home: Path, code: str) -> None:
    """Writes down a party's code for the demonstration; only the last one is kept."""
    path = home / "keys" / PARTY_FILE
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(code)


def visit_counts(linjiang: Linjiang) -> tuple[int, int, int]:
    """Visits of the plan of inspections: drawn, made, public."""
    plan = inspecting.known_plan(linjiang.agency_ids()[town.MAIN])
    if plan is None:
        return 0, 0, 0
    lanes = inspection.lane_counts(plan.plan_id)
    drawn, made = sum(one.tasks for one in lanes), sum(one.visited for one in lanes)
    return drawn, made, made - inspection.results_late(plan.plan_id, linjiang.now)[0]


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of it (装载结果)."""

    cases: int
    open_cases: int
    branches: int
    steps: int
    differences: int

    @property
    def is_clean(self) -> bool:
        """Whether every case replays as it was."""
        return self.differences == 0


def counts(linjiang: Linjiang) -> Counts:
    """How many cases there are, in how many branches, and whether all replay."""
    reports = list(cases.replay_all())
    is_open = cases.CaseFilter(is_open=True)
    running = cases.cases(is_open, PageRequest(1, 1), linjiang.today)
    return Counts(
        cases=len(reports),
        open_cases=running.total,
        branches=len(BRANCHES) + 1,
        steps=sum(one.steps for one in reports),
        differences=sum(len(one.differences) for one in reports),
    )
