# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - table names of this module and SQL of `writing`
"""Running a mapping (执行映射): accepted rows of a file become canonical Parquet files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingjing.catalog.rules import writing
from mingjing.catalog.rules.canonical import TABLES
from mingjing.catalog.rules.reading import source_columns
from mingjing.catalog.types.example import MapSpec
from mingjing.catalog.types.refusals import ExpressionFailed
from mingjing.catalog.types.views import MappedTable
from mingjing.engines.batch import BatchEngine, Step
from mingjing.engines.errors import BatchFailed
from mingjing.kernel.progress import Progress, part

_UNMAPPED_SHOWN = 5
_RECORDS = "numbered"
RECORD = "record"
"""Beside the canonical tables: which record each accepted row is (`record_id`, `row_no`)."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Accepted rows of one file, ready to be mapped (待映射数据).

    `elements` are the source's own columns, beside `row_no`. `is_apart`: a row may equal one that
    an earlier batch brought and is still another record.
    """

    file: Path
    elements: tuple[str, ...]
    key: tuple[str, ...]
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Compiled:
    """What the mappings made (映射产物): canonical files by table, and counts by mapping."""

    files: Mapping[str, Path]
    tables: tuple[MappedTable, ...]


def compile_batch(
    engine: BatchEngine,
    accepted: Accepted,
    maps: Sequence[MapSpec],
    *,
    origin: writing.Origin,
    target: Path,
    progress: Progress,
) -> Compiled:
    """Write the canonical files `target/<table>/<batch_id>.parquet` of one batch.

    A row that lacks a required canonical value is left out of that table and counted. Two
    mappings to one table go into one file.

    Raises: ExpressionFailed.
    """
    _number_records(engine, accepted, maps)
    files = {RECORD: target / RECORD / f"{origin.batch_id}.parquet"}
    engine.copy(writing.index_sql(origin, _RECORDS), files[RECORD])
    counted = []
    for number, spec in enumerate(maps):
        progress(spec.table, number / (len(maps) + 1))
        counted.append(_map_one(engine, spec, f"mapped_{number}", origin))
    names = list(dict.fromkeys(spec.table for spec in maps))
    for place, table in enumerate(names):
        share = part(progress, len(maps) / (len(maps) + 1), 1.0)
        share(table, place / len(names))
        parts = [
            f"({writing.complete_sql(spec, f'mapped_{number}')})"
            for number, spec in enumerate(maps)
            if spec.table == table
        ]
        path = target / table / f"{origin.batch_id}.parquet"
        sql = " UNION ALL ".join(f"SELECT * FROM {rows}" for rows in parts)
        engine.copy(f"SELECT * FROM ({sql}) ORDER BY record_id, row_no", path)
        files[table] = path
    for number in range(len(maps)):
        engine.drop(f"mapped_{number}")
    engine.drop(_RECORDS)
    return Compiled(files, tuple(counted))


def _number_records(engine: BatchEngine, accepted: Accepted, maps: Sequence[MapSpec]) -> None:
    engine.view("accepted", accepted.file)
    read = dict.fromkeys(name for spec in maps for name in source_columns(spec))
    source = writing.Source("accepted", accepted.elements, accepted.key, tuple(read))
    # Where two records may be equal, the row number keeps them apart.
    suffix = "'~' || CAST(row_no AS VARCHAR)" if accepted.is_apart else ""
    engine.run([Step(_RECORDS, writing.record_sql(source, suffix=suffix), ("accepted",))])


def _map_one(engine: BatchEngine, spec: MapSpec, name: str, origin: writing.Origin) -> MappedTable:
    sql = writing.mapped_sql(spec, origin, _RECORDS)
    try:
        engine.run([Step(name, sql, (_RECORDS,))])
    except BatchFailed as error:
        raise ExpressionFailed(
            where=spec.where_it_stands or spec.table, cause=error.detail["cause"]
        ) from error
    taken, written, *lacking = engine.rows(writing.counted_sql(spec, name))[0]
    required = TABLES[spec.table].required
    absent = tuple((col, n) for col, n in zip(required, lacking, strict=True) if n)
    return MappedTable(spec.table, taken, written, absent, _unmapped(engine, spec, absent))


def _unmapped(
    engine: BatchEngine, spec: MapSpec, absent: Sequence[tuple[str, int]]
) -> tuple[tuple[str, str, int], ...]:
    """Source values of coded columns that no code list knows, the commonest first."""
    table = TABLES[spec.table]
    coded = [name for name, _ in absent if (column := table.column(name)) and column.codes]
    return tuple(
        (name, str(value), int(n))
        for name in coded
        for value, n in engine.rows(writing.unmapped_sql(spec, _RECORDS, name, _UNMAPPED_SHOWN))
    )
