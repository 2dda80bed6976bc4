# SPDX-License-Identifier: Apache-2.0
"""The hand-made points (人工打分表): the fallback without a model, and the bar it must pass."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rule:
    """So many points when the feature is above the limit; `unknown` stands for no value."""

    feature: str
    above: float
    points: int
    unknown: float
    zh: str
    en: str


RULES = (
    Rule("last_critical", 0, 2, 0, "上次检查有严重问题", "a critical violation at the last visit"),
    Rule("last_failed", 0, 1, 0, "上次检查不合格", "the last visit was failed"),
    Rule("complaint_visits", 0, 1, 0, "一年内有投诉检查", "a complaint visit within a year"),
    Rule("days_since_visit", 365, 1, 999, "一年以上未检查", "no routine visit for over a year"),
)


def points(columns: dict[str, Floats]) -> Floats:
    """Points of each subject: the sum of the rules that hold."""
    total = np.zeros(len(next(iter(columns.values()))))
    for rule in RULES:
        values = np.nan_to_num(columns[rule.feature], nan=rule.unknown)
        total += rule.points * (values > rule.above)
    return total
