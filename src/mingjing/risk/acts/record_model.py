# SPDX-License-Identifier: Apache-2.0
"""Act: record a trained model (登记风险模型)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from mingjing.kernel.canonical import digest, sha256_hex
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.risk.models import ModelVersion
from mingjing.risk.queries.lake import model_key
from mingjing.risk.rules.card import evaluated_on

if TYPE_CHECKING:  # the learning libraries load for seconds
    from mingjing.risk.learning.fit import FittedModel


@dataclass(frozen=True, slots=True)
class Trained:
    """A model that waits to be recorded; `content` is its file."""

    model_id: str
    as_of: date
    input_digest: str
    fitted: "FittedModel"
    content: bytes


@official_act
def record_model(*, actor: Actor, now: datetime, trained: Trained) -> ModelVersion:
    """Record a trained model as a draft.

    Law: 国市监信发〔2022〕6号 (supervision follows classes of risk).
    Ledger: `risk.model_trained`, whose digest covers file, evaluation, features and input.
    Raises: NotPermitted.
    """
    demand(actor, "risk.train")
    fitted = trained.fitted
    last = ModelVersion.objects.aggregate(last=Max("number"))["last"] or 0
    row = ModelVersion(
        model_id=trained.model_id,
        number=last + 1,
        as_of=trained.as_of,
        trained_at=now,
        trained_by=actor.account_id,
        params=fitted.document.get("params", {}),
        features=list(fitted.features),
        steps_digest=fitted.steps_digest,
        input_digest=trained.input_digest,
        file_key=model_key(trained.model_id),
        file_digest=sha256_hex(trained.content),
        evaluation=fitted.evaluation,
        evaluated_on=evaluated_on(fitted.evaluation),
        trained_rows=fitted.trained_rows,
        cohort_from=fitted.cohort_from,
        cohort_to=fitted.cohort_to,
    )
    entry = record(
        "risk.model_trained",
        kind="risk-model",
        object_id=row.model_id,
        actor=actor,
        now=now,
        payload=_payload(row),
    )
    row.entry_id = entry.entry_id
    row.save(force_insert=True)
    return row


def _payload(row: ModelVersion) -> dict[str, object]:
    return {
        "model": row.model_id,
        "as_of": row.as_of.isoformat(),
        "input": row.input_digest,
        "steps": row.steps_digest,
        "features": row.features,
        "params": digest(row.params),
        "file": row.file_key,
        "file_digest": row.file_digest,
        "evaluation": digest(row.evaluation),
        "evaluated_on": row.evaluated_on.isoformat() if row.evaluated_on else None,
        "trained_rows": row.trained_rows,
        "cohort": [day.isoformat() if day else None for day in (row.cohort_from, row.cohort_to)],
    }
