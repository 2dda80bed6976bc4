# SPDX-License-Identifier: Apache-2.0
"""Reading a stored evaluation (评估结果): JSON as the learning wrote it, into typed rows.

Absent figures stay absent: an evaluation of few windows says less, it is not wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from mingjing.risk.types import (
    AreaRow,
    FeatureRow,
    Figures,
    Method,
    MethodRow,
    ReliabilityBin,
    WindowRow,
)

Json = Mapping[str, Any]  # JSON as stored; every reader below checks what it takes


def evaluated_on(evaluation: Json) -> date | None:
    """The day up to which an evaluation looks; None without a dated one that has windows."""
    day = day_of(evaluation.get("evaluated_on"))
    return day if day and method_row(Method.MODEL, evaluation.get("model")) else None


def method_row(name: str, told: object) -> MethodRow | None:
    """One method: its windows, their mean and standard deviation."""
    if not isinstance(told, Mapping):
        return None
    rolling = told.get("rolling")
    if not isinstance(rolling, Mapping):
        return None
    windows = tuple(_window(n, one) for n, one in enumerate(_rows(rolling.get("windows")), start=1))
    if not windows:
        return None
    test = told.get("test_window")
    return MethodRow(
        name=str(name),
        mean=figures(rolling.get("mean")),
        sd=figures(rolling.get("sd")),
        windows=windows,
        test=figures(test) if isinstance(test, Mapping) else None,
    )


def baselines(evaluation: Json) -> tuple[MethodRow, ...]:
    """All baselines in the order of `Method`, others after them by name."""
    told = evaluation.get("baselines")
    if not isinstance(told, Mapping):
        return ()
    order = {method.value: place for place, method in enumerate(Method)}
    names = sorted(map(str, told), key=lambda name: (order.get(name, len(order)), name))
    found = (method_row(name, told[name]) for name in names)
    return tuple(row for row in found if row)


def reliability(evaluation: Json) -> tuple[ReliabilityBin, ...]:
    """Groups of predicted probability, lowest first."""
    bins = [
        ReliabilityBin(
            low=number(one.get("low")),
            high=number(one.get("high")),
            predicted=number(one.get("predicted")) or 0.0,
            observed=number(one.get("observed")) or 0.0,
            count=whole(one.get("count")) or 0,
        )
        for one in _rows(evaluation.get("reliability"))
    ]
    return tuple(sorted(bins, key=lambda one: one.predicted))


def areas(evaluation: Json) -> tuple[AreaRow, ...]:
    """How each area fares, by name."""
    rows = [
        AreaRow(
            area=str(one.get("area") or ""),
            visits=whole(one.get("visits")),
            hits=whole(one.get("hits")),
            days_earlier=number(one.get("days_earlier")),
            predicted=number(one.get("predicted")),
            observed=number(one.get("observed")),
        )
        for one in _rows(evaluation.get("areas"))
    ]
    return tuple(sorted(rows, key=lambda row: row.area))


def features(evaluation: Json) -> tuple[FeatureRow, ...]:
    """The features that move the scores most, most first."""
    rows = [
        FeatureRow(str(one.get("name") or ""), number(one.get("share")) or 0.0)
        for one in _rows(evaluation.get("top_features"))
    ]
    return tuple(sorted(rows, key=lambda row: (-row.share, row.name)))


def figures(told: object) -> Figures:
    """The figures of one window, or their mean or standard deviation."""
    if not isinstance(told, Mapping):
        return Figures()
    return Figures(**{field.name: number(told.get(field.name)) for field in fields(Figures)})


def _window(place: int, told: Json) -> WindowRow:
    starts, ends = day_of(told.get("from")), day_of(told.get("to"))
    return WindowRow(
        name=str(told.get("window") or (starts.isoformat() if starts else place)),
        starts_on=starts,
        ends_on=ends,
        visits=whole(told.get("visits")),
        hits=whole(told.get("hits")),
        figures=figures(told),
    )


def _rows(told: object) -> Sequence[Json]:
    return [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []


def number(told: object) -> float | None:
    """A number that is one: no truth value, no NaN."""
    if isinstance(told, bool) or not isinstance(told, int | float) or told != told:
        return None
    return float(told)


def whole(told: object) -> int | None:
    """A count."""
    found = number(told)
    return None if found is None else int(found)


def day_of(told: object) -> date | None:
    """A day written as YYYY-MM-DD."""
    try:
        return date.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
