# SPDX-License-Identifier: Apache-2.0
"""Django application of the risk room."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    """The risk room (风险)."""

    name = "mingjing.risk"
    label = "risk"
    verbose_name = "风险"
    default_auto_field = "django.db.models.BigAutoField"
