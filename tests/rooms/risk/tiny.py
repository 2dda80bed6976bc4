# SPDX-License-Identifier: Apache-2.0
"""A model small enough to count by hand: three subjects, two features, two windows."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from mingjing.engines.batch import BatchEngine
from mingjing.kernel.progress import Progress
from mingjing.risk.public import Setting

AS_OF = date(2026, 11, 1)
LATER = date(2026, 11, 20)


def figures(days: float) -> dict[str, float]:
    return {
        "days_earlier": days,
        "within_inspector_days": days - 1,
        "auc": 0.65,
        "first_half": 0.7,
        "precision_at_10": 0.3,
        "ece": 0.02,
        "area_gap_days": 6.0,
    }


def rolling(first: float, second: float) -> dict[str, Any]:
    windows = [
        {"from": "2026-07-01", "to": "2026-08-31", "visits": 100, "hits": 15, **figures(first)},
        {"from": "2026-09-01", "to": "2026-10-31", "visits": 120, "hits": 20, **figures(second)},
    ]
    mean, sd = (first + second) / 2, abs(first - second) / 2
    return {"rolling": {"windows": windows, "mean": figures(mean), "sd": figures(sd)}}


EVALUATION: dict[str, Any] = {
    "evaluated_on": "2026-11-01",
    "model": rolling(8.0, 10.0),
    "baselines": {"points": rolling(3.0, 11.0), "random": rolling(0.1, -0.1)},
    "reliability": [
        {"low": 0.0, "high": 0.1, "predicted": 0.05, "observed": 0.04, "count": 110},
        {"low": 0.1, "high": 0.9, "predicted": 0.3, "observed": 0.31, "count": 110},
    ],
    "areas": [
        {"area": "west", "visits": 90, "hits": 12, "days_earlier": 9.0,
         "predicted": 0.14, "observed": 0.13},
        {"area": "east", "visits": 130, "hits": 23, "days_earlier": 3.0,
         "predicted": 0.16, "observed": 0.18},
    ],
    "top_features": [{"name": "past_rate", "share": 0.6}, {"name": "age_days", "share": 0.4}],
}  # fmt: skip


@dataclass(frozen=True)
class TinyModel:
    """Stands in for `FittedModel`."""

    document: dict[str, Any]
    evaluation: dict[str, Any]
    features: tuple[str, ...] = ("past_rate", "age_days")
    steps_digest: str = "5" * 64
    trained_rows: int = 220
    cohort_from: date | None = date(2025, 1, 1)
    cohort_to: date | None = date(2026, 10, 31)

    def to_bytes(self) -> bytes:
        return json.dumps(self.document).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "TinyModel":
        return cls(json.loads(content), {})


ROWS: list[tuple[str, float, str, str, str]] = [
    ("subject_a", 0.41234567, "restaurant", "west", "1"),
    ("subject_b", 0.2, "grocery", "east", "2"),
    ("subject_c", 0.1, "restaurant", "east", "2"),
]
"""Subject, probability, category, area, district; rank 1 first."""

PROBABILITIES = [("subject_a", 0.412346), ("subject_b", 0.2), ("subject_c", 0.1)]
"""As they are stored: six decimals."""


class Learning:
    """What the tests decide about training and predicting; counts the calls."""

    def __init__(self) -> None:
        self.evaluation: dict[str, Any] = EVALUATION
        self.rows = list(ROWS)
        self.fits = 0
        self.predictions = 0
        self.seen: list[tuple[str, int]] = []

    def fit(
        self,
        engine: BatchEngine,
        *,
        as_of: date,
        areas: object,
        setting: Setting,
        progress: Progress,
    ) -> TinyModel:
        self.fits += 1
        progress("fit", 0.5)
        for table in ("visit", "link"):
            self.seen.append((table, engine.rows(f"SELECT count(*) FROM {table}")[0][0]))  # noqa: S608
        return TinyModel({"params": {"leaves": 3}, "fit": self.fits}, self.evaluation)

    def predict(
        self, model: TinyModel, engine: BatchEngine, *, as_of: date, progress: Progress
    ) -> pa.Table:
        self.predictions += 1
        progress("predict", 0.5)
        shuffled = list(enumerate(self.rows, start=1))[::-1]
        return pa.table(
            {
                "subject_id": [row[0] for _, row in shuffled],
                "probability": [row[1] for _, row in shuffled],
                "rank": [rank for rank, _ in shuffled],
                "base": [0.15 for _ in shuffled],
                "names": [["past_rate", "age_days"] for _ in shuffled],
                "values": [[row[1] * 2, float("nan")] for _, row in shuffled],
                "contributions": [[row[1], -0.0123456789] for _, row in shuffled],
                "category": [row[2] for _, row in shuffled],
                "area": [row[3] for _, row in shuffled],
                "district": [row[4] for _, row in shuffled],
            }
        )
