# SPDX-License-Identifier: Apache-2.0
"""Reads of the law in force: packaged rows and what agencies have set, as of any day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby

from django.db.models import Q

from mingjing.registry import law
from mingjing.registry.models import ParameterOverride
from mingjing.registry.queries.people import in_force
from mingjing.registry.rules import most_special
from mingjing.registry.types import (
    DeadlineRow,
    DeadlineRule,
    DeadlineUnknown,
    Limit,
    LimitUnknown,
    ParameterVersion,
)

_FEW = 10
"""Names that are asked for one by one; more are picked from all that is in force."""


def limit(name: str, on: date, region: str = "", field: str = "") -> Limit:
    """The number in force on a day, for a region and field (法定参数): the most special wins.

    Law: 行政处罚法 §37 and the lex-specialis order: longest region, then field, then a
    value set by an agency, then the newest.
    Raises: LimitUnknown.
    """
    return limits_in_force((name,), on, region=region, field=field)[name]


def limits_in_force(
    names: Collection[str],
    on: date,
    *,
    region: str = "",
    field: str = "",
    known_at: datetime | None = None,
) -> dict[str, Limit]:
    """Many numbers at once, with one query, by name; as the register knew them at `known_at`.

    Raises: LimitUnknown for the first name that has none.
    """
    found = limits_held(names, on, region=region, field=field, known_at=known_at)
    for name in names:
        if name not in found:
            raise LimitUnknown(name=name, on=on.isoformat())
    return found


def limits_held(
    names: Collection[str],
    on: date,
    *,
    region: str = "",
    field: str = "",
    known_at: datetime | None = None,
) -> dict[str, Limit]:
    """As `limits_in_force`, but a name that has no number on that day is left out.

    The packaged rows do not change while the program runs, so what they say for a day is kept.
    """
    found = dict(_packaged_held(frozenset(names), on, region, field))
    settings = ParameterOverride.objects.filter(in_force(on), _known(known_at))
    if len(names) <= _FEW:  # a long list of names costs more than the few rows it would spare
        settings = settings.filter(name__in=names)
    wanted = (row for row in settings.order_by("name", "pk")[:5000] if row.name in names)
    for name, rows in groupby(wanted, lambda row: row.name):
        packaged = _packaged(name)
        every = [*packaged, *_limits_of(rows, packaged)]
        best = most_special(every, on, region=region, field=field)
        if best is not None:
            found[name] = best
    return found


@lru_cache(maxsize=1024)
def _packaged_held(names: frozenset[str], on: date, region: str, field: str) -> Mapping[str, Limit]:
    rows: dict[str, list[Limit]] = {name: [] for name in names}
    for row in law.limits():
        if row.name in rows:
            rows[row.name].append(row)
    best = {name: most_special(some, on, region=region, field=field) for name, some in rows.items()}
    return {name: one for name, one in best.items() if one is not None}


def parameters(on: date, region: str = "", field: str = "") -> tuple[Limit, ...]:
    """Every parameter in force on a day, for a region and field, by name."""
    names = {row.name for row in law.limits() if row.valid_from <= on}
    held = {name for name in names if most_special(_packaged(name), on, region=region, field=field)}
    return tuple(limits_in_force(sorted(held), on, region=region, field=field).values())


def parameter_history(name: str) -> tuple[ParameterVersion, ...]:
    """Every value that a parameter has or had, packaged and set, newest first.

    Raises: LimitUnknown when there is no such parameter.
    """
    packaged = _packaged(name)
    if not packaged:
        raise LimitUnknown(name=name, on="-")
    settings = list(ParameterOverride.objects.filter(name=name).order_by("-recorded_at")[:500])
    versions = [
        ParameterVersion(one, row.account_id, row.superseded_at)
        for row, one in zip(settings, _limits_of(settings, packaged), strict=True)
    ]
    versions += [ParameterVersion(row) for row in packaged]
    return tuple(sorted(versions, key=lambda one: one.limit.valid_from, reverse=True))


def deadlines() -> tuple[DeadlineRow, ...]:
    """The deadline registry (期限总表), by number."""
    return law.deadline_rows()


def deadline(deadline_id: str, on: date, region: str = "", field: str = "") -> DeadlineRule:
    """One deadline with its numbers in force on a day (法定期限).

    Raises: DeadlineUnknown, LimitUnknown.
    """
    row = next((one for one in deadlines() if one.deadline_id == deadline_id), None)
    if row is None:
        raise DeadlineUnknown(deadline_id=deadline_id)
    names = (row.limit, *row.also)
    found = limits_in_force(names, on, region=region, field=field or row.field)
    return DeadlineRule(row, found[row.limit], tuple(found[name] for name in row.also))


def deadline_rules(on: date, region: str = "") -> tuple[DeadlineRule, ...]:
    """The whole registry with its numbers in force on a day, by number; one query a field."""
    found: dict[str, DeadlineRule] = {}
    for field in sorted({row.field for row in deadlines()}):
        rows = [row for row in deadlines() if row.field == field]
        names = {name for row in rows for name in (row.limit, *row.also) if _has(name, on, field)}
        limits = limits_in_force(names, on, region=region, field=field)
        for row in rows:
            if row.limit in limits:
                more = tuple(limits[name] for name in row.also if name in limits)
                found[row.deadline_id] = DeadlineRule(row, limits[row.limit], more)
    return tuple(found[deadline_id] for deadline_id in sorted(found))


def _has(name: str, on: date, field: str) -> bool:
    return most_special(_packaged(name), on, field=field) is not None


def _packaged(name: str) -> list[Limit]:
    return [row for row in law.limits() if row.name == name]


def _known(at: datetime | None) -> Q:
    """Rows that the register held at an instant; those of now when none is given."""
    if at is None:
        return Q(superseded_at__isnull=True)
    return Q(recorded_at__lte=at) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=at))


def _limits_of(settings: Iterable[ParameterOverride], packaged: Collection[Limit]) -> list[Limit]:
    """Settings as limits: they take words, unit and rule from the packaged row they stand for."""
    return [_limit_of(row, packaged) for row in settings]


def _limit_of(row: ParameterOverride, packaged: Collection[Limit]) -> Limit:
    same = [one for one in packaged if one.name == row.name]
    base = most_special(same, row.valid_from, region=row.region, field=row.field) or same[-1]
    return replace(
        base,
        value=row.value,
        region=row.region,
        field=row.field,
        article=row.basis or base.article,
        document=row.document,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        recorded_at=row.recorded_at,
    )
