# SPDX-License-Identifier: Apache-2.0
"""Take in a file of a resource (接收数据): long work outside, one short act inside."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from mingjing.catalog.acts.accept_batch import accept_batch
from mingjing.catalog.acts.accepting import Handed
from mingjing.catalog.models import Resource, new_batch_id
from mingjing.catalog.queries import lake
from mingjing.catalog.queries.intake import Prepared, Terms, prepare
from mingjing.catalog.queries.resources import batch_view, same_file
from mingjing.catalog.types.refusals import FileChanged, FileMissing, UnknownResource
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
    handed_in: "Seen | None" = None,
) -> Intake:
    """Checks a file, puts its good rows into the lake and its bad rows into quarantine.

    A file that was taken in before under the same standard and mapping is recognised: the answer
    is the earlier batch, and nothing is repeated. Until the act at the end commits, accepted data
    is as it was.

    :param handed_in: what `seen` told of the file a moment ago; it is not digested again.

    Raises: NotPermitted, UnknownResource, FileMissing, refusals of `standards` about the file,
    FileUnacceptable, FileChanged, ExpressionFailed, ResourceChanged, DuplicateBatch.
    """
    resource = found_resource(resource_id)
    demand(actor, "catalog.take_in", Thing(resource.agency_id, resource.region))
    handed_in = handed_in or seen(file)
    earlier = same_file(
        resource_id,
        file_digest=handed_in.digest,
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
        demand_unchanged(file, handed_in, prepared)
        with lake.stored(lake_files(resource_id, prepared)):
            handed = Handed(
                resource_id=resource_id,
                file_name=file.name,
                file_digest=handed_in.digest,
                file_bytes=handed_in.size,
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
    seen(file)
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


class Seen(NamedTuple):
    """A file as it was when it was handed in (提交时的文件)."""

    digest: str
    size: int
    changed_ns: int
    inode: int


def seen(file: Path) -> Seen:
    """What a file is when it is handed in.

    Raises: FileMissing.
    """
    if not file.is_file():
        raise FileMissing(file=str(file))
    facts = file.stat()
    return Seen(file_digest(file), facts.st_size, facts.st_mtime_ns, facts.st_ino)


def demand_unchanged(file: Path, before: Seen, prepared: Prepared) -> None:
    """Goes on only when the bytes that were worked on are those of the recorded digest.

    Raises: FileChanged.
    """
    try:
        facts = file.stat()
    except OSError as error:
        raise FileChanged(file=file.name) from error
    now = Seen(prepared.report.digest, facts.st_size, facts.st_mtime_ns, facts.st_ino)
    if now != before:
        raise FileChanged(file=file.name)


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
