# SPDX-License-Identifier: Apache-2.0
"""Calibration (校准): log-odds become the probability that the newest closed cohorts showed."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from mingjing.risk.learning.features import Matrix
from mingjing.risk.learning.heads import Hits

COHORTS = 6
"""Closed cohorts that a calibration looks at, a year: chosen on the rolling windows."""
WARM_UP = 2
"""Cohorts scored before the first window, so that it too is calibrated."""
_LEAST_HITS = 20


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability = logistic of (slope times log-odds plus shift)."""

    slope: float = 1.0
    shift: float = 0.0

    def probability(self, log_odds: Matrix) -> Matrix:
        """Log-odds as calibrated probabilities."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * log_odds + self.shift))))

    def document(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def calibrate(log_odds: Matrix, hits: Hits) -> Calibration:
    """A calibration from scores that were made before the results were known.

    Too few results leave the log-odds as they are.
    """
    if int(hits.sum()) < _LEAST_HITS or len(hits) - int(hits.sum()) < _LEAST_HITS:
        return Calibration()
    model = LogisticRegression(C=1e6, max_iter=500)
    model.fit(log_odds.reshape(-1, 1), hits)
    slope = float(model.coef_[0][0])
    if slope <= 0:
        return Calibration()
    return Calibration(slope, float(model.intercept_[0]))
