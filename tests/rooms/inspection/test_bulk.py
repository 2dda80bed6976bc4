# SPDX-License-Identifier: Apache-2.0
"""Twenty thousand objects and three thousand visits take seconds, not minutes."""

from dataclasses import replace
from datetime import date, datetime
from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.inspection.conftest import REGION, Town

from mingjing.inspection import public
from mingjing.inspection.types import Candidate
from mingjing.registry.public import NewOfficer, register_officer
from mingjing.registry.types import Actor


def register(count: int) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            subject_id=f"subject_{n:06}",
            category="food",
            area=f"ward {n % 50}",
            region=REGION,
            rank=n + 1,
            score=1 / (n + 2),
            last_visited_on=date(2026, 1 + n % 9, 1),
            owner_key=f"owner_{n % 4000}",
        )
        for n in range(count)
    )


def test_it_plans_and_draws_a_hundred_with_a_fixed_number_of_queries(
    town: Town, now: datetime, transactional_ledger: Any
) -> None:
    plan = replace(town.plan, budget=300)
    with CaptureQueriesContext(
        connection,
    ) as first:
        plan_id = public.draft_plan(
            actor=town.planner, now=now, plan=plan, candidates=register(2000)
        )
    with CaptureQueriesContext(connection) as second:
        public.freeze_pool(actor=town.planner, now=now, plan_id=plan_id)
    transactional_ledger()
    with CaptureQueriesContext(connection) as third:
        public.draw(actor=town.planner, now=now, plan_id=plan_id)
    assert max(len(one) for one in (first, second, third)) < 60


@pytest.mark.bench
def test_it_draws_three_thousand_of_twenty_thousand_in_seconds(
    town: Town, now: datetime, system: Actor, transactional_ledger: Any
) -> None:
    for n in range(100):
        register_officer(
            actor=system,
            now=now,
            officer=NewOfficer(
                agency_id=town.agency_id,
                name=f"多{n}",
                region=REGION,
                certificate_no=f"bulk-{n:04}",
                valid_from=date(2025, 1, 1),
                valid_to=date(2027, 12, 31),
            ),
        )
    candidates = register(20_000)
    plan = replace(town.plan, budget=3000)
    began = perf_counter()
    plan_id = public.draft_plan(actor=town.planner, now=now, plan=plan, candidates=candidates)
    drafted = perf_counter()
    public.freeze_pool(actor=town.planner, now=now, plan_id=plan_id)
    frozen = perf_counter()
    transactional_ledger()
    sequenced = perf_counter()
    public.draw(actor=town.planner, now=now, plan_id=plan_id)
    drawn = perf_counter()
    content = public.draw_file(plan_id)
    filed = perf_counter()
    public.replay_file(content)
    replayed = perf_counter()
    print(  # noqa: T201 - the measurement is the point
        f"draft {drafted - began:.2f} s, freeze {frozen - drafted:.2f} s, draw "
        f"{drawn - sequenced:.2f} s, file {filed - drawn:.2f} s ({len(content) / 1e6:.1f} MB), "
        f"replay {replayed - filed:.2f} s"
    )
    assert drafted - began < 10
    assert frozen - drafted < 10
    assert drawn - sequenced < 20
    assert replayed - filed < 20
