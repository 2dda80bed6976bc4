# SPDX-License-Identifier: Apache-2.0
"""Take in a file of a resource (接收数据): long work outside, one short act inside."""

from datetime import datetime
from pathlib import Path

from mingjing.catalog.acts.accept_batch import accept_batch
from mingjing.catalog.acts.accepting import Handed
from mingjing.catalog.models import Resource, new_batch_id
from mingjing.catalog.queries import lake
from mingjing.catalog.queries.intake import Prepared, Terms, prepare
from mingjing.catalog.queries.resources import batch_view, same_file
from mingjing.catalog.types.refusals import FileMissing, UnknownResource
from mingjing.catalog.types.views import Intake
from mingjing.kernel.canonical import file_digest
from mingjing.kernel.progress import Progress, silent
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing
from mingjing.standards.public import registered_standard
from mingjing.standards.types import QualityReport


def take_in(
    *,
    actor: Actor,
    now: datetime,
    resource_id: str,
    file: Path,
    progress: Progress = silent,
) -> Intake:
    """Checks a file, puts its good rows into the lake and its bad rows into quarantine.

    A file that was taken in before under the same standard and mapping is recognised: the answer
    is the earlier batch, and nothing is repeated. Until the act at the end commits, accepted data
    is as it was.

    Raises: NotPermitted, UnknownResource, FileMissing, refusals of `standards` about the file,
    FileUnacceptable, ExpressionFailed, ResourceChanged, DuplicateBatch.
    """
    resource = found_resource(resource_id)
    demand(actor, "catalog.take_in", Thing(resource.agency_id, resource.region))
    digest = digest_of(file)
    earlier = same_file(
        resource_id,
        file_digest=digest,
        standard_digest=resource.standard_digest,
        mapping_digest=resource.mapping_digest,
    )
    if earlier:
        return Intake(batch_view(earlier), is_new=False)
    batch_id = new_batch_id()
    with lake.staging() as stage:
        prepared = prepare(
            terms_of(resource), file, batch_id=batch_id, stage=stage, progress=progress
        )
        with lake.stored(lake_files(resource_id, prepared)):
            handed = Handed(
                resource_id=resource_id,
                file_name=file.name,
                file_digest=digest,
                file_bytes=file.stat().st_size,
                standard_digest=resource.standard_digest,
                mapping_digest=resource.mapping_digest,
                prepared=prepared,
            )
            return Intake(
                batch_view(accept_batch(actor=actor, now=now, handed=handed)), is_new=True
            )


def rehearse(
    *, actor: Actor, resource_id: str, file: Path, progress: Progress = silent
) -> QualityReport:
    """What `take_in` would report, without taking anything in.

    Raises: as `take_in`.
    """
    resource = found_resource(resource_id)
    demand(actor, "catalog.take_in", Thing(resource.agency_id, resource.region))
    digest_of(file)
    with lake.staging() as stage:
        terms = terms_of(resource)
        return prepare(terms, file, batch_id=new_batch_id(), stage=stage, progress=progress).report


def found_resource(resource_id: str) -> Resource:
    """The listed resource.

    Raises: UnknownResource.
    """
    resource = Resource.objects.filter(resource_id=resource_id).first()
    if resource is None:
        raise UnknownResource(resource=resource_id)
    return resource


def digest_of(file: Path) -> str:
    """Digest of a file that is handed in.

    Raises: FileMissing.
    """
    if not file.is_file():
        raise FileMissing(file=str(file))
    return file_digest(file)


def terms_of(resource: Resource) -> Terms:
    """Under which standard and mappings files of a resource are worked on."""
    return Terms(
        resource_id=resource.resource_id,
        standard=registered_standard(resource.standard_id, resource.standard_version),
        maps=lake.maps_of(resource),
        key=tuple(resource.entry["key"]),
    )


def lake_files(resource_id: str, prepared: Prepared) -> dict[str, Path]:
    """Keys in the lake and the files that go there."""
    return {
        lake.good_key(resource_id, prepared.batch_id): prepared.good,
        lake.bad_key(resource_id, prepared.batch_id): prepared.bad,
        **prepared.files,
    }
