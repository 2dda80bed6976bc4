# SPDX-License-Identifier: Apache-2.0
"""What a batch engine is (批量引擎): steps, and the calls that every adapter answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import pyarrow as pa

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

    def lend(self, name: str, table: pa.Table) -> None:
        """Name an Arrow table without copying it, until the name is lent again or dropped."""

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
