# SPDX-License-Identifier: Apache-2.0
"""Every figure by hand, on a handful of visits."""

import numpy as np
import pytest

from mingjing.risk.rules import metrics

DAYS = np.array([1, 2, 3, 4])
HITS = np.array([0, 1, 0, 1])
LOT = np.array([0.1, 0.2, 0.3, 0.4])


def scores(*told: float) -> metrics.Floats:
    return np.array(told, dtype=np.float64)


def names(*told: str) -> metrics.Names:
    return np.array(told, dtype=object)


def test_it_hands_out_the_real_days_in_the_order_of_the_scores() -> None:
    given = metrics.simulated_days(scores(0.1, 0.9, 0.2, 0.8), DAYS, LOT)
    assert given.tolist() == [4, 1, 3, 2]


def test_it_averages_real_minus_simulated_over_the_hits() -> None:
    # The hits of day 2 and day 4 come on day 1 and day 2: (1 + 2) / 2.
    assert metrics.days_earlier(scores(0.1, 0.9, 0.2, 0.8), DAYS, HITS, LOT) == 1.5


def test_it_keeps_as_many_visits_a_day_as_there_were() -> None:
    days = np.array([1, 1, 5])
    given = metrics.simulated_days(scores(0.1, 0.2, 0.3), days, LOT[:3])
    assert sorted(given.tolist()) == [1, 1, 5]


def test_the_real_order_is_neither_earlier_nor_later() -> None:
    assert metrics.days_earlier(-DAYS.astype(np.float64), DAYS, HITS, LOT) == 0


def test_the_worst_order_is_later() -> None:
    # Hits last: days 3 and 4 for real days 2 and 4.
    assert metrics.days_earlier(scores(0.9, 0.1, 0.8, 0.05), DAYS, HITS, LOT) == -0.5


def test_it_has_no_days_without_a_hit() -> None:
    assert metrics.days_earlier(scores(1, 2, 3, 4), DAYS, np.zeros(4, dtype=int), LOT) is None


def test_equal_scores_fall_in_the_order_of_the_lots() -> None:
    backwards = metrics.ordering(np.zeros(4), 1 - LOT)
    assert backwards.tolist() == [3, 2, 1, 0]


def test_an_inspector_reorders_only_the_own_visits() -> None:
    # Strict visits on days 2 and 4 (all hits), lenient on 1 and 3 (none). Ranking by strictness
    # gains (1 + 2) / 2 overall and nothing within an inspector.
    strict = scores(0, 1, 0, 1)
    inspectors = names("lenient", "strict", "lenient", "strict")
    assert metrics.days_earlier(strict, DAYS, HITS, LOT) == 1.5
    within = metrics.within_inspector_days(strict, DAYS, HITS, inspectors=inspectors, lot=LOT)
    assert within == 0


def test_within_inspectors_the_gain_is_that_of_the_own_list() -> None:
    # Inspector a has days 1 and 4, the hit of day 4 comes on day 1; b has no gain on day 2.
    inspectors = names("a", "b", "b", "a")
    within = metrics.within_inspector_days(
        scores(0.1, 0.9, 0.2, 0.8), DAYS, HITS, inspectors=inspectors, lot=LOT
    )
    assert within == (3 + 0) / 2


def test_visits_of_unknown_inspectors_are_left_out_within() -> None:
    told = metrics.within_inspector_days(
        scores(1, 2, 3, 4), DAYS, HITS, inspectors=names("", "", "", ""), lot=LOT
    )
    assert told is None


def test_auc_counts_pairs_and_halves_ties() -> None:
    # Hits score 0.5 and 0.9, misses 0.1 and 0.5: 1 + ½ + 1 + 1 of 4 pairs.
    assert metrics.auc(scores(0.1, 0.5, 0.5, 0.9), HITS) == 3.5 / 4


def test_auc_of_equal_scores_is_one_half() -> None:
    assert metrics.auc(np.zeros(4), HITS) == 0.5


def test_auc_needs_hits_and_misses() -> None:
    assert metrics.auc(np.zeros(4), np.ones(4, dtype=int)) is None


def test_it_counts_the_hits_of_the_first_half() -> None:
    assert metrics.first_half_hits(scores(0.1, 0.9, 0.2, 0.8), HITS, LOT) == 2
    assert metrics.first_half_hits(scores(0.9, 0.1, 0.8, 0.7), HITS, LOT) == 0


def test_an_odd_number_has_its_middle_in_the_second_half() -> None:
    hits = np.array([0, 1, 0])
    assert metrics.first_half_hits(scores(3, 2, 1), hits, LOT[:3]) == 0


def test_precision_is_the_hit_rate_of_the_first_part() -> None:
    hits = np.array([1] * 3 + [0] * 17)
    ranked = np.arange(20, 0, -1).astype(np.float64)
    assert metrics.precision_at(ranked, hits, lot=np.zeros(20), share=0.2) == 3 / 4


def test_precision_of_too_few_visits_is_unknown() -> None:
    assert metrics.precision_at(scores(1, 2), HITS[:2], lot=LOT[:2]) is None


def test_bands_hold_equal_parts_by_probability() -> None:
    found = metrics.bands(scores(0.4, 0.1, 0.3, 0.2), HITS, count=2)
    assert [(b.low, b.high, b.count) for b in found] == [(0.1, 0.2, 2), (0.3, 0.4, 2)]
    assert [b.observed for b in found] == [1.0, 0.0]


def test_calibration_error_weighs_the_bands() -> None:
    # Lower band predicts 0.15 and holds 1, upper predicts 0.35 and holds 0: (0.85 + 0.35) / 2.
    error = metrics.expected_calibration_error(scores(0.4, 0.1, 0.3, 0.2), HITS, count=2)
    assert error == pytest.approx(0.6)


def test_a_right_probability_has_no_error() -> None:
    assert metrics.expected_calibration_error(np.full(4, 0.5), HITS, count=1) == 0


def test_areas_share_one_order() -> None:
    # The hit of the north moves from day 2 to 1, that of the south from 4 to 2.
    told = metrics.area_days(
        scores(0.1, 0.9, 0.2, 0.8),
        DAYS,
        HITS,
        areas=names("north", "north", "south", "south"),
        lot=LOT,
    )
    assert told == {"north": 1.0, "south": 2.0}
    assert metrics.gap(list(told.values())) == 1.0


def test_an_area_without_a_hit_has_no_days() -> None:
    told = metrics.area_days(scores(1, 2, 3, 4), DAYS, HITS, areas=names("a", "", "a", ""), lot=LOT)
    assert told == {}
    assert metrics.gap([1.0]) is None


def test_lots_are_the_same_wherever_they_are_drawn() -> None:
    first, again = metrics.lots(["a", "b"], 1), metrics.lots(["a", "b"], 1)
    assert first.tolist() == again.tolist()
    assert first.tolist() != metrics.lots(["a", "b"], 2).tolist()
    assert all(0 <= lot < 1 for lot in first)
