# SPDX-License-Identifier: Apache-2.0
"""Tables of clues, of complaints, and of who brought them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.cases.types.codes import ClueSource, ClueState, ComplaintState, MediationEnd
from mingjing.kernel.ids import new_id, new_nonce
from mingjing.ledger.public import RecordedModel


def new_clue_id() -> str:
    return new_id("clue")


def new_complaint_id() -> str:
    return new_id("complaint")


def new_informant_id() -> str:
    return new_id("informant")


class Informant(RecordedModel):
    """Who complains or reports (投诉举报人): kept apart, opened by an act that says why."""

    informant_id = models.CharField(primary_key=True, max_length=40, default=new_informant_id)
    name = models.CharField(_("name"), max_length=100)
    contact = models.CharField(_("contact"), max_length=200)


class Clue(RecordedModel):
    """Clue (案件线索): what may become a case.

    `reference` names the task, complaint or letter it comes from, once per source. `reached_on` is
    the day on which the agency that has it got it; `due_on` the first of its terms that runs.
    `nonce` is in the payload of every act on it: without it nobody guesses a payload by its digest.
    """

    clue_id = models.CharField(primary_key=True, max_length=40, default=new_clue_id)
    source = models.CharField(_("source"), max_length=20, choices=ClueSource.choices())
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    agency_id = models.CharField(_("agency"), max_length=40, db_index=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    subject_id = models.CharField(_("subject"), max_length=60, blank=True)
    text = models.TextField(_("what is said"))
    received_on = models.DateField(_("received on"))
    reached_on = models.DateField(_("reached the agency on"))
    informant = models.ForeignKey(Informant, on_delete=models.PROTECT, null=True, related_name="+")
    is_named_reporter = models.BooleanField(_("real-name report"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=ClueState.choices())
    due_on = models.DateField(_("due"), null=True)
    extended_days = models.PositiveSmallIntegerField(_("days added"), default=0)
    extension_reason = models.TextField(_("reason of the extension"), blank=True)
    disputed_on = models.DateField(_("competence disputed on"), null=True)
    disputed_with = models.CharField(_("competence disputed with"), max_length=40, blank=True)
    checked_by = models.CharField(max_length=40, blank=True)
    checked_on = models.DateField(null=True)
    finding = models.TextField(_("what was found"), blank=True)
    proposes_filing = models.BooleanField(default=False)
    officers = models.JSONField(_("officers"), default=list)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    told_on = models.DateField(_("reporter told on"), null=True)
    told_how = models.CharField(_("how the reporter was told"), max_length=100, blank=True)
    taken_at = models.DateTimeField()
    nonce = models.CharField(max_length=32, default=new_nonce)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "source", "reference"],
                condition=~models.Q(reference=""),
                name="clue_reference_once",
            ),
        ]
        indexes = [models.Index(fields=["agency_id", "state", "due_on"], name="clue_worklist")]


class Complaint(RecordedModel):
    """Complaint (投诉): a consumer dispute to be mediated; never the start of a case by itself.

    `nonce` is in the payload of every act on it, as with a clue.
    """

    complaint_id = models.CharField(primary_key=True, max_length=40, default=new_complaint_id)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    agency_id = models.CharField(_("agency"), max_length=40)
    region = models.CharField(_("region"), max_length=40, blank=True)
    subject_id = models.CharField(_("subject"), max_length=60, blank=True)
    text = models.TextField(_("what is said"))
    received_on = models.DateField(_("received on"))
    informant = models.ForeignKey(Informant, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=ComplaintState.choices())
    due_on = models.DateField(_("due"), null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(_("decided on"), null=True)
    told_on = models.DateField(_("complainant told on"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    ended_on = models.DateField(_("mediation ended on"), null=True)
    end = models.CharField(_("result"), max_length=12, choices=MediationEnd.choices(), blank=True)
    note = models.TextField(_("note"), blank=True)
    taken_at = models.DateTimeField()
    nonce = models.CharField(max_length=32, default=new_nonce)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "reference"],
                condition=~models.Q(reference=""),
                name="complaint_reference_once",
            ),
        ]
        indexes = [models.Index(fields=["agency_id", "due_on"], name="complaint_worklist")]
