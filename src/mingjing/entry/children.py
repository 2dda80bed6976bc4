# SPDX-License-Identifier: Apache-2.0
"""The processes of `mingjing serve` (子进程看护): started, started again when one dies, stopped."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import structlog

from mingjing.kernel.errors import Unavailable

GRACE_SECONDS = 10.0
MOST_DEATHS = 5
"""So many in a row, each within a minute of its start, and no more is tried."""
_LIVED_SECONDS = 60.0
_FIRST_PAUSE = 0.5
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_log = structlog.get_logger()


class ProcessFails(Unavailable):
    """A process dies however often it is started (进程反复退出)."""

    code = "entry.process_fails"
    zh = (
        "进程“{name}”连续 {deaths} 次在启动后一分钟内退出，最后一次：{why}。mingjing serve 已停止。"
    )
    en = (
        "The process “{name}” died {deaths} times in a row within a minute of its start;"
        " the last time: {why}. mingjing serve has stopped."
    )
    remedy_zh = "原因见上方该进程的输出；可用 mingjing doctor 检查环境，排除后重新启动。"
    remedy_en = "Its output above says why; mingjing doctor checks the machine. Then start again."


def die_with_parent() -> None:
    """In the child: a serve that is killed outright takes its processes along (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)


@dataclass(slots=True)
class _Child:
    """One process: how it is started, when that was, how often it died young, when it is due."""

    command: list[str]
    process: "subprocess.Popen[bytes]"
    begun: float
    deaths: int = 0
    due: float | None = None


class Children:
    """Keeps its processes running until it is told to stop them."""

    def __init__(self, commands: Mapping[str, list[str]], environment: Mapping[str, str]) -> None:
        self._commands = commands
        self._environment = environment
        self._children: dict[str, _Child] = {}

    def start(self) -> None:
        """Start all."""
        for name, command in self._commands.items():
            self._children[name] = _Child(command, self._begun(command), time.monotonic())

    def look(self, at: float) -> None:
        """Start again what died, when its pause is over; what died just now is said.

        :param at: the instant, by the monotonic clock.

        Raises: ProcessFails.
        """
        for name, child in self._children.items():
            if child.due is None and child.process.poll() is not None:
                _kill_rest(child.process)
                _mourn(name, child, at, _why(child.process.returncode))
            if child.due is not None and at >= child.due:
                self._begin_again(name, child, at)

    def stop(self) -> None:
        """End all, and what they left behind.

        Who waits to be started again is gone with all that it left: its number may be another's.
        """
        running = {name: one for name, one in self._children.items() if one.due is None}
        stop({name: child.process for name, child in running.items()})

    def _begin_again(self, name: str, child: _Child, at: float) -> None:
        """Start it; where the system cannot (no memory, no program), that is one more death.

        Raises: ProcessFails.
        """
        child.begun = at
        try:
            child.process = self._begun(child.command)
        except (OSError, subprocess.SubprocessError) as error:
            _mourn(name, child, at, f"cannot be started: {error}")
            return
        child.due = None
        _log.info("process_started_again", name=name, pid=child.process.pid)

    def _begun(self, command: list[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 - our own commands
            command,
            env=dict(self._environment),
            start_new_session=True,
            preexec_fn=die_with_parent,
        )


def _mourn(name: str, child: _Child, at: float, why: str) -> None:
    """Say which died and why, and when it comes again.

    Raises: ProcessFails.
    """
    child.deaths = 1 if at - child.begun >= _LIVED_SECONDS else child.deaths + 1
    if child.deaths >= MOST_DEATHS:
        _log.error("process_given_up", name=name, why=why, deaths=child.deaths)
        raise ProcessFails(name=name, deaths=child.deaths, why=why)
    pause = _FIRST_PAUSE * 2 ** (child.deaths - 1)
    child.due = at + pause
    _log.error("process_died", name=name, pid=child.process.pid, why=why, again_in=pause)


def _why(code: int) -> str:
    """What ended a process, as its parent is told."""
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


def stop(children: "Mapping[str, subprocess.Popen[bytes]]") -> None:
    """Ask all to end; who does not is killed, and so is what they started."""
    for child in children.values():
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    for name, child in children.items():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _log.warning("process_killed", name=name, pid=child.pid)
            child.kill()
            child.wait()
    for child in children.values():
        _kill_rest(child)


def _kill_rest(child: "subprocess.Popen[bytes]") -> None:
    """What a child left behind is in its own session; a server's worker would hold the port."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
