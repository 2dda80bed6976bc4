# SPDX-License-Identifier: Apache-2.0
"""Tables of the catalogue. Rows of the data itself lie in the lake, never here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.catalog.types.codes import BatchKind, Delivery
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel


def new_batch_id() -> str:
    return new_id("batch")


class Resource(RecordedModel):
    """A resource of the catalogue (政务信息资源), as it is listed now."""

    resource_id = models.CharField(_("resource id"), primary_key=True, max_length=40)
    version = models.PositiveIntegerField(_("version"), default=1)
    example_id = models.CharField(_("example folder"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=40, db_index=True)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    lead_agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    names = models.CharField(_("names, for search"), max_length=500)
    entry = models.JSONField(_("catalogue entry"))
    delivery = models.CharField(_("delivery"), max_length=20, choices=Delivery.choices())
    standard_id = models.CharField(_("standard"), max_length=200)
    standard_version = models.CharField(_("version of the standard"), max_length=40)
    standard_digest = models.CharField(_("digest of the standard"), max_length=64)
    mapping = models.JSONField(_("mapping"))
    mapping_digest = models.CharField(_("digest of the mapping"), max_length=64)
    listed_at = models.DateTimeField(_("listed at"))

    class Meta:
        verbose_name = "政务信息资源"
        ordering = ["resource_id"]


class ResourceVersion(RecordedModel):
    """Each version of a catalogue entry (目录版本); never changed."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField(_("version"))
    payload = models.JSONField(_("entry, standard and mapping"))
    digest = models.CharField(_("digest"), max_length=64)
    listed_at = models.DateTimeField(_("listed at"))
    account_id = models.CharField(_("listed by"), max_length=200)

    class Meta:
        verbose_name = "目录版本"
        ordering = ["resource", "version"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "version"], name="resource_version_once"),
        ]


class Batch(RecordedModel):
    """One file taken in (数据批次): counts, quality, lineage.

    `number` orders the batches of a resource. A correction names the delivery it corrects.
    """

    batch_id = models.CharField(primary_key=True, max_length=40, default=new_batch_id)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=BatchKind.choices())
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced"
    )
    file_name = models.CharField(_("file"), max_length=255)
    file_digest = models.CharField(_("digest of the file"), max_length=64)
    file_bytes = models.BigIntegerField(_("size of the file"))
    rows = models.BigIntegerField(_("rows"))
    accepted = models.BigIntegerField(_("accepted"))
    quarantined = models.BigIntegerField(_("quarantined"))
    score = models.FloatField(_("quality"))
    grade = models.CharField(_("grade"), max_length=10)
    report = models.JSONField(_("quality report"))
    tables = models.JSONField(_("canonical tables"))
    standard_id = models.CharField(_("standard"), max_length=200)
    standard_version = models.CharField(_("version of the standard"), max_length=40)
    standard_digest = models.CharField(_("digest of the standard"), max_length=64)
    mapping = models.JSONField(_("mapping"))
    mapping_digest = models.CharField(_("digest of the mapping"), max_length=64)
    software = models.CharField(_("software"), max_length=40)
    account_id = models.CharField(_("handed in by"), max_length=200)
    agency_id = models.CharField(_("for the agency"), max_length=200)
    taken_in_at = models.DateTimeField(_("taken in at"))

    class Meta:
        verbose_name = "数据批次"
        ordering = ["resource", "number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="batch_number_once"),
            models.UniqueConstraint(
                fields=["resource", "file_digest", "standard_digest", "mapping_digest"],
                condition=models.Q(replaced_by__isnull=True),
                name="batch_file_once",
            ),
            models.CheckConstraint(
                condition=models.Q(rows=models.F("accepted") + models.F("quarantined")),
                name="batch_rows_accounted",
            ),
        ]
        indexes = [models.Index(fields=["resource", "replaced_by"], name="batch_current")]
