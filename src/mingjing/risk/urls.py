# SPDX-License-Identifier: Apache-2.0
"""Addresses of the risk room; model cards are open to anyone, scores are not."""

from django.urls import path

from mingjing.risk.web import models, scores

urlpatterns = [
    path("", models.active, name="risk-model"),
    path("models/<str:model_id>/", models.version, name="risk-version"),
    path("models/<str:model_id>/activate/", models.activate, name="risk-activate"),
    path("scores/", scores.score_list, name="risk-scores"),
    path("subjects/<str:subject_id>/", scores.subject_score, name="risk-subject"),
]
ACCESS = {
    "risk-model": "public",
    "risk-version": "public",
    "risk-activate": "risk.activate",
    "risk-scores": "risk.read",
    "risk-subject": "risk.read",
}
