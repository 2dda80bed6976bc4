# SPDX-License-Identifier: Apache-2.0
"""Fifty processes on one database: no lock error, one decision, no lost entry, no gap."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from tests.conftest import ON_POSTGRES

WRITERS = 50
START = "import django; django.setup(); import tests.rooms.cases.rivals_process as r; r.main()"
SERVER = os.environ.get("MINGJING_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")

Ask = Callable[[str], dict[str, Any]]


pytestmark = pytest.mark.own_database


@pytest.fixture(scope="module", params=["postgresql" if ON_POSTGRES else "sqlite"])
def ask(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A town in its own process, on a database file or on a database of the server."""
    home = tmp_path_factory.mktemp("rivals")
    url = _fresh_database() if request.param == "postgresql" else ""
    process = town(home, url)

    yield asking(process)
    end(process)
    if url:
        _drop(url)


def town(home: Path, url: str) -> "subprocess.Popen[str]":
    """The process of a town with a home and a database of its own."""
    environment = {
        **os.environ,
        "MINGJING_HOME": str(home),
        "MINGJING_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "mingjing.entry.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    return subprocess.Popen(
        [sys.executable, "-c", START],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def asking(process: "subprocess.Popen[str]") -> Ask:
    """Asks the town, once it is set up, a line at a time."""

    def say(word: str) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(word + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    assert say("set-up") == {"ready": True}
    return say


def end(process: "subprocess.Popen[str]") -> None:
    """Ends the town and whoever it forked."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _fresh_database() -> str:
    name = f"rivals_{os.getpid()}"
    try:
        with psycopg.connect(SERVER, connect_timeout=3, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL is reachable")
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


def _drop(url: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {urlsplit(url).path[1:]} WITH (FORCE)")


def _books_agree(ask: Ask) -> None:
    agreed = {"agree": True, "gaps": [], "derived": True, "clean": True}
    assert ask("books") == agreed


@pytest.mark.law("APL-057")
def test_of_fifty_who_decide_one_case_one_decides(ask: Ask) -> None:
    found = ask("decide")
    assert found["decisions"] == 1
    assert found["met"]["done"] == 1
    assert set(found["met"]) <= {"done", "cases.case_moved", "cases.step_out_of_order"}
    _books_agree(ask)


@pytest.mark.law("APL-047")
def test_fifty_who_write_in_one_case_are_all_kept(ask: Ask) -> None:
    found = ask("one_case")
    assert (found["met"], found["kept"]) == ({"done": WRITERS}, WRITERS)
    _books_agree(ask)


@pytest.mark.law("APL-047")
def test_fifty_who_write_in_ten_cases_are_all_kept(ask: Ask) -> None:
    found = ask("many_cases")
    assert (found["met"], found["versions"]) == ({"done": WRITERS}, [6] * 10)
    _books_agree(ask)


def test_fifty_filings_at_once_have_numbers_without_gaps(ask: Ask) -> None:
    assert ask("file")["met"] == {"done": WRITERS}
    _books_agree(ask)


def test_fifty_documents_at_once_have_numbers_without_gaps(ask: Ask) -> None:
    found = ask("documents")
    assert (found["met"], found["made"]) == ({"done": WRITERS}, WRITERS)
    _books_agree(ask)


@pytest.mark.law("APL-054")
def test_of_fifty_who_file_one_clue_one_files(ask: Ask) -> None:
    found = ask("one_clue")
    assert (found["met"], found["cases"]) == ({"done": 1, "cases.clue_not_checked": 49}, 1)
    _books_agree(ask)


@pytest.mark.law("APL-025", "APL-029")
def test_of_fifty_who_file_one_act_one_files(ask: Ask) -> None:
    found = ask("one_act")
    assert (found["met"], found["open"]) == ({"done": 1, "cases.act_has_case": 49}, 1)
    _books_agree(ask)


@pytest.mark.law("ACL-023")
def test_of_fifty_who_take_the_same_things_one_has_them(ask: Ask) -> None:
    found = ask("hold")
    assert (found["met"], found["held"]) == ({"done": 1, "cases.held_already": 49}, 2)
    _books_agree(ask)
