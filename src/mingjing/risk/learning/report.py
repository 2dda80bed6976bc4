# SPDX-License-Identifier: Apache-2.0
"""From scored windows to the evaluation as JSON (评估报告): what `rules.card` reads."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mingjing.risk.learning.baselines import Ranking
from mingjing.risk.learning.features import Matrix, Texts, day_of
from mingjing.risk.learning.rolling import Window
from mingjing.risk.learning.visits import Visits
from mingjing.risk.rules import metrics
from mingjing.risk.rules.areas import AreaGroup, group_of

FIGURES = (
    "days_earlier",
    "within_inspector_days",
    "auc",
    "first_half",
    "precision_at_10",
    "ece",
    "area_gap_days",
)
SEED = 20140902
DRAWS = 20
"""Ties are broken by lots; an order with ties is measured as the mean of so many drawings."""
RELIABILITY_BANDS = 10
LEAK_AUC = 0.72
Rows = NDArray[np.intp]
Figures = dict[str, float | None]


class Measure:
    """Measures orderings of the visits of a window; the lots are drawn once."""

    def __init__(self, visits: Visits, groups: Sequence[AreaGroup]) -> None:
        self._visits = visits
        self._groups: Texts = group_of(visits.places, groups)
        self._lots: dict[int, Matrix] = {}

    def lot(self, draw: int) -> Matrix:
        """A lot for each visit."""
        if draw not in self._lots:
            self._lots[draw] = metrics.lots(list(self._visits.visit_id), SEED + draw)
        return self._lots[draw]

    def figures(self, rows: Rows, ranking: Ranking) -> Figures:
        """All figures of one ordering; the mean over drawings where scores are equal."""
        draws = DRAWS if len(np.unique(ranking.score)) < len(rows) else 1
        told = [self._drawn(rows, ranking.score, draw) for draw in range(draws)]
        mean = {name: _mean([one[name] for one in told]) for name in told[0]}
        hits = self._visits.hit[rows]
        mean["auc"] = metrics.auc(ranking.score, hits)
        mean["ece"] = (
            None
            if ranking.probability is None
            else metrics.expected_calibration_error(ranking.probability, hits)
        )
        return mean

    def areas(self, rows: Rows, ranking: Ranking) -> Figures:
        """Days earlier by area group, the mean over drawings where scores are equal."""
        draws = DRAWS if len(np.unique(ranking.score)) < len(rows) else 1
        told = [self._areas(rows, ranking.score, draw) for draw in range(draws)]
        return {name: _mean([one.get(name) for one in told]) for name in sorted(told[0])}

    def counts(self, rows: Rows) -> dict[str, tuple[int, int]]:
        """Visits and hits by area group."""
        names, hits = self._groups[rows], self._visits.hit[rows]
        return {
            name: (int((names == name).sum()), int(hits[names == name].sum()))
            for name in sorted(set(names) - {""})
        }

    def group(self, rows: Rows) -> Texts:
        """Area group of each visit."""
        return self._groups[rows]

    def _drawn(self, rows: Rows, score: Matrix, draw: int) -> Figures:
        own = self._visits
        days, hits, lot = own.day[rows], own.hit[rows], self.lot(draw)[rows]
        return {
            "days_earlier": metrics.days_earlier(score, days, hits, lot),
            "within_inspector_days": metrics.within_inspector_days(
                score, days, hits, inspectors=own.inspector[rows], lot=lot
            ),
            "first_half": metrics.first_half_hits(score, hits, lot) / max(1, int(hits.sum())),
            "precision_at_10": metrics.precision_at(score, hits, lot=lot),
            "area_gap_days": metrics.gap(list(self._areas(rows, score, draw).values())),
        }

    def _areas(self, rows: Rows, score: Matrix, draw: int) -> dict[str, float]:
        own = self._visits
        return metrics.area_days(
            score,
            own.day[rows],
            own.hit[rows],
            areas=self._groups[rows],
            lot=self.lot(draw)[rows],
        )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def _sd(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.std(known, ddof=1)) if len(known) > 1 else None


def _rounded(told: Mapping[str, float | None], places: int = 4) -> Figures:
    return {name: None if value is None else round(value, places) for name, value in told.items()}


def _rankings(windows: Sequence[Window], name: str) -> list[Ranking]:
    return [one.model if name == "model" else one.baselines[name] for one in windows]


def rolling(
    measure: Measure, visits: Visits, windows: Sequence[Window], *, name: str, days: int
) -> dict[str, Any]:
    """One method over all windows: each window, mean, standard deviation, areas."""
    ranked = _rankings(windows, name)
    told = [measure.figures(one.rows, rank) for one, rank in zip(windows, ranked, strict=True)]
    areas = [measure.areas(one.rows, rank) for one, rank in zip(windows, ranked, strict=True)]
    by_area = {
        area: _mean([one.get(area) for one in areas])
        for area in sorted({area for one in areas for area in one})
    }
    return {
        "windows": [
            {
                "from": day_of(one.starts).isoformat(),
                "to": day_of(one.starts + days - 1).isoformat(),
                "visits": len(one.rows),
                "hits": int(visits.hit[one.rows].sum()),
                "trained_on": one.trained_on,
                **_rounded(figures),
            }
            for one, figures in zip(windows, told, strict=True)
        ],
        "mean": _rounded({f: _mean([one[f] for one in told]) for f in FIGURES}),
        "sd": _rounded({f: _sd([one[f] for one in told]) for f in FIGURES}),
        "ece_pooled": _pooled_error(visits, windows, ranked),
        "area_days": _rounded(by_area),
        "area_gap_of_means": _gap(by_area),
    }


def _pooled_error(
    visits: Visits, windows: Sequence[Window], ranked: Sequence[Ranking]
) -> float | None:
    """Calibration error over the visits of all windows at once: chance weighs less than in one."""
    chances = [one.probability for one in ranked if one.probability is not None]
    if len(chances) < len(windows):
        return None
    hits = np.concatenate([visits.hit[one.rows] for one in windows])
    return round(metrics.expected_calibration_error(np.concatenate(chances), hits), 4)


def _gap(by_area: Mapping[str, float | None]) -> float | None:
    found = metrics.gap([value for value in by_area.values() if value is not None])
    return None if found is None else round(found, 4)


def test_window(
    measure: Measure, visits: Visits, window: Window, rows: Rows, name: str
) -> dict[str, Any]:
    """One method on the given visits of a window."""
    whole = _rankings([window], name)[0]
    places = np.searchsorted(window.rows, rows)
    chance = whole.probability
    ranking = Ranking(whole.score[places], None if chance is None else chance[places])
    areas = measure.areas(rows, ranking)
    hits = visits.hit[rows]
    return {
        "from": day_of(int(visits.day[rows].min())).isoformat(),
        "to": day_of(int(visits.day[rows].max())).isoformat(),
        "frozen_on": day_of(window.starts).isoformat(),
        "visits": len(rows),
        "hits": int(hits.sum()),
        **_rounded(measure.figures(rows, ranking)),
        "first_half_hits": metrics.first_half_hits(ranking.score, hits, measure.lot(0)[rows]),
        "area_days": _rounded(areas),
    }


def reliability(visits: Visits, windows: Sequence[Window]) -> list[dict[str, Any]]:
    """Predicted and found over all windows, in ten equal bands."""
    chances = [one.model.probability for one in windows]
    known = np.concatenate([chance for chance in chances if chance is not None])
    hits = np.concatenate([visits.hit[one.rows] for one in windows])
    return [
        {
            "low": round(band.low, 4),
            "high": round(band.high, 4),
            "predicted": round(band.predicted, 4),
            "observed": round(band.observed, 4),
            "count": band.count,
        }
        for band in metrics.bands(known, hits, RELIABILITY_BANDS)
    ]


def by_area(measure: Measure, visits: Visits, windows: Sequence[Window]) -> list[dict[str, Any]]:
    """How each area group fares over all windows: days earlier, predicted and found rate."""
    days = [measure.areas(one.rows, one.model) for one in windows]
    rows = np.concatenate([one.rows for one in windows])
    chance = np.concatenate(
        [one.model.score if one.model.probability is None else one.model.probability
         for one in windows]
    )  # fmt: skip
    names, hits = measure.group(rows), visits.hit[rows]
    found = []
    for area in sorted(set(names) - {""}):
        own = names == area
        mean = _mean([one.get(area) for one in days])
        found.append(
            {
                "area": area,
                "visits": int(own.sum()),
                "hits": int(hits[own].sum()),
                "days_earlier": None if mean is None else round(mean, 4),
                "predicted": round(float(chance[own].mean()), 4),
                "observed": round(float(hits[own].mean()), 4),
            }
        )
    return found


def wins(model: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """Windows in which the model's hits come earlier than the other's."""
    pairs = zip(model["windows"], other["windows"], strict=True)
    return sum(a["days_earlier"] > b["days_earlier"] for a, b in pairs)


def published(visits: Visits, rows: Rows) -> dict[str, Any]:
    """An outside score on its own test visits, recomputed from the scores as published."""
    measure = Measure(visits, ())
    score = visits.reference[rows]
    told = measure.figures(rows, Ranking(score, score))
    hits = visits.hit[rows]
    return {
        "visits": len(rows),
        "hits": int(hits.sum()),
        **_rounded({name: value for name, value in told.items() if name != "area_gap_days"}),
        "days_earlier": _places(told["days_earlier"], 3),
        "first_half_hits": metrics.first_half_hits(score, hits, measure.lot(0)[rows]),
    }


def _places(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
