# SPDX-License-Identifier: Apache-2.0
"""Members: strictness by hand, contributions that add up, scores without an inspector."""

import json
from datetime import date

import numpy as np
import pytest

from mingjing.risk.learning.balance import balance
from mingjing.risk.learning.calibration import Calibration, Closed, calibrate
from mingjing.risk.learning.features import EPOCH
from mingjing.risk.learning.heads import (
    Fitted,
    Lesson,
    fit_members,
    from_document,
    strictness_offset,
)
from mingjing.risk.learning.members import MEMBERS, Member, Sees

NAMES = ("own_rate", "close_30_rate", "last_critical")


def lesson(seed: int = 0, rows: int = 400) -> Lesson:
    """Hits follow the first feature and the inspector: strict finds what lenient does not."""
    drawn = np.random.default_rng(seed)
    matrix = drawn.normal(size=(rows, len(NAMES)))
    matrix[::7, 2] = np.nan
    inspectors = np.array(["strict", "lenient", ""], dtype=object)[np.arange(rows) % 3]
    odds = matrix[:, 0] + np.where(inspectors == "strict", 1.0, -1.0)
    hits = (drawn.random(rows) < 1 / (1 + np.exp(-odds))).astype(np.int64)
    return Lesson(NAMES, matrix, hits, inspectors)


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit_members(lesson())


def test_strictness_is_pulled_to_the_average() -> None:
    # 30 visits of a with 15 hits, 30 of b with 3: average 0.3. a: (15 + 6) / 50, b: (3 + 6) / 50.
    hits = np.array([1] * 15 + [0] * 15 + [1] * 3 + [0] * 27)
    inspectors = np.array(["a"] * 30 + ["b"] * 30, dtype=object)
    offset = strictness_offset(hits, inspectors)
    average = np.log(0.3 / 0.7)
    assert offset[0] == pytest.approx(np.log(0.42 / 0.58) - average)
    assert offset[-1] == pytest.approx(np.log(0.18 / 0.82) - average)


def test_an_unknown_inspector_has_no_offset() -> None:
    offset = strictness_offset(np.array([1, 0]), np.array(["", ""], dtype=object))
    assert offset.tolist() == [0, 0]


def test_contributions_and_constant_add_up_to_the_log_odds(fitted: Fitted) -> None:
    matrix = lesson().matrix
    whole = fitted.contributions(matrix).sum(axis=1)
    np.testing.assert_allclose(whole, fitted.log_odds(matrix), atol=1e-6)


def test_a_placeless_member_does_not_see_the_place() -> None:
    member = Member("m", "linear", False, 1.0, sees=Sees.PLACELESS)
    assert member.columns(NAMES).tolist() == [0, 2]
    parts = fit_members(lesson(), (member,)).contributions(lesson().matrix)
    assert set(parts[:, 1]) == {0.0}


def test_a_member_of_places_sees_only_how_much_is_found_there() -> None:
    member = Member("m", "linear", False, 1.0, sees=Sees.PLACE)
    names = ("own_rate", "close_30_rate", "close_30_visits", "area_residual", "area_residual_minor")
    assert member.columns(names).tolist() == [1, 3]


def test_scoring_takes_features_only(fitted: Fitted) -> None:
    assert set(fitted.names) == set(NAMES)
    assert not [name for name in fitted.names if "inspector" in name]


def test_the_same_visits_by_other_inspectors_get_the_same_score(fitted: Fitted) -> None:
    # Inspectors stand in the lesson; a score has no place for one.
    one = lesson()
    other = Lesson(one.names, one.matrix, one.hits, one.inspectors[::-1])
    np.testing.assert_array_equal(fitted.log_odds(one.matrix), fitted.log_odds(other.matrix))


def test_it_learns_the_same_twice(fitted: Fitted) -> None:
    again = fit_members(lesson())
    matrix = lesson().matrix
    np.testing.assert_array_equal(fitted.log_odds(matrix), again.log_odds(matrix))


def test_the_document_gives_the_same_scores(fitted: Fitted) -> None:
    read = from_document(fitted.names, json.loads(json.dumps(fitted.document())))
    matrix = lesson().matrix
    np.testing.assert_array_equal(fitted.log_odds(matrix), read.log_odds(matrix))


