# SPDX-License-Identifier: Apache-2.0
"""Killed at any instant, the ledger neither loses a committed entry nor forks.

SIGKILL stops the process, not the machine: what the kernel was handed still reaches the disk. That
files and commits are fsynced before they are relied on is shown by the order of the steps
(test_ledger_sequencing), not here.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from tests.rooms.ledger.ledger_acts import look, published_head

from mingjing_verify.log.notes import SignedHead

KILLS = 24
SEED = b"2026-11-23"
MOST_COMMITS = 4
LONGEST_PAUSE = 0.06
START = "import django; django.setup(); import tests.rooms.ledger.ledger_victim as v; v.main()"


@pytest.fixture
def victim(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The process that forks victims, in a home of its own."""
    environment = {
        **os.environ,
        "MINGJING_HOME": str(tmp_path),
        "MINGJING_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tests.rooms.ledger.ledger_only_settings",
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
    yield process
    os.killpg(process.pid, signal.SIGKILL)  # the victims too: they hold the pipe open
    process.communicate()


def life(generation: int) -> tuple[int, float]:
    """How many commits this generation lives to tell, and how long after: seeded, repeatable."""
    raw = sha256(SEED + bytes([generation])).digest()
    return raw[0] % (MOST_COMMITS + 1), LONGEST_PAUSE * int.from_bytes(raw[1:5], "big") / 2**32


def command(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def listen(process: "subprocess.Popen[str]", until: str) -> Iterator[list[str]]:
    """The words of each line up to and with the one that begins with `until`."""
    assert process.stdout is not None
    for line in process.stdout:
        words = line.split()
        assert words[0] != "failed", line
        yield words
        if words[0] == until:
            return
    raise AssertionError("the victim's parent is gone")


def kill_one(process: "subprocess.Popen[str]", generation: int) -> list[str]:
    """Let one generation live for a while, kill it; returns the objects it told as committed."""
    commits, pause = life(generation)
    command(process, f"go {generation}")
    told = list(listen(process, "victims"))
    children = [int(word) for word in told[-1][1:]]
    for _ in range(commits):
        told += listen(process, "committed")
    time.sleep(pause)  # the instant of the kill is what is tested
    for child in children:
        os.kill(child, signal.SIGKILL)
    told += listen(process, "over")
    return [
        f"victim_{words[1]}_{words[2]}_{number}"
        for words in told
        if words[0] == "committed"
        for number in range(int(words[3]))
    ]


def logged_objects(home: Path, size: int) -> list[str]:
    """Object ids as the published bundles say them."""
    found = []
    for number in range(-(-size // 256)):
        width = min(256, size - number * 256)
        suffix = "" if width == 256 else f".p/{width}"
        raw = (home / "ledger/tile/entries" / f"{number:03d}{suffix}").read_bytes()
        while raw:
            end = 2 + int.from_bytes(raw[:2], "big")
            found.append(json.loads(raw[2:end])["object"])
            raw = raw[end:]
    return found


def test_it_survives_being_killed_again_and_again(
    victim: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    assert list(listen(victim, "ready"))
    committed: list[str] = []
    heads: list[SignedHead] = []
    for generation in range(KILLS):
        committed += kill_one(victim, generation)
        if (tmp_path / "ledger" / "checkpoint").exists():
            heads.append(published_head(tmp_path))
        if generation % 4 == 3:
            look(tmp_path, *heads)
    command(victim, "finish")
    assert list(listen(victim, "over"))
    assert [head.size for head in heads] == sorted(head.size for head in heads)
    report = look(tmp_path, *heads)
    logged = logged_objects(tmp_path, report.size)
    assert len(logged) == len(set(logged)) == report.size
    assert set(committed) <= set(logged)
    assert len({head.size for head in heads}) > KILLS // 4  # the victims did get somewhere
