# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""Gather what the canonical tables say about who a record is about (汇集记录).

Shape: `mention`, one row per record_id: what the source row says of name, address and keys.
A source row that stands in several canonical tables is taken from the most telling one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mingjing.engines.batch import BatchEngine, Step

Tables = Mapping[str, Path | Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Source:
    """How a canonical table is read: which of its columns stands for what.

    A record of a table that `founds` makes a subject when it fits none; others only join one.
    """

    table: str
    on: str
    founds: bool
    has: frozenset[str] = field(default_factory=frozenset)


_WHO = ("name", "address", "licence_no", "usc_code")
_WHERE = ("area", "district", "lat", "lon")
SOURCES = (
    Source(
        "premises",
        "observed_on",
        True,
        frozenset((*_WHO, *_WHERE, "aka", "owner_key", "region", "category", "risk_class")),
    ),
    Source(
        "visit",
        "visited_on",
        True,
        frozenset((*_WHO, *_WHERE, "owner_key", "category", "risk_class")),
    ),
    Source("licence", "observed_on", True, frozenset((*_WHO, "owner_key"))),
    Source("subject", "observed_on", False, frozenset((*_WHO, "area", "region", "owner_key"))),
    Source("test", "tested_on", False, frozenset(("name", "licence_no", "usc_code"))),
    Source("penalty", "decided_on", False, frozenset(("name", "licence_no", "usc_code"))),
    Source("production", "produced_on", False, frozenset(("name", "licence_no", "usc_code"))),
    Source("shipment", "shipped_on", False, frozenset(("name", "licence_no", "usc_code"))),
    Source("credit_event", "happened_on", False, frozenset(("name", "licence_no", "usc_code"))),
    Source("complaint", "made_on", False, frozenset((*_WHO, *_WHERE))),
)
"""Most telling first."""

_TEXT = (
    "name",
    "aka",
    "address",
    "area",
    "licence_no",
    "owner_key",
    "usc_code",
    "district",
    "region",
    "category",
    "risk_class",
)
_NUMBERS = ("lat", "lon")


def view_name(table: str) -> str:
    """The name under which a canonical table is read here; the views of others stay untouched."""
    return f"subjects_{table}"


def gather(engine: BatchEngine, tables: Tables) -> tuple[str, ...]:
    """Register the canonical files and make `mention`; answers the tables that were there."""
    present = tuple(source for source in SOURCES if has_table(tables, source.table))
    for source in present:
        register_table(engine, tables, source.table)
    if present:
        engine.run([mention_step(present)])
    return tuple(source.table for source in present)


def has_table(tables: Tables, table: str) -> bool:
    """Whether there are files of a canonical table."""
    return _has_files(_files(tables, table))


def register_table(engine: BatchEngine, tables: Tables, table: str) -> None:
    """Register a canonical table under `view_name`."""
    engine.view(view_name(table), _files(tables, table))


def _files(tables: Tables, table: str) -> Path | Sequence[Path]:
    """Every record of a table: one real visit may be told by several sources."""
    return tables.get(f"{table}_all", tables.get(table, ()))


def _has_files(files: Path | Sequence[Path]) -> bool:
    return (
        any(files.glob("*.parquet")) if isinstance(files, Path) and files.is_dir() else bool(files)
    )


def mention_step(sources: Sequence[Source]) -> Step:
    """The step that makes `mention` from the tables that are present."""
    union = " UNION ALL ".join(_select(place, source) for place, source in enumerate(sources))
    columns = ", ".join(
        ("record_id", "resource_id", "source", "founds", "seen_on", *_TEXT, *_NUMBERS)
    )
    return Step(
        "mention",
        f"SELECT {columns} FROM (SELECT *, row_number() OVER "
        f"(PARTITION BY record_id ORDER BY telling, seen_on, name) AS place FROM ({union})) "
        "WHERE place = 1",
        tuple(view_name(source.table) for source in sources),
    )


def _select(telling: int, source: Source) -> str:
    text = ", ".join(
        f"{c} AS {c}" if c in source.has else f"CAST(NULL AS STRING) AS {c}" for c in _TEXT
    )
    numbers = ", ".join(
        f"{c} AS {c}" if c in source.has else f"CAST(NULL AS DOUBLE) AS {c}" for c in _NUMBERS
    )
    return (
        f"SELECT record_id, resource_id, '{source.table}' AS source, {telling} AS telling, "
        f"{'true' if source.founds else 'false'} AS founds, CAST({source.on} AS DATE) AS seen_on, "
        f"{text}, {numbers} FROM {view_name(source.table)}"
    )
