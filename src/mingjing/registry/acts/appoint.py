# SPDX-License-Identifier: Apache-2.0
"""Act: open an account and appoint it to roles (开设账号、授予岗位)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Account, Agency, Appointment, Officer
from mingjing.registry.queries import roles
from mingjing.registry.rules import appointable
from mingjing.registry.types import (
    Actor,
    AlreadyRegistered,
    OfficerOfAnother,
    PasswordWeak,
    RoleNotAppointable,
    Thing,
    UnknownAgency,
)


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
    Raises: NotPermitted, RoleNotAppointable, UnknownAgency, OfficerOfAnother, AlreadyRegistered,
    PasswordWeak.
    """
    demand(actor, "registry.appoint", Thing(account.agency_id, account.region))
    for role in account.roles:
        if not appointable(roles(), actor, role):
            raise RoleNotAppointable(role=role)
    _demand_register(account)
    row = Account(
        username=account.username,
        name=account.name,
        agency_id=account.agency_id,
        officer_id=account.officer_id,
    )
    _demand_password(password, row)
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


def _demand_register(account: NewAccount) -> None:
    """The agency is there, the name is free, and the officer is its own and has no account."""
    if not Agency.objects.filter(agency_id=account.agency_id).exists():
        raise UnknownAgency(agency_id=account.agency_id)
    if Account.objects.filter(username=account.username).exists():
        raise AlreadyRegistered(what=account.username)
    if account.officer_id is not None:
        own = Officer.objects.filter(agency_id=account.agency_id, account__isnull=True)
        if not own.filter(officer_id=account.officer_id).exists():
            raise OfficerOfAnother(officer_id=account.officer_id)


def _demand_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordWeak from error
