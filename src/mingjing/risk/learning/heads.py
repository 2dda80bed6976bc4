# SPDX-License-Identifier: Apache-2.0
"""Fitting the members (成员训练), and their weighted log-odds.

A member that learns past the inspector has strictness taken away: as an offset of the boosted
trees, as terms of the logistic that are dropped afterwards. No member is given an inspector when
it scores.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mingjing.risk.learning.features import Matrix, Texts
from mingjing.risk.learning.members import BOOSTING, MEMBERS, THREADS, Member

Hits = NDArray[np.int64]
_LINEAR_STRENGTH = 0.003
_INSPECTOR_SCALE = 3.0
"""Inspector terms of the logistic are scaled up, so that they are hardly shrunken."""
_CLIP = 4.0
INSPECTOR_WEIGHT = 20


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic over standardised features: missing values stand for the middle one."""

    middle: Matrix
    mean: Matrix
    spread: Matrix
    weights: Matrix
    intercept: float

    def standardised(self, matrix: Matrix) -> Matrix:
        """Features as the weights expect them."""
        filled = np.where(np.isnan(matrix), self.middle, matrix)
        return np.clip((filled - self.mean) / self.spread, -_CLIP, _CLIP)

    def contributions(self, matrix: Matrix) -> Matrix:
        """What each feature adds to the log-odds, the intercept in the last column."""
        parts = self.standardised(matrix) * self.weights
        return np.column_stack([parts, np.full(len(matrix), self.intercept)])


@dataclass(frozen=True, slots=True)
class Fitted:
    """Fitted members over the same features, in the order of `names`."""

    names: tuple[str, ...]
    members: tuple[Member, ...]
    boosted: Mapping[str, lgb.Booster]
    linear: Mapping[str, Linear]
    average: float
    """Log-odds of the average visit: where the trees that learn past the inspector start."""

    def start(self, member: Member) -> float:
        """What a member's own sum leaves out."""
        is_offset = member.kind == "boosted" and member.is_strict_free
        return self.average if is_offset else 0.0

    def member_log_odds(self, matrix: Matrix) -> dict[str, Matrix]:
        """Log-odds of each member."""
        found = {}
        for member in self.members:
            seen = matrix[:, member.columns(self.names)]
            if member.kind == "linear":
                found[member.name] = self.linear[member.name].contributions(seen).sum(axis=1)
            else:
                told = self.boosted[member.name].predict(seen, raw_score=True, num_threads=THREADS)
                found[member.name] = np.asarray(told, dtype=np.float64) + self.start(member)
        return found

    def log_odds(self, matrix: Matrix) -> Matrix:
        """The weighted log-odds: what orders the list."""
        return blend(self.member_log_odds(matrix), self.members)

    def contributions(self, matrix: Matrix) -> Matrix:
        """What each feature adds to the weighted log-odds; the last column is the constant."""
        total = np.zeros((len(matrix), len(self.names) + 1))
        whole = sum(member.weight for member in self.members)
        for member in self.members:
            columns = member.columns(self.names)
            seen = matrix[:, columns]
            if member.kind == "linear":
                parts = self.linear[member.name].contributions(seen)
            else:
                told = self.boosted[member.name].predict(
                    seen, pred_contrib=True, num_threads=THREADS
                )
                parts = np.asarray(told, dtype=np.float64)
                parts[:, -1] += self.start(member)
            total[:, [*columns, len(self.names)]] += parts * (member.weight / whole)
        return total

    def document(self) -> dict[str, Any]:
        """The members as JSON."""
        return {
            "members": [asdict(member) for member in self.members],
            "average": self.average,
            "boosted": {name: booster.model_to_string() for name, booster in self.boosted.items()},
            "linear": {
                name: {
                    "middle": one.middle.tolist(),
                    "mean": one.mean.tolist(),
                    "spread": one.spread.tolist(),
                    "weights": one.weights.tolist(),
                    "intercept": one.intercept,
                }
                for name, one in self.linear.items()
            },
        }


def from_document(names: Sequence[str], told: Mapping[str, Any]) -> Fitted:
    """Members as they were written."""
    return Fitted(
        names=tuple(names),
        members=tuple(Member(**member) for member in told["members"]),
        boosted={name: lgb.Booster(model_str=text) for name, text in told["boosted"].items()},
        linear={name: _read_linear(one) for name, one in told["linear"].items()},
        average=float(told["average"]),
    )


def _read_linear(told: Mapping[str, Any]) -> Linear:
    return Linear(
        middle=np.asarray(told["middle"], dtype=np.float64),
        mean=np.asarray(told["mean"], dtype=np.float64),
        spread=np.asarray(told["spread"], dtype=np.float64),
        weights=np.asarray(told["weights"], dtype=np.float64),
        intercept=float(told["intercept"]),
    )


