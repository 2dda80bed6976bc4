# SPDX-License-Identifier: Apache-2.0
"""Act: list a resource in the catalogue, or a new version of it (编制、更新目录)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingjing.catalog.models import Resource, ResourceVersion
from mingjing.catalog.queries.lake import maps_of
from mingjing.catalog.rules.entries import check_entry, entry_payload
from mingjing.catalog.rules.reading import check_sources, ordered_rules, read_maps
from mingjing.catalog.types.example import Entry
from mingjing.catalog.types.refusals import ResourceOfAnother, ResourceUnchanged
from mingjing.kernel.canonical import digest
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing
from mingjing.standards.public import registered_standard


@dataclass(frozen=True, slots=True)
class Listing:
    """What is to be listed (目录编制内容): the entry, its standard and its mapping.

    `entry.provider` and `entry.lead_source` are agency ids. `mapping` is a list of raw mappings
    with their code lists written out.
    """

    entry: Entry
    region: str
    standard_id: str
    standard_version: str
    mapping: tuple[Mapping[str, Any], ...]
    example_id: str = ""


def mapping_digest(listing: Listing) -> str:
    """Digest of all that decides what accepted rows become."""
    return digest(
        {
            "mapping": list(listing.mapping),
            "key": list(listing.entry.key),
            "delivery": listing.entry.delivery.value,
        }
    )


@official_act
def list_resource(*, actor: Actor, now: datetime, listing: Listing) -> int:
    """Lists a resource, or its next version, and returns the version.

    Law: 政务数据共享条例 §13 (fields of an entry), §14, §15 (conditions, reason and basis).
    Raises: NotPermitted, EntryIncomplete, ConditionsMissing, StandardUnknown, TableUnknown,
    ColumnUnknown, RequiredColumnUnmapped, SourceColumnUnknown, DuplicateRuleInvalid,
    ResourceOfAnother, ResourceUnchanged.
    """
    entry = listing.entry
    row = Resource.objects.select_for_update().filter(resource_id=entry.resource_id).first()
    demand(actor, "catalog.list_resource", Thing(entry.provider, listing.region))
    check_entry(entry)
    standard_digest = _check_mapping(listing)
    payload = {
        "entry": entry_payload(entry),
        "region": listing.region,
        "standard": [listing.standard_id, listing.standard_version, standard_digest],
        "mapping_digest": mapping_digest(listing),
        "example_id": listing.example_id,
    }
    _check_predecessor(row, listing, digest(payload))
    version = _write(row, listing, standard_digest, now)
    ResourceVersion.objects.create(
        resource_id=entry.resource_id,
        version=version,
        payload={**payload, "mapping": list(listing.mapping)},
        digest=digest(payload),
        listed_at=now,
        account_id=actor.account_id,
    )
    record(
        "catalog.resource_listed",
        kind="resource",
        object_id=entry.resource_id,
        actor=actor,
        now=now,
        payload={**payload, "version": version},
    )
    return version


def _check_mapping(listing: Listing) -> str:
    """Goes on only when the mapping fits the registered standard; answers that one's digest."""
    entry = listing.entry
    standard = registered_standard(listing.standard_id, listing.standard_version)
    where = f"resources.{entry.resource_id}"
    maps = read_maps(listing.mapping, resource=entry.resource_id, file=where)
    elements = tuple(field.name for field in standard.fields)
    check_sources(maps, key=entry.key, elements=elements, file=where)
    others = Resource.objects.exclude(resource_id=entry.resource_id).order_by("resource_id")
    known = {row.resource_id: maps_of(row) for row in others}
    ordered_rules({**known, entry.resource_id: maps}, file=where)
    return standard.digest


def _check_predecessor(row: Resource | None, listing: Listing, new_digest: str) -> None:
    if row is None:
        return
    if (row.agency_id, row.example_id) != (listing.entry.provider, listing.example_id):
        owner = f"{row.agency_id} {row.example_id}".strip()
        raise ResourceOfAnother(resource=row.resource_id, owner=owner)
    if row.versions.filter(version=row.version, digest=new_digest).exists():
        raise ResourceUnchanged(resource=row.resource_id)


def _write(row: Resource | None, listing: Listing, standard_digest: str, now: datetime) -> int:
    entry = listing.entry
    version = row.version + 1 if row else 1
    Resource.objects.update_or_create(
        resource_id=entry.resource_id,
        defaults={
            "version": version,
            "example_id": listing.example_id,
            "region": listing.region,
            "agency_id": entry.provider,
            "lead_agency_id": entry.lead_source,
            "names": f"{entry.name.zh} {entry.name.en}"[:500],
            "entry": entry_payload(entry),
            "delivery": entry.delivery.value,
            "standard_id": listing.standard_id,
            "standard_version": listing.standard_version,
            "standard_digest": standard_digest,
            "mapping": list(listing.mapping),
            "mapping_digest": mapping_digest(listing),
            "listed_at": now,
        },
    )
    return version
