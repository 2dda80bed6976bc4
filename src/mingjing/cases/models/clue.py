# SPDX-License-Identifier: Apache-2.0
"""Table of clues."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.cases.types.codes import ClueSource, ClueState
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel


def new_clue_id() -> str:
    return new_id("clue")


class Clue(RecordedModel):
    """Clue (案件线索): what may become a case.

    `reference` names the task, complaint or letter it comes from, once per source.
    """

    clue_id = models.CharField(primary_key=True, max_length=40, default=new_clue_id)
    source = models.CharField(_("source"), max_length=20, choices=ClueSource.choices())
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    agency_id = models.CharField(_("agency"), max_length=40, db_index=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    subject_id = models.CharField(_("subject"), max_length=60, blank=True)
    text = models.TextField(_("what is said"))
    received_on = models.DateField(_("received on"))
    is_named_reporter = models.BooleanField(_("real-name report"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=ClueState.choices())
    due_on = models.DateField(_("due"), null=True)
    is_extended = models.BooleanField(default=False)
    checked_by = models.CharField(max_length=40, blank=True)
    checked_on = models.DateField(null=True)
    finding = models.TextField(_("what was found"), blank=True)
    proposes_filing = models.BooleanField(default=False)
    officers = models.JSONField(_("officers"), default=list)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "reference"],
                condition=~models.Q(reference=""),
                name="clue_reference_once",
            ),
        ]
        indexes = [models.Index(fields=["agency_id", "state", "due_on"], name="clue_worklist")]
