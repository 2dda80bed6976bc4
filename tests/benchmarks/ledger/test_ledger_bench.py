# SPDX-License-Identifier: Apache-2.0
"""Budgets of the ledger, on demand (`-m bench`); the small run keeps the command itself alive."""

import json

import pytest
from click.testing import CliRunner

from mingjing.kernel.progress import silent
from mingjing.ledger.bench.run import Plan, measure
from mingjing.ledger.cli import ledger

DURABLE_PER_SECOND = 50_000
PROOF_MS = 10.0


def test_the_benchmark_measures_the_whole_way() -> None:
    result = CliRunner().invoke(
        ledger,
        ["bench", "--json", "--entries=600", "--group=200", "--proof-size=70000", "--proofs=20"],
    )
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["durable"]["entries"] == 600
    assert found["durable"]["synchronous"] == "full"
    assert found["proof"]["tree"] == 70_000


@pytest.mark.bench
def test_it_keeps_its_budget() -> None:
    plan = Plan(entries=500_000, group=4096, proof_size=10_000_000, proofs=2000)
    found = json.loads(json.dumps(measure(plan, silent)))
    assert found["durable"]["entries_per_second"] >= DURABLE_PER_SECOND, found
    assert found["proof"]["ms_p99"] < PROOF_MS, found
