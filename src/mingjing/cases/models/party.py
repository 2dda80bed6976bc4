# SPDX-License-Identifier: Apache-2.0
"""Tables of parties: the only place of the room where names and numbers of people stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.cases.types.codes import Capacity, PartyKind
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel


def new_party_id() -> str:
    return new_id("party")


class Party(RecordedModel):
    """Party of a case (当事人).

    `identity_key` is a keyed digest of the number: the same party is found again across agencies
    without reading anybody's number.
    """

    party_id = models.CharField(primary_key=True, max_length=40, default=new_party_id)
    kind = models.CharField(_("kind"), max_length=20, choices=PartyKind.choices())
    name = models.CharField(_("name"), max_length=200)
    identity_no = models.CharField(_("identity number"), max_length=40)
    identity_key = models.CharField(max_length=64, db_index=True)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    capacity = models.CharField(
        _("capacity"), max_length=10, choices=Capacity.choices(), default=Capacity.FULL.value
    )
    representative = models.CharField(_("legal representative"), max_length=100, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    e_consent_no = models.CharField(_("consent to electronic service"), max_length=60, blank=True)
    subject_id = models.CharField(_("subject"), max_length=60, blank=True, db_index=True)


class PartyAccess(RecordedModel):
    """The way of a party to its page (当事人查询码): a digest of the code sent with the notice."""

    code_digest = models.CharField(primary_key=True, max_length=64)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="accesses")
    issued_at = models.DateTimeField()
    expires_on = models.DateField()


class StepDraft(models.Model):
    """What a person has entered so far for a step (草稿); no official act, replaced at will."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="drafts")
    account_id = models.CharField(max_length=40)
    act = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "account_id", "act"], name="draft_once"),
        ]
