# SPDX-License-Identifier: Apache-2.0
"""The canonical tables: the same with and without the database, with types, quick to look up."""

from datetime import date, datetime, timedelta
from pathlib import Path

from mingjing.catalog.public import (
    TABLES,
    all_columns,
    canonical_from_example,
    canonical_version,
    canonical_views,
    facts_of,
    load_example,
    take_in,
    tidy_lake,
    view_names,
)
from mingjing.catalog.queries import lake
from mingjing.catalog.types import Connected
from mingjing.engines.batch import BatchEngine, open_local_engine
from mingjing.engines.workspace import temporary_folder
from mingjing.registry.types import Actor

CHICAGO = Path(__file__).resolve().parents[3] / "examples" / "chicago"


def everything(engine: BatchEngine) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: engine.rows(f"SELECT * EXCLUDE (batch_id) FROM {name} ORDER BY ALL")  # noqa: S608
        for name in view_names()
    }


def test_a_folder_gives_the_same_tables_without_a_database(
    connected: Connected, town: Path, tmp_path: Path
) -> None:
    with open_local_engine() as engine:
        canonical_views(engine)
        stored = everything(engine)
    with open_local_engine() as engine:
        files = canonical_from_example(town, engine=engine, workdir=tmp_path / "work")
        assert everything(engine) == stored
    assert set(files) == set(view_names())
    assert all(path.is_file() for path in files.values())


def test_every_table_has_its_columns_and_types_even_when_empty(connected: Connected) -> None:
    with open_local_engine() as engine:
        canonical_views(engine)
        for table in TABLES.values():
            described = engine.rows(f"DESCRIBE {table.name}")
            wanted = [(column.name, column.sql_type) for column in all_columns(table)]
            assert [(row[0], row[1]) for row in described] == wanted


def test_it_tells_all_that_is_known_about_records_in_the_order_of_days(
    connected: Connected,
) -> None:
    facts = facts_of(["inspections:R-002", "hotline:T-1", "nobody:1"])
    assert [(fact.table, fact.record_id, fact.on) for fact in facts] == [
        ("complaint", "hotline:T-1", date(2025, 2, 1)),
        ("finding", "inspections:R-002", date(2025, 2, 4)),
        ("finding", "inspections:R-002", date(2025, 2, 4)),
        ("premises", "inspections:R-002", date(2025, 2, 4)),
        ("visit", "inspections:R-002", date(2025, 2, 4)),
        ("visit", "hotline:T-1", date(2025, 2, 5)),
    ]
    assert facts[-1].values["same_as"] == "inspections:R-003"
    assert facts_of([]) == ()


def test_facts_follow_the_lake(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    file = town / "more.csv"
    file.write_text(
        "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\nT-2,2025-02-03,,damp,x,,\n"
    )
    assert [fact.values["nature"] for fact in facts_of(["hotline:T-2"])] == ["smell"]
    take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    assert [fact.values["nature"] for fact in facts_of(["hotline:T-2"])] == ["damp"]


def test_the_version_changes_with_the_data_only(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    before = canonical_version()
    assert canonical_version() == before
    file = town / "more.csv"
    file.write_text(
        "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\nT-5,2025-02-03,,damp,x,,\n"
    )
    take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    assert canonical_version() != before


def test_files_that_no_batch_names_are_ignored_and_tidied_after_a_day(
    connected: Connected, now: datetime, tmp_path: Path
) -> None:
    store = lake.objects()
    version = canonical_version()
    good = lake.good_key("hotline", connected.intakes[1].batch.batch_id)
    store.put(lake.canonical_key("visit", "batch_killed"), store.local_path(good))
    assert canonical_version() == version
    assert tidy_lake(now) == ()
    assert tidy_lake(now + timedelta(hours=23)) == ()
    assert tidy_lake(now + timedelta(hours=24)) == ("canonical/visit/batch_killed.parquet",)
    assert store.exists(good)


def test_folders_of_killed_work_are_tidied_after_a_day(
    connected: Connected, now: datetime, home: Path
) -> None:
    left = temporary_folder(home, "intake")
    (left / "good.parquet").write_bytes(b"half")
    assert tidy_lake(now) == ()
    assert tidy_lake(now + timedelta(hours=24)) == (f"tmp/{left.name}",)
    assert not left.exists()


def test_the_chicago_folder_is_sound() -> None:
    example = load_example(CHICAGO)
    assert [spec.id for spec in example.resources] == [
        "canvass",
        "visits",
        "complaints311",
        "rawtext",
    ]
    assert example.path_of("officers.csv").is_file()
    assert not example.is_synthetic
