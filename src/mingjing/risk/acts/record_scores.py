# SPDX-License-Identifier: Apache-2.0
"""Act: record the scores of a day (登记风险评分)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Max

from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.risk.models import Score, ScoreRun
from mingjing.risk.queries.lake import scores_key
from mingjing.risk.queries.models import model_row
from mingjing.risk.queries.scores import same_scoring
from mingjing.risk.rules.score_list import Scored
from mingjing.risk.types import ModelStatus, NoActiveModel, ScoresExist

_CHUNK = 5000
_COLUMNS = (
    "run_id", "subject_id", "rank", "probability", "base",
    "category", "area", "district", "reasons",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Computed:
    """Scores that wait to be recorded; `digest` is that of their canonical list."""

    run_id: str
    model_id: str
    as_of: date
    input_digest: str
    digest: str
    scores: Sequence[Scored]


@official_act
def record_scores(*, actor: Actor, now: datetime, computed: Computed) -> ScoreRun:
    """Store every score with its reasons; they are never changed afterwards.

    Law: 国市监信发〔2022〕6号. Ledger: `risk.scored`, whose digest covers the whole list.
    Raises: NotPermitted, ModelMissing, NoActiveModel (retired meanwhile), ScoresExist.
    """
    model = model_row(computed.model_id, lock=True)
    demand(actor, "risk.score")
    if model.status != ModelStatus.ACTIVE:
        raise NoActiveModel
    earlier = same_scoring(model.model_id, computed.as_of, computed.input_digest)
    if earlier is not None:
        raise ScoresExist(run_id=earlier.run_id)
    run = ScoreRun(
        run_id=computed.run_id,
        number=(ScoreRun.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        model=model,
        as_of=computed.as_of,
        scored_at=now,
        scored_by=actor.account_id,
        input_digest=computed.input_digest,
        count=len(computed.scores),
        digest=computed.digest,
        file_key=scores_key(computed.run_id),
    )
    entry = record(
        "risk.scored",
        kind="risk-scoring",
        object_id=run.run_id,
        actor=actor,
        now=now,
        payload={
            "run": run.run_id,
            "model": model.model_id,
            "model_file": model.file_digest,
            "as_of": run.as_of.isoformat(),
            "input": run.input_digest,
            "count": run.count,
            "scores": run.digest,
            "file": run.file_key,
        },
    )
    run.entry_id = entry.entry_id
    run.save(force_insert=True)
    for start in range(0, len(computed.scores), _CHUNK):
        _write(run, computed.scores[start : start + _CHUNK])
    return run


def _write(run: ScoreRun, scores: Sequence[Scored]) -> None:
    """The rows go in by plain SQL: tens of thousands at once, without a model instance each."""
    quote = connection.ops.quote_name
    table, columns = quote(Score._meta.db_table), [quote(name) for name in _COLUMNS]
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608 - names of the model
            [
                (
                    run.pk,
                    one.subject_id,
                    one.rank,
                    one.probability,
                    one.base,
                    one.category,
                    one.area,
                    one.district,
                    connection.ops.adapt_json_value(one.reasons, None),
                )
                for one in scores
            ],
        )
