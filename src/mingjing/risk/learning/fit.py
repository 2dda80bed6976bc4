# SPDX-License-Identifier: Apache-2.0
"""Fit a model (训练): evaluate on rolling windows, then learn from all that is known."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from mingjing.engines.batch import BatchEngine
from mingjing.kernel.canonical import canonical_json, sha256_hex
from mingjing.kernel.progress import Progress, part, silent
from mingjing.risk.learning.assess import assess, gather, groups
from mingjing.risk.learning.calibration import Calibration, calibrate
from mingjing.risk.learning.features import Matrix, day_number, day_of, steps_digest
from mingjing.risk.learning.heads import Fitted, Hits, fit_members, from_document
from mingjing.risk.learning.members import BOOSTING
from mingjing.risk.learning.rolling import learnable, lesson, newest
from mingjing.risk.rules.areas import AreaGroup, read_group
from mingjing.risk.rules.setting import Setting
from mingjing.risk.types import NothingToLearn

_LEAST_VISITS, _LEAST_HITS = 50, 10
_TOP = 30
_SHOWN_ROWS = 3000
FORMAT = "mingjing-risk-2"


@dataclass(frozen=True, slots=True)
class FittedModel:
    """A model that can score: members and calibration, with what they were made from.

    `document` is the file; its `params` say how the members learn.
    """

    document: dict[str, Any]
    features: tuple[str, ...]
    steps_digest: str
    evaluation: dict[str, Any]
    trained_rows: int
    cohort_from: date | None
    cohort_to: date | None

    def to_bytes(self) -> bytes:
        """The file of the model: canonical JSON."""
        return canonical_json(self.document)

    @classmethod
    def from_bytes(cls, content: bytes) -> "FittedModel":
        """A model as it was written; its evaluation stays with its row."""
        told = json.loads(content)
        return cls(
            document=told,
            features=tuple(told["features"]),
            steps_digest=told["steps_digest"],
            evaluation={},
            trained_rows=told["trained_rows"],
            cohort_from=date.fromisoformat(told["cohort_from"]),
            cohort_to=date.fromisoformat(told["cohort_to"]),
        )

    @property
    def members(self) -> Fitted:
        """The members, ready to score."""
        return from_document(self.features, self.document["fitted"])

    @property
    def calibration(self) -> Calibration:
        """From log-odds to probabilities."""
        return Calibration(**self.document["calibration"])

    @property
    def areas(self) -> tuple[AreaGroup, ...]:
        """The areas between which a list is balanced."""
        return tuple(read_group(told) for told in self.document["areas"])


def fit(
    engine: BatchEngine,
    *,
    as_of: date,
    areas: Sequence[AreaGroup] | None = None,
    setting: Setting | None = None,
    progress: Progress = silent,
) -> FittedModel:
    """Learn from everything before a day, with a dated evaluation on rolling windows.

    Reads the canonical views and `link`. `areas` groups places for the fairness figures.
    Raises: NothingToLearn.
    """
    chosen = replace(setting or Setting(), anchor=None, areas=tuple(areas or ()))
    visits = gather(engine, chosen, before=as_of, progress=part(progress, 0.0, 0.4))
    train = None if visits is None else learnable(visits, day_number(as_of))
    if visits is None or train is None or not _is_enough(visits.hit[train]):
        raise NothingToLearn(as_of=as_of.isoformat())
    assessed = assess(visits, chosen, progress=part(progress, 0.4, 0.9))
    progress("learn", 0.9)
    fitted = fit_members(lesson(visits, train))
    calibration = calibrate(newest(assessed.rolled.log_odds, assessed.rolled.hits))
    progress("reasons", 0.95)
    matrix = visits.features.matrix(fitted.names)[train]
    evaluation = _with_features(assessed.evaluation, fitted, matrix)
    if evaluation:
        # Everything before `as_of` was looked at: windows end with the last visit known then.
        evaluation = evaluation | {"evaluated_on": as_of.isoformat()}
    days = visits.day[train]
    first, last = day_of(int(days.min())), day_of(int(days.max()))
    document = {
        "format": FORMAT,
        "params": _params(fitted, chosen),
        "features": list(fitted.names),
        "steps_digest": steps_digest(),
        "fitted": fitted.document(),
        "calibration": calibration.document(),
        "areas": [group.document() for group in groups(visits, chosen)],
        "trained_rows": int(train.sum()),
        "cohort_from": first.isoformat(),
        "cohort_to": last.isoformat(),
    }
    progress("fitted", 1.0)
    return FittedModel(
        document, fitted.names, steps_digest(), evaluation, int(train.sum()), first, last
    )


def _is_enough(hits: Hits) -> bool:
    found = int(hits.sum())
    return len(hits) >= _LEAST_VISITS and _LEAST_HITS <= found <= len(hits) - _LEAST_HITS


def _params(fitted: Fitted, setting: Setting) -> dict[str, Any]:
    return {
        "cohort_days": setting.cohort_days,
        "licence_kinds": list(setting.licence_kinds),
        "boosting": dict(BOOSTING),
        "members": {
            member.name: {
                "kind": member.kind,
                "is_strict_free": member.is_strict_free,
                "weight": member.weight,
                "rounds": member.rounds,
                "seed": member.seed,
                "sees": str(member.sees),
            }
            for member in fitted.members
        },
    }


def _with_features(evaluation: dict[str, Any], fitted: Fitted, matrix: Matrix) -> dict[str, Any]:
    """The evaluation with each feature's share of all movement of the scores."""
    if not evaluation:
        return {}
    step = max(1, len(matrix) // _SHOWN_ROWS)
    moved = np.abs(fitted.contributions(matrix[::step])[:, :-1]).mean(axis=0)
    shares = moved / max(float(moved.sum()), 1e-12)
    order = np.argsort(-shares, kind="stable")[:_TOP]
    top = [{"name": fitted.names[i], "share": round(float(shares[i]), 4)} for i in order]
    return evaluation | {"top_features": top}


def file_digest(model: FittedModel) -> str:
    """Digest of the model's file."""
    return sha256_hex(model.to_bytes())
