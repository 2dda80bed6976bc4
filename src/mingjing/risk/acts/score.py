# SPDX-License-Identifier: Apache-2.0
"""Score all subjects (计算风险评分): the long work; `record_scores` is the short act at its end."""

import gzip
from collections.abc import Mapping
from datetime import date, datetime

import pyarrow as pa

from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.progress import Progress, part, silent
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.risk.acts.record_scores import Computed, record_scores
from mingjing.risk.acts.train import demand_come
from mingjing.risk.models import ModelVersion, new_run_id
from mingjing.risk.queries import lake
from mingjing.risk.queries.models import active_row
from mingjing.risk.queries.scores import run_view, same_scoring
from mingjing.risk.rules.score_list import Scored, lines, rounded, rounded_reasons
from mingjing.risk.types import NoActiveModel, NothingToScore, ScoreRunView

_LIMITS = {"category": 120, "area": 60, "district": 60}
"""Lengths of the columns of `Score`; a test compares."""


def score(*, actor: Actor, now: datetime, as_of: date, progress: Progress = silent) -> ScoreRunView:
    """Score every subject known before a day by the active model, and store score and reasons.

    The same model, day, records and subjects are recognised: the answer is the run there is, and
    nothing is repeated. Ledger: `risk.scored`.
    Raises: NotPermitted, DayNotCome, NoActiveModel, NothingToScore, ModelDamaged, ScoresExist.
    """
    demand(actor, "risk.score")
    demand_come(as_of, now)
    model = active_row()
    if model is None:
        raise NoActiveModel
    input_digest = lake.input_digest(as_of=as_of.isoformat(), model=model.file_digest)
    if input_digest is None:
        raise NothingToScore(as_of=as_of.isoformat())
    earlier = same_scoring(model.model_id, as_of, input_digest)
    if earlier is not None:
        progress("nothing new", 1.0)
        return run_view(earlier, is_repeat=True)
    scores = scored(_predicted(model, as_of, part(progress, 0.0, 0.8)))
    if not scores:
        raise NothingToScore(as_of=as_of.isoformat())
    progress("write scores", 0.8)
    content = b"".join(lines(scores))
    run_id = new_run_id()
    computed = Computed(run_id, model.model_id, as_of, input_digest, sha256_hex(content), scores)
    with lake.stored({lake.scores_key(run_id): gzip.compress(content, compresslevel=6, mtime=0)}):
        row = record_scores(actor=actor, now=now, computed=computed)
    progress("written", 1.0)
    return run_view(row)


def _predicted(model: ModelVersion, as_of: date, progress: Progress) -> pa.Table:
    # Imported late: the learning libraries load for seconds, and only scoring needs them.
    from mingjing.risk.learning.fit import FittedModel
    from mingjing.risk.learning.predict import predict

    fitted = FittedModel.from_bytes(lake.model_bytes(model))
    with lake.workplace() as engine:
        return predict(fitted, engine, as_of=as_of, progress=progress)


def scored(table: pa.Table) -> tuple[Scored, ...]:
    """Scores as they are stored, rank 1 first."""
    rows = table.sort_by("rank").to_pylist()
    return tuple(
        Scored(
            subject_id=row["subject_id"],
            rank=int(row["rank"]),
            probability=rounded(row["probability"]),
            base=rounded(row["base"]),
            reasons=rounded_reasons(row["names"], row["values"], row["contributions"]),
            category=_fitting("category", row),
            area=_fitting("area", row),
            district=_fitting("district", row),
        )
        for row in rows
    )


def _fitting(column: str, row: Mapping[str, str | None]) -> str:
    """A place or kind as the table can hold it."""
    return (row[column] or "")[: _LIMITS[column]]
