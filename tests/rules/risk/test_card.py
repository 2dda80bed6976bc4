# SPDX-License-Identifier: Apache-2.0
"""Reading a stored evaluation: what is absent stays absent, what is no number is none."""

from datetime import date
from typing import Any

import pytest

from mingjing.risk.rules import card
from mingjing.risk.types import Figures, Method, MethodRow

ROLLING = {"windows": [{"from": "2014-01-01", "days_earlier": 3}], "mean": {"auc": 0.6}}


@pytest.mark.parametrize(
    ("evaluation", "day"),
    [
        ({"evaluated_on": "2014-10-31", "model": {"rolling": ROLLING}}, date(2014, 10, 31)),
        ({"evaluated_on": "2014-10-31", "model": {"rolling": {"windows": []}}}, None),
        ({"evaluated_on": "2014-10-31", "model": {}}, None),
        ({"evaluated_on": "2014-10-31"}, None),
        ({"evaluated_on": "soon", "model": {"rolling": ROLLING}}, None),
        ({"evaluated_on": 20141031, "model": {"rolling": ROLLING}}, None),
        ({"model": {"rolling": ROLLING}}, None),
        ({}, None),
    ],
)
def test_an_evaluation_counts_when_it_is_dated_and_has_windows(
    evaluation: dict[str, Any], day: date | None
) -> None:
    assert card.evaluated_on(evaluation) == day


def test_it_reads_windows_by_their_first_day() -> None:
    row = card.method_row(Method.MODEL, {"rolling": ROLLING, "test_window": {"auc": 0.7}})
    assert row is not None
    assert (row.windows[0].name, row.windows[0].figures.days_earlier) == ("2014-01-01", 3.0)
    assert (row.mean, row.sd, row.test) == (Figures(auc=0.6), Figures(), Figures(auc=0.7))
    assert row.method is Method.MODEL


@pytest.mark.parametrize("told", [None, {}, {"rolling": 3}, {"rolling": {"windows": "none"}}])
def test_a_method_without_windows_is_none(told: object) -> None:
    assert card.method_row("points", told) is None


def test_it_keeps_the_order_of_the_baselines_and_names_it_does_not_know() -> None:
    told = {name: {"rolling": ROLLING} for name in ("zebra", "logistic", "random")}
    rows = card.baselines({"baselines": told})
    assert [row.name for row in rows] == ["random", "logistic", "zebra"]
    assert rows[-1].method == "zebra"
    assert card.baselines({"baselines": None}) == ()


def test_it_orders_bins_areas_and_features() -> None:
    told = {
        "reliability": [{"predicted": 0.3}, {"predicted": 0.1, "count": 4}, "nonsense"],
        "areas": [{"area": "west"}, {"area": "east", "days_earlier": float("nan")}],
        "top_features": [{"name": "b", "share": 0.2}, {"name": "a", "share": 0.2}, {"share": 1}],
    }
    assert [one.count for one in card.reliability(told)] == [4, 0]
    assert [(one.area, one.days_earlier) for one in card.areas(told)] == [
        ("east", None),
        ("west", None),
    ]
    assert [one.name for one in card.features(told)] == ["", "a", "b"]


@pytest.mark.parametrize("value", [True, "0.5", None, float("nan")])
def test_what_is_no_number_is_absent(value: object) -> None:
    assert card.figures({"auc": value}) == Figures()
    assert card.whole(value) is None


def test_figures_of_nothing_are_absent() -> None:
    assert card.figures(None) == Figures()
    assert MethodRow("x", Figures(), Figures(), ()).method == "x"
