# SPDX-License-Identifier: Apache-2.0
"""What the pages of lists share: which day, which list, and how its cells look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.http import HttpRequest

from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.enforcement_fields import enforcement_field
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.places import place_name
from mingjing.registry import public
from mingjing.registry.types import (
    AgencyView,
    ArticleRef,
    ItemChange,
    ListDifference,
    ListedItem,
    ListItem,
    ListKind,
    ListKindUnknown,
    ListProblem,
    ListState,
)
from mingjing.registry.web.days import asked_day

TONES = {
    ListState.DRAFT: "muted",
    ListState.IN_REVIEW: "info",
    ListState.REVIEWED: "info",
    ListState.PUBLISHED: "good",
    ListState.SUPERSEDED: "muted",
}
DRAFTED_KINDS = tuple(kind for kind in ListKind if kind is not ListKind.INSPECTION)
PROBLEMS_SHOWN = 200
_OWN_COLUMNS = frozenset({"code", "name", "name_en", "agency_id", "valid_from", "valid_to"})


@dataclass(frozen=True, slots=True)
class Row:
    """One item as a table shows it: own columns, and all others as facts."""

    entry_id: int
    item: ListItem
    valid_from: date
    agency: AgencyView | str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """An item that changed, its fields by the names of their columns."""

    item: ListItem
    agency: AgencyView | str
    fields: tuple[tuple[str, str, str], ...]


def day_of(request: HttpRequest, name: str = "on") -> date | None:
    """The day that the address names, None when it names none or nonsense."""
    return asked_day(request, name)


def today_or(request: HttpRequest) -> date:
    """The day that the address names, today when none."""
    return day_of(request) or local_date(public.now_of(request))


def kind_of(text: str) -> ListKind:
    """The kind of list that an address names.

    Raises: ListKindUnknown.
    """
    try:
        return ListKind(text)
    except ValueError as error:
        raise ListKindUnknown(kind=text[:40]) from error


def rows(kind: ListKind, listed: Iterable[ListedItem]) -> list[Row]:
    """Items as rows of a table."""
    agencies = {view.agency_id: view for view in public.agencies()}
    return [
        Row(
            one.entry_id,
            one.item,
            one.valid_from,
            agencies.get(one.item.agency_id, one.item.agency_id),
            facts(kind, one.item),
        )
        for one in listed
    ]


_NAMED = {"field": enforcement_field, "region": place_name}
"""Columns that hold a code which has a name."""


def facts(kind: ListKind, item: ListItem) -> tuple[tuple[str, str], ...]:
    """What an item says beside its own columns: heading and value, empty ones left out."""
    told = []
    for column in public.COLUMNS[kind]:
        if column.name in _OWN_COLUMNS:
            continue
        holder: object = item if hasattr(item, column.name) else item.details
        value = shown(getattr(holder, column.name), public.row_of(kind, item)[column.name])
        if value and column.name in _NAMED:
            value = _NAMED[column.name](value, language())
        if value:
            told.append((column.label(language()), value))
    return tuple(told)


def shown(value: object, text: str = "") -> str:
    """A value for people: names of codes, titles of statutes, everything else as in the file."""
    parts = value if isinstance(value, tuple) else (value,)
    return "; ".join(_part(part, text) for part in parts if part is not None)


def _part(value: object, text: str) -> str:
    if isinstance(value, LabelledEnum):
        return value.label(language())
    if isinstance(value, ArticleRef):
        return public.cite_provision(value, language())
    return text


def problem_rows(problems: Iterable[ListProblem]) -> list[dict[str, object]]:
    """Problems in the language of the page, the first of them."""
    return [
        {
            "row": one.row,
            "column": one.column,
            "is_note": one.is_note,
            "message": one.message(language()),
            "remedy": one.remedy(language()),
            "article": one.error.article,
            "rule": one.error.rule,
        }
        for one in islice(problems, PROBLEMS_SHOWN)
    ]


def difference_rows(kind: ListKind, found: ListDifference) -> dict[str, object]:
    """A difference as three tables."""
    agencies = {view.agency_id: view for view in public.agencies()}
    names = {column.name: column.label(language()) for column in public.COLUMNS[kind]}

    def changed(change: ItemChange) -> ChangedRow:
        fields = tuple((names[one.column], one.before, one.after) for one in change.fields)
        agency = agencies.get(change.item.agency_id, change.item.agency_id)
        return ChangedRow(change.item, agency, fields)

    def plain(items: Iterable[ListItem]) -> list[tuple[ListItem, AgencyView | str]]:
        return [(item, agencies.get(item.agency_id, item.agency_id)) for item in items]

    return {
        "difference": found,
        "added": plain(found.added),
        "removed": plain(found.removed),
        "changed": [changed(one) for one in found.changed],
    }
