# SPDX-License-Identifier: Apache-2.0
"""Batch port (批量计算端口): named SQL steps on an engine that rooms never name.

SQL of a `Step` is written in the subset that DuckDB 1.5 and Spark 4 share, so the same list of
steps runs embedded or on a cluster. Names come from code, values are parameters `$name`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import pyarrow as pa

from mingjing.engines.config import setting
from mingjing.engines.duckdb_engine import DuckDBEngine
from mingjing.engines.spark_engine import SparkEngine

Row = tuple[Any, ...]  # cells are whatever the columns hold; the caller knows its SQL
Params = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a batch (批处理步骤): a table named `name`, made by `sql` from `reads`.

    `sql` is a single SELECT. `reads` says which tables it needs, for printing and for tests.
    """

    name: str
    sql: str
    reads: tuple[str, ...] = ()


class BatchEngine(Protocol):
    """Bulk SQL over Parquet (批量引擎). One engine is one private workspace; tables end with it."""

    def view(self, name: str, parquet: Path | Sequence[Path]) -> None:
        """Name Parquet files (or all `*.parquet` of a folder) as a table; columns by name."""

    def run(self, steps: Sequence[Step], params: Params | None = None) -> None:
        """Make the table of each step, in order. A name that exists is replaced."""

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """The rows of a query. For small results."""

    def arrow(self, sql: str, params: Params | None = None) -> pa.Table:
        """The result of a query as an Arrow table."""

    def put(self, name: str, table: pa.Table) -> None:
        """Make a table from an Arrow table."""

    def copy(self, sql: str, path: Path, params: Params | None = None) -> int:
        """Write a query's result to one Parquet file (zstd) and answer the number of rows.

        The file appears under its name only when it is whole.
        """

    def drop(self, name: str) -> None:
        """Forget a table or view, if it is there."""

    def close(self) -> None:
        """End the workspace and remove its temporary files."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def open_engine(home: Path | None = None) -> BatchEngine:
    """A fresh engine; use it as a context manager.

    `home` is the state folder; temporary files go to `home/tmp`, or to the system's temporary
    folder. `MINGJING_ENGINE` chooses: `duckdb` (default) or `spark://host:port`,
    `spark://local[2]` for Spark inside this process.
    """
    url = setting("MINGJING_ENGINE", "duckdb")
    if url.startswith("spark://"):
        return SparkEngine(url, home)
    return DuckDBEngine(home)


def open_local_engine(home: Path | None = None) -> DuckDBEngine:
    """The embedded engine, whatever the setting says: for work on one file of this machine."""
    return DuckDBEngine(home)


__all__ = ["BatchEngine", "Params", "Row", "Step", "open_engine", "open_local_engine"]
