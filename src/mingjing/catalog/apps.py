# SPDX-License-Identifier: Apache-2.0
"""Django application of the catalogue."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """The catalogue room (政务数据目录)."""

    name = "mingjing.catalog"
    label = "catalog"
    verbose_name = "政务数据目录"
    default_auto_field = "django.db.models.BigAutoField"
