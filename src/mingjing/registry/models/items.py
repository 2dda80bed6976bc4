# SPDX-License-Identifier: Apache-2.0
"""Table of inspection items."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.ledger.public import RecordedModel
from mingjing.registry.types import ItemKind


class InspectionItem(RecordedModel):
    """Published inspection item (行政检查事项), version by validity."""

    item_code = models.CharField(_("item code"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    legal_basis = models.TextField(_("legal basis"))
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind.choices())
    subject_category = models.CharField(_("category of subjects"), max_length=60, blank=True)
    yearly_cap = models.PositiveSmallIntegerField(_("yearly cap"), null=True, blank=True)
    skill = models.CharField(_("skill needed"), max_length=60, blank=True)
    checklist = models.JSONField(_("checklist"), default=list)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item_code", "valid_from"], name="item_version"),
        ]
