# SPDX-License-Identifier: Apache-2.0
"""Charts and tables of the pages, as data: the table says the same as the chart."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mingjing.kernel.errors import Language
from mingjing.risk.rules.dictionary import label
from mingjing.risk.types import (
    AreaRow,
    FeatureRow,
    Method,
    MethodRow,
    ModelCard,
    ReliabilityBin,
    ScoreView,
    WindowRow,
)

_DAYS, _SHARE = 2, 4
_FEATURES = 15
_LEADING = 3
_LABEL_WIDTH = 190  # pixels; the whole name stands in the table


def name_of(row: MethodRow, language: Language) -> str:
    """The name of a method."""
    method = row.method
    return method.label(language) if isinstance(method, Method) else method


def methods_chart(rows: Sequence[MethodRow], language: Language) -> dict[str, object]:
    """Bars: mean days earlier of the model and of what it must beat, best first."""
    known = [row for row in rows if row.mean.days_earlier is not None]
    known.sort(key=lambda row: -(row.mean.days_earlier or 0.0))
    return {
        "xAxis": {"type": "value", "name": _("days earlier")},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [name_of(row, language) for row in known],
        },
        "series": [
            {
                "type": "bar",
                "name": _("Days earlier, mean over the windows"),
                "data": [
                    {
                        "value": round(row.mean.days_earlier or 0.0, _DAYS),
                        "itemStyle": {"color": "@blue" if row.name == Method.MODEL else "@grey"},
                    }
                    for row in known
                ],
                "label": {"show": True, "position": "right", "formatter": "@number"},
            }
        ],
    }


def windows_chart(rows: Sequence[MethodRow], language: Language) -> dict[str, object]:
    """Lines: days earlier in each window, one line per method."""
    names = [window.name for window in rows[0].windows] if rows else []
    return {
        "legend": {"show": True},
        "xAxis": {"type": "category", "data": names, "name": _("first day of the window")},
        "yAxis": {"type": "value", "name": _("days earlier")},
        "series": [_line(row, names, language) for row in rows],
    }


def _line(row: MethodRow, names: Sequence[str], language: Language) -> dict[str, object]:
    days = {window.name: window.figures.days_earlier for window in row.windows}
    is_model = row.name == Method.MODEL
    return {
        "type": "line",
        "name": name_of(row, language),
        "data": [_round(days.get(name), _DAYS) for name in names],
        "lineStyle": {"width": 3 if is_model else 1, "type": "solid" if is_model else "dashed"},
        "symbolSize": 7 if is_model else 4,
    }


def windows_rows(
    rows: Sequence[MethodRow],
) -> list[tuple[WindowRow, list[float | None]]]:
    """The same as a table: a window and the days earlier of each method."""
    days = [{window.name: window.figures.days_earlier for window in row.windows} for row in rows]
    return [
        (window, [by_window.get(window.name) for by_window in days])
        for window in (rows[0].windows if rows else ())
    ]


def leading(rows: Sequence[MethodRow]) -> list[MethodRow]:
    """The model and the best three of the others: more lines cannot be told apart."""
    model, others = list(rows[:1]), [row for row in rows[1:] if row.mean.days_earlier is not None]
    return model + sorted(others, key=lambda row: -(row.mean.days_earlier or 0.0))[:_LEADING]


def reliability_chart(bins: Sequence[ReliabilityBin]) -> dict[str, object]:
    """Lines: what was found against what was predicted, and the diagonal of a perfect model."""
    top = max([0.0, *(max(one.predicted, one.observed) for one in bins)])
    share = {"type": "value", "min": 0, "axisLabel": {"formatter": "@percent0"}}
    return {
        "legend": {"show": True},
        "tooltip": {"trigger": "item", "valueFormatter": "@percent"},
        "xAxis": {**share, "name": _("predicted")},
        "yAxis": {**share, "name": _("found")},
        "series": [
            {
                "type": "line",
                "name": _("This model"),
                "data": [[round(b.predicted, _SHARE), round(b.observed, _SHARE)] for b in bins],
                "symbolSize": 8,
            },
            {
                "type": "line",
                "name": _("Perfectly calibrated"),
                "data": [[0, 0], [round(top, _SHARE), round(top, _SHARE)]],
                "lineStyle": {"type": "dashed", "color": "@muted"},
                "itemStyle": {"color": "@muted"},
                "symbol": "none",
            },
        ],
    }


def areas_chart(rows: Sequence[AreaRow]) -> dict[str, object]:
    """Bars: days earlier by area."""
    return {
        "xAxis": {"type": "category", "data": [row.area or "–" for row in rows]},
        "yAxis": {"type": "value", "name": _("days earlier")},
        "series": [
            {
                "type": "bar",
                "name": _("Days earlier"),
                "data": [_round(row.days_earlier, _DAYS) for row in rows],
            }
        ],
    }


def feature_rows(rows: Sequence[FeatureRow], language: Language) -> list[tuple[str, float]]:
    """The features that move the scores most, in words."""
    return [(label(row.name, language), row.share) for row in rows[:_FEATURES]]


def features_chart(rows: Sequence[tuple[str, float]]) -> dict[str, object]:
    """Bars: each feature's share of all movement."""
    return {
        "xAxis": {"type": "value", "axisLabel": {"formatter": "@percent0"}},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [name for name, _share in rows],
            "axisLabel": {"width": _LABEL_WIDTH, "overflow": "truncate"},
        },
        "tooltip": {"valueFormatter": "@percent"},
        "series": [
            {
                "type": "bar",
                "name": _("Share of all movement of the scores"),
                "data": [round(share, _SHARE) for _name, share in rows],
            }
        ],
    }


def contributions_chart(score: ScoreView, language: Language) -> dict[str, object]:
    """Bars: what each stored reason added or took."""
    return {
        "xAxis": {"type": "value", "name": _("log-odds")},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [label(one.name, language) for one in score.reasons],
        },
        "series": [
            {
                "type": "bar",
                "name": _("Contribution"),
                "data": [
                    {
                        "value": round(one.contribution, _SHARE),
                        "itemStyle": {"color": "@bad" if one.contribution > 0 else "@good"},
                    }
                    for one in score.reasons
                ],
            }
        ],
    }


def history_chart(scores: Sequence[ScoreView]) -> dict[str, object]:
    """Line: the stored probabilities of a subject and the average beside them, oldest first."""
    told = list(reversed(scores))
    return {
        "legend": {"show": True},
        "xAxis": {"type": "category", "data": [one.as_of.isoformat() for one in told]},
        "yAxis": {"type": "value", "min": 0, "axisLabel": {"formatter": "@percent0"}},
        "tooltip": {"valueFormatter": "@percent"},
        "series": [
            {
                "type": "line",
                "name": _("This subject"),
                "data": [one.probability for one in told],
            },
            {
                "type": "line",
                "name": _("Where every score starts"),
                "data": [one.base for one in told],
                "lineStyle": {"type": "dashed", "color": "@muted"},
                "itemStyle": {"color": "@muted"},
            },
        ],
    }


def windows_won(card: ModelCard, against: Method) -> tuple[int, int] | None:
    """In how many windows the model's days earlier exceed a baseline's, of how many."""
    other = next((row for row in card.baselines if row.name == against), None)
    if card.model is None or other is None:
        return None
    theirs = {window.name: window.figures.days_earlier for window in other.windows}
    pairs = [
        (window.figures.days_earlier, theirs.get(window.name)) for window in card.model.windows
    ]
    known = [(ours, their) for ours, their in pairs if ours is not None and their is not None]
    return sum(ours > their for ours, their in known), len(known)


def _round(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
