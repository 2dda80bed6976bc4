# SPDX-License-Identifier: Apache-2.0
"""Django application of the evidence room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The evidence room (现场证据)."""

    name = "mingjing.evidence"
    label = "evidence"
    verbose_name = "现场证据"
    default_auto_field = "django.db.models.BigAutoField"
