# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - names go through `quote`, constants through `literal` (engines.sql)
"""DuckDB behind the batch port (嵌入式引擎): the default, inside this process.

Nothing is downloaded: extensions are neither installed nor loaded on their own. What does not
fit into memory goes to a private folder that is removed at the end.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import duckdb
import pyarrow as pa

from mingjing.engines.config import setting
from mingjing.engines.durable import whole_file
from mingjing.engines.errors import BatchFailed, EngineExhausted
from mingjing.engines.sql import literal, literals, quote, used
from mingjing.engines.workspace import parquet_files, remove_folder, temporary_folder

if TYPE_CHECKING:
    from mingjing.engines.port import Step

T = TypeVar("T")


def memory_limit() -> str:
    """Memory an engine may use: `MINGJING_ENGINE_MEMORY`, or half of the machine's."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return setting("MINGJING_ENGINE_MEMORY", f"{total // 2 // 2**20}MiB")


def thread_count() -> int:
    """Threads an engine may use: the processors this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class DuckDBEngine:
    """The batch port on an in-memory DuckDB (`BatchEngine`)."""

    def __init__(self, home: Path | None = None) -> None:
        self._folder = temporary_folder(home, "duckdb")
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "threads": thread_count(),
                "memory_limit": memory_limit(),
                "temp_directory": str(self._folder),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "allow_community_extensions": "false",
                "preserve_insertion_order": "true",
            },
        )
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute("SET enable_progress_bar = false")
        self._connection.execute("SET lock_configuration = true")

    def view(self, name: str, parquet: Path | Sequence[Path]) -> None:
        """See `BatchEngine.view`."""
        files = parquet_files(parquet if isinstance(parquet, Path) else list(parquet))
        self._statement(
            name,
            f"CREATE OR REPLACE VIEW {quote(name)} AS "
            f"SELECT * FROM read_parquet([{literals(files)}], union_by_name = true)",
        )

    def run(self, steps: Sequence["Step"], params: Mapping[str, object] | None = None) -> None:
        """See `BatchEngine.run`."""
        for step in steps:
            sql = f"CREATE OR REPLACE TABLE {quote(step.name)} AS {step.sql}"
            self._statement(step.name, sql, params)

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """See `BatchEngine.rows`."""
        return self._guarded("rows", lambda: self._run(sql, params).fetchall())

    def arrow(self, sql: str, params: Mapping[str, object] | None = None) -> pa.Table:
        """See `BatchEngine.arrow`."""
        return self._guarded("arrow", lambda: self._run(sql, params).to_arrow_table())

    def put(self, name: str, table: pa.Table) -> None:
        """See `BatchEngine.put`."""
        self._connection.register("__arriving", table)
        try:
            sql = f"CREATE OR REPLACE TABLE {quote(name)} AS SELECT * FROM __arriving"
            self._statement(name, sql)
        finally:
            self._connection.unregister("__arriving")

    def lend(self, name: str, table: pa.Table) -> None:
        """See `BatchEngine.lend`."""
        self._connection.register(name, table)

    def copy(self, sql: str, path: Path, params: Mapping[str, object] | None = None) -> int:
        """See `BatchEngine.copy`."""
        with whole_file(path) as draft:
            statement = f"COPY ({sql}) TO {literal(str(draft))} (FORMAT parquet, COMPRESSION zstd)"
            counted = self._guarded(path.name, lambda: self._run(statement, params).fetchall())
        return int(counted[0][0])

    def drop(self, name: str) -> None:
        """See `BatchEngine.drop`."""
        kinds = self.rows(
            "SELECT table_type FROM information_schema.tables WHERE table_name = $name",
            {"name": name},
        )
        for (kind,) in kinds:
            self._statement(name, f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {quote(name)}")

    def close(self) -> None:
        """See `BatchEngine.close`."""
        self._connection.close()
        remove_folder(self._folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self, sql: str, params: Mapping[str, object] | None) -> duckdb.DuckDBPyConnection:
        wanted = used(sql, params)
        return self._connection.execute(sql, wanted) if wanted else self._connection.execute(sql)

    def _statement(self, step: str, sql: str, params: Mapping[str, object] | None = None) -> None:
        self._guarded(step, lambda: self._run(sql, params))

    def _guarded(self, step: str, work: Callable[[], T]) -> T:
        try:
            return work()
        except duckdb.Error as error:
            kind = EngineExhausted if _is_exhaustion(error) else BatchFailed
            raise kind(step=step, cause=_first_line(error)) from error


def _is_exhaustion(error: duckdb.Error) -> bool:
    if isinstance(error, duckdb.OutOfMemoryException):
        return True
    return isinstance(error, duckdb.IOException) and "No space left" in str(error)


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0]
