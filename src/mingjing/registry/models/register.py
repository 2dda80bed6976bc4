# SPDX-License-Identifier: Apache-2.0
"""Tables of the law register: instruments, articles, and numbers that agencies have set.

Two times stand on each row: valid_from/valid_to is when the law says so, recorded_at/superseded_at
is when this register knew it. A row is closed and written anew, never changed in substance.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjing.ledger.public import RecordedModel
from mingjing.registry.types import EvidenceTag, LegalLevel

_CURRENT = models.Q(superseded_at__isnull=True)


class Bitemporal(RecordedModel):
    """A row with its time of validity and its time of record (双时态记录)."""

    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True)

    class Meta(RecordedModel.Meta):
        abstract = True


class Instrument(Bitemporal):
    """A version of an instrument of law (法律文件)."""

    instrument_id = models.CharField(_("instrument"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=30, choices=LegalLevel.choices())
    issuer = models.CharField(_("issuer"), max_length=200)
    document = models.CharField(_("document number"), max_length=120)
    tag = models.CharField(_("evidence"), max_length=1, choices=EvidenceTag.choices())
    digest = models.CharField(_("digest"), max_length=64)
    articles = models.PositiveSmallIntegerField(_("articles"), default=0)

    class Meta(Bitemporal.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["instrument_id", "valid_from"],
                condition=_CURRENT,
                name="instrument_version_current",
            ),
        ]


class Article(Bitemporal):
    """A version of an article of law (法律条文)."""

    instrument_id = models.CharField(_("instrument"), max_length=80)
    number = models.CharField(_("number"), max_length=10)
    place = models.PositiveSmallIntegerField(_("place"))
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta(Bitemporal.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["instrument_id", "number", "valid_from"],
                condition=_CURRENT,
                name="article_version_current",
            ),
        ]


class ParameterOverride(Bitemporal):
    """A number of the law set by an agency for its place or field (参数设定)."""

    name = models.CharField(_("parameter"), max_length=80)
    region = models.CharField(_("region"), max_length=40, blank=True)
    field = models.CharField(_("field"), max_length=40, blank=True)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=6)
    document = models.CharField(_("document number"), max_length=120)
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    account_id = models.CharField(_("set by"), max_length=40)

    class Meta(Bitemporal.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["name", "region", "field", "valid_from"],
                condition=_CURRENT,
                name="parameter_override_current",
            ),
        ]
