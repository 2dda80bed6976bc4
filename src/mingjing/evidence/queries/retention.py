# SPDX-License-Identifier: Apache-2.0
"""How long recordings are kept (保存期限): categories, occasions, the longest wins."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from mingjing.evidence.models import Classification, Progress, Recording
from mingjing.evidence.rules.retention import has_run_out, longest
from mingjing.evidence.types import (
    Category,
    CategoryUnknown,
    KeptUntil,
    RecordingState,
    TermMaker,
    TermRuns,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.resources import load_yaml
from mingjing.kernel.terms import Term, Unit, add_months
from mingjing.registry.public import cite_text, limit
from mingjing.registry.types import Limit

_CHUNK = 500
_MONTHS_IN_YEAR = 12


@cache
def categories() -> dict[str, Category]:
    """The categories as packaged, by id, the plain one first."""
    body = load_yaml("retention.yaml")
    found = {row["id"]: Category(**row) for row in body["categories"]}
    return {body["plain"]: found[body["plain"]], **found}


def category(name: str) -> Category:
    """One category.

    Raises: CategoryUnknown.
    """
    if name not in categories():
        raise CategoryUnknown
    return categories()[name]


def put_into(recording_id: str) -> tuple[Category, ...]:
    """The categories that people put a recording into, in their order."""
    rows = Classification.objects.filter(recording_id=recording_id, withdrawn_at__isnull=True)
    known = categories()
    return tuple(known[name] for name in rows.values_list("category", flat=True) if name in known)


def kept_until(rows: Sequence[Recording], today: date) -> dict[str, KeptUntil]:
    """How long each recording is kept, by id.

    Of one that broke off the term runs from the last sign of it. One query, one more where some
    have no end, one for each number of the law and region, and those of the makers.
    """
    known = categories()
    plain = next(iter(known.values()))
    put: defaultdict[str, list[Category]] = defaultdict(list)
    for recording_id, name in Classification.objects.filter(
        recording__in=[row.recording_id for row in rows], withdrawn_at__isnull=True
    ).values_list("recording_id", "category"):
        put[recording_id].append(known[name])
    limits: dict[tuple[str, str], Limit] = {}
    heard = _heard([row.recording_id for row in rows if row.ended_at is None])
    wider = _of_occasions(rows)
    found = {}
    for row in rows:
        ended = local_date(row.ended_at or heard.get(row.recording_id, row.opened_at))
        terms = [
            _term(one, ended, row.region, today, limits)
            for one in put[row.recording_id] or (plain,)
        ]
        own = wider.get((row.occasion_kind, row.occasion_id))
        found[row.recording_id] = longest([*terms, own] if own else terms)
    return found


def _heard(recording_ids: Collection[str]) -> dict[str, datetime]:
    """When the last link came of recordings that have no end."""
    if not recording_ids:
        return {}
    rows = Progress.objects.filter(recording_id__in=recording_ids, heard__gt=0)
    return {
        recording_id: datetime.fromtimestamp(heard / 1000, tz=UTC)
        for recording_id, heard in rows.values_list("recording_id", "heard")
    }


def _term(
    one: Category, ended: date, region: str, today: date, limits: dict[tuple[str, str], Limit]
) -> KeptUntil:
    if not one.limit:
        zh, en = (
            f"{one.zh}，永久保存（{one.article}）",
            f"{one.en}: for ever ({cite_text(one.article, 'en')})",
        )
        return KeptUntil(None, zh, en)
    if (one.limit, region) not in limits:
        limits[one.limit, region] = limit(one.limit, today, region)
    law = limits[one.limit, region]
    until = _last_day(ended, law.term)
    return KeptUntil(
        until,
        f"{one.zh}，{law.amount('zh')}（{law.article}）",
        f"{one.en}: {law.amount('en')} ({cite_text(law.article, 'en')})",
    )


def _last_day(ended: date, term: Term) -> date:
    """The last day of a term in days, months or years: it never moves to a working day."""
    match term.unit:
        case Unit.MONTH:
            return add_months(ended, term.amount)
        case Unit.YEAR:
            return add_months(ended, _MONTHS_IN_YEAR * term.amount)
        case _:
            return ended + timedelta(days=term.amount)


def _of_occasions(rows: Collection[Recording]) -> dict[tuple[str, str], KeptUntil]:
    """What the rooms above say, the longest where several speak of one occasion."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row.occasion_kind].add(row.occasion_id)
    makers: tuple[tuple[str, TermMaker], ...] = import_string(settings.RECORDING_TERMS)
    found: defaultdict[tuple[str, str], list[KeptUntil]] = defaultdict(list)
    for kind, maker in makers:
        if kind in ids:
            for occasion_id, term in maker(ids[kind]).items():
                found[kind, occasion_id].append(term)
    return {key: longest(terms) for key, terms in found.items()}


def term_of(row: Recording, today: date) -> KeptUntil:
    """How long one recording is kept."""
    return kept_until((row,), today)[row.recording_id]


def run_out(now: datetime) -> Iterator[tuple[str, KeptUntil]]:
    """Recordings whose term has run out and that are listed nowhere yet.

    Also one that broke off for good, and one whose outstanding links never came.
    """
    for_ever = [one.id for one in categories().values() if not one.limit]
    kept = Classification.objects.filter(category__in=for_ever, withdrawn_at__isnull=True)
    rows = (
        Recording.objects.filter(deletion__isnull=True)
        .exclude(state=RecordingState.OPEN.value)
        .exclude(recording_id__in=kept.values("recording_id"))
        .order_by("recording_id")
    )
    today, after = local_date(now), ""
    while chunk := list(rows.filter(recording_id__gt=after)[:_CHUNK]):
        after = chunk[-1].recording_id
        for recording_id, term in kept_until(chunk, today).items():
            if has_run_out(term, today):
                yield recording_id, term


def demand_run_out(row: Recording, today: date) -> KeptUntil:
    """The term of a recording, when it has run out.

    Raises: TermRuns.
    """
    term = term_of(row, today)
    if not has_run_out(term, today):
        raise TermRuns(zh_why=term.zh, en_why=term.en)
    return term
