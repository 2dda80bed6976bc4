# SPDX-License-Identifier: Apache-2.0
"""The whole Chicago folder, on demand: what comes in, how long it takes, how fast it is found."""

import time
from datetime import datetime
from pathlib import Path

import pytest

from mingjing.catalog.public import canonical_views, connect_example, facts_of, view_names
from mingjing.engines.batch import open_local_engine
from mingjing.registry.types import Actor

CHICAGO = Path(__file__).resolve().parents[3] / "examples" / "chicago"
INTAKE_SECONDS = 20.0
FACTS_SECONDS = 0.1
ROWS = {
    "premises": 96_052,
    "licence": 27_600,
    "visit": 75_946,
    "visit_all": 96_060,
    "finding": 115_526,
    "finding_all": 116_454,
    "complaint": 73_839,
    "reference_score": 37_424,
    "indicator": 82_470,
}

pytestmark = pytest.mark.bench


def test_chicago_comes_in_whole_and_in_time(
    db: None, home: Path, system: Actor, now: datetime
) -> None:
    start = time.perf_counter()
    done = connect_example(actor=system, now=now, example_dir=CHICAGO)
    taken = time.perf_counter() - start
    counts = {i.batch.resource_id: (i.batch.accepted, i.batch.quarantined) for i in done.intakes}
    assert counts == {
        "canvass": (27_600, 0),
        "visits": (67_497, 0),
        "complaints311": (73_839, 378),
        "rawtext": (963, 3),
    }
    with open_local_engine() as engine:
        canonical_views(engine)
        rows = {n: engine.rows(f"SELECT count(*) FROM {n}")[0][0] for n in view_names()}  # noqa: S608
        critical = engine.rows(
            "SELECT count(DISTINCT visit_id) FROM finding WHERE severity = 'critical' "
            "AND resource_id = 'canvass'"
        )
        ids = engine.rows("SELECT record_id FROM premises WHERE licence_no = '82474'")
    assert {name: count for name, count in rows.items() if count} == ROWS
    assert critical == [(3_729,)]
    assert taken < INTAKE_SECONDS
    start = time.perf_counter()
    assert len(facts_of([row[0] for row in ids])) == 66
    assert time.perf_counter() - start < FACTS_SECONDS
