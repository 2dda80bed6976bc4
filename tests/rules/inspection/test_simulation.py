# SPDX-License-Identifier: Apache-2.0
"""The simulator uses the lanes, the draw and the estimate of real plans."""

from decimal import Decimal
from hashlib import sha256

import pytest

from mingjing.inspection.rules.simulation import trial
from mingjing.inspection.types import Candidate

COHORT = [
    Candidate(f"s{n:03}", "food", "east" if n % 2 else "west", "", rank=n + 1) for n in range(100)
]


def seed(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def test_it_finds_every_hit_that_stands_at_the_top() -> None:
    hits = {f"s{n:03}" for n in range(10)}
    found = trial(COHORT, hits, capacity=Decimal("0.3"), random_share=Decimal("0.2"), seed=seed(1))
    assert (found.recall, found.truth, found.random_visits) == (1, 0.1, 6)
    assert found.estimate == pytest.approx(0.1)


def test_it_estimates_without_bias_what_the_ranking_misses() -> None:
    # 24 visited by rank without a hit, all 38 hits in the even half of the 76 that are left
    hits = {f"s{n:03}" for n in range(24, 100, 2)}
    estimates = [
        trial(
            COHORT, hits, capacity=Decimal("0.3"), random_share=Decimal("0.2"), seed=seed(n)
        ).estimate
        for n in range(400)
    ]
    assert sum(estimates) / len(estimates) == pytest.approx(0.38, abs=0.02)


def test_it_is_a_function_of_its_seed() -> None:
    hits = {"s050", "s060"}
    share = Decimal("0.2")
    one, other = (
        trial(cohort, hits, capacity=Decimal("0.3"), random_share=share, seed=seed(7))
        for cohort in (COHORT, COHORT[::-1])
    )
    assert one == other