def test_learning_past_the_inspector_weighs_strictness_less() -> None:
    # A feature that only says who came: worth much for what is written down, little for what is.
    told = lesson(rows=900)
    who = np.where(told.inspectors == "strict", 1.0, -1.0) * (told.inspectors != "")
    matrix = np.column_stack([told.matrix[:, 0], who])
    seen = Lesson(("own_rate", "who"), matrix, told.hits, told.inspectors)
    plain, free = Member("p", "linear", False, 1.0), Member("f", "linear", True, 1.0)
    weights = {m.name: fit_members(seen, (m,)).linear[m.name].weights[1] for m in (plain, free)}
    assert weights["f"] < weights["p"]


def test_weights_are_shares() -> None:
    assert sum(member.weight for member in MEMBERS) == pytest.approx(1.0)


def closed(odds: np.ndarray, hits: np.ndarray, day: int = 0) -> Closed:
    return Closed(odds, hits.astype(np.int64), np.full(len(hits), day))


def test_calibration_moves_the_mean_to_what_was_found() -> None:
    drawn = np.random.default_rng(1)
    odds = drawn.normal(size=2000)
    hits = drawn.random(2000) < 1 / (1 + np.exp(-(odds - 2)))
    found = calibrate(closed(odds, hits))
    assert found.probability(odds, 0).mean() == pytest.approx(hits.mean(), abs=1e-3)


def test_calibration_knows_the_season() -> None:
    # Two years of cohorts; log-odds of a hit: the score - 2, + 0.4 in July, - 0.4 in January.
    starts = np.repeat(np.arange(0, 720, 60), 500)
    warmth = -np.cos(2 * np.pi * (starts + 30) / 365.25)
    drawn = np.random.default_rng(2)
    odds = drawn.normal(size=len(starts))
    hits = drawn.random(len(starts)) < 1 / (1 + np.exp(-(odds - 2 + 0.4 * warmth)))
    found = calibrate(Closed(odds, hits.astype(np.int64), starts))
    july, january = ((date(2014, month, 1) - EPOCH).days - 30 for month in (7, 1))
    middle = np.zeros(1)
    assert found.probability(middle, july)[0] == pytest.approx(0.168, abs=0.03)
    assert found.probability(middle, january)[0] == pytest.approx(0.083, abs=0.03)


def test_the_season_leaves_the_order_of_a_list_alone() -> None:
    odds = np.linspace(-3, 0, 50)
    told = Calibration(0.9, 0.1, sine=-0.2, cosine=0.3).probability(odds, 123)
    assert (np.diff(told) > 0).all()


def test_too_few_results_calibrate_nothing() -> None:
    assert calibrate(closed(np.zeros(5), np.array([1, 0, 1, 0, 1]))) == Calibration()


def test_scores_that_are_upside_down_calibrate_nothing() -> None:
    odds = np.linspace(-1, 1, 200)
    assert calibrate(closed(odds, odds < 0)) == Calibration()


def test_areas_are_brought_halfway_together() -> None:
    # 80 visits each: area means +0.4 and -0.4, pulled by 20 visits to +0.32 and -0.32.
    areas = np.array(["a"] * 80 + ["b"] * 80, dtype=object)
    odds = np.concatenate([np.full(80, 0.4), np.full(80, -0.4)])
    added = balance(odds, areas)
    assert added[0] == pytest.approx(-0.16)
    assert added[-1] == pytest.approx(0.16)


def test_balance_keeps_the_order_within_an_area_and_leaves_unknown_places_alone() -> None:
    drawn = np.random.default_rng(3)
    odds = drawn.normal(size=90)
    areas = np.array(["a", "b", ""], dtype=object)[np.arange(90) % 3]
    added = balance(odds, areas)
    assert {len(set(added[areas == one])) for one in ("a", "b")} == {1}
    assert set(added[areas == ""]) == {0.0}


def test_an_empty_list_has_nothing_to_balance() -> None:
    assert len(balance(np.zeros(0), np.array([], dtype=object))) == 0
