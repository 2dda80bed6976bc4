# SPDX-License-Identifier: Apache-2.0
"""Act: register an officer with a certificate (登记执法人员及证件)."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Agency, Officer, OfficerCertificate
from mingjing.registry.types import Actor, AlreadyRegistered, Thing, UnknownAgency


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """What the register needs to know of an officer; an auxiliary has no certificate."""

    agency_id: str
    name: str
    region: str
    skills: tuple[str, ...] = ()
    certificate_no: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@official_act
def register_officer(*, actor: Actor, now: datetime, officer: NewOfficer) -> str:
    """Puts an officer on the register, certificate included, and returns the officer's id.

    Law: APL-042, 行政处罚法 §42: enforcement by people with enforcement qualification.
    Raises: NotPermitted, UnknownAgency, AlreadyRegistered.
    """
    demand(actor, "registry.register_officer", Thing(officer.agency_id, officer.region))
    if not Agency.objects.filter(agency_id=officer.agency_id).exists():
        raise UnknownAgency(agency_id=officer.agency_id)
    number = officer.certificate_no
    if number and OfficerCertificate.objects.filter(certificate_no=number).exists():
        raise AlreadyRegistered(what=number)
    row = Officer.objects.create(
        agency_id=officer.agency_id,
        name=officer.name,
        region=officer.region,
        skills=" ".join(officer.skills),
        is_auxiliary=not number,
    )
    if number and officer.valid_from and officer.valid_to:
        OfficerCertificate.objects.create(
            certificate_no=number,
            officer=row,
            valid_from=officer.valid_from,
            valid_to=officer.valid_to,
        )
    record(
        "registry.officer_registered",
        kind="officer",
        object_id=row.officer_id,
        actor=actor,
        now=now,
        payload={
            "agency_id": officer.agency_id,
            "name": officer.name,
            "region": officer.region,
            "skills": list(officer.skills),
            "certificate_no": number,
            "valid_from": str(officer.valid_from or ""),
            "valid_to": str(officer.valid_to or ""),
        },
    )
    return row.officer_id
