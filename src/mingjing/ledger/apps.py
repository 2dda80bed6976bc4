# SPDX-License-Identifier: Apache-2.0
"""Django application of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger room (行为账本)."""

    name = "mingjing.ledger"
    label = "ledger"
    verbose_name = "行为账本"
    default_auto_field = "django.db.models.BigAutoField"
