# SPDX-License-Identifier: Apache-2.0
"""Tables of the subjects. Links of records lie in the lake, one file per run, never here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel
from mingjing.subjects.types import SubjectClass, SubjectStatus, Verdict


def new_judgement_id() -> str:
    return new_id("judgement")


class ResolutionRun(RecordedModel):
    """One resolution that was written (归并批次); `number` orders them."""

    run_id = models.CharField(_("run"), primary_key=True, max_length=40)
    number = models.PositiveIntegerField(_("number"), unique=True)
    input_digest = models.CharField(_("digest of the input"), max_length=64)
    canonical_version = models.CharField(_("state of the lake"), max_length=64)
    model_version = models.CharField(_("linking model"), max_length=40)
    normaliser_version = models.CharField(_("normaliser"), max_length=20)
    at = models.DateTimeField(_("at"))
    judged_until = models.DateTimeField(_("last judgement applied"), null=True, blank=True)
    account_id = models.CharField(_("by"), max_length=200)
    counts = models.JSONField(_("counts"))
    files = models.JSONField(_("files in the lake"))
    entry_id = models.CharField(_("ledger entry"), max_length=200)

    class Meta:
        verbose_name = "归并批次"
        ordering = ["-number"]


class Subject(RecordedModel):
    """A premises or a legal entity (监管对象). The id is opaque and never given twice."""

    subject_id = models.CharField(_("subject"), primary_key=True, max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=SubjectClass.choices())
    status = models.CharField(_("status"), max_length=20, choices=SubjectStatus.choices())
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="split_off"
    )
    name = models.CharField(_("name"), max_length=300, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    area = models.CharField(_("area"), max_length=60, blank=True)
    district = models.CharField(_("district"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    licence_no = models.CharField(_("licence number"), max_length=80, blank=True)
    owner_key = models.CharField(_("owner account"), max_length=80, blank=True)
    usc_code = models.CharField(_("unified social credit code"), max_length=40, blank=True)
    category = models.CharField(_("category"), max_length=120, blank=True)
    risk_class = models.CharField(_("risk class"), max_length=20, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    records = models.PositiveIntegerField(_("records"), default=0)
    first_on = models.DateField(_("first seen"), null=True, blank=True)
    last_on = models.DateField(_("last seen"), null=True, blank=True)
    born_in = models.ForeignKey(ResolutionRun, on_delete=models.PROTECT, related_name="born")
    changed_in = models.ForeignKey(ResolutionRun, on_delete=models.PROTECT, related_name="changed")

    class Meta:
        verbose_name = "监管对象"
        ordering = ["name", "subject_id"]
        indexes = [
            models.Index(fields=["status", "kind", "name"], name="subject_listed"),
            models.Index(fields=["region", "status"], name="subject_region"),
            models.Index(fields=["lat", "lon"], name="subject_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=SubjectStatus.MERGED, merged_into__isnull=False)
                | (~models.Q(status=SubjectStatus.MERGED) & models.Q(merged_into__isnull=True)),
                name="subject_merged_has_survivor",
            ),
        ]


class Judgement(RecordedModel):
    """What a person decided about a pair of records (人工认定); superseded, never changed.

    `left_record` is the one that moves: a verdict "different" takes it away from where the right
    one is, a verdict "same" takes it there.
    """

    judgement_id = models.CharField(primary_key=True, max_length=40, default=new_judgement_id)
    left_record = models.CharField(_("record"), max_length=200)
    right_record = models.CharField(_("compared with"), max_length=200)
    pair = models.CharField(_("pair"), max_length=401, db_index=True)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices())
    reason = models.TextField(_("reason"))
    account_id = models.CharField(_("by"), max_length=200)
    agency_id = models.CharField(_("for the agency"), max_length=200)
    at = models.DateTimeField(_("at"))
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        verbose_name = "人工认定"
        ordering = ["-at", "judgement_id"]
