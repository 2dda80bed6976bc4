# SPDX-License-Identifier: Apache-2.0
"""Reads of the lists: versions, their items and steps, and what was in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from mingjing.kernel.paging import Page, PageRequest
from mingjing.kernel.regions import covers
from mingjing.registry.models import ListEntry, ListStep, ListVersion
from mingjing.registry.queries.items import inspection_items
from mingjing.registry.queries.people import in_force
from mingjing.registry.rules.lists.difference import difference
from mingjing.registry.rules.lists.rows import details_from, item_digest
from mingjing.registry.types import (
    InspectionDetails,
    ItemView,
    ListCount,
    ListDifference,
    ListedItem,
    ListItem,
    ListItemUnknown,
    ListKind,
    ListState,
    ListStepKind,
    ListStepView,
    ListUnknown,
    ListVersionView,
    PowerKind,
    UseLevel,
    parse_article,
)

PUBLIC_STATES = (ListState.PUBLISHED.value, ListState.SUPERSEDED.value)
VERSIONS_AT_MOST, ITEMS_AT_MOST = 1000, 20_000


@dataclass(frozen=True, slots=True)
class ListScope:
    """Which lists are meant (清单范围); empty agency and region mean all."""

    kind: ListKind
    on: date
    agency_id: str = ""
    region: str = ""
    search: str = ""
    power_kind: PowerKind | None = None


def version_view(row: ListVersion) -> ListVersionView:
    """A version as the doors show it."""
    return ListVersionView(
        list_version_id=row.list_version_id,
        kind=ListKind(row.kind),
        agency_id=row.agency_id,
        region=row.region,
        number=row.number,
        state=ListState(row.state),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        digest=row.digest,
        item_count=row.item_count,
        drafted_by=row.drafted_by,
        reviewed_by=row.reviewed_by,
        published_by=row.published_by,
        published_at=row.published_at,
        document_no=row.document_no,
    )


def entry_item(row: ListEntry, kind: ListKind) -> ListItem:
    """The typed item of a row."""
    return ListItem(
        code=row.code,
        name=row.name,
        details=details_from(kind, row.details),
        name_en=row.name_en,
        basis=tuple(parse_article(text) for text in row.basis.split(";") if text),
        agency_id=row.agency_id,
        region=row.region,
        level=UseLevel(row.level) if row.level else None,
        power_kind=PowerKind(row.power_kind) if row.power_kind else None,
        field=row.field,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def listed(
    rows: Iterable[ListEntry], kind: ListKind, listed_from: date | None = None
) -> tuple[ListedItem, ...]:
    """Rows as items; rows of several versions come with theirs, of one with its first day."""
    return tuple(
        ListedItem(
            entry_id=row.pk,
            item=entry_item(row, kind),
            list_version_id=row.version_id,
            listed_from=listed_from or row.version.valid_from,
            digest=row.digest,
        )
        for row in rows
    )


def items_in_force(on: date) -> Q:
    """Entries that hold on a day, as far as they say so themselves."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def entries_on(kind: ListKind, on: date) -> QuerySet[ListEntry]:
    """Entries of the published versions that were in force on a day; items may hold shorter."""
    return entries_of((kind,), on)


def entries_of(kinds: Iterable[ListKind], on: date) -> QuerySet[ListEntry]:
    """As `entries_on`, of several kinds of list."""
    return ListEntry.objects.select_related("version").filter(
        Q(version__valid_to__isnull=True) | Q(version__valid_to__gte=on),
        version__kind__in=[kind.value for kind in kinds],
        version__state__in=PUBLIC_STATES,
        version__valid_from__lte=on,
    )


def list_version(list_version_id: str) -> ListVersionView:
    """One version.

    Raises: ListUnknown.
    """
    row = ListVersion.objects.filter(list_version_id=list_version_id).first()
    if row is None:
        raise ListUnknown(list_version_id=list_version_id)
    return version_view(row)


