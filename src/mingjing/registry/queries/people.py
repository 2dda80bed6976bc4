# SPDX-License-Identifier: Apache-2.0
"""Reads of agencies, officers, accounts and roles."""

from collections.abc import Collection
from datetime import date
from functools import cache

from django.db.models import Q

from mingjing.kernel.errors import Language
from mingjing.kernel.resources import load_yaml
from mingjing.registry.models import (
    Account,
    Agency,
    Appointment,
    Officer,
    OfficerCertificate,
)
from mingjing.registry.rules import RoleRow, role_table
from mingjing.registry.types import (
    AccountView,
    Actor,
    AgencyView,
    OfficerView,
    Thing,
    UnknownAccount,
    UnknownAgency,
    UnknownOfficer,
)

SYSTEM_ACTOR = Actor("system", "Mingjing", "system", "", frozenset({"system"}))


@cache
def roles() -> dict[str, RoleRow]:
    """The permission table as packaged."""
    return role_table(load_yaml("permissions.yaml")["roles"])


def in_force(on: date) -> Q:
    """Rows whose validity covers a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def actor_of(account: Account, on: date) -> Actor:
    """The actor behind an account on a day, with the roles in force."""
    held = list(Appointment.objects.filter(in_force(on), account=account).order_by("role"))
    regions = sorted({row.region for row in held})
    return Actor(
        account_id=account.account_id,
        name=account.name,
        agency_id=account.agency_id,
        region=min(regions, key=len) if regions else account.agency.region,
        roles=frozenset(row.role for row in held),
        officer_id=account.officer_id,
        powers=tuple((row.role, row.region) for row in held),
    )


def actor_for(username: str, on: date) -> Actor:
    """The actor behind a user name.

    Raises: UnknownAccount.
    """
    account = Account.objects.select_related("agency").filter(username=username).first()
    if account is None or not account.is_active:
        raise UnknownAccount(username=username)
    return actor_of(account, on)


def actor_by_id(account_id: str, on: date) -> Actor:
    """The actor behind an account id.

    Raises: UnknownAccount.
    """
    account = Account.objects.select_related("agency").filter(account_id=account_id).first()
    if account is None or not account.is_active:
        raise UnknownAccount(username=account_id)
    return actor_of(account, on)


def account_name(account_id: str) -> str:
    """Display name of an account; the id itself when it is not a person's."""
    row = Account.objects.filter(account_id=account_id).values_list("name", flat=True).first()
    return row or account_id


def account_names(account_ids: Collection[str]) -> dict[str, str]:
    """Display names of accounts that are people's, by id. One query."""
    rows = Account.objects.filter(account_id__in=account_ids)
    return dict(rows.values_list("account_id", "name"))


def account_views(account_ids: Collection[str], on: date) -> dict[str, AccountView]:
    """People behind accounts with the roles they hold on a day, by id. Two queries."""
    held: dict[str, list[RoleRow]] = {}
    rows = Appointment.objects.filter(in_force(on), account_id__in=account_ids).order_by("role")
    for account_id, role in rows.values_list("account_id", "role"):
        if role in roles() and roles()[role] not in held.setdefault(account_id, []):
            held[account_id].append(roles()[role])
    return {
        account_id: AccountView(
            account_id,
            name,
            tuple(row.zh for row in held.get(account_id, ())),
            tuple(row.en for row in held.get(account_id, ())),
        )
        for account_id, name in account_names(account_ids).items()
    }


def role_words(held: Collection[str], language: Language) -> tuple[str, ...]:
    """What the roles that somebody holds are called."""
    return tuple(roles()[one].label(language) for one in sorted(held) if one in roles())


def roles_that_may(action: str) -> tuple[str, ...]:
    """The roles of the permission table that grant an action (有权办理的岗位), by their ids."""
    return tuple(sorted(name for name, row in roles().items() if action in row.actions))


def officer_names(officer_ids: Collection[str]) -> dict[str, str]:
    """Names of officers by id, whether their certificates still stand or not. One query."""
    rows = Officer.objects.filter(officer_id__in=officer_ids)
    return dict(rows.values_list("officer_id", "name"))


def accounts_with(role: str, agency_id: str, on: date) -> tuple[tuple[str, str], ...]:
    """Accounts of an agency that hold a role on a day: id and name, by name."""
    rows = Appointment.objects.filter(in_force(on), role=role, account__agency_id=agency_id)
    found = rows.filter(account__is_active=True).order_by("account__name")
    return tuple(found.values_list("account_id", "account__name")[:200])


def _agency_view(row: Agency) -> AgencyView:
    return AgencyView(row.agency_id, row.name, row.name_en, row.region, row.usc_code, row.short)


def agencies() -> tuple[AgencyView, ...]:
    """All agencies, by region and name."""
    return tuple(_agency_view(row) for row in Agency.objects.order_by("region", "name")[:1000])


def agency(agency_id: str) -> AgencyView:
    """One agency.

    Raises: UnknownAgency.
    """
    row = Agency.objects.filter(agency_id=agency_id).first()
    if row is None:
        raise UnknownAgency(agency_id=agency_id)
    return _agency_view(row)


def officers(agency_id: str, on: date) -> tuple[OfficerView, ...]:
    """Officers of an agency who hold a certificate in force on the day, auxiliaries left out.

    Law: APL-042, 行政处罚法 §42; 国办发〔2024〕54号 (auxiliaries may not inspect).
    """
    certificates = (
        OfficerCertificate.objects.filter(
            officer__agency_id=agency_id,
            officer__is_auxiliary=False,
            valid_from__lte=on,
            valid_to__gte=on,
        )
        .select_related("officer")
        .order_by("officer_id", "-valid_to")[:5000]
    )
    views: dict[str, OfficerView] = {}
    for row in certificates:
        views.setdefault(row.officer_id, _officer_view(row.officer, row))
    return tuple(views.values())


def officer_place(officer_id: str) -> Thing:
    """Of which agency an officer is and where, as permission asks for it.

    Raises: UnknownOfficer.
    """
    row = Officer.objects.filter(officer_id=officer_id).first()
    if row is None:
        raise UnknownOfficer(officer_id=officer_id)
    return Thing(row.agency_id, row.region)


def _officer_view(officer: Officer, certificate: OfficerCertificate) -> OfficerView:
    return OfficerView(
        officer_id=officer.officer_id,
        name=officer.name,
        agency_id=officer.agency_id,
        region=officer.region,
        certificate_no=certificate.certificate_no,
        valid_from=certificate.valid_from,
        valid_to=certificate.valid_to,
        skills=frozenset(officer.skills.split()),
    )
