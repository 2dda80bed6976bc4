# SPDX-License-Identifier: Apache-2.0
"""Rolling evaluation (滚动评估): each window is scored by a model that knows only what came before.

For each window: learn from all earlier cohorts, score, balance the areas, calibrate on the scores
that the last closed cohorts were given before their results were known; the baselines beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mingjing.kernel.progress import Progress, silent
from mingjing.risk.learning.balance import balance
from mingjing.risk.learning.baselines import Ranking, rankings
from mingjing.risk.learning.calibration import COHORTS, Closed, calibrate
from mingjing.risk.learning.features import Matrix, Texts
from mingjing.risk.learning.heads import Fitted, Hits, Lesson, fit_members
from mingjing.risk.learning.visits import Flags, Visits

FitMembers = Callable[[Lesson], Fitted]


@dataclass(frozen=True, slots=True)
class Window:
    """One scored window: rows of its visits, the model's scores, the baselines' scores."""

    starts: int
    rows: NDArray[np.intp]
    model: Ranking
    baselines: Mapping[str, Ranking]
    trained_on: int


@dataclass(frozen=True, slots=True)
class Rolled:
    """All windows in order, and log-odds by cohort as they were before the results were known."""

    windows: tuple[Window, ...]
    log_odds: Mapping[int, Matrix] = field(default_factory=dict)
    hits: Mapping[int, Hits] = field(default_factory=dict)


def lesson(visits: Visits, rows: Flags) -> Lesson:
    """What is learned from the given visits: features that enough of them have."""
    names = visits.features.names(rows)
    matrix = visits.features.matrix(names)[rows]
    return Lesson(names, matrix, visits.hit[rows], visits.inspector[rows])


def learnable(visits: Visits, before: int) -> Flags:
    """Visits that are known before a day and count."""
    return np.asarray((visits.cohort < before) & (visits.day < before) & visits.in_population)


def roll(
    visits: Visits,
    *,
    windows: Sequence[int],
    warm_up: Sequence[int],
    areas: Texts,
    fit: FitMembers = fit_members,
    progress: Progress = silent,
) -> Rolled:
    """Score the windows, the oldest first; `warm_up` cohorts before them only feed calibration.

    `areas`: the area group of each visit, for the balance between areas.
    """
    log_odds: dict[int, Matrix] = {}
    hits: dict[int, Hits] = {}
    made = []
    days = (*warm_up, *windows)
    for place, day in enumerate(days):
        progress(f"window {place + 1} of {len(days)}", place / max(1, len(days)))
        train = learnable(visits, day)
        rows = np.flatnonzero((visits.cohort == day) & visits.in_population)
        fitted = fit(lesson(visits, train))
        odds = fitted.log_odds(visits.features.matrix(fitted.names)[rows])
        odds = odds + balance(odds, areas[rows])
        if day in windows:
            calibration = calibrate(newest(log_odds, hits))
            test = np.zeros(len(train), dtype=bool)
            test[rows] = True
            made.append(
                Window(
                    starts=day,
                    rows=rows,
                    model=Ranking(odds, calibration.probability(odds, day)),
                    baselines=rankings(visits, train, test),
                    trained_on=int(train.sum()),
                )
            )
        log_odds[day], hits[day] = odds, visits.hit[rows]
    return Rolled(tuple(made), log_odds, hits)


def newest(
    log_odds: Mapping[int, Matrix], hits: Mapping[int, Hits], count: int = COHORTS
) -> Closed:
    """Scores and results of the newest closed cohorts."""
    days = sorted(log_odds)[-count:]
    if not days:
        return Closed(np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    return Closed(
        np.concatenate([log_odds[day] for day in days]),
        np.concatenate([hits[day] for day in days]),
        np.repeat(np.array(days, dtype=np.int64), [len(hits[day]) for day in days]),
    )