def list_versions(request: PageRequest, kind: ListKind | None = None) -> Page[ListVersionView]:
    """All versions, whatever their state, the newest first: for those who make lists."""
    rows = ListVersion.objects.order_by("-list_version_id")
    if kind:
        rows = rows.filter(kind=kind.value)
    some = rows[request.offset : request.offset + request.size]
    return Page(tuple(map(version_view, some)), request.number, request.size, rows.count())


def versions_on(kind: ListKind, on: date) -> tuple[ListVersionView, ...]:
    """The published versions in force on a day, by region, agency and number."""
    rows = ListVersion.objects.filter(in_force(on), kind=kind.value, state__in=PUBLIC_STATES)
    ordered = rows.order_by("region", "agency_id", "number")[:VERSIONS_AT_MOST]
    return tuple(map(version_view, ordered))


def published_version(kind: ListKind, agency_id: str, region: str) -> ListVersionView | None:
    """The version of an agency's list that is published and not replaced."""
    rows = ListVersion.objects.filter(kind=kind.value, agency_id=agency_id, region=region)
    row = rows.filter(state=ListState.PUBLISHED.value).first()
    return version_view(row) if row else None


def public_versions(kind: ListKind) -> tuple[ListVersionView, ...]:
    """Every version that is or was published, the newest first."""
    rows = ListVersion.objects.filter(kind=kind.value, state__in=PUBLIC_STATES)
    return tuple(map(version_view, rows.order_by("-valid_from", "-number")[:VERSIONS_AT_MOST]))


def list_items(list_version_id: str) -> tuple[ListedItem, ...]:
    """The items of a version in the order of its file.

    Raises: ListUnknown.
    """
    version = list_version(list_version_id)
    rows = ListEntry.objects.filter(version_id=list_version_id).order_by("place")
    return listed(rows[:ITEMS_AT_MOST], version.kind, version.valid_from)


def public_item(entry_id: int) -> tuple[ListVersionView, ListedItem]:
    """An item of a list that is or was published, with its version.

    Raises: ListItemUnknown.
    """
    rows = ListEntry.objects.filter(pk=entry_id, version__state__in=PUBLIC_STATES)
    row = rows.select_related("version").first()
    if row is None:
        raise ListItemUnknown(entry_id=entry_id)
    version = version_view(row.version)
    return version, listed([row], version.kind)[0]


def item_history(item: ListItem, kind: ListKind) -> tuple[tuple[ListVersionView, ListedItem], ...]:
    """The same item in every published version, the newest first."""
    rows = ListEntry.objects.filter(
        version__kind=kind.value,
        version__state__in=PUBLIC_STATES,
        code=item.code,
        agency_id=item.agency_id,
        region=item.region,
    ).select_related("version")
    ordered = rows.order_by("-version__valid_from", "-pk")[:200]
    return tuple((version_view(row.version), listed([row], kind)[0]) for row in ordered)


def list_counts(on: date) -> tuple[ListCount, ...]:
    """Lists and items in force on a day, for every kind."""
    rows = (
        ListEntry.objects.filter(
            items_in_force(on),
            Q(version__valid_to__isnull=True) | Q(version__valid_to__gte=on),
            version__state__in=PUBLIC_STATES,
            version__valid_from__lte=on,
        )
        .values("version__kind")
        .annotate(lists=Count("version", distinct=True), items=Count("pk"))
        .order_by("version__kind")
    )
    found = {row["version__kind"]: (row["lists"], row["items"]) for row in rows}
    items = len(inspection_items(on))
    found[ListKind.INSPECTION.value] = (1 if items else 0, items)
    return tuple(ListCount(kind, *found.get(kind.value, (0, 0))) for kind in ListKind)


def list_items_page(list_version_id: str, request: PageRequest) -> Page[ListedItem]:
    """One page of `list_items`.

    Raises: ListUnknown.
    """
    version = list_version(list_version_id)
    rows = ListEntry.objects.filter(version_id=list_version_id).order_by("place")
    some = rows[request.offset : request.offset + request.size]
    items = listed(some, version.kind, version.valid_from)
    return Page(items, request.number, request.size, version.item_count)


