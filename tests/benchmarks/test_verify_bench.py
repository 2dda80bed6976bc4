# SPDX-License-Identifier: Apache-2.0
"""The budget of the verifier: a recording of a gigabyte in 1.5 s."""

import json

import pytest
from tests.verify.gigabyte import measure

pytestmark = pytest.mark.bench

BUDGET_SECONDS = 1.5


def test_a_gigabyte_is_judged_within_the_budget() -> None:
    found = measure(1_000_000_000, repeat=5)
    print(json.dumps(found))  # noqa: T201 - the measurement
    assert found["best_seconds"] <= BUDGET_SECONDS
