# SPDX-License-Identifier: Apache-2.0
"""Table of discretion benchmarks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.kernel.ids import new_id
from mingjing.ledger.public import RecordedModel
from mingjing.registry.models.people import Agency
from mingjing.registry.types import BenchmarkState


def new_benchmark_id() -> str:
    return new_id("benchmark")


class Benchmark(RecordedModel):
    """A version of a discretion benchmark (裁量基准); once published it is never changed."""

    benchmark_id = models.CharField(primary_key=True, max_length=40, default=new_benchmark_id)
    power_item_code = models.CharField(_("item code"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="benchmarks")
    region = models.CharField(_("region"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=BenchmarkState.choices())
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    table = models.JSONField(_("table"))
    digest = models.CharField(_("digest"), max_length=64)
    document_no = models.CharField(_("document number"), max_length=200, blank=True)
    drafted_by = models.CharField(_("drafted by"), max_length=40)
    reviewed_by = models.CharField(_("reviewed by"), max_length=40, blank=True)
    published_by = models.CharField(_("published by"), max_length=40, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    return_reason = models.TextField(_("reason of the return"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["power_item_code", "region", "version"], name="benchmark_version"
            ),
            models.UniqueConstraint(
                fields=["power_item_code", "region"],
                condition=models.Q(state="published"),
                name="benchmark_published_once",
            ),
        ]
        indexes = [
            models.Index(fields=["power_item_code", "state", "valid_from"], name="benchmark_force")
        ]