def blend(found: Mapping[str, Matrix], members: Sequence[Member]) -> Matrix:
    """Weighted mean of the members' log-odds."""
    whole = sum(member.weight for member in members)
    parts = [found[member.name] * (member.weight / whole) for member in members]
    return np.asarray(np.sum(parts, axis=0))


@dataclass(frozen=True, slots=True)
class Lesson:
    """What members learn from: features of visits, results, and who visited ("" unknown)."""

    names: tuple[str, ...]
    matrix: Matrix
    hits: Hits
    inspectors: Texts

    def seen_by(self, member: Member) -> "Lesson":
        """The same visits with the features that a member sees."""
        columns = member.columns(self.names)
        if len(columns) == len(self.names):
            return self
        names = tuple(self.names[place] for place in columns)
        return Lesson(names, self.matrix[:, columns], self.hits, self.inspectors)


def fit_members(lesson: Lesson, members: Sequence[Member] = MEMBERS) -> Fitted:
    """Fit all members, side by side, one thread each. Deterministic: seeds are fixed."""
    with ThreadPoolExecutor(THREADS) as pool:
        found = dict(
            zip(
                [one.name for one in members], pool.map(partial(_fit, lesson), members), strict=True
            )
        )
    return Fitted(
        names=lesson.names,
        members=tuple(members),
        boosted={name: one for name, one in found.items() if isinstance(one, lgb.Booster)},
        linear={name: one for name, one in found.items() if isinstance(one, Linear)},
        average=_log_odds(float(lesson.hits.mean())),
    )


def _fit(lesson: Lesson, member: Member) -> lgb.Booster | Linear:
    seen = lesson.seen_by(member)
    return _fit_linear(seen, member) if member.kind == "linear" else _fit_boosted(seen, member)


def _log_odds(rate: float) -> float:
    return float(np.log(rate / (1 - rate)))


def strictness_offset(hits: Hits, inspectors: Texts) -> Matrix:
    """How far each visit's inspector stands from the average, in log-odds, pulled to it (偏移).

    Estimated on the given (training) visits only; 0 for an unknown inspector.
    """
    average = float(hits.mean())
    offset = np.zeros(len(hits))
    for inspector in sorted(set(inspectors) - {""}):
        own = inspectors == inspector
        rate = (hits[own].sum() + INSPECTOR_WEIGHT * average) / (own.sum() + INSPECTOR_WEIGHT)
        offset[own] = _log_odds(rate) - _log_odds(average)
    return offset


def _fit_boosted(lesson: Lesson, member: Member) -> lgb.Booster:
    start = None
    if member.is_strict_free:
        start = strictness_offset(lesson.hits, lesson.inspectors)
        start += _log_odds(float(lesson.hits.mean()))
    data = lgb.Dataset(
        lesson.matrix, lesson.hits, init_score=start, params=dict(BOOSTING), free_raw_data=True
    )
    return lgb.train(dict(BOOSTING) | {"seed": member.seed}, data, num_boost_round=member.rounds)


def _fit_linear(lesson: Lesson, member: Member) -> Linear:
    with np.errstate(all="ignore"):
        known = ~np.isnan(lesson.matrix)
        middle = np.array(
            [
                np.median(column[told]) if told.any() else 0.0
                for column, told in zip(lesson.matrix.T, known.T, strict=True)
            ]
        )
    filled = np.where(known, lesson.matrix, middle)
    empty = Linear(middle, filled.mean(axis=0), filled.std(axis=0) + 1e-9, np.zeros(0), 0.0)
    standard = empty.standardised(lesson.matrix)
    terms = _inspector_terms(lesson) if member.is_strict_free else np.zeros((len(standard), 0))
    model = LogisticRegression(C=_LINEAR_STRENGTH, max_iter=500)
    model.fit(np.column_stack([standard, terms]), lesson.hits)
    weights = model.coef_[0]
    return Linear(
        middle=middle,
        mean=empty.mean,
        spread=empty.spread,
        weights=weights[: standard.shape[1]],
        intercept=float(model.intercept_[0]) + float(weights[standard.shape[1] :] @ terms.mean(0)),
    )


def _inspector_terms(lesson: Lesson) -> Matrix:
    names = sorted(set(lesson.inspectors) - {""})
    return np.array(
        [[_INSPECTOR_SCALE * (one == name) for name in names] for one in lesson.inspectors],
        dtype=np.float64,
    ).reshape(len(lesson.inspectors), len(names))
