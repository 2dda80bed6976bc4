# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the steps
"""The feature table (特征表): what was known of each target strictly before its day, as numbers.

The table of features has no column of an inspector. Who made a visit stands apart in `Visits`,
for training (offset) and for measuring; scoring never sees it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mingjing.engines.batch import BatchEngine, Step
from mingjing.kernel.canonical import digest
from mingjing.kernel.progress import Progress, part, silent
from mingjing.risk.learning import history_steps, neighbour_steps
from mingjing.risk.rules.areas import Places

EPOCH = date(2000, 1, 1)
Matrix = NDArray[np.float64]
Texts = NDArray[np.object_]
_TABLES = (
    "own",
    *(f"group_{group.name}" for group in neighbour_steps.GROUPS),
    "building",
    "near",
    "complaints",
    "other",
)
_DECIMALS = 6
"""Sums of fractions differ in the last bits with the order of threads; features do not."""


@dataclass(frozen=True, slots=True)
class Features:
    """Features of all targets, one row per target in the order of `target_id` (1, 2, …).

    `numbers` by name; `items` and `privileges` by code, as they are in the data.
    `area`, `district`, `category`, `lat`, `lon` say where a target is, for measuring.
    """

    subject_id: Texts
    as_of: NDArray[np.int64]
    numbers: Mapping[str, Matrix]
    items: Mapping[str, Matrix]
    privileges: Mapping[str, Matrix]
    area: Texts
    district: Texts
    category: Texts
    lat: Matrix
    lon: Matrix

    @property
    def places(self) -> Places:
        """Where the targets are."""
        return Places(lat=self.lat, lon=self.lon, district=self.district, area=self.area)

    @property
    def rows(self) -> int:
        """Number of targets."""
        return len(self.subject_id)

    def column(self, name: str) -> Matrix:
        """One feature by name; a code that these targets never show counts as never found."""
        family, _, code = name.partition(":")
        if not code:
            return self.numbers[name]
        found = {"item": self.items, "privilege": self.privileges}[family].get(code)
        if found is not None:
            return found
        nothing = np.zeros(self.rows)
        if family == "item":
            nothing[self.numbers["past_visits"] == 0] = np.nan
        return nothing

    def matrix(self, names: Sequence[str]) -> Matrix:
        """Features by name as the columns of a matrix."""
        return np.column_stack([self.column(name) for name in names])

    def names(self, rows: NDArray[np.bool_], share: float = 0.005) -> tuple[str, ...]:
        """All features; of codes those that at least `share` of the given rows have."""
        coded = [
            f"{family}:{code}"
            for family, columns in (("item", self.items), ("privilege", self.privileges))
            for code in sorted(columns)
            if np.mean(np.nan_to_num(columns[code][rows]) > 0) >= share
        ]
        return (*self.numbers, *coded)


def steps() -> tuple[Step, ...]:
    """The feature steps in order."""
    return (*history_steps.STEPS, *neighbour_steps.STEPS)


def steps_digest() -> str:
    """A digest of the text of all steps: two models with the same one mean the same features."""
    whole = (*history_steps.PREPARING, *steps())
    return digest([[step.name, step.sql, list(step.reads)] for step in whole])


def day_number(day: date) -> int:
    """A day as the steps count it."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The day of a number."""
    return EPOCH + timedelta(days=int(number))


def prepare(engine: BatchEngine) -> None:
    """Make what the choice of targets reads: `seen`, one row per visit of a known subject."""
    engine.run(history_steps.PREPARING)


def build(engine: BatchEngine, progress: Progress = silent) -> Features:
    """Features of the rows of `target` (target_id from 1, subject_id, record_id, as_of)."""
    reach = neighbour_steps.REACH
    cells = [(y, x) for y in range(-reach, reach + 1) for x in range(-reach, reach + 1)]
    engine.put(
        "offset_cell",
        pa.table({"dy": [y for y, _ in cells], "dx": [x for _, x in cells]}),
    )
    tell = part(progress, 0.0, 0.9)
    whole = steps()
    for place, step in enumerate(whole):
        tell(f"features: {step.name}", place / len(whole))
        engine.run([step])
    progress("features: collect", 0.9)
    found = engine.arrow(_collecting())
    features = _features(engine, found)
    progress("features", 1.0)
    return features


