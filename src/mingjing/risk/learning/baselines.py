# SPDX-License-Identifier: Apache-2.0
"""The orders that a model must beat (基线): printed beside it, always."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mingjing.risk.learning.features import Features, Matrix
from mingjing.risk.learning.heads import Lesson, fit_members
from mingjing.risk.learning.members import Member
from mingjing.risk.learning.visits import Flags, Visits
from mingjing.risk.rules.points import RULES, points

UNSEEN_RATE = 0.15
_LOWEST_CLASS = 9.0
LOGISTIC = (
    "risk_class",
    "last_critical",
    "last_serious",
    "last_minor",
    "last_failed",
    "past_visits",
    "days_since_visit",
    "licence_age",
    "complaint_visits",
    "complaints_near_90",
    "privileges",
)
_LOGISTIC_MEMBERS = (Member("logistic", "linear", False, 1.0),)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of the visits of one window; `probability` when the scores mean one."""

    score: Matrix
    probability: Matrix | None = None


def rankings(visits: Visits, train: Flags, test: Flags) -> Mapping[str, Ranking]:
    """Each baseline's scores of the test visits, by the name of its method.

    Only the logistic learns, from the training visits.
    """
    shown = visits.features
    rate = np.nan_to_num(shown.column("own_rate")[test], nan=UNSEEN_RATE)
    logistic = _logistic(visits, train, test)
    return {
        "random": Ranking(np.zeros(int(test.sum()))),
        "business_as_usual": Ranking(-visits.day[test].astype(np.float64)),
        "points": Ranking(_points(shown, test)),
        "past_rate": Ranking(rate, rate),
        "statutory_class": Ranking(
            -np.nan_to_num(shown.column("risk_class")[test], nan=_LOWEST_CLASS)
        ),
        "logistic": Ranking(logistic, logistic),
    }


def _points(shown: Features, test: Flags) -> Matrix:
    return points({rule.feature: shown.column(rule.feature)[test] for rule in RULES})


def _logistic(visits: Visits, train: Flags, test: Flags) -> Matrix:
    matrix = visits.features.matrix(LOGISTIC)
    lesson = Lesson(LOGISTIC, matrix[train], visits.hit[train], visits.inspector[train])
    odds = fit_members(lesson, _LOGISTIC_MEMBERS).log_odds(matrix[test])
    return np.asarray(1 / (1 + np.exp(-odds)))
