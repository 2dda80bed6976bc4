# SPDX-License-Identifier: Apache-2.0
"""Speed of linking and searching on the Chicago example: `pytest -m bench -n0 -s tests/benchmarks`.

Budgets are wall time on two cores that others use as well; the processor time is printed too.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mingjing.catalog.public import canonical_from_example, connect_example
from mingjing.engines.batch import open_local_engine
from mingjing.kernel.clock import system_now
from mingjing.kernel.paging import PageRequest
from mingjing.registry.types import Actor
from mingjing.subjects.public import link_in_memory, resolve, search, subject_of, timeline

pytestmark = pytest.mark.bench
CHICAGO = Path(__file__).resolve().parents[2] / "examples" / "chicago"
_LINK_BUDGET, _SEARCH_BUDGET = 40.0, 0.1  # seconds
_ASKED = ("starbucks", "starbucks clark", "2041814", "554 w pershing", "kevins hamburgr", "zzzzqq")


@contextmanager
def timed(what: str) -> Iterator[list[float]]:
    begun, used = time.perf_counter(), time.process_time()
    spent: list[float] = []
    yield spent
    spent.append(time.perf_counter() - begun)
    print(f"{what}: {spent[0]:.3f} s wall, {time.process_time() - used:.3f} s processor")  # noqa: T201


def test_chicago_is_linked_in_time(tmp_path: Path) -> None:
    with open_local_engine(tmp_path) as engine:
        tables = canonical_from_example(CHICAGO, engine=engine, workdir=tmp_path)
        with timed("link_in_memory") as spent:
            path = link_in_memory(engine=engine, tables=tables, workdir=tmp_path)
    assert pq.read_metadata(path).num_rows > 120_000
    assert spent[0] < _LINK_BUDGET


def test_search_and_pages_are_quick(db: None, home: Path, system: Actor) -> None:
    connect_example(actor=system, now=system_now(), example_dir=CHICAGO)
    with timed("resolve"):
        resolve(actor=system, now=system_now())
    search("warm up", PageRequest())
    slowest = 0.0
    for text in _ASKED:
        with timed(f"search {text!r}") as spent:
            search(text, PageRequest())
        slowest = max(slowest, spent[0])
    wanted = subject_of("canvass:529281")
    assert wanted is not None
    with timed("timeline"):
        timeline(wanted, PageRequest())
    assert slowest < _SEARCH_BUDGET
