# SPDX-License-Identifier: Apache-2.0
"""What accepting a delivery and accepting a correction share (入库的共同步骤)."""

import json
from dataclasses import dataclass
from datetime import datetime

from mingjing import __version__
from mingjing.catalog.models import Batch, Resource
from mingjing.catalog.queries.intake import Prepared
from mingjing.catalog.queries.resources import same_file, table_payload
from mingjing.catalog.types.codes import BatchKind
from mingjing.catalog.types.refusals import DuplicateBatch, ResourceChanged, UnknownResource
from mingjing.registry.types import Actor


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was handed in and worked on (已处理的报送文件).

    `standard_digest` and `mapping_digest` say under which terms it was worked on,
    `earlier_corrections` how many corrections of the delivery were known then.
    """

    resource_id: str
    file_name: str
    file_digest: str
    file_bytes: int
    standard_digest: str
    mapping_digest: str
    prepared: Prepared
    corrects: str | None = None
    earlier_corrections: int = 0


def locked(handed: Handed) -> Resource:
    """The resource of a file, locked, when it is still under the same terms.

    Raises: UnknownResource, ResourceChanged.
    """
    found = Resource.objects.select_for_update().filter(resource_id=handed.resource_id)
    resource = found.first()
    if resource is None:
        raise UnknownResource(resource=handed.resource_id)
    terms = (resource.standard_digest, resource.mapping_digest)
    if terms != (handed.standard_digest, handed.mapping_digest):
        raise ResourceChanged(resource=handed.resource_id)
    return resource


def demand_unrepeated(handed: Handed) -> None:
    """Goes on only when the same file was not accepted in the meantime.

    Raises: DuplicateBatch.
    """
    earlier = same_file(
        handed.resource_id,
        file_digest=handed.file_digest,
        standard_digest=handed.standard_digest,
        mapping_digest=handed.mapping_digest,
    )
    if earlier:
        raise DuplicateBatch(
            file=handed.file_name,
            batch=earlier.batch_id,
            taken_on=earlier.taken_in_at.date().isoformat(),
        )


def write(resource: Resource, handed: Handed, *, actor: Actor, now: datetime) -> Batch:
    """The row of the batch, under the next number of its resource."""
    prepared = handed.prepared
    last = resource.batches.order_by("-number").values_list("number", flat=True).first()
    return Batch.objects.create(
        batch_id=prepared.batch_id,
        resource=resource,
        number=(last or 0) + 1,
        kind=(BatchKind.CORRECTION if handed.corrects else BatchKind.DELIVERY).value,
        corrects_id=handed.corrects,
        file_name=handed.file_name[:255],
        file_digest=handed.file_digest,
        file_bytes=handed.file_bytes,
        rows=prepared.accepted + prepared.quarantined,
        accepted=prepared.accepted,
        quarantined=prepared.quarantined,
        score=prepared.report.score,
        grade=prepared.report.grade.value,
        report=json.loads(json.dumps(prepared.report.as_dict())),
        tables=[table_payload(table) for table in prepared.compiled.tables],
        standard_id=resource.standard_id,
        standard_version=resource.standard_version,
        standard_digest=resource.standard_digest,
        mapping=resource.mapping,
        mapping_digest=resource.mapping_digest,
        software=__version__,
        account_id=actor.account_id,
        agency_id=actor.agency_id,
        taken_in_at=now,
    )


def payload(row: Batch) -> dict[str, object]:
    """What the ledger's digest of a batch covers."""
    return {
        "resource_id": row.resource_id,
        "file_digest": row.file_digest,
        "file_bytes": row.file_bytes,
        "rows": row.rows,
        "accepted": row.accepted,
        "quarantined": row.quarantined,
        "grade": row.grade,
        "standard": [row.standard_id, row.standard_version, row.standard_digest],
        "mapping_digest": row.mapping_digest,
        "software": row.software,
        "tables": row.tables,
    }
