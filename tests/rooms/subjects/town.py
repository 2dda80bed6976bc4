# SPDX-License-Identifier: Apache-2.0
"""A town of four businesses and its lake.

Golden Wok (licence 100) and Blue Door (200) have one owner; Sushi Mon (101) came to Golden Wok's
address; number 300 was given twice, to a school and to a bar. All can be counted by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingjing.catalog.public import TABLES, all_columns

Row = Mapping[str, object]

_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
}


def schema(table: str) -> pa.Schema:
    """Columns of a canonical table, as the catalogue writes them."""
    columns = all_columns(TABLES[table.removesuffix("_all")])
    return pa.schema([(column.name, _ARROW[column.sql_type]) for column in columns])


def premises(number: int, name: str, address: str, **more: object) -> Row:
    """One row of the register."""
    return {
        "record_id": f"register:{number}",
        "resource_id": "register",
        "name": name,
        "address": address,
        "area": "60601",
        "region": "330100",
        "observed_on": date(2014, 1, number),
        **more,
    }


def visit(number: int, name: str | None, address: str | None, **more: object) -> Row:
    """One visit; told by another department than the register."""
    return {
        "record_id": f"visits:{number}",
        "resource_id": "visits",
        "visit_id": f"visits:{number}",
        "name": name,
        "address": address,
        "visited_on": date(2014, 2, number),
        "purpose": "canvass",
        "outcome": "pass",
        **more,
    }


def complaint(number: int, address: str, **more: object) -> Row:
    """One complaint, about an address."""
    return {
        "record_id": f"calls:{number}",
        "resource_id": "calls",
        "address": address,
        "nature": "garbage",
        "made_on": date(2014, 3, number),
        **more,
    }


OAK, ELM = "10 W OAK ST", "20 N ELM AVE"
REGISTER = (
    premises(1, "GOLDEN WOK", OAK, licence_no="100", owner_key="7", lat=41.9, lon=-87.6),
    premises(2, "BLUE DOOR", ELM, licence_no="200", owner_key="7", lat=41.901, lon=-87.6),
    premises(3, "SUSHI MON", OAK, licence_no="101", owner_key="8"),
    premises(4, "RIVER SCHOOL", "30 S LAKE ST", licence_no="300"),
    premises(5, "STETSONS BAR", "99 E WACKER DR", licence_no="300"),
)
VISITS = (
    visit(1, "Golden Wok Inc.", "10 W OAK ST CITYTON, IL 60601", licence_no="100"),
    visit(2, "GOLDEN WOK", "10 W OAK ST CITYTON, IL 60601", outcome="fail"),
    visit(3, "Blue Door Cafe", "20 N ELM CITYTON, IL 60601"),
    visit(4, "SUSHI MON", OAK, licence_no="101", same_as="register:3"),
    visit(5, "RIVER SCHOOL", "30 S LAKE ST", licence_no="300"),
    visit(6, None, None),
)
FINDINGS = (
    {
        "record_id": "visits:2",
        "resource_id": "visits",
        "visit_id": "visits:2",
        "item_code": "3",
        "severity": "critical",
        "count": 2,
    },
)
CALLS = (complaint(1, ELM), complaint(2, OAK))


@dataclass
class Lake:
    """A canonical lake of the test's own; `version` is the state that catalog would name."""

    folder: Path
    version: str = "1"
    tables: dict[str, Sequence[Row]] = field(default_factory=dict)

    def canonical_version(self) -> str:
        return self.version

    def canonical_files(self) -> dict[str, tuple[Path, ...]]:
        files: dict[str, tuple[Path, ...]] = {}
        for name, rows in self.tables.items():
            path = self.folder / f"{name}-{self.version}.parquet"
            pq.write_table(pa.Table.from_pylist(list(rows), schema=schema(name)), path)
            files[name] = (path,)
        return files

    def add(self, table: str, *rows: Row) -> None:
        """Records of another batch arrive."""
        self.tables[table] = [*self.tables[table], *rows]
        self.version = str(int(self.version) + 1)
