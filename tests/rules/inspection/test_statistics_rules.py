# SPDX-License-Identifier: Apache-2.0
"""Hit rates by lane, and the prevalence that the random lane estimates."""

from itertools import combinations
from math import sqrt

import pytest

from mingjing.inspection.rules.statistics import Visit, hit_rates, prevalence
from mingjing.inspection.types import Lane, StratumResult


def test_it_counts_hits_by_lane() -> None:
    visits = [
        Visit(Lane.RISK, 2, True),
        Visit(Lane.RISK, 1, False),
        Visit(Lane.RISK, 0, False),
        Visit(Lane.RANDOM, 0, False),
    ]
    rates = {rate.lane: rate for rate in hit_rates(visits)}
    assert (rates[Lane.RISK].any_hits, rates[Lane.RISK].visited) == (2, 3)
    assert rates[Lane.RISK].critical_rate == pytest.approx(1 / 3)
    assert rates[Lane.RANDOM].any_rate == 0
    assert rates[Lane.LEAD].any_rate is None


def test_it_weighs_each_stratum_by_its_size() -> None:
    # 80 subjects with 2 of 4 hits, 20 with 1 of 4: 0.8 x 0.5 + 0.2 x 0.25
    found = prevalence([StratumResult("a", 80, 4, 2), StratumResult("b", 20, 4, 1)])
    assert found is not None
    assert found.prevalence == pytest.approx(0.45)
    variance = 0.64 * (76 / 80) * 0.25 / 3 + 0.04 * (16 / 20) * 0.1875 / 3
    assert found.standard_error == pytest.approx(sqrt(variance))
    assert found.low < 0.45 < found.high


def test_it_knows_a_population_that_was_visited_in_full() -> None:
    found = prevalence([StratumResult("a", 5, 5, 2)])
    assert found is not None
    assert (found.prevalence, found.standard_error) == (0.4, 0.0)
    assert (found.low, found.high) == (0.4, 0.4)


def test_it_adds_certain_visits_without_variance() -> None:
    found = prevalence([StratumResult("risk", 10, 10, 8), StratumResult("a", 90, 10, 1)])
    assert found is not None
    assert found.prevalence == pytest.approx((8 + 90 * 0.1) / 100)
    assert found.standard_error == pytest.approx(sqrt(0.81 * (80 / 90) * 0.09 / 9))


def test_it_puts_strata_with_a_single_visit_together() -> None:
    found = prevalence([StratumResult("a", 10, 1, 1), StratumResult("b", 10, 1, 0)])
    assert found is not None
    assert found.prevalence == 0.5
    assert found.standard_error == pytest.approx(sqrt((18 / 20) * 0.25 / 1))


def test_it_joins_an_unvisited_stratum_to_the_smallest_other() -> None:
    found = prevalence(
        [StratumResult("a", 10, 0, 0), StratumResult("b", 20, 4, 2), StratumResult("c", 90, 9, 0)]
    )
    assert found is not None
    assert found.prevalence == pytest.approx(30 * 0.5 / 120)


def test_it_gives_no_error_for_one_visit_in_all() -> None:
    found = prevalence([StratumResult("a", 10, 1, 0)])
    assert found is not None
    assert (found.prevalence, found.standard_error) == (0, None)
    assert found.high > 0.5


def test_it_never_claims_certainty_from_a_sample_without_hits() -> None:
    # Wilson with n = 10 and no hits: z^2 / (n + z^2) = 3.8415 / 13.8415
    found = prevalence([StratumResult("a", 100, 10, 0)])
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0, 0.27753), abs=1e-5)


def test_it_estimates_nothing_without_visits() -> None:
    assert prevalence([StratumResult("a", 10, 0, 0)]) is None
    assert prevalence([]) is None


def test_it_is_unbiased_over_all_samples() -> None:
    # population of 5 with hits on 0 and 3, all 10 samples of 2: the mean is exactly 2 of 5,
    # the mean of the estimated variances is exactly the variance of the estimates
    hits = {0, 3}
    found = [
        prevalence([StratumResult("a", 5, 2, len(hits & set(sample)))])
        for sample in combinations(range(5), 2)
    ]
    shares = [one.prevalence for one in found if one]
    assert sum(shares) / 10 == pytest.approx(0.4)
    spread = sum((share - 0.4) ** 2 for share in shares) / 10
    errors = [(one.standard_error or 0) ** 2 for one in found if one]
    assert sum(errors) / 10 == pytest.approx(spread)
