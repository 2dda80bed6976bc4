# SPDX-License-Identifier: Apache-2.0
"""A small agency with four officers, one item, and a register of twenty subjects."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from mingjing.inspection import public
from mingjing.inspection.types import Candidate, NewPlan
from mingjing.ledger.public import sequence
from mingjing.registry.public import (
    NewOfficer,
    publish_item,
    register_agency,
    register_officer,
)
from mingjing.registry.types import Actor, CheckPoint, ItemKind, ItemView

START = date(2026, 11, 23)
END = date(2026, 12, 31)
REGION = "330100"


@dataclass(frozen=True)
class Town:
    """What the tests of the room stand on."""

    agency_id: str
    officers: tuple[str, ...]
    planner: Actor
    plan: NewPlan
    candidates: tuple[Candidate, ...]


def item(code: str = "food-hygiene", *, cap: int | None = 2, skill: str = "") -> ItemView:
    return ItemView(
        item_code=code,
        name="餐饮食品安全检查",
        name_en="Food safety at caterers",
        legal_basis="食品安全法 §110",
        kind=ItemKind.GENERAL,
        subject_category="food",
        yearly_cap=cap,
        skill=skill,
        checklist=(
            CheckPoint("1", "从业人员健康证明", "Health certificates"),
            CheckPoint("2", "冷藏温度"),
        ),
        valid_from=date(2026, 1, 1),
        valid_to=None,
    )


def candidate(number: int, **changes: object) -> Candidate:
    plain = Candidate(
        subject_id=f"subject_{number:02}",
        category="food",
        area="east" if number % 2 else "west",
        region=REGION,
        rank=number,
        score=round(1 / (number + 1), 6),
        last_visited_on=date(2026, 3, 1),
        owner_key=f"owner_{number % 5}",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def town(db: None, home: Path, system: Actor, sun: Actor, now: datetime) -> Town:
    agency_id = register_agency(actor=system, now=now, name="市场监督管理局", region=REGION)
    officers = tuple(
        register_officer(
            actor=system,
            now=now,
            officer=NewOfficer(
                agency_id=agency_id,
                name=f"执法员{n}",
                region=REGION,
                skills=("food",),
                certificate_no=f"3301-{n:04}",
                valid_from=date(2025, 1, 1),
                valid_to=date(2027, 12, 31),
            ),
        )
        for n in range(4)
    )
    publish_item(actor=system, now=now, item=item())
    return Town(
        agency_id=agency_id,
        officers=officers,
        planner=replace(sun, agency_id=agency_id),
        plan=NewPlan(
            title="十二月餐饮检查",
            period_from=START,
            period_to=END,
            as_of=START,
            region=REGION,
            agency_id=agency_id,
            budget=10,
            random_share=Decimal("0.2"),
            items=("food-hygiene",),
        ),
        candidates=tuple(candidate(n) for n in range(1, 21)),
    )


@pytest.fixture
def drafted(town: Town, now: datetime) -> str:
    return public.draft_plan(
        actor=town.planner, now=now, plan=town.plan, candidates=town.candidates
    )


@pytest.fixture
def drawn(town: Town, drafted: str, now: datetime, transactional_ledger: Callable[[], None]) -> str:
    public.freeze_pool(actor=town.planner, now=now, plan_id=drafted)
    transactional_ledger()
    public.draw(actor=town.planner, now=now, plan_id=drafted)
    return drafted


@pytest.fixture
def transactional_ledger(now: datetime) -> Callable[[], None]:
    """Publishes a checkpoint of what is recorded so far."""

    def publish() -> None:
        sequence(now + timedelta(seconds=1))

    return publish
