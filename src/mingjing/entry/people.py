# SPDX-License-Identifier: Apache-2.0
"""People and lists of an example folder: officers, inspection items, accounts to sign in with."""

import os
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from mingjing.catalog.types import Example
from mingjing.entry import sections
from mingjing.kernel.clock import local_date
from mingjing.registry import public as registry
from mingjing.registry.types import Actor, AlreadyRegistered

_DEMO_ACCOUNTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("planner", "Planner", ("planner",)),
    ("analyst", "Analyst", ("analyst",)),
    ("steward", "Steward", ("steward",)),
    ("officer", "Officer", ("officer",)),
    ("director", "Director", ("head",)),
    ("auditor", "Auditor", ("auditor",)),
    ("admin", "Administrator", ("administrator", "planner", "analyst", "steward")),
)


def add_officers(actor: Actor, now: datetime, example: Example, agencies: Mapping[str, str]) -> int:
    """Registers the folder's officers that are not on the register yet; returns how many."""
    added = 0
    for row in sections.officer_rows(example):
        officer = registry.NewOfficer(
            agency_id=agencies[sections.officers_agency(example)],
            name=row.name,
            region=row.region,
            skills=row.skills,
            certificate_no=row.certificate_no,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        try:
            registry.register_officer(actor=actor, now=now, officer=officer)
        except AlreadyRegistered:
            continue
        added += 1
    return added


def add_items(actor: Actor, now: datetime, example: Example) -> int:
    """Publishes the folder's inspection items that are not published yet; returns how many."""
    added = 0
    for item in sections.item_rows(example):
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
    """Opens the demonstration's accounts that are not open yet.

    The passwords are written down first, so that no account is left whose password nobody knows.
    """
    path = accounts_file(home)
    passwords = _passwords(path)
    for username, name, roles in _DEMO_ACCOUNTS:
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
            registry.appoint(actor=actor, now=now, account=account, password=passwords[username])
        except AlreadyRegistered:
            continue
    return path


def _passwords(path: Path) -> dict[str, str]:
    """The passwords by user name, made and written down whole at the first call."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.writelines(
                f"{username:<10} {secrets.token_urlsafe(9)}   {name}\n"
                for username, name, _ in _DEMO_ACCOUNTS
            )
        draft.replace(path)
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows}