_OWN_COLUMNS = (
    "f.target_id, f.subject_id, f.as_of, f.area, f.district, f.category, f.lat, f.lon, "
    "f.privileges, f.licence_age, CASE WHEN f.risk_class IN ('1', '2', '3', '4', '5') "
    "THEN CAST(f.risk_class AS DOUBLE) END AS risk_class"
)


def _collecting() -> str:
    joins = " ".join(f"JOIN {name} ON {name}.target_id = f.target_id" for name in _TABLES)
    columns = ", ".join(f"{name}.*" for name in _TABLES)
    return f"SELECT {_OWN_COLUMNS}, {columns} FROM frame f {joins} ORDER BY f.target_id"


_NOT_FEATURES = {
    "target_id",
    "subject_id",
    "as_of",
    "area",
    "district",
    "category",
    "privileges",
}


def _features(engine: BatchEngine, found: pa.Table) -> Features:
    names = found.column_names
    first = {name: place for place, name in reversed(list(enumerate(names)))}
    numbers = {
        name: _numbers(found.column(place))
        for name, place in first.items()
        if name not in _NOT_FEATURES and not name.startswith("target_id")
    }
    as_of = found.column(first["as_of"]).to_numpy().astype(np.int64)
    numbers["season"] = _season(as_of)
    privileges = _privileges(found.column(first["privileges"]).to_pylist())
    numbers["privileges"] = _row_sum(privileges, len(as_of))
    return Features(
        subject_id=_texts(found, first, "subject_id"),
        as_of=as_of,
        numbers=dict(sorted(numbers.items())),
        items=_items(engine, numbers["past_visits"]),
        privileges=privileges,
        area=_texts(found, first, "area"),
        district=_texts(found, first, "district"),
        category=_texts(found, first, "category"),
        lat=numbers["lat"],
        lon=numbers["lon"],
    )


def _numbers(column: pa.ChunkedArray) -> Matrix:
    values = column.cast(pa.float64()).to_numpy()
    return np.asarray(np.round(values, _DECIMALS), dtype=np.float64)


def _texts(found: pa.Table, first: Mapping[str, int], name: str) -> Texts:
    return np.array([text or "" for text in found.column(first[name]).to_pylist()], dtype=object)


def _season(as_of: NDArray[np.int64]) -> Matrix:
    """Month (1 to 12) of the middle of the 60 days that follow."""
    return np.array([float(day_of(day + 30).month) for day in as_of])


def _privileges(told: Sequence[str | None]) -> dict[str, Matrix]:
    split = [set((text or "").split()) for text in told]
    codes = sorted({code for codes in split for code in codes})
    return {code: np.array([float(code in codes) for codes in split]) for code in codes}


def _row_sum(columns: Mapping[str, Matrix], rows: int) -> Matrix:
    total: Matrix = np.zeros(rows)
    for column in columns.values():
        total = total + column
    return total


def _items(engine: BatchEngine, past_visits: Matrix) -> dict[str, Matrix]:
    """Share of past visits that found an item; unknown where there is no past visit."""
    found = engine.arrow("SELECT target_id, item_code, share FROM items")
    rows = found.column("target_id").to_numpy() - 1
    codes = np.array(found.column("item_code").to_pylist(), dtype=object)
    shares = np.round(found.column("share").to_numpy(), _DECIMALS)
    empty = np.where(past_visits > 0, 0.0, np.nan)
    columns = {}
    for code in sorted(set(codes)):
        column = empty.copy()
        chosen = codes == code
        column[rows[chosen]] = shares[chosen]
        columns[code] = column
    return columns
