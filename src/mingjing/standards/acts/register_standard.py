# SPDX-License-Identifier: Apache-2.0
"""Act: register a version of a data standard (登记数据标准)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.standards.models import StandardVersion
from mingjing.standards.rules.document import parse_standard
from mingjing.standards.types import (
    Standard,
    StandardAlreadyRegistered,
    StandardRef,
    StandardStatus,
    VersionTaken,
)


@official_act
def register_standard(
    *, actor: Actor, now: datetime, document: str, name: str = "document"
) -> StandardRef:
    """Puts a version of a standard on the register, as a candidate; `name` is the file's.

    Law: 政务数据共享条例 (Decree 809) art. 13: format and items of a resource are stated.
    Raises: NotPermitted, StandardInvalid, StandardAlreadyRegistered, VersionTaken.
    """
    demand(actor, "standards.register")
    standard = parse_standard(document, name=name)
    _demand_free(standard)
    StandardVersion.objects.create(
        standard_id=standard.standard_id,
        version=standard.version,
        status=StandardStatus.CANDIDATE,
        name=standard.name,
        description=standard.description,
        table=standard.table,
        field_count=len(standard.fields),
        rule_count=len(standard.rules),
        document=document,
        digest=standard.digest,
        agency_id=actor.agency_id,
        registered_by=actor.account_id,
        registered_at=now,
    )
    record(
        "standards.registered",
        kind="standard",
        object_id=standard.standard_id,
        actor=actor,
        now=now,
        payload={
            "standard_id": standard.standard_id,
            "version": standard.version,
            "digest": standard.digest,
            "status": StandardStatus.CANDIDATE,
        },
    )
    return StandardRef(standard.standard_id, standard.version, standard.digest)


def _demand_free(standard: Standard) -> None:
    """Goes on only when this version is not on the register. Raises: Conflict kinds."""
    known = StandardVersion.objects.filter(
        standard_id=standard.standard_id, version=standard.version
    ).first()
    if known is not None:
        kind = StandardAlreadyRegistered if known.digest == standard.digest else VersionTaken
        raise kind(standard_id=standard.standard_id, version=standard.version)
