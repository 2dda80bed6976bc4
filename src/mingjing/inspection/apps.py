# SPDX-License-Identifier: Apache-2.0
"""Django application of the inspection room."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """The inspection room (行政检查)."""

    name = "mingjing.inspection"
    label = "inspection"
    verbose_name = "行政检查"
    default_auto_field = "django.db.models.BigAutoField"
