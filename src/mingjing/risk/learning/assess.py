# SPDX-License-Identifier: Apache-2.0
"""Sample, roll, report (评估流程): the same for training and for a folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from mingjing.engines.batch import BatchEngine
from mingjing.kernel.progress import Progress, part, silent
from mingjing.risk.learning import features as shown
from mingjing.risk.learning import report
from mingjing.risk.learning.calibration import WARM_UP
from mingjing.risk.learning.rolling import Rolled, Window, roll
from mingjing.risk.learning.visits import Sampling, Visits, sample
from mingjing.risk.rules.areas import AreaGroup, group_of, quarters
from mingjing.risk.rules.cohorts import Count, grid, measured, warm_up
from mingjing.risk.rules.setting import Setting

BASELINES = (
    "random",
    "business_as_usual",
    "points",
    "past_rate",
    "statutory_class",
    "logistic",
)


@dataclass(frozen=True, slots=True)
class Assessed:
    """The visits, how the windows went, and the report."""

    visits: Visits
    rolled: Rolled
    evaluation: dict[str, Any]


def gather(
    engine: BatchEngine, setting: Setting, *, before: date | None, progress: Progress = silent
) -> Visits | None:
    """The visits that can be learned from, with features; None when there is none.

    `before`: nothing of that day or later is looked at.
    """
    progress("visits", 0.0)
    shown.prepare(engine)
    limit = 10**6 if before is None else shown.day_number(before)
    first, last = engine.rows(
        "SELECT min(d), max(d) FROM seen WHERE examined = 1 AND purpose = 'canvass' AND d < $limit",
        {"limit": limit},
    )[0]
    if first is None:
        return None
    anchor = setting.anchor or before
    start = shown.day_number(anchor) if anchor else int(last) + 1
    cohorts = grid(start, setting.cohort_days, first=int(first), last=int(last))
    sampling = Sampling(setting.licence_kinds, setting.reference, setting.split)
    return sample(
        engine,
        cohorts=tuple((day, min(end, limit)) for day, end in cohorts),
        sampling=sampling,
        progress=part(progress, 0.05, 1.0),
    )


def assess(visits: Visits, setting: Setting, *, progress: Progress = silent) -> Assessed:
    """Roll over the newest windows and report; fewer visits give fewer windows, or none."""
    counts = _counts(visits)
    windows = measured(counts, setting.windows)
    before = warm_up(counts, windows, WARM_UP)
    rolled = roll(
        visits,
        windows=windows,
        warm_up=before,
        areas=group_of(visits.places, groups(visits, setting)),
        progress=part(progress, 0.0, 0.85),
    )
    progress("measure", 0.85)
    evaluation = _report(visits, setting, rolled.windows) if rolled.windows else {}
    progress("measured", 1.0)
    return Assessed(visits, rolled, evaluation)


def groups(visits: Visits, setting: Setting) -> tuple[AreaGroup, ...]:
    """The areas that are balanced and compared: the configured ones, else four quarters."""
    return setting.areas or quarters(visits.places)


def _counts(visits: Visits) -> dict[int, Count]:
    found = {}
    for day in np.unique(visits.cohort):
        rows = (visits.cohort == day) & visits.in_population
        found[int(day)] = Count(int(rows.sum()), int(visits.hit[rows].sum()))
    return found


def _report(visits: Visits, setting: Setting, windows: Sequence[Window]) -> dict[str, Any]:
    measure = report.Measure(visits, groups(visits, setting))
    window, rows = _tested(visits, windows)
    methods: dict[str, dict[str, Any]] = {}
    for name in ("model", *BASELINES):
        methods[name] = {
            "rolling": report.rolling(
                measure, visits, windows, name=name, days=setting.cohort_days
            ),
            "test_window": report.test_window(measure, visits, window, rows, name),
        }
    model = methods.pop("model")
    model["rolling"]["wins"] = {
        name: report.wins(model["rolling"], told["rolling"]) for name, told in methods.items()
    }
    last = max(int(visits.day[one.rows].max()) for one in windows)
    aucs = [told["auc"] for told in model["rolling"]["windows"] if told["auc"] is not None]
    return {
        "evaluated_on": shown.day_of(last).isoformat(),
        "cohort_days": setting.cohort_days,
        "seed": report.SEED,
        "model": model,
        "baselines": methods,
        "reliability": report.reliability(visits, windows),
        "areas": report.by_area(measure, visits, windows),
        "is_leak_suspected": max([*aucs, 0.0]) > 0 and float(np.mean(aucs)) > report.LEAK_AUC,
    }


def _tested(visits: Visits, windows: Sequence[Window]) -> tuple[Window, Any]:
    """The window of the outside score's test visits; the newest window without one."""
    for window in windows:
        rows = window.rows[visits.in_test[window.rows]]
        if len(rows):
            return window, rows
    return windows[-1], windows[-1].rows


def published(visits: Visits) -> Mapping[str, Any]:
    """The outside score's figures on its own test visits, recomputed; empty without one."""
    rows = np.flatnonzero(visits.in_test & ~np.isnan(visits.reference))
    if not len(rows):
        return {}
    return report.published(visits, rows)
