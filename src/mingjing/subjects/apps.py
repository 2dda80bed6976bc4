# SPDX-License-Identifier: Apache-2.0
"""Django application of the subjects."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """The subjects room (监管对象)."""

    name = "mingjing.subjects"
    label = "subjects"
    verbose_name = "监管对象"
    default_auto_field = "django.db.models.BigAutoField"
