# SPDX-License-Identifier: Apache-2.0
"""Bad input: each way to be wrong is refused by name, and accepted data stays as it was."""

import gzip
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from mingjing.catalog.public import batches, canonical_version, facts_of, take_in
from mingjing.catalog.queries import lake
from mingjing.catalog.types import Connected
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entries
from mingjing.registry.types import Actor

FIRST = PageRequest(1, 100)
HEAD = "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\n"
GOOD = "T-7,2025-02-03,,rats,x,,\n"


def broken_encoding(folder: Path) -> Path:
    path = folder / "broken.csv"
    path.write_bytes(HEAD.encode() + b"T-7,2025-02-03,,caf\xe9\xff,x,,\n")
    return path


def wrong_column_count(folder: Path) -> Path:
    path = folder / "ragged.csv"
    path.write_text(HEAD + GOOD + "T-8,2025-02-03,,rats\n")
    return path


def unknown_column(folder: Path) -> Path:
    path = folder / "unknown.csv"
    path.write_text(HEAD.replace("Permit", "Licence") + GOOD)
    return path


def missing_column(folder: Path) -> Path:
    path = folder / "missing.csv"
    path.write_text("Ticket,Opened\nT-7,2025-02-03\n")
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.csv"
    path.write_text(HEAD)
    return path


def absent(folder: Path) -> Path:
    return folder / "absent.csv"


def zip_bomb(folder: Path) -> Path:
    path = folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("calls.csv", HEAD + f"T,2025-02-03,,{'0' * 1000},x,,\n" * 80_000)
    return path


def damaged_gzip(folder: Path) -> Path:
    path = folder / "damaged.csv.gz"
    path.write_bytes(gzip.compress((HEAD + GOOD * 1000).encode())[:-20])
    return path


def not_a_table(folder: Path) -> Path:
    path = folder / "photo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (broken_encoding, "standards.encoding_broken"),
        (wrong_column_count, "standards.rows_ragged"),
        (unknown_column, "standards.columns_missing"),
        (missing_column, "standards.columns_missing"),
        (empty, "standards.file_empty"),
        (absent, "catalog.file_missing"),
        (zip_bomb, "standards.compression_bomb"),
        (damaged_gzip, "standards.archive_damaged"),
        (not_a_table, "standards.format_unknown"),
    ],
)
def test_it_refuses_a_file_as_a_whole_and_changes_nothing(
    make: Callable[[Path], Path],
    code: str,
    connected: Connected,
    town: Path,
    zhao: Actor,
    now: datetime,
) -> None:
    before = (entries(FIRST).total, canonical_version(), sorted(lake.objects().list()))
    file = make(town)
    with pytest.raises(PlatformError) as refusal:
        take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    assert refusal.value.code == code
    assert file.name in refusal.value.text("en")
    assert refusal.value.remedy("zh")
    assert before == (entries(FIRST).total, canonical_version(), sorted(lake.objects().list()))
    assert batches("hotline", FIRST).total == 1


def test_it_stops_at_the_size_limit(
    connected: Connected,
    town: Path,
    zhao: Actor,
    now: datetime,
    settings: pytest.FixtureRequest,
) -> None:
    settings.MINGJING_MAX_FILE_BYTES = 1000  # type: ignore[attr-defined]
    file = town / "large.csv"
    file.write_text(HEAD + "".join(f"T-{n},2025-02-03,,rats,x,,\n" for n in range(100)))
    with pytest.raises(PlatformError) as refusal:
        take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    assert refusal.value.code == "standards.file_too_large"


def test_an_impossible_date_waits_in_quarantine_with_row_field_rule_and_reason(
    connected: Connected,
) -> None:
    sample = connected.intakes[0].batch.report["sample"]
    cell = next(cell for cell in sample if cell["row_no"] == 4)
    assert cell["fields"] == ["Day"]
    assert cell["value"] == "31.02.2025"
    assert cell["rule_id"]
    assert cell["en"]
    assert cell["zh"]


def test_gb18030_and_odd_identifiers_survive(
    connected: Connected, town: Path, zhao: Actor, now: datetime
) -> None:
    file = town / "gb.csv"
    file.write_bytes((HEAD + "0164A,2025-02-03,,老鼠,码头路1号,,0007\n").encode("gb18030"))
    intake = take_in(actor=zhao, now=now, resource_id="hotline", file=file)
    (fact,) = facts_of(["hotline:0164A"])
    assert intake.batch.accepted == 1
    assert (fact.values["nature"], fact.values["licence_no"]) == ("老鼠", "0007")
