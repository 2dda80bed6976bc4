# SPDX-License-Identifier: Apache-2.0
"""Listing a resource: complete, under a registered standard, by those who may."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mingjing.catalog.acts import accept_batch, accepting
from mingjing.catalog.models import Resource, ResourceVersion
from mingjing.catalog.public import Listing, list_resource, load_example, resource, take_in
from mingjing.catalog.queries.intake import demand_accounted
from mingjing.catalog.queries.resources import batch_row
from mingjing.catalog.types import Connected, Text
from mingjing.catalog.types.refusals import (
    DuplicateBatch,
    DuplicateRuleInvalid,
    EntryIncomplete,
    ExpressionFailed,
    FileUnacceptable,
    MappingMissing,
    ResourceChanged,
    ResourceOfAnother,
    ResourceUnchanged,
    RowsUnaccounted,
    SourceColumnUnknown,
    UnknownBatch,
    UnknownResource,
)
from mingjing.registry.types import Actor, NotPermitted
from mingjing.standards.types import StandardUnknown


@pytest.fixture
def listing(connected: Connected, town: Path) -> Listing:
    """What the hotline is listed as."""
    spec = load_example(town).resource("hotline")
    assert spec is not None
    row = Resource.objects.get(resource_id="hotline")
    entry = replace(spec.entry, provider=row.agency_id, lead_source=row.lead_agency_id)
    return Listing(
        entry=entry,
        region="330100",
        standard_id="harbourton-hotline",
        standard_version="1.0.0",
        mapping=spec.mapping,
        example_id="harbourton",
    )


def test_each_version_is_kept(listing: Listing, zhao: Actor, now: datetime) -> None:
    entry = replace(listing.entry, summary=Text("新的摘要", "A new summary"))
    assert list_resource(actor=zhao, now=now, listing=replace(listing, entry=entry)) == 2
    assert resource("hotline").entry.summary.en == "A new summary"
    kept = ResourceVersion.objects.filter(resource_id="hotline").values_list("version", flat=True)
    assert list(kept) == [1, 2]


def test_nothing_new_is_no_new_version(listing: Listing, zhao: Actor, now: datetime) -> None:
    with pytest.raises(ResourceUnchanged):
        list_resource(actor=zhao, now=now, listing=listing)


def test_an_entry_states_what_article_13_wants(
    listing: Listing, zhao: Actor, now: datetime
) -> None:
    entry = replace(listing.entry, category=Text("", ""))
    with pytest.raises(EntryIncomplete):
        list_resource(actor=zhao, now=now, listing=replace(listing, entry=entry))


def test_only_a_steward_of_the_region_lists(
    listing: Listing, li: Actor, qian: Actor, now: datetime
) -> None:
    for stranger in (li, qian):
        with pytest.raises(NotPermitted):
            list_resource(actor=stranger, now=now, listing=listing)


def test_an_id_belongs_to_who_listed_it_first(listing: Listing, zhao: Actor, now: datetime) -> None:
    with pytest.raises(ResourceOfAnother):
        list_resource(actor=zhao, now=now, listing=replace(listing, example_id="elsewhere"))


def test_standard_and_mapping_must_fit(listing: Listing, zhao: Actor, now: datetime) -> None:
    columns = {**listing.mapping[0]["columns"], "nature": "Subject"}
    for wrong, refusal in (
        (replace(listing, standard_version="9.0.0"), StandardUnknown),
        (replace(listing, mapping=()), MappingMissing),
        (
            replace(listing, mapping=({**listing.mapping[0], "columns": columns},)),
            SourceColumnUnknown,
        ),
    ):
        with pytest.raises(refusal):
            list_resource(actor=zhao, now=now, listing=wrong)


def test_two_resources_cannot_step_back_for_each_other(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    spec = load_example(town).resource("inspections")
    assert spec is not None
    row = Resource.objects.get(resource_id="inspections")
    rule = {"resource": "hotline", "on": ["visited_on"]}
    mapping = tuple(
        {**raw, "duplicates_of": rule} if raw["table"] == "visit" else raw for raw in spec.mapping
    )
    entry = replace(spec.entry, provider=row.agency_id, lead_source=row.lead_agency_id)
    with pytest.raises(DuplicateRuleInvalid):
        list_resource(
            actor=zhao,
            now=now,
            listing=Listing(
                entry, "330100", "harbourton-inspections", "1.0.0", mapping, "harbourton"
            ),
        )


def test_an_expression_that_the_engine_cannot_run_is_named(
    listing: Listing, town: Path, zhao: Actor, now: datetime
) -> None:
    nature = {"column": "Topic", "extract": "(?=rats)"}  # no look-ahead in RE2
    first = {**listing.mapping[0], "columns": {**listing.mapping[0]["columns"], "nature": nature}}
    list_resource(actor=zhao, now=now, listing=replace(listing, mapping=(first,)))
    with pytest.raises(ExpressionFailed) as refusal:
        take_in(actor=zhao, now=now, resource_id="hotline", file=town / "data" / "hotline.csv")
    assert "resources.hotline.map[1] (complaint)" in refusal.value.text("en")


def test_a_file_that_breaks_a_rule_on_the_whole_is_refused(
    connected: Connected, town: Path, system: Actor, zhao: Actor, now: datetime
) -> None:
    from mingjing.catalog.public import connect_example

    standard = town / "standards" / "hotline.odcs.yaml"
    text = standard.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 1.1.0")
    rule = "      - id: enough\n        type: library\n        metric: rowCount\n"
    standard.write_text(
        text.rstrip() + "\n" + rule + "        mustBeGreaterThan: 3\n", encoding="utf-8"
    )
    connect_example(actor=system, now=now, example_dir=town)
    file = town / "few.csv"
    file.write_text(
        "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\nT-7,2025-02-03,,a,b,,\n"
    )
    with pytest.raises(FileUnacceptable) as refusal:
        take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    assert "few.csv" in refusal.value.text("en")


def test_the_act_sees_what_changed_during_the_check(
    connected: Connected, zhao: Actor, now: datetime
) -> None:
    row = batch_row(connected.intakes[1].batch.batch_id)
    handed = accepting.Handed(
        resource_id="hotline",
        file_name=row.file_name,
        file_digest=row.file_digest,
        file_bytes=row.file_bytes,
        standard_digest=row.standard_digest,
        mapping_digest=row.mapping_digest,
        prepared=None,  # type: ignore[arg-type] # refused before it is looked at
    )
    for changed, refusal in (
        (handed, DuplicateBatch),
        (replace(handed, mapping_digest="other"), ResourceChanged),
        (replace(handed, resource_id="gone"), UnknownResource),
    ):
        with pytest.raises(refusal):
            accept_batch.accept_batch(actor=zhao, now=now, handed=changed)


def test_rows_must_be_accounted_for() -> None:
    demand_accounted("calls.csv", 3, 2, 1)
    with pytest.raises(RowsUnaccounted):
        demand_accounted("calls.csv", 3, 2, 0)


def test_what_is_not_listed_is_not_found(connected: Connected) -> None:
    with pytest.raises(UnknownResource):
        resource("nothing")
    with pytest.raises(UnknownBatch):
        batch_row("nothing")
