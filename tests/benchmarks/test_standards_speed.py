# SPDX-License-Identifier: Apache-2.0
"""The budget of a check: a million rows of 20 columns, 25 rules, 2.0 s of engine time."""

from pathlib import Path

import pytest

from mingjing.standards.bench.run import BenchOptions, run_bench

pytestmark = pytest.mark.bench

BUDGET_SECONDS = 2.0


def test_a_million_rows_are_judged_within_the_budget(tmp_path: Path) -> None:
    found = run_bench(tmp_path, BenchOptions(rows=1_000_000, repeat=5, peer_rows=1000))
    assert found.agrees
    assert (found.columns, found.rules) == (20, 25)
    assert found.engine_seconds <= BUDGET_SECONDS
