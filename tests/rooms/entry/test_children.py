# SPDX-License-Identifier: Apache-2.0
"""What dies is started again, later each time, and given up when it will not live."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from mingjing.entry.children import MOST_DEATHS, Children, ProcessFails

_PATIENCE = 20
_LEAVES = (
    "import os, time\n"
    "print(os.getpid(), flush=True)\n"
    "os.fork() or print(os.getpid(), flush=True)\n"
    "time.sleep(600)\n"
)


class Clock:
    """Goes on when it is told, so that pauses cost nothing."""

    def __init__(self) -> None:
        self.at = time.monotonic()

    def look_until(self, children: Children, what: Callable[[], bool], step: float = 0.0) -> None:
        until = time.monotonic() + _PATIENCE
        while not what():
            assert time.monotonic() < until
            children.look(self.at)
            self.at += step
            time.sleep(0.02)


def _is_gone(pid: int) -> bool:
    """Not there, or dead and not yet counted by the parent of orphans."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return not told.stdout.strip() or told.stdout.startswith(b"Z")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[tuple[Children, Callable[[], list[int]]]]:
    """A process that writes its number to a file, and leaves another behind when it is killed."""
    said = tmp_path / "said"
    code = f"import sys; sys.stdout = open({str(said)!r}, 'a')\n{_LEAVES}"
    children = Children({"door": [sys.executable, "-c", code]}, os.environ)
    children.start()

    def numbers() -> list[int]:
        return [int(line) for line in said.read_text().split()] if said.exists() else []

    yield children, numbers
    children.stop()


def test_what_is_killed_is_started_again_and_leaves_nothing_behind(
    clock: Clock, lines: tuple[Children, Callable[[], list[int]]]
) -> None:
    children, numbers = lines
    clock.look_until(children, lambda: len(numbers()) == 2)  # it and the one that it started
    first, left = numbers()
    os.kill(first, signal.SIGKILL)
    with capture_logs() as logs:
        clock.look_until(children, lambda: any(one["event"] == "process_died" for one in logs))
        [died] = [one for one in logs if one["event"] == "process_died"]
        assert (died["name"], died["why"], died["again_in"]) == ("door", "SIGKILL", 0.5)
        children.look(clock.at)
        assert len(numbers()) == 2, "not before its pause is over"
        clock.at += 0.5
        clock.look_until(children, lambda: len(numbers()) == 4)
    assert _is_gone(left)


def test_what_will_not_live_is_given_up_with_a_word_after_growing_pauses(clock: Clock) -> None:
    children = Children({"pulse": [sys.executable, "-c", "raise SystemExit(7)"]}, os.environ)
    children.start()
    try:
        with capture_logs() as logs, pytest.raises(ProcessFails, match=r"pulse.*exit code 7"):
            clock.look_until(children, lambda: False, step=0.25)
    finally:
        children.stop()
    pauses = [one["again_in"] for one in logs if one["event"] == "process_died"]
    assert pauses == [0.5, 1.0, 2.0, 4.0]
    assert len(pauses) == MOST_DEATHS - 1


def test_who_lived_for_a_minute_is_not_counted_with_those_who_did_not(clock: Clock) -> None:
    children = Children({"site": [sys.executable, "-c", "raise SystemExit(1)"]}, os.environ)
    children.start()
    try:
        with capture_logs() as logs:
            clock.at += 61
            clock.look_until(children, lambda: len(logs) >= 3 * MOST_DEATHS, step=61)
    finally:
        children.stop()
    assert {one["again_in"] for one in logs if one["event"] == "process_died"} == {0.5}


def test_what_cannot_be_started_again_died_once_more_and_takes_no_other_along(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = Children({"door": [sys.executable, "-c", "raise SystemExit(1)"]}, os.environ)
    children.start()
    real, refusals = subprocess.Popen, iter([BlockingIOError(11, "no process is free")])

    def short_of_processes(*args: Any, **kwargs: Any) -> "subprocess.Popen[bytes]":
        if error := next(refusals, None):
            raise error
        return real(*args, **kwargs)

    with capture_logs() as logs:
        clock.look_until(children, lambda: bool(logs))
        monkeypatch.setattr(subprocess, "Popen", short_of_processes)
        clock.at += 0.5
        children.look(clock.at)
        died = [(one["why"], one["again_in"]) for one in logs if one["event"] == "process_died"]
        assert died == [
            ("exit code 1", 0.5),
            ("cannot be started: [Errno 11] no process is free", 1.0),
        ]
        clock.at += 1
        children.look(clock.at)
    assert logs[-1]["event"] == "process_started_again"
    children.stop()


def test_what_can_never_be_started_again_is_given_up(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = Children({"door": [sys.executable, "-c", "raise SystemExit(1)"]}, os.environ)
    children.start()

    def gone(*_args: Any, **_kwargs: Any) -> None:
        raise FileNotFoundError(2, "No such file or directory", "python")

    monkeypatch.setattr(subprocess, "Popen", gone)
    with pytest.raises(ProcessFails, match=r"door.*cannot be started"):
        clock.look_until(children, lambda: False, step=0.25)
    children.stop()


def test_no_signal_goes_to_a_number_that_is_free_again(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = Children({"door": [sys.executable, "-c", "raise SystemExit(1)"]}, os.environ)
    children.start()
    with capture_logs() as logs:
        clock.look_until(children, lambda: bool(logs))
    told: list[int] = []
    monkeypatch.setattr(os, "killpg", lambda pid, _signal: told.append(pid))
    children.stop()
    assert told == []


def test_all_go_when_they_are_told_to_also_one_that_waits_for_its_turn(clock: Clock) -> None:
    commands = {
        "site": [sys.executable, "-c", "import time; time.sleep(600)"],
        "door": [sys.executable, "-c", "raise SystemExit(1)"],
    }
    children = Children(commands, os.environ)
    children.start()
    with capture_logs() as logs:
        clock.look_until(children, lambda: bool(logs))
    begun = time.monotonic()
    children.stop()
    assert time.monotonic() - begun < 5
