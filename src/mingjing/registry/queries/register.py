# SPDX-License-Identifier: Apache-2.0
"""Reads of the law register: instruments and articles as of any day."""

from datetime import date

from mingjing.registry.models import Article, Instrument
from mingjing.registry.queries.people import in_force
from mingjing.registry.types import (
    ArticleRef,
    ArticleUnknown,
    ArticleView,
    EvidenceTag,
    InstrumentUnknown,
    InstrumentView,
    LegalLevel,
)

_LEVELS = list(LegalLevel)


def instruments(on: date) -> tuple[InstrumentView, ...]:
    """Instruments in force on a day, highest level first, then by first day."""
    rows = Instrument.objects.filter(in_force(on), superseded_at=None)
    views = [_instrument_view(row) for row in rows.order_by("valid_from", "instrument_id")[:2000]]
    return tuple(sorted(views, key=lambda view: _LEVELS.index(view.level)))


def instrument(instrument_id: str, on: date) -> InstrumentView:
    """The version of an instrument in force on a day.

    Raises: InstrumentUnknown.
    """
    rows = Instrument.objects.filter(in_force(on), instrument_id=instrument_id, superseded_at=None)
    row = rows.order_by("-valid_from").first()
    if row is None:
        raise InstrumentUnknown(instrument_id=instrument_id, on=on.isoformat())
    return _instrument_view(row)


def day_in_force(instrument_id: str, today: date) -> date:
    """Today where a version is in force, else the last day of the newest one that was, or the
    first day of one that will be; today of an instrument that is unknown.
    """
    rows = Instrument.objects.filter(instrument_id=instrument_id, superseded_at=None)
    if rows.filter(in_force(today)).exists():
        return today
    past = rows.filter(valid_from__lte=today).order_by("-valid_from").first()
    if past is not None:
        return past.valid_to or today
    coming = rows.order_by("valid_from").first()
    return coming.valid_from if coming else today


def articles(instrument_id: str, on: date) -> tuple[ArticleView, ...]:
    """The articles of an instrument in force on a day, in order."""
    rows = Article.objects.filter(in_force(on), instrument_id=instrument_id, superseded_at=None)
    return tuple(_article_view(row) for row in rows.order_by("place")[:2000])


def article(instrument_id: str, number: str, on: date) -> ArticleView:
    """One article as in force on a day.

    Raises: ArticleUnknown.
    """
    rows = Article.objects.filter(
        in_force(on), instrument_id=instrument_id, number=number, superseded_at=None
    )
    row = rows.order_by("-valid_from").first()
    if row is None:
        reference = str(ArticleRef(instrument_id, number))
        raise ArticleUnknown(reference=reference, on=on.isoformat())
    return _article_view(row)


def article_versions(instrument_id: str, number: str) -> tuple[ArticleView, ...]:
    """Every version of an article that the register holds to be right, newest first."""
    rows = Article.objects.filter(instrument_id=instrument_id, number=number, superseded_at=None)
    return tuple(_article_view(row) for row in rows.order_by("-valid_from")[:200])


def registered_digests() -> dict[tuple[str, date], tuple[str, str]]:
    """Instrument and first day → digest of text and document number, of all versions."""
    rows = Instrument.objects.filter(superseded_at=None).values_list(
        "instrument_id", "valid_from", "digest", "document"
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def _instrument_view(row: Instrument) -> InstrumentView:
    return InstrumentView(
        instrument_id=row.instrument_id,
        title=row.title,
        title_en=row.title_en,
        level=LegalLevel(row.level),
        issuer=row.issuer,
        document=row.document,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        tag=EvidenceTag(row.tag),
        digest=row.digest,
        articles=row.articles,
        recorded_at=row.recorded_at,
    )


def _article_view(row: Article) -> ArticleView:
    return ArticleView(
        ref=ArticleRef(row.instrument_id, row.number),
        heading=row.heading,
        text=row.text,
        digest=row.digest,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        recorded_at=row.recorded_at,
    )
