# SPDX-License-Identifier: Apache-2.0
"""The demonstration's accounts: their passwords are known whatever interrupts it."""

import stat
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from mingjing.catalog.public import load_example
from mingjing.entry.people import accounts_file, add_accounts
from mingjing.registry import public as registry
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example_small"


def open_accounts(home: Path, system: Actor, now: datetime) -> dict[str, str]:
    (home / "keys").mkdir(exist_ok=True)
    example = load_example(EXAMPLE)
    known = {one.name: one.agency_id for one in registry.agencies()}
    agency_id = known.get("Office") or registry.register_agency(
        actor=system, now=now, name="Office", region=example.region
    )
    path = add_accounts(system, now, home=home, example=example, agency_id=agency_id)
    rows = [line.split() for line in path.read_text().splitlines()]
    return {row[0]: row[1] for row in rows}


def may_sign_in(username: str, password: str) -> bool:
    request = RequestFactory().post("/sign-in")
    return authenticate(request, username=username, password=password) is not None


def test_every_account_signs_in_with_the_password_that_was_written_down(
    home: Path, system: Actor, now: datetime
) -> None:
    passwords = open_accounts(home, system, now)
    assert len(passwords) == 7
    assert all(may_sign_in(*row) for row in passwords.items())
    assert stat.S_IMODE(accounts_file(home).stat().st_mode) == 0o600
    assert open_accounts(home, system, now) == passwords


def test_a_run_that_was_killed_between_accounts_is_continued(
    home: Path, system: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    appoint, opened = registry.appoint, list[str]()

    def killed(**given: object) -> str:
        if len(opened) == 2:
            raise KeyboardInterrupt
        opened.append(appoint(**given))  # type: ignore[arg-type]
        return opened[-1]

    monkeypatch.setattr(registry, "appoint", killed)
    with pytest.raises(KeyboardInterrupt):
        open_accounts(home, system, now)
    monkeypatch.setattr(registry, "appoint", appoint)
    passwords = open_accounts(home, system, now)
    assert all(may_sign_in(*row) for row in passwords.items())