def list_steps(list_version_id: str) -> tuple[ListStepView, ...]:
    """What was done to a version, in order."""
    rows = ListStep.objects.filter(version_id=list_version_id).order_by("at", "pk")[:500]
    return tuple(
        ListStepView(ListStepKind(row.kind), row.account_id, row.at, row.note) for row in rows
    )


def list_on(
    kind: ListKind, on: date, agency_id: str = "", region: str = ""
) -> tuple[ListedItem, ...]:
    """The items of a kind in force on a day; empty agency and region mean all.

    With a region: the items that reach it. Order: agency, region, code.
    """
    scope = ListScope(kind, on, agency_id, region)
    if kind is ListKind.INSPECTION:
        return tuple(_inspection(view) for view in inspection_items(on))
    found = listed(_scoped(scope)[:ITEMS_AT_MOST], kind)
    return tuple(one for one in found if not region or covers(one.item.region, region))


def list_page(scope: ListScope, request: PageRequest) -> Page[ListedItem]:
    """One page of `list_on`, searched by code and name; a region is taken as it is written."""
    if scope.kind is ListKind.INSPECTION:
        every = list_on(scope.kind, scope.on)
        fitting = [one for one in every if scope.search in one.item.name + one.item.code]
        some = tuple(fitting[request.offset : request.offset + request.size])
        return Page(some, request.number, request.size, len(fitting))
    rows = _scoped(scope)
    some = listed(rows[request.offset : request.offset + request.size], scope.kind)
    return Page(some, request.number, request.size, rows.count())


def _scoped(scope: ListScope) -> QuerySet[ListEntry]:
    rows = entries_on(scope.kind, scope.on).filter(items_in_force(scope.on))
    if scope.agency_id:
        rows = rows.filter(agency_id=scope.agency_id)
    if scope.power_kind:
        rows = rows.filter(power_kind=scope.power_kind.value)
    if scope.search:
        text = scope.search
        rows = rows.filter(
            Q(name__icontains=text) | Q(name_en__icontains=text) | Q(code__icontains=text)
        )
    return rows.order_by("agency_id", "region", "code", "pk")


def _inspection(view: ItemView) -> ListedItem:
    """An inspection item as an item of a list; it stands in no version."""
    item = ListItem(
        code=view.item_code,
        name=view.name,
        name_en=view.name_en,
        valid_from=view.valid_from,
        valid_to=view.valid_to,
        details=InspectionDetails(
            view.legal_basis, view.subject_category, view.yearly_cap, view.skill
        ),
    )
    return ListedItem(0, item, "", view.valid_from, item_digest(ListKind.INSPECTION, item))


def list_difference(version_a: str, version_b: str) -> ListDifference:
    """What the second version has, lacks and says otherwise than the first.

    Raises: ListUnknown.
    """
    kind = list_version(version_b).kind
    before, after = (ListEntry.objects.filter(version_id=one) for one in (version_a, version_b))
    return _rows_difference(kind, before, after)


def difference_between(
    kind: ListKind, on_a: date, on_b: date, *, agency_id: str = ""
) -> ListDifference:
    """What was in force on the second day and not, or otherwise, on the first."""
    if kind is ListKind.INSPECTION:
        before, after = ((one.item for one in list_on(kind, on)) for on in (on_a, on_b))
        return difference(kind, before, after)
    old, new = (_scoped(ListScope(kind, on, agency_id)) for on in (on_a, on_b))
    return _rows_difference(kind, old, new)


def _rows_difference(
    kind: ListKind, before: QuerySet[ListEntry], after: QuerySet[ListEntry]
) -> ListDifference:
    """The difference of two sets of rows; only rows whose digests differ are read as items."""
    old, new = _by_key(before), _by_key(after)
    same = {key for key, row in old.items() if key in new and new[key].digest == row.digest}
    found = difference(
        kind,
        [entry_item(row, kind) for key, row in old.items() if key not in same],
        [entry_item(row, kind) for key, row in new.items() if key not in same],
    )
    return replace(found, unchanged=found.unchanged + len(same))


def _by_key(rows: QuerySet[ListEntry]) -> dict[tuple[str, str, str], ListEntry]:
    return {(row.agency_id, row.region, row.code): row for row in rows[:ITEMS_AT_MOST]}
