# SPDX-License-Identifier: Apache-2.0
"""Tables of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.cases.models.case import Case
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel


def new_document_id() -> str:
    return new_id("document")


class Document(RecordedModel):
    """Document of a case (执法文书): what it says; files are laid out from it when asked for.

    `seq` is the step that it is of. None: it waits for the step that will hand it over, and
    `prepared` is what that step will say.
    """

    document_id = models.CharField(primary_key=True, max_length=40, default=new_document_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    form = models.CharField(_("form"), max_length=40)
    seq = models.PositiveIntegerField(_("step"), default=0, null=True)
    prepared = models.JSONField(null=True)
    number = models.CharField(_("number"), max_length=80, unique=True)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.CharField(max_length=40)
    content = models.JSONField()
    nonce = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "form", "seq"], name="document_once")
        ]


class DocumentSignature(RecordedModel):
    """Drawn signature on a document (手写签名)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    name = models.CharField(_("name"), max_length=100)
    role = models.CharField(_("role"), max_length=40)
    strokes = models.JSONField()
    signed_at = models.DateTimeField(_("signed at"))
    taken_by = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
