# SPDX-License-Identifier: Apache-2.0
"""Act: open an account and appoint it to roles (开设账号、授予岗位)."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Account, Appointment
from mingjing.registry.types import Actor, AlreadyRegistered, Thing


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A person's way in: whose, where, and which roles from which day."""

    username: str
    name: str
    agency_id: str
    region: str
    roles: tuple[str, ...]
    valid_from: date
    officer_id: str | None = None


@official_act
def appoint(*, actor: Actor, now: datetime, account: NewAccount, password: str) -> str:
    """Opens an account with its roles and returns the account id.

    Law: APL-042, 行政处罚法 §42; the ledger keeps who gave which role to whom.
    Raises: NotPermitted, AlreadyRegistered.
    """
    demand(actor, "registry.appoint", Thing(account.agency_id, account.region))
    if Account.objects.filter(username=account.username).exists():
        raise AlreadyRegistered(what=account.username)
    row = Account(
        username=account.username,
        name=account.name,
        agency_id=account.agency_id,
        officer_id=account.officer_id,
    )
    row.set_password(password)
    row.save()
    Appointment.objects.bulk_create(
        Appointment(account=row, role=role, region=account.region, valid_from=account.valid_from)
        for role in account.roles
    )
    record(
        "registry.appointed",
        kind="account",
        object_id=row.account_id,
        actor=actor,
        now=now,
        payload={
            "agency_id": account.agency_id,
            "region": account.region,
            "roles": list(account.roles),
            "valid_from": account.valid_from.isoformat(),
            "officer_id": account.officer_id or "",
        },
    )
    return row.account_id
