# SPDX-License-Identifier: Apache-2.0
"""Selection on closed Chicago cohorts (reference/targeting.md section 6, item 6), on demand.

`pytest -m bench tests/benchmarks/inspection -s`: thirteen windows, five seeds each.
"""

from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from mingjing.catalog.public import load_example
from mingjing.engines.batch import open_engine
from mingjing.inspection.rules.simulation import Trial, trial
from mingjing.inspection.types import Candidate
from mingjing.kernel.progress import silent
from mingjing.risk.learning.assess import assess, gather
from mingjing.risk.learning.evaluate import _tables
from mingjing.risk.learning.rolling import Window
from mingjing.risk.learning.visits import Visits
from mingjing.risk.rules.setting import read_setting

CHICAGO = Path(__file__).resolve().parents[3] / "examples" / "chicago"
SEEDS = 5
CAPACITY = Decimal("0.3")


@pytest.fixture(scope="module")
def cohorts(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[list[Candidate], set[str]]]:
    folder = tmp_path_factory.mktemp("chicago")
    setting = read_setting(load_example(CHICAGO).extra.get("evaluation", {}))
    with open_engine(folder) as engine:
        _tables(CHICAGO, engine, folder, silent)
        visits = gather(engine, setting, before=None)
    assert visits is not None
    return [_cohort(visits, window) for window in assess(visits, setting).rolled.windows]


def _cohort(visits: Visits, window: Window) -> tuple[list[Candidate], set[str]]:
    """The window's visits as candidates by rank, and those with a critical violation."""
    order = np.argsort(-window.model.score, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    districts = visits.features.district
    candidates = [
        Candidate(f"v{row}", "food", str(districts[row] or ""), "", rank=int(rank[place]))
        for place, row in enumerate(window.rows)
    ]
    return candidates, {f"v{row}" for row in window.rows if visits.hit[row]}


def _trials(cohorts: list[tuple[list[Candidate], set[str]]], share: Decimal) -> list[list[Trial]]:
    return [
        [
            trial(
                candidates,
                hits,
                capacity=CAPACITY,
                random_share=share,
                seed=sha256(f"{place} {number}".encode()).hexdigest(),
            )
            for number in range(SEEDS)
        ]
        for place, (candidates, hits) in enumerate(cohorts)
    ]


@pytest.mark.bench
def test_it_finds_and_estimates_as_the_reference_asks(
    cohorts: list[tuple[list[Candidate], set[str]]],
) -> None:
    for share in ("0", "0.1", "0.2", "0.5"):
        found = [one for row in _trials(cohorts, Decimal(share)) for one in row]
        errors = np.array([one.estimate - one.truth for one in found])
        recall = float(np.mean([one.recall for one in found]))
        print(  # noqa: T201 - the measurement is the point
            f"random share {share}: recall {recall:.3f}, error of the estimate "
            f"{np.abs(errors).mean():.4f}, bias {errors.mean():+.4f}, windows {len(cohorts)}"
        )
        if share == "0.2":
            assert recall >= 0.37
            assert np.abs(errors).mean() <= 0.025
            assert abs(errors.mean()) < 0.005
