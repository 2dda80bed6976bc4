# SPDX-License-Identifier: Apache-2.0
"""Canonical rows of given records (事实查询): what a subject's page shows, in milliseconds.

Parquet is made for scans: one row costs a whole row group. So beside the current tables lies an
index: the same rows, sorted by record, uncompressed and memory-mapped, where a record is found by
bisection. It is derived, made once per file, and may be deleted at any time.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import overload

import pyarrow as pa
import pyarrow.parquet as pq

from mingjing.catalog.queries import lake
from mingjing.catalog.queries.current import ALL, SPLIT
from mingjing.catalog.rules.canonical import TABLES
from mingjing.catalog.types.canonical import Table
from mingjing.catalog.types.views import Fact
from mingjing.engines.durable import whole_file
from mingjing.kernel.canonical import digest

_ROWS_AT_ONCE = 65_536
_GRACE_SECONDS = 3600


class _Texts(Sequence[str]):
    """A column of sorted texts as a sequence that `bisect` can search."""

    def __init__(self, column: pa.Array) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return _Texts(self._column[place])
        return str(self._column[place].as_py())


def facts_of(record_ids: Collection[str], limit: int = 5000) -> tuple[Fact, ...]:
    """Rows of every canonical table about the given records, the oldest first.

    A visit that is the same as another resource's is there too, and says so in `same_as`. A
    finding bears the day of its visit when the visit is among the records.
    """
    wanted = sorted(set(record_ids))
    found = [
        fact
        for table, files in _indexed().items()
        for file in files
        for fact in _rows(TABLES[table], file, wanted)
    ]
    days = {fact.values["visit_id"]: fact.on for fact in found if fact.table == "visit"}
    dated = [_dated(fact, days) for fact in found]
    dated.sort(key=lambda fact: (fact.on or date.min, fact.record_id, fact.table))
    return tuple(dated[:limit])


def index_facts() -> None:
    """Make the index of the current tables, so that the first page need not wait for it."""
    _indexed()


def _indexed() -> dict[str, list[Path]]:
    """Index files by table."""
    folder = lake.cache() / "facts"
    made: dict[str, list[Path]] = {}
    kept = set()
    current = lake.canonical_files()
    for name in TABLES:
        for parquet in current[name + ALL if name in SPLIT else name]:
            # Two states of the lake may give a made file the same name, never the same folder.
            path = folder / f"{digest(str(parquet))[:32]}.arrow"
            kept.add(path)
            if not path.exists():
                _write(parquet, path)
            made.setdefault(name, []).append(path)
    _forget(folder, kept)
    return made


def _write(parquet: Path, path: Path) -> None:
    """The rows of a Parquet file, which are sorted by record, as memory-mapped Arrow."""
    source = pq.ParquetFile(parquet)
    with (
        whole_file(path) as draft,
        pa.OSFile(str(draft), "wb") as sink,
        pa.ipc.new_file(sink, source.schema_arrow) as writer,
    ):
        for batch in source.iter_batches(batch_size=_ROWS_AT_ONCE):
            writer.write_batch(batch)


def _forget(folder: Path, kept: set[Path]) -> None:
    """Remove the index of files that no longer count, an hour after the newest was made.

    Until then another process may be about to open it.
    """
    newest = max((path.stat().st_mtime for path in kept), default=0.0)
    for path in folder.glob("*.arrow"):
        if path not in kept and path.stat().st_mtime < newest - _GRACE_SECONDS:
            path.unlink(missing_ok=True)


def _rows(table: Table, file: Path, wanted: Sequence[str]) -> Iterator[Fact]:
    with pa.memory_map(str(file)) as source:
        reader = pa.ipc.open_file(source)
        for number in range(reader.num_record_batches):
            batch = reader.get_batch(number)
            texts = _Texts(batch.column("record_id"))
            for record_id in _within(wanted, texts):
                start = bisect_left(texts, record_id)
                while start < len(texts) and texts[start] == record_id:
                    yield _fact(table, batch.slice(start, 1).to_pylist()[0])
                    start += 1


def _within(wanted: Sequence[str], texts: Sequence[str]) -> Sequence[str]:
    """The wanted records that can stand in a sorted column at all."""
    if not texts:
        return ()
    return wanted[bisect_left(wanted, texts[0]) : bisect_left(wanted, texts[-1] + "\0")]


def _fact(table: Table, row: dict[str, object]) -> Fact:
    names = (column.name for column in table.columns)
    values = {name: row[name] for name in names if row[name] is not None}
    on = values.get(table.dated_by)
    return Fact(
        table=table.name,
        record_id=str(row["record_id"]),
        resource_id=str(row["resource_id"]),
        batch_id=str(row["batch_id"]),
        row_no=int(str(row["row_no"])),
        on=on if isinstance(on, date) else None,
        values=values,
    )


def _dated(fact: Fact, days: dict[object, date | None]) -> Fact:
    on = fact.on or days.get(fact.values.get("visit_id"))
    return fact if on is fact.on else replace(fact, on=on)
