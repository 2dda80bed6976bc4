# SPDX-License-Identifier: Apache-2.0
"""Activate a model (启用风险模型)."""

from datetime import datetime

from mingjing.kernel.canonical import digest
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.risk.models import ModelVersion
from mingjing.risk.queries.lake import model_bytes
from mingjing.risk.queries.models import model_row, model_view
from mingjing.risk.types import EvaluationOutdated, ModelNotEvaluated, ModelStatus, ModelView


def activate(*, actor: Actor, now: datetime, model_id: str) -> ModelView:
    """Put a model in use and retire the one before it; one that is in use stays as it is.

    Raises: NotPermitted, ModelMissing, ModelNotEvaluated, EvaluationOutdated, ModelDamaged.
    """
    demand(actor, "risk.activate")
    row = model_row(model_id)
    if row.status == ModelStatus.ACTIVE:
        return model_view(row, is_repeat=True)
    return activate_model(actor=actor, now=now, model_id=model_id)


@official_act
def activate_model(*, actor: Actor, now: datetime, model_id: str) -> ModelView:
    """Make a model the active one; exactly one is.

    Law: 国市监信发〔2022〕6号. Rule: a model without a dated evaluation of its own age is not used.
    Ledger: `risk.model_activated`.
    Raises: NotPermitted, ModelMissing, ModelNotEvaluated, EvaluationOutdated, ModelDamaged.
    """
    row = model_row(model_id, lock=True)
    demand(actor, "risk.activate")
    _demand_evaluated(row)
    model_bytes(row)
    retired = list(
        ModelVersion.objects.select_for_update()
        .filter(status=ModelStatus.ACTIVE)
        .exclude(pk=row.pk)
        .values_list("model_id", flat=True)
    )
    ModelVersion.objects.filter(model_id__in=retired).update(
        status=ModelStatus.RETIRED, retired_at=now
    )
    entry = record(
        "risk.model_activated",
        kind="risk-model",
        object_id=model_id,
        actor=actor,
        now=now,
        payload={
            "model": model_id,
            "file_digest": row.file_digest,
            "evaluation": digest(row.evaluation),
            "evaluated_on": row.evaluated_on.isoformat() if row.evaluated_on else None,
            "retires": retired,
        },
    )
    row.status, row.activated_at, row.retired_at = ModelStatus.ACTIVE, now, None
    row.activation_entry_id = entry.entry_id
    row.save(update_fields=["status", "activated_at", "retired_at", "activation_entry_id"])
    return model_view(row)


def _demand_evaluated(row: ModelVersion) -> None:
    if row.evaluated_on is None:
        raise ModelNotEvaluated(model_id=row.model_id)
    if row.evaluated_on < row.as_of:
        raise EvaluationOutdated(
            model_id=row.model_id,
            as_of=row.as_of.isoformat(),
            evaluated_on=row.evaluated_on.isoformat(),
        )
