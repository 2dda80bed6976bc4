# SPDX-License-Identifier: Apache-2.0
"""Connect an example folder (接入样例文件夹): agencies, standards, resources, files.

Each step is an act of its own; what is there already is left as it is, so the whole may be run
again after an interruption and repeats nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mingjing.catalog.acts.list_resource import Listing, list_resource
from mingjing.catalog.acts.take_in import found_resource, seen, take_in
from mingjing.catalog.queries.example import load_example
from mingjing.catalog.queries.facts import index_facts
from mingjing.catalog.queries.offline import terms_of
from mingjing.catalog.queries.resources import batch_view, last_with_file
from mingjing.catalog.types.example import AgencySpec, Example, ResourceSpec
from mingjing.catalog.types.refusals import ResourceUnchanged
from mingjing.catalog.types.views import Connected, Intake
from mingjing.kernel.progress import Progress, part, silent
from mingjing.registry.public import agencies, register_agency
from mingjing.registry.types import Actor
from mingjing.standards.public import ensure_registered


def connect_example(
    *, actor: Actor, now: datetime, example_dir: Path, progress: Progress = silent
) -> Connected:
    """Registers what the folder names and takes in its files; repeats nothing.

    Raises: refusals of `load_example`, of `list_resource` and of `take_in`.
    """
    example = load_example(example_dir)
    for spec in example.resources:
        terms_of(example, spec)  # the whole folder is sound before the first act
    ids = {agency.key: _agency(agency, actor=actor, now=now) for agency in example.agencies}
    for spec in example.resources:
        _list(example, spec, ids, actor=actor, now=now)
    intakes = []
    count = len(example.resources)
    for number, spec in enumerate(example.resources):
        share = part(progress, number / count, (number + 1) / count)
        handed_in = seen(spec.file)
        earlier = last_with_file(found_resource(spec.id), handed_in.digest)
        if earlier:  # also when a later snapshot replaced it: the folder does not turn time back
            intakes.append(Intake(batch_view(earlier), is_new=False))
            continue
        intakes.append(
            take_in(
                actor=actor,
                now=now,
                resource_id=spec.id,
                file=spec.file,
                progress=share,
                handed_in=handed_in,
            )
        )
    index_facts()
    return Connected(example.id, ids[example.agency.key], tuple(intakes))


def _agency(agency: AgencySpec, *, actor: Actor, now: datetime) -> str:
    """The id of the agency, which is put on the register when it is not there."""
    for known in agencies():
        if (known.region, known.name) == (agency.region, agency.name.zh):
            return known.agency_id
    return register_agency(
        actor=actor,
        now=now,
        name=agency.name.zh,
        name_en=agency.name.en,
        region=agency.region,
        usc_code=agency.usc_code,
        short=agency.short,
    )


def _list(
    example: Example, spec: ResourceSpec, ids: Mapping[str, str], *, actor: Actor, now: datetime
) -> None:
    standard = ensure_registered(actor=actor, now=now, file=spec.standard)
    entry = replace(
        spec.entry, provider=ids[spec.entry.provider], lead_source=ids[spec.entry.lead_source]
    )
    listing = Listing(
        entry=entry,
        region=example.region,
        standard_id=standard.standard_id,
        standard_version=standard.version,
        mapping=spec.mapping,
        example_id=example.id,
    )
    try:
        list_resource(actor=actor, now=now, listing=listing)
    except ResourceUnchanged:
        return
