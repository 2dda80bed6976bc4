# SPDX-License-Identifier: Apache-2.0
"""Models and their cards (模型与模型卡)."""

from datetime import date

from mingjing.kernel.paging import Page, PageRequest
from mingjing.risk.models import ModelVersion
from mingjing.risk.rules import card
from mingjing.risk.types import Method, ModelCard, ModelMissing, ModelStatus, ModelView


def model_row(model_id: str, *, lock: bool = False) -> ModelVersion:
    """One model's row, locked for an act.

    Raises: ModelMissing.
    """
    rows = ModelVersion.objects.select_for_update() if lock else ModelVersion.objects.all()
    row = rows.filter(model_id=model_id).first()
    if row is None:
        raise ModelMissing(model_id=model_id)
    return row


def active_row() -> ModelVersion | None:
    """The row of the model in use."""
    return ModelVersion.objects.filter(status=ModelStatus.ACTIVE).first()


def trained_before(as_of: date, input_digest: str) -> ModelVersion | None:
    """The newest model that was trained on the same input."""
    rows = ModelVersion.objects.filter(as_of=as_of, input_digest=input_digest)
    return rows.order_by("-number").first()


def model_view(row: ModelVersion, *, is_repeat: bool = False) -> ModelView:
    """A row as others see it."""
    return ModelView(
        model_id=row.model_id,
        number=row.number,
        status=ModelStatus(row.status),
        as_of=row.as_of,
        trained_at=row.trained_at,
        trained_by=row.trained_by,
        trained_rows=row.trained_rows,
        cohort_from=row.cohort_from,
        cohort_to=row.cohort_to,
        features=tuple(row.features),
        params=row.params,
        steps_digest=row.steps_digest,
        input_digest=row.input_digest,
        file_digest=row.file_digest,
        evaluated_on=row.evaluated_on,
        activated_at=row.activated_at,
        retired_at=row.retired_at,
        entry_id=row.entry_id,
        activation_entry_id=row.activation_entry_id,
        is_repeat=is_repeat,
    )


def models(wanted: PageRequest) -> Page[ModelView]:
    """All models, the newest first."""
    rows = ModelVersion.objects.order_by("-number").defer("evaluation")
    some = rows[wanted.offset : wanted.offset + wanted.size]
    return Page(tuple(map(model_view, some)), wanted.number, wanted.size, rows.count())


def active_model() -> ModelView | None:
    """The model in use, if there is one."""
    row = active_row()
    return model_view(row) if row else None


def model_card(model_id: str) -> ModelCard:
    """A model with its dated evaluation.

    Raises: ModelMissing.
    """
    row = model_row(model_id)
    return ModelCard(
        view=model_view(row),
        model=card.method_row(Method.MODEL, row.evaluation.get("model")),
        baselines=card.baselines(row.evaluation),
        reliability=card.reliability(row.evaluation),
        areas=card.areas(row.evaluation),
        features=card.features(row.evaluation),
    )
