# SPDX-License-Identifier: Apache-2.0

"""Which visits are learned from and measured (学习样本): routine visits with a known result.

Each visit belongs to a cohort; its features are those of the first day of the cohort.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mingjing.engines.batch import BatchEngine, Step
from mingjing.kernel.progress import Progress, silent
from mingjing.risk.learning.features import Features, Matrix, Texts, build
from mingjing.risk.rules.areas import Places

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits with their features, in the order of visit ids within cohorts.

    `inspector` is "" when unknown. It is no feature: offset in training and measuring only.
    `in_population`: whether the visit counts in the evaluation.
    """

    visit_id: Texts
    day: NDArray[np.int64]
    hit: NDArray[np.int64]
    inspector: Texts
    in_population: Flags
    reference: Matrix
    in_test: Flags
    features: Features

    @property
    def cohort(self) -> NDArray[np.int64]:
        """First day of each visit's cohort."""
        return self.features.as_of

    @property
    def places(self) -> Places:
        """Where the visits were, as known before the cohort."""
        return self.features.places


_POPULATION = Step(
    "population",
    """SELECT DISTINCT c.record_id FROM licence c
JOIN wanted_kind k ON k.kind = c.kind""",
    ("licence", "wanted_kind"),
)
_SAMPLE = Step(
    "sample",
    """SELECT row_number() OVER (ORDER BY c.as_of, s.visit_id) AS target_id, s.subject_id,
  s.record_id, c.as_of, s.visit_id, s.d, s.hit, s.inspector,
  CASE WHEN $all_kinds = 1 OR p.record_id IS NOT NULL THEN 1 ELSE 0 END AS in_population
FROM seen s JOIN grid c ON s.d >= c.as_of AND s.d < c.until
LEFT JOIN population p ON p.record_id = s.record_id
WHERE s.examined = 1 AND s.purpose = 'canvass'""",
    ("seen", "grid", "population"),
)
_TARGET = Step("target", "SELECT target_id, subject_id, record_id, as_of FROM sample", ("sample",))
_REFERENCE = Step(
    "reference",
    """SELECT visit_id, max(score) AS score, max(CASE WHEN split = $split THEN 1 ELSE 0 END)
  AS in_test FROM reference_score WHERE name = $reference GROUP BY visit_id""",
    ("reference_score",),
)


@dataclass(frozen=True, slots=True)
class Sampling:
    """What is sampled: licence kinds that are evaluated (none: all), and an outside score."""

    kinds: tuple[str, ...] = ()
    reference: str = ""
    split: str = ""


def sample(
    engine: BatchEngine,
    *,
    cohorts: tuple[tuple[int, int], ...],
    sampling: Sampling,
    progress: Progress = silent,
) -> Visits:
    """All routine visits with a result in the cohorts (first day, first day after), with features.

    Reads `seen` (`features.prepare`) and the canonical tables.
    """
    engine.put(
        "grid",
        pa.table(
            {
                "as_of": pa.array([start for start, _ in cohorts], pa.int32()),
                "until": pa.array([end for _, end in cohorts], pa.int32()),
            }
        ),
    )
    engine.put("wanted_kind", pa.table({"kind": pa.array(list(sampling.kinds), pa.string())}))
    engine.run(
        [_POPULATION, _SAMPLE, _TARGET, _REFERENCE],
        {
            "all_kinds": 0 if sampling.kinds else 1,
            "split": sampling.split,
            "reference": sampling.reference,
        },
    )
    features = build(engine, progress)
    found = engine.arrow(
        "SELECT s.visit_id, s.d, s.hit, s.inspector, s.in_population, r.score, r.in_test "
        "FROM sample s LEFT JOIN reference r ON r.visit_id = s.visit_id ORDER BY s.target_id"
    )
    return Visits(
        visit_id=np.array(found.column("visit_id").to_pylist(), dtype=object),
        day=found.column("d").to_numpy().astype(np.int64),
        hit=found.column("hit").to_numpy().astype(np.int64),
        inspector=np.array([i or "" for i in found.column("inspector").to_pylist()], dtype=object),
        in_population=found.column("in_population").to_numpy() == 1,
        reference=np.asarray(found.column("score").to_numpy(), dtype=np.float64),
        in_test=np.array([flag == 1 for flag in found.column("in_test").to_pylist()], dtype=bool),
        features=features,
    )
