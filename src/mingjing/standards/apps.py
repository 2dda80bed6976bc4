# SPDX-License-Identifier: Apache-2.0
"""Django application of the standards room."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """The standards room (数据标准)."""

    name = "mingjing.standards"
    label = "standards"
    verbose_name = "数据标准"
    default_auto_field = "django.db.models.BigAutoField"
