# SPDX-License-Identifier: Apache-2.0
"""The commands of lists are thin: they call the acts and print what came of it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.rooms.registry.conftest import City, Publish

from mingjing.kernel.paging import PageRequest
from mingjing.registry.cli import registry
from mingjing.registry.public import NewAccount, appoint, list_items, list_versions, write_csv
from mingjing.registry.types import (
    Actor,
    ListInvalid,
    ListItem,
    ListKind,
    NotPermitted,
    UnknownAgency,
)

pytestmark = pytest.mark.django_db
Import = Callable[..., Result]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("mingjing.registry.list_commands.system_now", lambda: now)


def run(*words: str) -> Result:
    return CliRunner().invoke(registry, list(words), catch_exceptions=True)


@pytest.fixture
def import_file(city: City, system: Actor, now: datetime, tmp_path: Path) -> Import:
    for name, roles in (("wu", ("administrator",)), ("zhao", ("officer",))):
        account = NewAccount(name, name, city.market, "330100", roles, date(2020, 1, 1))
        appoint(actor=system, now=now, account=account, password="a long pass phrase")

    def go(text: str, *words: str, agency: str = city.market, who: str = "wu") -> Result:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        options = ["--kind", "power", "--agency", agency, "--from", "2027-01-01", "--as", who]
        return run("import-list", str(path), *options, *words)

    return go


def test_it_shows_what_is_in_force_on_a_day(publish: Publish) -> None:
    publish()
    counts = json.loads(run("lists", "--on", "2027-01-01", "--json").stdout)
    assert counts[0] == {"kind": "power", "lists": 1, "items": 1}
    (row,) = json.loads(run("lists", "--kind", "power", "--on", "2027-01-01", "--json").stdout)
    assert (row["code"], row["fine_cap"]) == ("330100-02-001", "50000.00")
    assert "330100-02-001" in run("lists", "--kind", "power", "--on", "2027-01-01").stdout
    assert run("lists", "--kind", "power", "--on", "2026-12-31").stdout == ""
    assert run("lists").stdout.startswith("power\t0\t0")
    assert run("lists", "--on", "soon").exit_code == 2


def test_it_drafts_a_list_from_a_file(import_file: Import, plain: ListItem) -> None:
    body = json.loads(import_file(write_csv(ListKind.POWER, [plain]), "--json").stdout)
    assert (body["items"], body["problems"]) == (1, 0)
    assert list_items(body["list_version_id"])[0].item.code == plain.code


def test_a_dry_run_keeps_nothing_and_says_by_its_code_whether_all_is_well(
    import_file: Import, plain: ListItem
) -> None:
    good = import_file(write_csv(ListKind.POWER, [plain]), "--dry-run")
    assert (good.exit_code, good.stdout.splitlines()[0]) == (0, "list_version_id: ")
    low = replace(plain, basis=(replace(plain.basis[0], instrument_id="memo"),))
    bad = import_file(write_csv(ListKind.POWER, [low]), "--dry-run")
    assert bad.exit_code == 1
    assert "problem at row 1, basis" in bad.stderr
    assert list_versions(PageRequest()).total == 0


def test_it_names_every_mistake_of_a_file(import_file: Import) -> None:
    result = import_file("code,name\n1,2\n")
    assert isinstance(result.exception, ListInvalid)
    assert result.stderr.count("problem at") == 4


def test_it_drafts_in_the_name_of_somebody_who_may(import_file: Import, plain: ListItem) -> None:
    text = write_csv(ListKind.POWER, [plain])
    assert isinstance(import_file(text, who="zhao").exception, NotPermitted)
    assert isinstance(import_file(text, agency="agency_none").exception, UnknownAgency)


def test_what_it_exports_it_imports(publish: Publish, import_file: Import) -> None:
    made = publish()
    exported = run("export-list", "power", "--on", "2027-01-01").stdout
    assert exported == run("export-list", "power", "--version", made).stdout
    body = json.loads(import_file(exported, "--json").stdout)
    assert [one.item for one in list_items(body["list_version_id"])] == [
        one.item for one in list_items(made)
    ]
    assert json.loads(run("export-list", "power", "--format", "json").stdout)["items"] == []
