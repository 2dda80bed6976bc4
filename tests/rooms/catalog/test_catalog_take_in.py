# SPDX-License-Identifier: Apache-2.0
"""Taking in a file: recognised when it comes again, renewing what counts, whole or not at all."""

from datetime import datetime
from pathlib import Path

import pytest

from mingjing.catalog.acts import take_in as module
from mingjing.catalog.models import Batch
from mingjing.catalog.public import (
    batch,
    batches,
    canonical_version,
    canonical_views,
    connect_example,
    rehearse,
    resource,
    take_in,
)
from mingjing.catalog.queries import lake
from mingjing.catalog.types import Connected
from mingjing.catalog.types.refusals import FileChanged, ResourceChanged, UnknownResource
from mingjing.engines.batch import open_local_engine
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entries
from mingjing.registry.types import Actor, NotPermitted

FIRST = PageRequest(1, 100)
HEAD = "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\n"


def calls(folder: Path, *lines: str) -> Path:
    path = folder / f"calls-{len(lines)}-{abs(hash(lines))}.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def natures() -> list[tuple[str, str]]:
    with open_local_engine() as engine:
        canonical_views(engine, {"complaint"})
        found = engine.rows("SELECT record_id, nature FROM complaint ORDER BY record_id")
    return [(str(record), str(nature)) for record, nature in found]


def test_it_recognises_the_same_file(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    before = entries(FIRST).total
    copy = town / "under another name.csv"
    copy.write_bytes((town / "data" / "hotline.csv").read_bytes())
    intake = take_in(actor=zhao, now=now, resource_id="hotline", file=copy)
    assert not intake.is_new
    assert intake.batch.batch_id == connected.intakes[1].batch.batch_id
    assert entries(FIRST).total == before


def test_an_increment_adds_records_and_renews_those_that_come_again(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    file = calls(town, "T-2,2025-02-03,2025-02-20,mould,14 Mill Lane,,", "T-9,2025-02-21,,rats,x,,")
    take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    assert natures() == [
        ("hotline:T-1", "rats"),
        ("hotline:T-2", "mould"),
        ("hotline:T-4", "smell"),
        ("hotline:T-9", "rats"),
    ]
    assert resource("hotline").rows == 5
    assert [row.is_current for row in batches("hotline", FIRST).items] == [True, True]


def test_a_record_that_no_longer_feeds_a_table_leaves_it(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    file = calls(town, "T-1,2025-02-01,2025-02-05,noise,1 Quay Street,,")
    take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    assert natures() == [("hotline:T-2", "smell"), ("hotline:T-4", "smell")]


def test_a_snapshot_replaces_the_one_before_and_keeps_it(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    old = connected.intakes[0].batch.batch_id
    text = (town / "data" / "inspections.csv").read_text(encoding="utf-8")
    newer = town / "newer.csv"
    newer.write_text("".join(text.splitlines(keepends=True)[:3]), encoding="utf-8")
    new = take_in(actor=zhao, now=now, resource_id="inspections", file=newer).batch
    assert batch(old).replaced_by == new.batch_id
    assert resource("inspections").rows == 2
    assert lake.objects().exists(lake.good_key("inspections", old))
    with open_local_engine() as engine:
        canonical_views(engine, {"premises"})
        assert engine.rows("SELECT count(*) FROM premises") == [(2,)]


def test_a_wrong_snapshot_is_undone_by_handing_in_the_right_one_again(
    connected: Connected, town: Path, zhao: Actor, system: Actor, now: datetime
) -> None:
    right = town / "data" / "inspections.csv"
    rows = resource("inspections").rows
    wrong = town / "wrong.csv"
    wrong.write_text(
        "".join(right.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8"
    )
    mistake = take_in(actor=zhao, now=now, resource_id="inspections", file=wrong).batch
    again = connect_example(actor=system, now=now, example_dir=town)
    assert all(not intake.is_new for intake in again.intakes), "the folder does not turn time back"
    assert resource("inspections").rows == 2

    mended = take_in(actor=zhao, now=now, resource_id="inspections", file=right)
    assert mended.is_new
    assert batch(mistake.batch_id).replaced_by == mended.batch.batch_id
    assert resource("inspections").rows == rows
    once_more = take_in(actor=zhao, now=now, resource_id="inspections", file=right)
    assert not once_more.is_new
    assert once_more.batch.batch_id == mended.batch.batch_id


def test_a_record_keeps_its_id_from_batch_to_batch(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    file = calls(town, "T-9,2025-02-21,,rats,x,,", "T-2,2025-02-03,,smell,14 Mill Lane,,")
    take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    with open_local_engine() as engine:
        canonical_views(engine, {"complaint"})
        rows = engine.rows("SELECT row_no FROM complaint WHERE record_id = 'hotline:T-2'")
    assert rows == [(2,)]


def test_it_rehearses_without_taking_anything_in(
    connected: Connected, town: Path, zhao: Actor
) -> None:
    before, version = entries(FIRST).total, canonical_version()
    file = calls(town, "T-9,2025-02-21,2025-02-20,rats,x,,")
    report = rehearse(actor=zhao, resource_id="hotline", file=file)
    assert (report.rows, report.accepted, report.rejected) == (1, 0, 1)
    assert (entries(FIRST).total, canonical_version()) == (before, version)


def test_it_takes_a_file_of_which_every_row_fails(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    file = calls(town, "T-9,2025-02-21,2025-02-20,rats,x,,")
    view = take_in(actor=zhao, now=now, resource_id="hotline", file=file).batch
    assert (view.rows, view.accepted, view.quarantined) == (1, 0, 1)
    assert len(natures()) == 3


def test_it_asks_for_permission(
    connected: Connected, town: Path, li: Actor, zhou: Actor, now: datetime
) -> None:
    for stranger in (li, zhou):
        with pytest.raises(NotPermitted):
            take_in(actor=stranger, now=now, resource_id="hotline", file=calls(town, "x"))


def test_it_knows_only_listed_resources(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    with pytest.raises(UnknownResource):
        take_in(actor=zhao, now=now, resource_id="nothing", file=calls(town, "x"))


def test_it_refuses_a_file_that_is_still_being_written(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    before = sorted(lake.objects().list())
    file = calls(town, "T-9,2025-02-21,,rats,x,,")

    def grow(message: str, share: float) -> None:
        if file.stat().st_size < 100:
            with file.open("a", encoding="utf-8") as target:
                target.write("T-10,2025-02-22,,mice,y,,\n")

    with pytest.raises(FileChanged, match=file.name):
        take_in(actor=zhao, now=now, resource_id="hotline", file=file, progress=grow)
    assert sorted(lake.objects().list()) == before
    assert take_in(actor=zhao, now=now, resource_id="hotline", file=file).batch.rows == 2


def test_it_takes_its_files_back_when_the_act_refuses(
    connected: Connected,
    town: Path,
    zhao: Actor,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = sorted(lake.objects().list())

    def changed(**_: object) -> Batch:
        raise ResourceChanged(resource="hotline")

    monkeypatch.setattr(module, "accept_batch", changed)
    with pytest.raises(ResourceChanged):
        take_in(
            actor=zhao, now=now, resource_id="hotline", file=calls(town, "T-9,2025-02-21,,rats,x,,")
        )
    assert sorted(lake.objects().list()) == before
    assert not list((lake.home() / "tmp").glob("intake-*"))
