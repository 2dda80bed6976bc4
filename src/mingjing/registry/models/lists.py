# SPDX-License-Identifier: Apache-2.0
"""Tables of the published lists: versions, their items, and who did what to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel
from mingjing.registry.models.people import Agency
from mingjing.registry.types import ListKind, ListState, ListStepKind, PowerKind


def new_list_id() -> str:
    return new_id("list")


class ListVersion(RecordedModel):
    """A version of a list (清单版本): one agency's list of one kind, from one day on."""

    list_version_id = models.CharField(primary_key=True, max_length=40, default=new_list_id)
    kind = models.CharField(_("kind"), max_length=20, choices=ListKind.choices())
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="lists")
    region = models.CharField(_("region"), max_length=40)
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=ListState.choices())
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    digest = models.CharField(_("digest"), max_length=64)
    item_count = models.PositiveIntegerField(_("items"))
    drafted_by = models.CharField(_("drafted by"), max_length=40)
    reviewed_by = models.CharField(_("reviewed by"), max_length=40, blank=True)
    published_by = models.CharField(_("published by"), max_length=40, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    document_no = models.CharField(_("document number"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "region", "number"], name="list_number"
            ),
            models.UniqueConstraint(
                fields=["kind", "agency", "region"],
                condition=models.Q(state="published"),
                name="list_published_once",
            ),
        ]
        indexes = [models.Index(fields=["kind", "state", "valid_from"], name="list_in_force")]


class ListEntry(RecordedModel):
    """One item of a version of a list (清单条目); without a first day it holds from the list's."""

    version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField(_("place"))
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    basis = models.TextField(_("legal basis"), blank=True)
    agency_id = models.CharField(_("agency"), max_length=40)
    region = models.CharField(_("region"), max_length=40)
    level = models.CharField(_("level"), max_length=1, blank=True)
    power_kind = models.CharField(
        _("kind of power"), max_length=2, choices=PowerKind.choices(), blank=True
    )
    power_code = models.CharField(_("linked power item"), max_length=60, blank=True)
    field = models.CharField(_("field"), max_length=60, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    details = models.JSONField(_("details"), default=dict)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "place"], name="list_entry_place"),
            models.UniqueConstraint(
                fields=["version", "code", "agency_id", "region"], name="list_entry_once"
            ),
        ]
        indexes = [
            models.Index(fields=["code", "agency_id"], name="list_entry_code"),
            models.Index(fields=["power_code"], name="list_entry_power"),
        ]


class ListStep(RecordedModel):
    """What somebody did to a version of a list (清单办理步骤); steps are never changed."""

    version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=ListStepKind.choices())
    account_id = models.CharField(_("account"), max_length=40)
    at = models.DateTimeField(_("at"))
    note = models.TextField(_("note"), blank=True)
