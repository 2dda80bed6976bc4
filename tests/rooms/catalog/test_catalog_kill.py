# SPDX-License-Identifier: Apache-2.0
"""Killed at any instant, an intake leaves accepted data as it was, or is wholly there."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

KILLS = 8
STEP = 0.08
HEAD = "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\n"
START = "import django; django.setup(); import tests.rooms.catalog.catalog_victim as v; v.main()"

Ask = Callable[[str], dict[str, Any]]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    environment = {
        **os.environ,
        "MINGJING_HOME": str(tmp_path / "home"),
        "MINGJING_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "mingjing.entry.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )

    def say(line: str) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    yield say
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_a_kill_at_any_instant_leaves_a_whole_batch_or_none(
    ask: Ask, town: Path, tmp_path: Path
) -> None:
    assert ask(f"set-up {town}")["ended"] == 0
    before = ask("look")
    killed = 0
    for turn in range(KILLS):
        file = tmp_path / f"calls-{turn}.csv"
        file.write_text(HEAD + "".join(f"K{turn}-{n},2025-03-01,,rats,x,,\n" for n in range(50)))
        killed += ask(f"take-in {file} {STEP * (turn + 1)}")["ended"] == signal.SIGKILL
        seen = ask("look")
        new = set(seen["records"]) - set(before["records"])
        mine = {f"hotline:K{turn}-{n}" for n in range(50)}
        assert new in (set(), mine)
        assert len(seen["batches"]) == len(before["batches"]) + bool(new)
        assert len(seen["records"]) == seen["accepted"]
        assert seen["entries"] - before["entries"] == bool(new)
        before = seen
    assert killed > 0
    file = tmp_path / "calls-0.csv"
    assert ask(f"take-in {file} 30")["ended"] == 0
    assert "hotline:K0-49" in ask("look")["records"]
