# SPDX-License-Identifier: Apache-2.0
"""What is measured of an ordering (评估指标): pure functions over arrays.

Scores order visits, the highest first; equal scores fall in the order of `lots`. Days are whole
numbers, hits are 0 or 1.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.int64]
Hits = NDArray[np.int64]
Names = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Band:
    """Visits with about the same predicted probability, and what was found (校准分组)."""

    low: float
    high: float
    predicted: float
    observed: float
    count: int


def lots(ids: Sequence[str], seed: int) -> Floats:
    """A lot per id, by hash: breaks ties the same way wherever it is made again."""
    drawn = (hashlib.sha256(f"{seed}:{one}".encode()).digest()[:8] for one in ids)
    return np.array([int.from_bytes(one, "big") / 2.0**64 for one in drawn])


def ordering(scores: Floats, lot: Floats) -> NDArray[np.intp]:
    """Places of the visits, the highest score first."""
    return np.lexsort((lot, -scores))


def simulated_days(scores: Floats, days: Days, lot: Floats) -> Days:
    """The real days, handed out again in the order of the scores: as many a day as there were."""
    handed = np.empty_like(days)
    handed[ordering(scores, lot)] = np.sort(days)
    return handed


def days_earlier(scores: Floats, days: Days, hits: Hits, lot: Floats) -> float | None:
    """Mean of real minus simulated day over the hits; None without a hit.

    Units: days. Example: days 1, 2, 3 with the hit on day 3 ranked first: 3 - 1 = 2.
    """
    gains = (days - simulated_days(scores, days, lot))[hits == 1]
    return float(gains.mean()) if len(gains) else None


def within_inspector_days(
    scores: Floats, days: Days, hits: Hits, *, inspectors: Names, lot: Floats
) -> float | None:
    """The same when each inspector may only reorder the own visits: no gain by a strict inspector.

    Visits of unknown inspectors ("") are left out. None without a hit.
    """
    gains: list[float] = []
    for inspector in sorted(set(inspectors) - {""}):
        own = inspectors == inspector
        moved = days[own] - simulated_days(scores[own], days[own], lot[own])
        gains.extend(moved[hits[own] == 1].tolist())
    return float(np.mean(gains)) if gains else None


def auc(scores: Floats, hits: Hits) -> float | None:
    """Chance that a hit scores above a miss, ties half (AUC); None when either is missing."""
    positives = int(hits.sum())
    negatives = len(hits) - positives
    if not positives or not negatives:
        return None
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    above = np.cumsum(counts)
    ranks = (above - counts + above + 1) / 2
    total = float(ranks[places][hits == 1].sum())
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


def first_half_hits(scores: Floats, hits: Hits, lot: Floats) -> int:
    """Hits among the first half of the order, the middle one left out."""
    return int(hits[ordering(scores, lot)[: len(hits) // 2]].sum())


def precision_at(scores: Floats, hits: Hits, *, lot: Floats, share: float = 0.1) -> float | None:
    """Hit rate of the first `share` of the order; None when that is no visit at all."""
    count = int(len(hits) * share)
    return float(hits[ordering(scores, lot)[:count]].mean()) if count else None


def bands(probabilities: Floats, hits: Hits, count: int = 5) -> tuple[Band, ...]:
    """Visits in `count` equal parts by predicted probability, the lowest first."""
    parts = np.array_split(np.argsort(probabilities, kind="stable"), count)
    return tuple(
        Band(
            low=float(probabilities[chosen].min()),
            high=float(probabilities[chosen].max()),
            predicted=float(probabilities[chosen].mean()),
            observed=float(hits[chosen].mean()),
            count=len(chosen),
        )
        for chosen in parts
        if len(chosen)
    )


def expected_calibration_error(probabilities: Floats, hits: Hits, count: int = 5) -> float:
    """Mean of |predicted - observed| over equal parts (ECE), by their size."""
    found = bands(probabilities, hits, count)
    return sum(b.count * abs(b.predicted - b.observed) for b in found) / len(hits)


def area_days(
    scores: Floats, days: Days, hits: Hits, *, areas: Names, lot: Floats
) -> dict[str, float]:
    """Mean days earlier of each area's hits in the common order; areas without a hit are absent."""
    gains = days - simulated_days(scores, days, lot)
    found = {}
    for area in sorted(set(areas) - {""}):
        chosen = (areas == area) & (hits == 1)
        if chosen.any():
            found[area] = float(gains[chosen].mean())
    return found


def gap(values: Sequence[float]) -> float | None:
    """Largest minus smallest; None for fewer than two."""
    return float(max(values) - min(values)) if len(values) > 1 else None
