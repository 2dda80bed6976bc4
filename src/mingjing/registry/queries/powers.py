# SPDX-License-Identifier: Apache-2.0
"""What an act asks of the lists: its power, leniency, and whether it must be recorded."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from mingjing.registry.models import ListEntry
from mingjing.registry.queries.instruments import instrument_levels
from mingjing.registry.queries.lists import (
    ITEMS_AT_MOST,
    PUBLIC_STATES,
    entries_on,
    items_in_force,
    listed,
)
from mingjing.registry.queries.people import agencies
from mingjing.registry.rules.lists.power import Citation, most_special, power_in_force, reaches
from mingjing.registry.rules.lists.recording import always_recorded
from mingjing.registry.types import (
    AgencyView,
    LeniencyDetails,
    LeniencyView,
    ListedItem,
    ListKind,
    PowerDetails,
    PowerItemUnknown,
    PowerItemView,
    PowerKind,
    RecordedAct,
    RecordingDetails,
    RecordingView,
)


def power_item(code: str, on: date, agency_id: str, region: str = "") -> PowerItemView:
    """The power item of an agency in force on a day, the most special one for the region.

    Raises: PowerItemUnknown.
    """
    rows = entries_on(ListKind.POWER, on).filter(items_in_force(on), code=code, agency_id=agency_id)
    found = most_special(listed(rows.order_by("pk")[:100], ListKind.POWER), region)
    if found is None:
        raise PowerItemUnknown(item_code=code, on=on.isoformat())
    return _power(found)


def power_item_names(codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Chinese and English name of power items by code, as last published, in force or not."""
    rows = ListEntry.objects.filter(
        version__kind=ListKind.POWER.value, version__state__in=PUBLIC_STATES, code__in=set(codes)
    )
    found = rows.order_by("version__valid_from", "pk").values_list("code", "name", "name_en")
    return {code: (name, name_en) for code, name, name_en in found[:1000]}


def power_items(
    on: date, agency_id: str = "", kind: PowerKind | None = None
) -> tuple[PowerItemView, ...]:
    """Power items in force on a day, by agency, region and code."""
    rows = entries_on(ListKind.POWER, on).filter(items_in_force(on))
    if agency_id:
        rows = rows.filter(agency_id=agency_id)
    if kind:
        rows = rows.filter(power_kind=kind.value)
    ordered = rows.order_by("agency_id", "region", "code", "pk")[:ITEMS_AT_MOST]
    return tuple(map(_power, listed(ordered, ListKind.POWER)))


def penalty_bodies(on: date) -> tuple[tuple[AgencyView, int], ...]:
    """Agencies that may punish on a day by a published list, with how many items, by name.

    Law: APL-039, 行政处罚法 §39: who imposes penalties is public.
    """
    rows = entries_on(ListKind.POWER, on).filter(
        items_in_force(on), power_kind=PowerKind.PENALTY.value
    )
    counted = rows.order_by().values_list("agency_id").annotate(items=Count("pk"))
    found = dict(counted[:ITEMS_AT_MOST])
    return tuple((one, found[one.agency_id]) for one in agencies() if one.agency_id in found)


def demand_power(
    item_code: str, on: date, *, agency_id: str, region: str, kind: PowerKind
) -> PowerItemView:
    """The power item that an act cites; goes on only when it carries the act.

    Law: APL-016, APL-017, APL-020, APL-022, APL-024, 行政处罚法 §16, §17, §20, §22, §24; ACL-017.
    Raises: PowerItemNotInForce, one of its kinds.
    """
    rows = entries_on(ListKind.POWER, on).filter(code=item_code).order_by("pk")[:1000]
    cited = Citation(item_code, on, agency_id, region, kind)
    return _power(power_in_force(cited, listed(rows, ListKind.POWER), instrument_levels()))


def _power(one: ListedItem) -> PowerItemView:
    item, details = one.item, one.item.details
    if not isinstance(details, PowerDetails) or item.power_kind is None:
        raise TypeError(f"entry {one.entry_id} is no power item")
    return PowerItemView(
        item_code=item.code,
        name=item.name,
        name_en=item.name_en,
        kind=item.power_kind,
        basis=item.basis,
        agency_id=item.agency_id,
        region=item.region,
        level=item.level,
        field=item.field,
        penalty_kinds=details.penalty_kinds,
        range_text=details.range_text,
        fine_cap_fen=details.fine_cap,
        fine_cap_multiple=details.fine_cap_multiple,
        power_source=details.power_source,
        document_no=details.document_no,
        published_in=details.published_in,
        to_body=details.to_body,
        evaluation_on=details.evaluation_on,
        list_version_id=one.list_version_id,
        digest=one.digest,
        valid_from=one.valid_from,
        valid_to=item.valid_to,
    )


def leniency_for(item_code: str, on: date, region: str) -> tuple[LeniencyView, ...]:
    """Published cases of leniency for a power, for the place and day, by code.

    Law: APL-033a, APL-033b, 行政处罚法 §33; the leniency lists of law.md 4.5.
    """
    rows = entries_on(ListKind.LENIENCY, on).filter(items_in_force(on), power_code=item_code)
    found = listed(rows.order_by("code", "pk")[:200], ListKind.LENIENCY)
    return tuple(_leniency(one) for one in found if reaches(one.item, region))


def _leniency(one: ListedItem) -> LeniencyView:
    details = one.item.details
    if not isinstance(details, LeniencyDetails):
        raise TypeError(f"entry {one.entry_id} is no leniency item")
    return LeniencyView(
        code=one.item.code,
        name=one.item.name,
        name_en=one.item.name_en,
        leniency=details.leniency,
        conditions=details.conditions,
        power_code=details.power_code,
        basis=one.item.basis,
        list_version_id=one.list_version_id,
        digest=one.digest,
    )


def recordings(on: date, agency_id: str) -> tuple[RecordingView, ...]:
    """What the recording list of an agency says on a day, by code (TS-8)."""
    rows = entries_on(ListKind.RECORDING, on).filter(items_in_force(on), agency_id=agency_id)
    found = listed(rows.order_by("code", "pk")[:500], ListKind.RECORDING)
    return tuple(
        RecordingView(one.item.code, d.act, d.mode, d.scene, one.list_version_id)
        for one in found
        if isinstance(d := one.item.details, RecordingDetails)
    )


def must_record(act: RecordedAct, on: date, agency_id: str) -> bool:
    """Whether an act must be recorded: always by its nature, or by the agency's list.

    Law: TS-7, TS-8, 国办发〔2018〕118号.
    """
    return always_recorded(act) or any(one.act is act for one in recordings(on, agency_id))
