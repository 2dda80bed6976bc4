# SPDX-License-Identifier: Apache-2.0
"""Tables of the standards room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel
from mingjing.standards.types import StandardStatus


def new_version_id() -> str:
    return new_id("stdver")


class StandardVersion(RecordedModel):
    """One version of a data standard (数据标准版本), with its document as it was handed in.

    The content of a version never changes; only its status does.
    """

    version_id = models.CharField(primary_key=True, max_length=40, default=new_version_id)
    standard_id = models.CharField(_("standard"), max_length=80, db_index=True)
    version = models.CharField(_("version"), max_length=60)
    status = models.CharField(_("status"), max_length=20, choices=StandardStatus.choices())
    name = models.CharField(_("name"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    table = models.CharField(_("data set"), max_length=200)
    field_count = models.PositiveIntegerField(_("fields"))
    rule_count = models.PositiveIntegerField(_("rules"))
    document = models.TextField(_("document"))
    digest = models.CharField(_("digest"), max_length=64)
    agency_id = models.CharField(_("agency"), max_length=40)
    registered_by = models.CharField(_("registered by"), max_length=40)
    registered_at = models.DateTimeField(_("registered at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standard_id", "version"], name="standard_version_once"
            ),
        ]


class StatusChange(RecordedModel):
    """One step in the life of a version (状态变更): who, when, why. Never overwritten."""

    standard_version = models.ForeignKey(
        StandardVersion, on_delete=models.PROTECT, related_name="changes"
    )
    from_status = models.CharField(_("from"), max_length=20, choices=StandardStatus.choices())
    to_status = models.CharField(_("to"), max_length=20, choices=StandardStatus.choices())
    reason = models.TextField(_("reason"), blank=True)
    changed_by = models.CharField(_("changed by"), max_length=40)
    changed_at = models.DateTimeField(_("changed at"))
