# SPDX-License-Identifier: Apache-2.0
"""Commands of the registry."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import get_user_model

from mingjing.kernel.clock import local_date, system_now
from mingjing.ledger.public import entry_for
from mingjing.registry.cli import registry
from mingjing.registry.public import actor_for, register_agency
from mingjing.registry.types import Actor, AlreadyRegistered, NotPermitted, UnknownAccount

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(registry, words, catch_exceptions=False)


@pytest.fixture
def bureau(system: Actor, now: datetime) -> str:
    return register_agency(actor=system, now=now, name="局", name_en="Bureau", region="330100")


def appoint(bureau: str, *more: str, username: str = "zhao") -> Result:
    return run("appoint", username, "--name", "Zhao", "--agency", bureau, *more)


def test_agencies_are_listed_with_the_ids_that_commands_ask_for(bureau: str) -> None:
    assert run("agencies").stdout == f"{bureau}\t330100\t局\tBureau\n"
    assert json.loads(run("agencies", "--json").stdout)[0]["agency_id"] == bureau


def test_an_account_opens_with_the_password_that_was_printed(bureau: str) -> None:
    password = appoint(bureau, "--role", "steward").stdout.strip()
    actor = actor_for("zhao", local_date(system_now()))
    assert (actor.region, set(actor.roles)) == ("330100", {"steward"})
    assert get_user_model().objects.get(username="zhao").check_password(password)
    assert [entry.act for entry in entry_for("account", actor.account_id)] == ["registry.appointed"]


def test_it_can_be_rehearsed_and_not_repeated(bureau: str) -> None:
    assert appoint(bureau, "--role", "steward", "--dry-run").exit_code == 0
    with pytest.raises(UnknownAccount):
        actor_for("zhao", local_date(system_now()))
    answer = json.loads(appoint(bureau, "--role", "steward", "--json").stdout)
    assert set(answer) == {"account_id", "username", "password"}
    with pytest.raises(AlreadyRegistered):
        appoint(bureau, "--role", "planner")


def test_roles_are_those_of_the_table_and_power_is_asked(bureau: str) -> None:
    assert appoint(bureau, "--role", "king").exit_code == 2
    assert appoint(bureau, "--role", "system").exit_code == 2
    appoint(bureau, "--role", "steward")
    with pytest.raises(NotPermitted):
        appoint(bureau, "--role", "planner", "--user", "zhao", username="qian")
