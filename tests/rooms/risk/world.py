# SPDX-License-Identifier: Apache-2.0
"""A small world of canonical tables that tests may add records to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from mingjing.engines.batch import BatchEngine, open_local_engine
from mingjing.risk.learning import features
from mingjing.risk.learning.features import Features, day_number

AS_OF = date(2014, 9, 2)
_TEXT, _DAY, _NUMBER = pa.string(), pa.date32(), pa.float64()
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "premises": {
        "record_id": _TEXT, "row_no": pa.int64(), "name": _TEXT, "aka": _TEXT, "owner_key": _TEXT,
        "area": _TEXT, "district": _TEXT, "lat": _NUMBER, "lon": _NUMBER, "category": _TEXT,
        "risk_class": _TEXT, "observed_on": _DAY,
    },
    "licence": {
        "record_id": _TEXT, "row_no": pa.int64(), "kind": _TEXT, "issued_on": _DAY,
        "privileges": _TEXT, "observed_on": _DAY,
    },
    "visit": {
        "record_id": _TEXT, "visit_id": _TEXT, "visited_on": _DAY, "purpose": _TEXT,
        "outcome": _TEXT, "inspector": _TEXT, "name": _TEXT, "owner_key": _TEXT,
        "category": _TEXT, "risk_class": _TEXT, "area": _TEXT, "district": _TEXT,
        "lat": _NUMBER, "lon": _NUMBER,
    },
    "finding": {
        "visit_id": _TEXT, "item_code": _TEXT, "severity": _TEXT, "count": pa.int64(),
    },
    "complaint": {"made_on": _DAY, "lat": _NUMBER, "lon": _NUMBER},
    "reference_score": {"visit_id": _TEXT, "split": _TEXT, "name": _TEXT, "score": _NUMBER},
    "link": {"record_id": _TEXT, "subject_id": _TEXT},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visited:
    """One record of a premises: register, licence and visit in one, as inspection files are."""

    name: str
    subject: str
    on: date
    hit: int = 0
    inspector: str | None = "a"
    purpose: str = "canvass"
    outcome: str = "pass"
    place: float = 0.0
    risk_class: str = "1"
    items: tuple[str, ...] = ("30",)


@dataclass(frozen=True, slots=True)
class World:
    """Records and complaints (day, offset in degrees)."""

    visited: tuple[Visited, ...] = ()
    complaints: tuple[tuple[date, float], ...] = field(default_factory=tuple)

    def plus(
        self, visited: Sequence[Visited], complaints: Sequence[tuple[date, float]] = ()
    ) -> "World":
        """The same world and more."""
        return replace(
            self,
            visited=(*self.visited, *visited),
            complaints=(*self.complaints, *complaints),
        )

    def put(self, engine: BatchEngine) -> None:
        """Make the canonical tables known to an engine."""
        for name, rows in self._tables().items():
            schema = pa.schema(list(SCHEMAS[name].items()))
            engine.put(name, pa.Table.from_pylist(rows, schema=schema))

    def _tables(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "premises": [self._place(n, v) | {"observed_on": v.on} for n, v in self._numbered()],
            "licence": [
                {
                    "record_id": f"r:{v.name}",
                    "row_no": n,
                    "kind": "Retail",
                    "issued_on": date(2010, 1, 1),
                    "privileges": "tavern tobacco",
                    "observed_on": v.on,
                }
                for n, v in self._numbered()
            ],
            "visit": [
                self._place(n, v)
                | {
                    "visit_id": v.name,
                    "visited_on": v.on,
                    "purpose": v.purpose,
                    "outcome": v.outcome,
                    "inspector": v.inspector,
                }
                for n, v in self._numbered()
            ],
            "finding": [
                finding
                for v in self.visited
                for finding in (
                    *(_finding(v.name, code, "minor") for code in v.items),
                    *(_finding(v.name, "3", "critical") for _ in range(v.hit)),
                )
            ],
            "complaint": [
                {"made_on": day, "lat": 41.9 + away, "lon": -87.6} for day, away in self.complaints
            ],
            "reference_score": [],
            "link": [{"record_id": f"r:{v.name}", "subject_id": v.subject} for v in self.visited],
        }

    def _numbered(self) -> list[tuple[int, Visited]]:
        return list(enumerate(self.visited, start=1))

    @staticmethod
    def _place(number: int, v: Visited) -> dict[str, Any]:
        return {
            "record_id": f"r:{v.name}",
            "row_no": number,
            "name": f"SHOP #{number}",
            "aka": None,
            "owner_key": "owner",
            "area": "60601",
            "district": "42",
            "lat": 41.9 + v.place,
            "lon": -87.6,
            "category": "Restaurant",
            "risk_class": v.risk_class,
        }


def _finding(visit_id: str, code: str, severity: str) -> dict[str, Any]:
    return {"visit_id": visit_id, "item_code": code, "severity": severity, "count": 1}


def days_before(days: int) -> date:
    """A day before the day of the features; negative for one after it."""
    return AS_OF - timedelta(days=days)


def features_of(world: World, *subjects: str, record: str | None = None) -> Features:
    """Features of subjects as of the day."""
    with open_local_engine() as engine:
        world.put(engine)
        features.prepare(engine)
        engine.put(
            "target",
            pa.table(
                {
                    "target_id": pa.array(range(1, len(subjects) + 1), pa.int64()),
                    "subject_id": list(subjects),
                    "record_id": pa.array([record] * len(subjects), pa.string()),
                    "as_of": pa.array([day_number(AS_OF)] * len(subjects), pa.int32()),
                }
            ),
        )
        return features.build(engine)
