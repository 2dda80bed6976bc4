# SPDX-License-Identifier: Apache-2.0

"""Score all subjects as of a day (评分): features, probability, rank and contributions.

Nothing here reads an inspector's name of the visit to come; what earlier inspectors usually write
down is only subtracted from history.
"""

from datetime import date

import numpy as np
import pyarrow as pa

from mingjing.engines.batch import BatchEngine, Step
from mingjing.kernel.progress import Progress, part, silent
from mingjing.risk.learning import features as shown
from mingjing.risk.learning.balance import NAME, balance
from mingjing.risk.learning.features import Features, Matrix
from mingjing.risk.learning.fit import FittedModel
from mingjing.risk.rules.areas import group_of

REASONS = 8
"""Contributions that are kept with a score, the strongest first."""
_KNOWN = Step(
    "known_subject",
    """SELECT subject_id FROM register WHERE d < $as_of
UNION SELECT subject_id FROM permit WHERE d < $as_of
UNION SELECT subject_id FROM seen WHERE d < $as_of""",
    ("register", "permit", "seen"),
)
_TARGET = Step(
    "target",
    """SELECT row_number() OVER (ORDER BY subject_id) AS target_id, subject_id,
  CAST(NULL AS VARCHAR) AS record_id, CAST($as_of AS INT) AS as_of FROM known_subject""",
    ("known_subject",),
)


def predict(
    fitted: FittedModel,
    engine: BatchEngine,
    *,
    as_of: date,
    progress: Progress = silent,
) -> pa.Table:
    """Probability of every subject known before a day.

    Shape: one row per subject: subject_id, probability, rank (1 is the highest), base, names,
    values, contributions (lists, strongest first), category, area, district.
    Order: by rank; equal probabilities by subject id.
    """
    progress("subjects", 0.0)
    shown.prepare(engine)
    registers = [step for step in shown.steps() if step.name in ("register", "permit")]
    engine.run([*registers, _KNOWN, _TARGET], {"as_of": shown.day_number(as_of)})
    if not engine.rows("SELECT count(*) FROM target")[0][0]:
        return _empty()
    found = shown.build(engine, part(progress, 0.05, 0.7))
    return scored(fitted, found, part(progress, 0.7, 1.0))


def scored(fitted: FittedModel, found: Features, progress: Progress = silent) -> pa.Table:
    """The scores of targets whose features are known."""
    members, calibration = fitted.members, fitted.calibration
    matrix = found.matrix(fitted.features)
    progress("probabilities", 0.2)
    odds = members.log_odds(matrix)
    balanced = balance(odds, group_of(found.places, fitted.areas))
    odds, day = odds + balanced, int(found.as_of[0])
    probability = calibration.probability(odds, day)
    order = np.lexsort((found.subject_id.astype(str), -probability))
    progress("reasons", 0.4)
    base = float(calibration.probability(odds.mean(keepdims=True), day)[0])
    parts = np.column_stack([members.contributions(matrix)[:, :-1], balanced]) * calibration.slope
    parts -= parts.mean(axis=0)  # reasons tell a subject from the average one of the same run
    strongest = np.argsort(-np.abs(parts), axis=1, kind="stable")[:, :REASONS]
    rows = np.arange(len(parts))[:, None]
    names = np.array([*fitted.features, NAME], dtype=object)
    matrix = np.column_stack([matrix, balanced])
    progress("scores", 0.9)
    return pa.table(
        {
            "subject_id": found.subject_id[order],
            "probability": probability[order],
            "rank": np.arange(1, len(order) + 1),
            "base": np.full(len(order), base),
            "names": _lists(names[strongest][order], pa.string()),
            "values": _lists(matrix[rows, strongest][order], pa.float64()),
            "contributions": _lists(parts[rows, strongest][order], pa.float64()),
            "category": found.category[order],
            "area": found.area[order],
            "district": found.district[order],
        }
    )


def _lists(values: Matrix, kind: pa.DataType) -> pa.Array:
    return pa.array([list(row) for row in values], pa.list_(kind))


def _empty() -> pa.Table:
    text, number = pa.string(), pa.float64()
    return pa.schema(
        [
            ("subject_id", text),
            ("probability", number),
            ("rank", pa.int64()),
            ("base", number),
            ("names", pa.list_(text)),
            ("values", pa.list_(number)),
            ("contributions", pa.list_(number)),
            ("category", text),
            ("area", text),
            ("district", text),
        ]
    ).empty_table()
