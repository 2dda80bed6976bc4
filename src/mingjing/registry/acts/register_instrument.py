# SPDX-License-Identifier: Apache-2.0
"""Act: put a version of an instrument of law on the register (登记法律文件)."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db.models import QuerySet
from django.forms.models import model_to_dict

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Article, Instrument
from mingjing.registry.rules import text_digest
from mingjing.registry.types import Actor, ArticleText, InstrumentHead, StatuteRegistered

_DAY = timedelta(days=1)
_Row = TypeVar("_Row", Instrument, Article)


@official_act
def register_instrument(
    *, actor: Actor, now: datetime, head: InstrumentHead, articles: Sequence[ArticleText]
) -> str:
    """Registers a version of an instrument with its articles and returns the digest of its text.

    A corrected text of the same first day supersedes what stood there; a version with a later
    first day ends the one before it. Nothing is overwritten.

    Law: APL-005, APL-037, 行政处罚法 §5, §37: what was in force on a day can always be shown.
    Raises: NotPermitted, StatuteRegistered.
    """
    demand(actor, "registry.register_instrument")
    digest = text_digest(articles)
    version = Instrument.objects.filter(
        instrument_id=head.instrument_id, valid_from=head.valid_from, superseded_at=None
    )
    if version.filter(digest=digest, document=head.document).exists():
        raise StatuteRegistered(instrument_id=head.instrument_id)
    head = replace(head, valid_to=head.valid_to or _day_before_next(head))
    for rows in _current(head.instrument_id, head.valid_from):
        rows.update(superseded_at=now)
    _end_before(head, now)
    _write(head, articles, digest, now)
    record(
        "registry.instrument_registered",
        kind="instrument",
        object_id=head.instrument_id,
        actor=actor,
        now=now,
        payload={
            "title": head.title,
            "level": head.level.value,
            "document": head.document,
            "valid_from": head.valid_from.isoformat(),
            "valid_to": head.valid_to.isoformat() if head.valid_to else "",
            "articles": len(articles),
            "digest": digest,
        },
    )
    return digest


def _write(
    head: InstrumentHead, articles: Sequence[ArticleText], digest: str, now: datetime
) -> None:
    Instrument.objects.create(
        instrument_id=head.instrument_id,
        title=head.title,
        title_en=head.title_en,
        level=head.level.value,
        issuer=head.issuer,
        document=head.document,
        tag=head.tag.value,
        digest=digest,
        articles=len(articles),
        valid_from=head.valid_from,
        valid_to=head.valid_to,
        recorded_at=now,
    )
    Article.objects.bulk_create(
        Article(
            instrument_id=head.instrument_id,
            number=one.number,
            place=place,
            heading=one.heading,
            text=one.text,
            digest=hashlib.sha256(one.text.encode()).hexdigest(),
            valid_from=head.valid_from,
            valid_to=head.valid_to,
            recorded_at=now,
        )
        for place, one in enumerate(articles, start=1)
    )


def _current(
    instrument_id: str, valid_from: date
) -> tuple[QuerySet[Instrument], QuerySet[Article]]:
    where = {
        "instrument_id": instrument_id,
        "valid_from": valid_from,
        "superseded_at__isnull": True,
    }
    return Instrument.objects.filter(**where), Article.objects.filter(**where)


def _day_before_next(head: InstrumentHead) -> date | None:
    """The last day before a later version that is on the register already."""
    later = (
        Instrument.objects.filter(
            instrument_id=head.instrument_id,
            valid_from__gt=head.valid_from,
            superseded_at=None,
        )
        .order_by("valid_from")
        .first()
    )
    return later.valid_from - _DAY if later else None


def _end_before(head: InstrumentHead, now: datetime) -> None:
    """Ends the version that runs into the new one: its rows are closed and written with the end."""
    running = (
        Instrument.objects.filter(
            instrument_id=head.instrument_id,
            valid_from__lt=head.valid_from,
            superseded_at=None,
        )
        .order_by("-valid_from")
        .first()
    )
    last = head.valid_from - _DAY
    if running is None or (running.valid_to and running.valid_to <= last):
        return
    versions, articles = _current(head.instrument_id, running.valid_from)
    _rewrite(versions, last, now)
    _rewrite(articles, last, now)


def _rewrite(rows: QuerySet[_Row], last: date, now: datetime) -> None:
    again = [
        rows.model(**{**model_to_dict(row, exclude=["id"]), "valid_to": last, "recorded_at": now})
        for row in rows
    ]
    rows.update(superseded_at=now)
    rows.model.objects.bulk_create(again)
