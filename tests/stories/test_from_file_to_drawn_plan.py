# SPDX-License-Identifier: Apache-2.0
"""The whole river on a small town: records, subjects, a plan, a draw that an outsider replays."""

import json
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from mingjing.catalog import public as catalog
from mingjing.inspection import public as inspection
from mingjing.inspection.types import Candidate, NewPlan
from mingjing.kernel.paging import PageRequest
from mingjing.ledger import public as ledger
from mingjing.registry import public as registry
from mingjing.registry.types import Actor, CheckPoint, ItemKind, ItemView
from mingjing.subjects import public as subjects

SMALL = Path(__file__).resolve().parents[1] / "data" / "example_small"
REGION = "XX-HBT"

pytestmark = pytest.mark.django_db(transaction=True)


def _register(system: Actor, now: datetime, agency_id: str) -> None:
    for number in range(4):
        officer = registry.NewOfficer(
            agency_id=agency_id,
            name=f"Inspector {number}",
            region=REGION,
            certificate_no=f"HBT-{number}",
            valid_from=date(2025, 1, 1),
            valid_to=date(2027, 12, 31),
        )
        registry.register_officer(actor=system, now=now, officer=officer)
    item = ItemView(
        item_code="hygiene",
        name="卫生",
        name_en="Hygiene",
        legal_basis="Harbourton Health Code § 1",
        kind=ItemKind.GENERAL,
        subject_category="",
        yearly_cap=2,
        skill="",
        checklist=(CheckPoint("H1", "Hands"), CheckPoint("H2", "Cold store")),
        valid_from=date(2025, 1, 1),
        valid_to=None,
    )
    registry.publish_item(actor=system, now=now, item=item)


def _candidates() -> tuple[Candidate, ...]:
    known = subjects.search("", PageRequest(1, 100)).items
    return tuple(
        Candidate(
            subject_id=view.subject_id,
            category=view.category,
            area=view.area,
            region=REGION,
            rank=rank,
        )
        for rank, view in enumerate(known, start=1)
    )


def _plan(agency_id: str) -> NewPlan:
    return NewPlan(
        title="Harbourton, December",
        period_from=date(2026, 12, 1),
        period_to=date(2026, 12, 31),
        as_of=date(2026, 11, 23),
        region=REGION,
        agency_id=agency_id,
        budget=5,
        random_share=Decimal("0.2"),
        items=("hygiene",),
    )


def _mingjing(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mingjing.entry", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_records_become_a_plan_whose_draw_an_outsider_replays(
    home: Path, tmp_path: Path, system: Actor, sun: Actor, now: datetime
) -> None:
    connected = catalog.connect_example(actor=system, now=now, example_dir=SMALL)
    _register(system, now, connected.agency_id)
    run = subjects.resolve(actor=system, now=now)
    assert run.premises == len(_candidates())

    planner = Actor("account_sun", "Sun", connected.agency_id, REGION, sun.roles)
    plan_id = inspection.draft_plan(
        actor=planner, now=now, plan=_plan(connected.agency_id), candidates=_candidates()
    )
    inspection.freeze_pool(actor=planner, now=now, plan_id=plan_id)
    ledger.sequence(now)
    inspection.draw(actor=planner, now=now, plan_id=plan_id)
    ledger.sequence(now)

    acts = {entry.act for entry in ledger.entries(PageRequest(1, 200)).items}
    assert {
        "catalog.batch_accepted",
        "subjects.resolved",
        "inspection.plan_drafted",
        "inspection.pool_frozen",
        "inspection.drawn",
    } <= acts

    drawn = tmp_path / "draw.json"
    drawn.write_bytes(inspection.draw_file(plan_id))
    replayed = _mingjing("inspection", "replay", str(drawn))
    assert replayed.returncode == 0, replayed.stderr
    verified = _mingjing("ledger", "verify", str(ledger.published_folder()), "--json")
    assert verified.returncode == 0, verified.stderr
    head = ledger.head()
    assert head is not None
    assert json.loads(verified.stdout)["size"] == head.size


def test_a_draw_file_with_another_officer_does_not_replay(
    home: Path, tmp_path: Path, system: Actor, sun: Actor, now: datetime
) -> None:
    connected = catalog.connect_example(actor=system, now=now, example_dir=SMALL)
    _register(system, now, connected.agency_id)
    subjects.resolve(actor=system, now=now)
    planner = Actor("account_sun", "Sun", connected.agency_id, REGION, sun.roles)
    plan_id = inspection.draft_plan(
        actor=planner, now=now, plan=_plan(connected.agency_id), candidates=_candidates()
    )
    inspection.freeze_pool(actor=planner, now=now, plan_id=plan_id)
    ledger.sequence(now)
    inspection.draw(actor=planner, now=now, plan_id=plan_id)

    document = json.loads(inspection.draw_file(plan_id))
    pair = document["result"]["tasks"][0]["officers"]
    pair.reverse()
    drawn = tmp_path / "draw.json"
    drawn.write_text(json.dumps(document), encoding="utf-8")
    assert _mingjing("inspection", "replay", str(drawn)).returncode == 4
