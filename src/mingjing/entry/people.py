# SPDX-License-Identifier: Apache-2.0
"""People and lists of an example folder: officers, inspection items, accounts to sign in with."""

import csv
import os
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mingjing.catalog.types import Example
from mingjing.kernel.clock import local_date
from mingjing.registry import public as registry
from mingjing.registry.types import Actor, AlreadyRegistered, ItemKind, ItemView

_DEMO_ACCOUNTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("planner", "计划员 Planner", ("planner",)),
    ("analyst", "分析员 Analyst", ("analyst",)),
    ("steward", "数据管理员 Steward", ("steward",)),
    ("officer", "执法员 Officer", ("officer",)),
    ("auditor", "监督员 Auditor", ("auditor",)),
    ("admin", "管理员 Administrator", ("administrator", "planner", "analyst", "steward")),
)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def add_officers(actor: Actor, now: datetime, example: Example, agencies: Mapping[str, str]) -> int:
    """Registers the folder's officers that are not on the register yet; returns how many."""
    section: Mapping[str, Any] | None = example.extra.get("officers")
    if section is None:
        return 0
    agency_id = agencies[section["agency"]]
    added = 0
    for row in _rows(example.path_of(section["file"])):
        officer = registry.NewOfficer(
            agency_id=agency_id,
            name=row["name"],
            region=row["region"],
            skills=tuple(row["skills"].split()),
            certificate_no=row["certificate_no"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        try:
            registry.register_officer(actor=actor, now=now, officer=officer)
        except AlreadyRegistered:
            continue
        added += 1
    return added


def _checklists(example: Example, section: Mapping[str, Any]) -> dict[str, str]:
    if "checklist" not in section:
        return {}
    return {row["code"]: row["title"] for row in _rows(example.path_of(section["checklist"]))}


def add_items(actor: Actor, now: datetime, example: Example) -> int:
    """Publishes the folder's inspection items that are not published yet; returns how many."""
    section: Mapping[str, Any] | None = example.extra.get("items")
    if section is None:
        return 0
    titles = _checklists(example, section)
    added = 0
    for row in _rows(example.path_of(section["file"])):
        item = ItemView(
            item_code=row["item_code"],
            name=row["name"],
            name_en=row["name_en"],
            legal_basis=row["legal_basis"],
            kind=ItemKind(row["kind"]),
            subject_category=row["subject_category"],
            yearly_cap=int(row["yearly_cap"]) if row["yearly_cap"] else None,
            skill=row["skill"],
            checklist=tuple((code, titles.get(code, code)) for code in row["checklist"].split()),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        try:
            registry.publish_item(actor=actor, now=now, item=item)
        except AlreadyRegistered:
            continue
        added += 1
    return added


def accounts_file(home: Path) -> Path:
    """Where the demonstration's passwords lie, readable by the owner of the store only."""
    return home / "keys" / "demo-accounts.txt"


def _an_officer(agency_id: str, now: datetime) -> str | None:
    """The agency's first officer with a certificate in force, None without one."""
    known = registry.officers(agency_id, local_date(now))
    return known[0].officer_id if known else None


def add_accounts(
    actor: Actor, now: datetime, *, home: Path, example: Example, agency_id: str
) -> Path:
    """Opens the demonstration's accounts with fresh passwords; an existing file is kept."""
    path = accounts_file(home)
    if path.exists():
        return path
    lines = []
    for username, name, roles in _DEMO_ACCOUNTS:
        password = secrets.token_urlsafe(9)
        account = registry.NewAccount(
            username=username,
            name=name,
            agency_id=agency_id,
            region=example.region,
            roles=roles,
            valid_from=date(2010, 1, 1),
            officer_id=_an_officer(agency_id, now) if "officer" in roles else None,
        )
        try:
            registry.appoint(actor=actor, now=now, account=account, password=password)
        except AlreadyRegistered:
            continue
        lines.append(f"{username:<10} {password}   {name}\n")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.writelines(lines)
    return path
