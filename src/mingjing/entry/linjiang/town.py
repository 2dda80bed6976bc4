# SPDX-License-Identifier: Apache-2.0
"""Departments, towns, officers with certificates, and accounts (机关、人员、账号)."""

import os
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from mingjing.entry.linjiang.city import City, Department, number, pick
from mingjing.kernel.clock import local_date
from mingjing.registry import public as registry
from mingjing.registry.types import Actor, AlreadyRegistered, UnknownAccount

MAIN = "market"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚"
_STAFF: tuple[tuple[str, str], ...] = (
    ("lister", "administrator"),
    ("reviewer", "legal"),
    ("host", "legal"),
    ("head", "head"),
    ("deputy", "head"),
)
_SUPERVISOR = ("supervisor", "auditor")
PLANNER = "market-planner"
_INSPECTOR = "inspector"
_HANDLERS = ("handler", "handler2", "handler3", "handler4")
_PAIR = 2  # accounts of officers in the other departments
DEMO_NAMES = ("handler", "handler2", "reviewer", "head", "host", "supervisor")


@dataclass(frozen=True, slots=True)
class Bureau:
    """A department that handles cases, with its people (办案部门)."""

    key: str
    short: str
    agency_id: str
    field: str
    region: str
    handlers: tuple[Actor, ...]
    staff: dict[str, Actor]

    def officer(self, place: int) -> str:
        """The officer id of a handler."""
        return str(self.handlers[place].officer_id)


def handlers_of(dept: str) -> tuple[str, ...]:
    """Names of the officers who have an account."""
    return _HANDLERS if dept == MAIN else _HANDLERS[:_PAIR]


def inspectors_of(dept: Department) -> tuple[str, ...]:
    """Names of the other officers of the main department, who are drawn for inspections."""
    count = dept.officers - len(_HANDLERS) if dept.key == MAIN else 0
    return tuple(f"{_INSPECTOR}{n if n > 1 else ''}" for n in range(1, count + 1))


def username(dept: str, name: str) -> str:
    """The user name of a person; those of the main department bear no prefix."""
    return name if dept == MAIN else f"{dept}-{name}"


def settle_agencies(city: City, actor: Actor, now: datetime) -> dict[str, str]:
    """Registers departments and towns that are not registered yet; ids of departments by key."""
    for place, town in enumerate(city.towns):
        _agency(actor, now, name=town_name(town), region=city.town_code(place))
    for one in city.departments:
        _agency(actor, now, name=one.name, region=city.region, name_en=one.name_en, short=one.short)
    known = {agency.name: agency.agency_id for agency in registry.agencies()}
    return {one.key: known[one.name] for one in city.departments}


def town_name(town: str) -> str:
    """The agency of a town (乡镇人民政府) or sub-district (街道办事处)."""
    return f"临江市{town}人民政府" if town.endswith(("镇", "乡")) else f"临江市{town}办事处"


def _agency(
    actor: Actor, now: datetime, *, name: str, region: str, name_en: str = "", short: str = ""
) -> None:
    try:
        registry.register_agency(
            actor=actor, now=now, name=name, region=region, name_en=name_en, short=short
        )
    except AlreadyRegistered:
        return


def settle_people(
    city: City, agency_ids: dict[str, str], *, actor: Actor, now: datetime, home: Path
) -> None:
    """Registers officers and opens accounts that are not there yet; passwords go to a file."""
    lines: list[str] = []
    for dept in city.departments:
        agency_id = agency_ids[dept.key]
        officers = _officers(city, dept, agency_id, actor=actor, now=now)
        if city.of(dept.key):
            lines += _accounts(city, dept, agency_id, officers, actor=actor, now=now)
    _append(home / "keys" / "demo-accounts.txt", lines)


def _officers(
    city: City, dept: Department, agency_id: str, *, actor: Actor, now: datetime
) -> list[str]:
    """Officers by certificate number: the same ids on every run."""
    first = local_date(now) - timedelta(days=400)
    for place in range(dept.officers):
        officer = registry.NewOfficer(
            agency_id=agency_id,
            name=person(dept, place),
            region=city.region,
            certificate_no=certificate(city, dept, place),
            valid_from=date(first.year, 1, 1),
            valid_to=date(first.year + 5, 12, 31),
        )
        try:
            registry.register_officer(actor=actor, now=now, officer=officer)
        except AlreadyRegistered:
            continue
    found = {
        one.certificate_no: one.officer_id for one in registry.officers(agency_id, local_date(now))
    }
    return [found[certificate(city, dept, place)] for place in range(dept.officers)]


def person(dept: Department, place: object) -> str:
    """The name of one of a department's people; nobody bears it."""
    given = pick(_GIVEN, dept.key, "given", place) + pick(_GIVEN, dept.key, "more", place)
    return pick(_SURNAMES, dept.key, "surname", place) + given


def certificate(city: City, dept: Department, place: int) -> str:
    """The number of a certificate; eleven digits after the region, as the code lists want."""
    return f"{city.region}{number('dept', dept.key, below=900) + 100}{place + 1:03d}"


def _accounts(
    city: City,
    dept: Department,
    agency_id: str,
    officers: list[str],
    *,
    actor: Actor,
    now: datetime,
) -> list[str]:
    at_work = (*handlers_of(dept.key), *inspectors_of(dept))
    wanted = [(name, person(dept, n), "officer", officers[n]) for n, name in enumerate(at_work)]
    posts = (*_STAFF, _SUPERVISOR, (PLANNER, "planner")) if dept.key == MAIN else _STAFF
    wanted += [(name, person(dept, name), role, "") for name, role in posts]
    lines = []
    for name, known_as, role, officer_id in wanted:
        password = secrets.token_urlsafe(9)
        account = registry.NewAccount(
            username=username(dept.key, name),
            name=known_as,
            agency_id=agency_id,
            region=city.region,
            roles=(role,),
            valid_from=date(2020, 1, 1),
            officer_id=officer_id or None,
        )
        if is_known(account.username, now):
            continue
        registry.appoint(actor=actor, now=now, account=account, password=password)
        lines.append(f"{account.username:<22} {password}   {dept.name} {known_as}\n")
    return lines


def is_known(name: str, now: datetime) -> bool:
    """Whether an account of that name is there already."""
    try:
        registry.actor_for(name, local_date(now))
    except UnknownAccount:
        return False
    return True


def _append(path: Path, lines: list[str]) -> None:
    """Adds lines to the file of passwords, readable by the owner of the store only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as stream:
        stream.writelines(lines)


def inspecting(city: City, on: date) -> dict[str, Actor]:
    """All officers of the main department by their user names: each may be drawn for a visit."""
    (dept,) = [one for one in city.departments if one.key == MAIN]
    names = (*handlers_of(MAIN), *inspectors_of(dept))
    return {name: registry.actor_for(name, on) for name in names}


def bureaus(city: City, agency_ids: dict[str, str], on: date) -> dict[str, Bureau]:
    """The departments that handle cases, with their people as actors."""
    found = {}
    for dept in city.departments:
        if not city.of(dept.key):
            continue
        names = handlers_of(dept.key)
        found[dept.key] = Bureau(
            key=dept.key,
            short=dept.short,
            agency_id=agency_ids[dept.key],
            field=dept.field,
            region=city.region,
            handlers=tuple(registry.actor_for(username(dept.key, one), on) for one in names),
            staff={one: registry.actor_for(username(dept.key, one), on) for one, *_ in _STAFF},
        )
    return found
