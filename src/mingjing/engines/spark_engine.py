# SPDX-License-Identifier: Apache-2.0
"""Spark 4 behind the batch port (分布式引擎): the same steps on a cluster.

Optional: the extra `mingjing[spark]` and Java 17. Identifiers are quoted as in DuckDB, because
the session runs in ANSI mode with double-quoted identifiers. Files must lie where every worker
can read them.
"""

import importlib
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from mingjing.engines.durable import whole_file
from mingjing.engines.errors import BatchFailed, EngineAbsent
from mingjing.engines.sql import colon_parameters, used
from mingjing.engines.workspace import parquet_files, remove_folder, temporary_folder

if TYPE_CHECKING:
    from mingjing.engines.port import Step

_OPTIONS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
}


def spark_master(url: str) -> str:
    """The master that Spark wants, from our setting.

    Example: `spark://local[2]` is `local[2]`; `spark://host:7077` stays as it is.
    """
    rest = url.removeprefix("spark://")
    return rest if rest.startswith("local") else url


def _session(url: str) -> Any:  # pyspark is optional, so its types are not known here
    try:
        sql = importlib.import_module("pyspark.sql")
    except ImportError as error:
        raise EngineAbsent(engine="Spark", cause=str(error)) from error
    builder = sql.SparkSession.builder.master(spark_master(url)).appName("mingjing")
    for name, value in _OPTIONS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate().newSession()


class SparkEngine:
    """The batch port on a Spark session (`BatchEngine`)."""

    def __init__(self, url: str, home: Path | None = None) -> None:
        self._spark = _session(url)
        self._folder = temporary_folder(home, "spark")

    def view(self, name: str, parquet: Path | Sequence[Path]) -> None:
        """See `BatchEngine.view`."""
        files = parquet_files(parquet if isinstance(parquet, Path) else list(parquet))
        frame = self._spark.read.option("mergeSchema", "true").parquet(*files)
        frame.createOrReplaceTempView(name)

    def run(self, steps: Sequence["Step"], params: Mapping[str, object] | None = None) -> None:
        """See `BatchEngine.run`. Each step is written out, so that its plan ends there."""
        for step in steps:
            target = str(self._folder / uuid.uuid4().hex)
            try:
                self._query(step.sql, params).write.parquet(target)
                self._spark.read.parquet(target).createOrReplaceTempView(step.name)
            except Exception as error:
                raise BatchFailed(step=step.name, cause=_first_line(error)) from error

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """See `BatchEngine.rows`."""
        return [tuple(row) for row in self._query(sql, params).collect()]

    def arrow(self, sql: str, params: Mapping[str, object] | None = None) -> pa.Table:
        """See `BatchEngine.arrow`."""
        return self._query(sql, params).toArrow()

    def put(self, name: str, table: pa.Table) -> None:
        """See `BatchEngine.put`."""
        target = self._folder / f"{uuid.uuid4().hex}.parquet"
        pq.write_table(table, target)
        self.view(name, target)

    def lend(self, name: str, table: pa.Table) -> None:
        """See `BatchEngine.lend`. Spark has to copy."""
        self.put(name, table)

    def copy(self, sql: str, path: Path, params: Mapping[str, object] | None = None) -> int:
        """See `BatchEngine.copy`. One file, so one task writes it."""
        target = self._folder / uuid.uuid4().hex
        self._query(sql, params).coalesce(1).write.parquet(str(target))
        with whole_file(path) as draft:
            shutil.move(next(target.glob("part-*.parquet")), draft)
        return int(self._spark.read.parquet(str(path)).count())

    def drop(self, name: str) -> None:
        """See `BatchEngine.drop`."""
        self._spark.catalog.dropTempView(name)

    def close(self) -> None:
        """See `BatchEngine.close`. The process keeps its Spark context for the next engine."""
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

    def _query(self, sql: str, params: Mapping[str, object] | None) -> Any:  # a pyspark frame
        return self._spark.sql(colon_parameters(sql), args=used(sql, params))


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0]
