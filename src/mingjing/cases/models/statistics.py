# SPDX-License-Identifier: Apache-2.0
"""Table of the yearly statistics."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel


def new_report_id() -> str:
    return new_id("report")


class YearStatistics(RecordedModel):
    """Published yearly statistics (行政执法统计年报); a correction is a new number of the year."""

    report_id = models.CharField(primary_key=True, max_length=40, default=new_report_id)
    agency_id = models.CharField(_("agency"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    counts = models.JSONField(_("counts"))
    due_on = models.DateField(_("due on"))
    published_on = models.DateField(_("published on"))
    published_by = models.CharField(_("published by"), max_length=40)
    entry_id = models.CharField(_("ledger entry"), max_length=80)

    class Meta:
        ordering = ["-year", "agency_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "year", "number"], name="year_statistics_once"
            )
        ]
