# SPDX-License-Identifier: Apache-2.0
"""Django application of the cases room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The cases room (行政处罚案件)."""

    name = "mingjing.cases"
    label = "cases"
    verbose_name = "行政处罚案件"
    default_auto_field = "django.db.models.BigAutoField"
