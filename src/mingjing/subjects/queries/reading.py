# SPDX-License-Identifier: Apache-2.0
"""One open engine over the files of the last run (只读引擎), shared by the process.

Opening an engine costs more than the query of a page, so the process keeps one until another run
is the last. The search index is held in memory, all else is read from Parquet sorted by subject.
Queries take turns: each lasts milliseconds, and a DuckDB connection serves one at a time.
"""

import atexit
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mingjing.engines.batch import BatchEngine, Row, Step, open_local_engine
from mingjing.subjects.models import ResolutionRun
from mingjing.subjects.queries.runs import FILES, home, last_run, path_of
from mingjing.subjects.resolution.outcome import PLACE_STEP


@dataclass(slots=True)
class _Kept:
    """The engine in use and what it was opened for."""

    engine: BatchEngine | None = None
    run_id: str = ""
    home: Path | None = None


_kept = _Kept()
_turn = threading.Lock()


def read(sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
    """Rows of a query over links, dossier, events, relations, review and search of the last run,
    and `place` (subject_id, region).

    Nothing before the first run.
    """
    run = last_run()
    if run is None:
        return []
    with _turn:
        return _engine(run).rows(sql, params)


def _engine(run: ResolutionRun) -> BatchEngine:
    if _kept.engine is not None and (_kept.run_id, _kept.home) == (run.run_id, home()):
        return _kept.engine
    _close()
    engine: BatchEngine = open_local_engine(home())
    for name in FILES:
        engine.view(name, path_of(run, name))
    engine.view("search_file", path_of(run, "search"))
    engine.drop("search")
    engine.run([Step("search", "SELECT * FROM search_file", ("search_file",)), PLACE_STEP])
    _kept.engine, _kept.run_id, _kept.home = engine, run.run_id, home()
    return engine


@atexit.register
def _close() -> None:
    if _kept.engine is not None:
        _kept.engine.close()
        _kept.engine = None
