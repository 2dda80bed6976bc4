# SPDX-License-Identifier: Apache-2.0
"""Calibration (校准): log-odds become the probability that the newest closed cohorts showed.

More is found in summer than in winter, everywhere at once. The order of a list does not change by
it, the probabilities do: so the season stands here.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mingjing.risk.learning.features import Matrix
from mingjing.risk.learning.heads import Hits

COHORTS = 6
"""Closed cohorts that a calibration looks at, a year: chosen on the rolling windows."""
WARM_UP = 2
"""Cohorts scored before the first window, so that it too is calibrated."""
_LEAST_HITS = 20
_STRENGTH = 0.1
"""Few cohorts cannot tell a season from chance: its terms are shrunken."""
_YEAR = 365.25
_MIDDLE = 30
"""From the first day of a cohort to its middle."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability = logistic of slope times log-odds, plus shift, plus the season of the day."""

    slope: float = 1.0
    shift: float = 0.0
    sine: float = 0.0
    cosine: float = 0.0

    def probability(self, log_odds: Matrix, day: int) -> Matrix:
        """Log-odds as calibrated probabilities for the cohort that begins on a day."""
        sine, cosine = _season(np.array([day]))[0]
        season = self.sine * sine + self.cosine * cosine
        return np.asarray(1 / (1 + np.exp(-(self.slope * log_odds + self.shift + season))))

    def document(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Closed:
    """Scores that were made before the results were known, the results, and the cohorts' days."""

    log_odds: Matrix
    hits: Hits
    days: NDArray[np.int64]


def calibrate(closed: Closed) -> Calibration:
    """A calibration from closed cohorts. Too few results leave the log-odds as they are."""
    found = int(closed.hits.sum())
    if found < _LEAST_HITS or len(closed.hits) - found < _LEAST_HITS:
        return Calibration()
    model = LogisticRegression(C=_STRENGTH, max_iter=500)
    model.fit(np.column_stack([closed.log_odds, _season(closed.days)]), closed.hits)
    slope, sine, cosine = (float(weight) for weight in model.coef_[0])
    if slope <= 0:
        return Calibration()
    return Calibration(slope, float(model.intercept_[0]), sine, cosine)


def _season(days: NDArray[np.int64]) -> Matrix:
    """Sine and cosine of the time of the year of each cohort's middle."""
    angle = 2 * np.pi * (days + _MIDDLE) / _YEAR
    return np.column_stack([np.sin(angle), np.cos(angle)])
