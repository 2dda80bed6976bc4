# SPDX-License-Identifier: Apache-2.0
"""Batch port (批量计算端口): named SQL steps on an engine that rooms never name.

SQL of a `Step` is written in the subset that DuckDB 1.5 and Spark 4 share, so the same list of
steps runs embedded or on a cluster. Names come from code, values are parameters `$name`.
"""

from pathlib import Path

from mingjing.engines.config import setting
from mingjing.engines.duckdb_engine import DuckDBEngine
from mingjing.engines.port import BatchEngine, Params, Row, Step
from mingjing.engines.spark_engine import SparkEngine


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
