# SPDX-License-Identifier: Apache-2.0
"""Tables of the risk room. A model's file lies in the lake; a score row is never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel
from mingjing.risk.types import ModelStatus


def new_model_id() -> str:
    return new_id("model")


def new_run_id() -> str:
    return new_id("scoring")


class ModelVersion(RecordedModel):
    """One trained model with its dated evaluation (风险模型); at most one is active."""

    model_id = models.CharField(primary_key=True, max_length=40, default=new_model_id)
    number = models.PositiveIntegerField(_("number"), unique=True)
    status = models.CharField(
        _("status"), max_length=20, choices=ModelStatus.choices(), default=ModelStatus.DRAFT
    )
    as_of = models.DateField(_("knows everything before"))
    trained_at = models.DateTimeField(_("trained at"))
    trained_by = models.CharField(_("trained by"), max_length=200)
    params = models.JSONField(_("parameters"))
    features = models.JSONField(_("features"))
    steps_digest = models.CharField(_("digest of the feature steps"), max_length=64)
    input_digest = models.CharField(_("digest of the input"), max_length=64, db_index=True)
    file_key = models.CharField(_("file in the lake"), max_length=200)
    file_digest = models.CharField(_("digest of the file"), max_length=64)
    evaluation = models.JSONField(_("evaluation"), default=dict)
    evaluated_on = models.DateField(_("evaluated up to"), null=True, blank=True)
    trained_rows = models.PositiveIntegerField(_("visits learned from"))
    cohort_from = models.DateField(_("first visit"), null=True, blank=True)
    cohort_to = models.DateField(_("last visit"), null=True, blank=True)
    activated_at = models.DateTimeField(_("activated at"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    entry_id = models.CharField(_("ledger entry"), max_length=200, blank=True)
    activation_entry_id = models.CharField(_("entry of the activation"), max_length=200, blank=True)

    class Meta:
        verbose_name = "风险模型"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["status"],
                condition=models.Q(status=ModelStatus.ACTIVE),
                name="risk_one_active_model",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=ModelStatus.ACTIVE)
                | models.Q(evaluated_on__isnull=False),
                name="risk_active_is_evaluated",
            ),
        ]


class ScoreRun(RecordedModel):
    """One scoring of all subjects (评分批次); `digest` covers every score in rank order."""

    run_id = models.CharField(primary_key=True, max_length=40, default=new_run_id)
    number = models.PositiveIntegerField(_("number"), unique=True)
    model = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="runs")
    as_of = models.DateField(_("as of"))
    scored_at = models.DateTimeField(_("scored at"))
    scored_by = models.CharField(_("scored by"), max_length=200)
    input_digest = models.CharField(_("digest of the input"), max_length=64)
    count = models.PositiveIntegerField(_("subjects"))
    digest = models.CharField(_("digest of the scores"), max_length=64)
    file_key = models.CharField(_("file in the lake"), max_length=200)
    entry_id = models.CharField(_("ledger entry"), max_length=200, blank=True)

    class Meta:
        verbose_name = "评分批次"
        ordering = ["-as_of", "-number"]
        indexes = [models.Index(fields=["as_of", "number"], name="risk_run_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "as_of", "input_digest"], name="risk_same_scoring_once"
            )
        ]


class Score(RecordedModel):
    """The score of one subject in one run (风险评分): written once, shown as written."""

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="scores")
    subject_id = models.CharField(_("subject"), max_length=40)
    rank = models.PositiveIntegerField(_("rank"))
    probability = models.FloatField(_("probability"))
    base = models.FloatField(_("starting probability"))
    category = models.CharField(_("category"), max_length=120, blank=True)
    area = models.CharField(_("area"), max_length=60, blank=True)
    district = models.CharField(_("district"), max_length=60, blank=True)
    reasons = models.JSONField(_("reasons"))

    class Meta:
        verbose_name = "风险评分"
        ordering = ["run", "rank"]
        indexes = [
            models.Index(fields=["subject_id"], name="risk_score_subject"),
            models.Index(fields=["run", "area", "rank"], name="risk_score_area"),
            models.Index(fields=["run", "category", "rank"], name="risk_score_category"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "rank"], name="risk_score_rank"),
            models.UniqueConstraint(fields=["run", "subject_id"], name="risk_score_once"),
        ]
