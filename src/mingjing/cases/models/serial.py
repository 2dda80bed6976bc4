# SPDX-License-Identifier: Apache-2.0
"""Table of running numbers."""

from django.db import models

from mingjing.ledger.public import RecordedModel


class Serial(RecordedModel):
    """Running number of a series of an agency in a year (文书流水号), without gaps.

    The number is taken in the transaction of the act: what is rolled back gives it back.
    """

    agency_id = models.CharField(max_length=40)
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "series", "year"], name="serial_once")
        ]
