# SPDX-License-Identifier: Apache-2.0
"""An example folder connects a department: once, whole, and with every act in the ledger."""

from datetime import datetime
from pathlib import Path

import pytest

from mingjing.catalog.public import (
    batch,
    canonical_version,
    canonical_views,
    connect_example,
    resource,
    resources,
)
from mingjing.catalog.types import Connected, SharingClass
from mingjing.catalog.types.refusals import SourceColumnUnknown
from mingjing.engines.batch import open_local_engine
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import EntryFilter, entries, entry_for
from mingjing.registry.public import agencies
from mingjing.registry.types import Actor

FIRST = PageRequest(1, 100)


def acts(act: str) -> int:
    return entries(FIRST, EntryFilter(act=act)).total


def test_it_accounts_for_every_row(connected: Connected) -> None:
    counts = [(i.batch.rows, i.batch.accepted, i.batch.quarantined) for i in connected.intakes]
    assert counts == [(10, 6, 4), (4, 3, 1)]


def test_it_lists_each_resource_with_its_terms(connected: Connected) -> None:
    views = resources(FIRST).items
    assert [view.resource_id for view in views] == ["hotline", "inspections"]
    assert views[0].entry.sharing is SharingClass.CONDITIONAL
    assert (views[0].rows, views[1].rows) == (3, 6)
    assert views[1].agency_en == "Harbourton Health Office"


def test_it_leaves_one_entry_per_act(connected: Connected) -> None:
    assert acts("registry.agency_registered") == 2
    assert acts("catalog.resource_listed") == 2
    assert acts("catalog.batch_accepted") == 2
    named = [e.act for e in entry_for("batch", connected.intakes[0].batch.batch_id)]
    assert named == ["catalog.batch_accepted"]


def test_it_repeats_nothing(connected: Connected, town: Path, system: Actor, now: datetime) -> None:
    before, version = entries(FIRST).total, canonical_version()
    again = connect_example(actor=system, now=now, example_dir=town)
    assert again.new_batches == 0
    assert [i.batch.batch_id for i in again.intakes] == [
        i.batch.batch_id for i in connected.intakes
    ]
    assert (entries(FIRST).total, canonical_version()) == (before, version)
    assert len(agencies()) == 2


def test_it_keeps_the_lineage_of_a_batch(connected: Connected, system: Actor) -> None:
    view = batch(connected.intakes[0].batch.batch_id)
    assert view.standard == "harbourton-inspections 1.0.0"
    assert view.account_id == system.account_id
    assert len(view.file_digest) == len(view.mapping_digest) == len(view.standard_digest) == 64
    assert view.software


def test_it_says_which_source_value_no_code_list_knows(connected: Connected) -> None:
    visit = next(t for t in batch(connected.intakes[0].batch.batch_id).tables if t.table == "visit")
    assert (visit.taken, visit.written) == (6, 5)
    assert visit.lacking == (("purpose", 1),)
    assert visit.unmapped == (("purpose", "night", 1),)


def test_it_counts_a_visit_that_two_departments_report_once(connected: Connected) -> None:
    with open_local_engine() as engine:
        canonical_views(engine)
        same = engine.rows("SELECT visit_id, same_as FROM visit_all WHERE same_as IS NOT NULL")
        assert same == [("hotline:T-1", "inspections:R-003")]
        assert engine.rows("SELECT count(*) FROM visit") == [(6,)]
        assert engine.rows("SELECT count(*) FROM visit_all") == [(7,)]
        assert engine.rows("SELECT count(*) FROM penalty") == [(0,)]


def test_it_refuses_the_whole_folder_before_the_first_act(
    db: None, home: Path, town: Path, system: Actor, now: datetime
) -> None:
    toml = town / "example.toml"
    toml.write_text(toml.read_text().replace('made_on = "Opened"', 'made_on = "Opend"'))
    with pytest.raises(SourceColumnUnknown) as refusal:
        connect_example(actor=system, now=now, example_dir=town)
    assert "Opend" in refusal.value.text("en")
    assert entries(FIRST).total == 0


def test_it_lists_a_new_version_when_the_mapping_changes(
    connected: Connected, town: Path, system: Actor, now: datetime
) -> None:
    toml = town / "example.toml"
    changed = toml.read_text().replace('routine = "canvass"', 'routine = "canvass", night = "task"')
    toml.write_text(changed)
    again = connect_example(actor=system, now=now, example_dir=town)
    assert [intake.is_new for intake in again.intakes] == [True, False]
    assert resource("inspections").version == 2
    assert batch(connected.intakes[0].batch.batch_id).replaced_by == again.intakes[0].batch.batch_id
    with open_local_engine() as engine:
        canonical_views(engine, {"visit"})
        assert engine.rows("SELECT purpose FROM visit WHERE visit_id = 'inspections:R-010'") == [
            ("task",)
        ]


@pytest.mark.django_db
def test_an_agency_comes_with_its_short_name(town: Path, system: Actor, now: datetime) -> None:
    path = town / "example.toml"
    text = path.read_text(encoding="utf-8")
    head = "[agencies.health]\n"
    path.write_text(text.replace(head, f'{head}short = "哈卫"\n'), encoding="utf-8")
    connect_example(actor=system, now=now, example_dir=town)
    assert sorted(one.short for one in agencies()) == ["", "哈卫"]
