# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - table names of this module and SQL of `writing`
"""The current canonical tables (当前规范表): which rows count, out of the files of all batches.

Pure over files: the same with the database (`lake`) and without it (`offline`). Tables that need
a decision between records are made once per state of the lake and kept as Parquet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingjing.catalog.queries.compiling import RECORD
from mingjing.catalog.rules import writing
from mingjing.catalog.rules.canonical import TABLES, all_columns
from mingjing.catalog.types.canonical import ColumnType, Table
from mingjing.catalog.types.example import DuplicateRule
from mingjing.engines.batch import BatchEngine, Step, open_local_engine
from mingjing.engines.durable import whole_file
from mingjing.engines.sql import quote

ALL = "_all"
SPLIT = ("visit", "finding")
_ARROW = {
    ColumnType.TEXT: pa.string(),
    ColumnType.CODE: pa.string(),
    ColumnType.VISIT: pa.string(),
    ColumnType.INT: pa.int64(),
    ColumnType.DOUBLE: pa.float64(),
    ColumnType.DATE: pa.date32(),
}


@dataclass(frozen=True, slots=True)
class State:
    """What the lake holds today (数据湖现状).

    `files`: canonical files by table (and the `record` index) of the batches that count.
    `ranks`: batches, the oldest first, when a later one may bring a record again; else empty.
    `rules`: duplicate rules by resource, those named by others first.
    """

    files: Mapping[str, tuple[Path, ...]]
    ranks: tuple[str, ...] = ()
    rules: tuple[tuple[str, tuple[DuplicateRule, ...]], ...] = ()


def view_names() -> tuple[str, ...]:
    """Names of all canonical views, in the order of the reference page."""
    return tuple(n for name in TABLES for n in ((name, name + ALL) if name in SPLIT else (name,)))


def settle(state: State, target: Path, home: Path | None) -> dict[str, tuple[Path, ...]]:
    """Files behind each canonical view; those that must be made are put into `target`, once."""
    target.mkdir(parents=True, exist_ok=True)
    plain = {
        name: state.files.get(name) or (_empty(table, target),) for name, table in TABLES.items()
    }
    found = dict(plain) | {name + ALL: plain[name] for name in SPLIT}
    made = {name: target / f"{name}.parquet" for name in _to_make(state)}
    if not all(path.is_file() for path in made.values()):
        with open_local_engine(home) as engine:
            _make(engine, state, plain, made)
    return found | {name: (path,) for name, path in made.items()}


def register(
    engine: BatchEngine, files: Mapping[str, Sequence[Path]], tables: Sequence[str]
) -> None:
    """Make canonical views known to an engine."""
    for name in tables:
        engine.view(name, list(files[name]))


def _to_make(state: State) -> tuple[str, ...]:
    """Views that are not simply all their files."""
    if state.ranks:
        return view_names()
    return ("visit", f"visit{ALL}", "finding") if state.rules else ()


def _empty(table: Table, target: Path) -> Path:
    path = target / f"{table.name}.empty.parquet"
    if not path.is_file():
        columns = [pa.field(c.name, _ARROW[c.kind]) for c in all_columns(table)]
        with whole_file(path) as draft:
            pq.write_table(pa.schema(columns).empty_table(), draft)
    return path


def _make(
    engine: BatchEngine,
    state: State,
    plain: Mapping[str, tuple[Path, ...]],
    made: Mapping[str, Path],
) -> None:
    if state.ranks:
        engine.view(RECORD, list(state.files[RECORD]))
        ranks = pa.table({"batch_id": list(state.ranks), "rank": list(range(len(state.ranks)))})
        engine.put("ranks", ranks)
        engine.run([Step("newest", _NEWEST, (RECORD, "ranks"))])
    for name, files in plain.items():
        engine.view(f"{name}_delivered", list(files))
    engine.run(_same_steps(state))
    for name, path in made.items():
        engine.copy(f"{_rows(name, state)} ORDER BY record_id, row_no", path)


_NEWEST = (
    "SELECT r.record_id, arg_max(r.batch_id, k.rank) AS batch_id FROM record r "
    "JOIN ranks k ON r.batch_id = k.batch_id GROUP BY r.record_id"
)
_GROWN = (
    "SELECT * FROM same UNION ALL SELECT f.* FROM found f "
    "LEFT JOIN same s ON f.visit_id = s.visit_id WHERE s.visit_id IS NULL"
)
_NOBODY = "SELECT CAST(NULL AS VARCHAR) AS visit_id, CAST(NULL AS VARCHAR) AS same_as WHERE false"


def _counting(name: str, state: State) -> str:
    """The rows of a table that count: each record as its newest batch brought it."""
    if not state.ranks:
        return f"SELECT * FROM {name}_delivered"
    return (
        f"SELECT d.* FROM {name}_delivered d JOIN newest n "
        f"ON d.record_id = n.record_id AND d.batch_id = n.batch_id"
    )


def _rows(name: str, state: State) -> str:
    """The rows of a view; `same` says which visits step back."""
    table = name.removesuffix(ALL)
    counting = _counting(table, state)
    columns = "r.* EXCLUDE (same_as), s.same_as" if table == "visit" else "r.*"
    if table not in SPLIT or name == f"finding{ALL}":
        return counting
    rows = f"SELECT {columns} FROM ({counting}) AS r LEFT JOIN same s ON r.visit_id = s.visit_id"
    return rows if name == f"visit{ALL}" else f"{rows} WHERE s.visit_id IS NULL"


def _same_steps(state: State) -> list[Step]:
    """The table `same`: visits that step back, and for which."""
    every = [rule for _, rules in state.rules for rule in rules]
    names = ", ".join(quote(name) for name in writing.compared_columns(every))
    steps = [
        Step("visit_key", f"SELECT {names} FROM ({_counting('visit', state)}) AS v"),
        Step("same", _NOBODY),
    ]
    resolved = "SELECT v.*, s.same_as FROM visit_key v LEFT JOIN same s ON v.visit_id = s.visit_id"
    for resource_id, rules in state.rules:
        for rule in rules:
            pairs = writing.same_as_sql(rule, resource_id, "resolved")
            steps += [
                Step("resolved", resolved, ("visit_key", "same")),
                Step("found", pairs, ("resolved",)),
                Step("grown", _GROWN, ("same", "found")),
                Step("same", "SELECT * FROM grown", ("grown",)),
            ]
    return steps
