# SPDX-License-Identifier: Apache-2.0
"""Site and door as processes of their own, so that either can be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingjing.evidence.queries.demo_certificate import demo_certificate
from mingjing.kernel.clock import system_now
from tests.architecture.house import ROOT

_START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RecordingSite:
    """A store of its own, the site and the door on two ports."""

    def __init__(self, home: Path, settings: str = "tests.browser.settings") -> None:
        self.site_port, self.door_port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.site_port}"
        certificate = str(demo_certificate(home, system_now()))
        self._environment = {
            **os.environ,
            "MINGJING_HOME": str(home),
            "MINGJING_ENV": "production",
            "MINGJING_C2PA_CHAIN": certificate,
            "MINGJING_C2PA_KEY": certificate,
            "MINGJING_SITE_URL": self.base,
            "MINGJING_DOORS_URL": f"http://127.0.0.1:{self.door_port}",
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }
        self.run("tests.browser.seed")
        self._servers: dict[str, subprocess.Popen[bytes]] = {}
        self.start("wsgi", self.site_port, "mingjing.entry.wsgi:application")
        self.start_door()

    def start_door(self) -> None:
        """Starts the door."""
        self.start("asgi", self.door_port, "mingjing.entry.asgi:application")

    def kill_door(self) -> None:
        """Ends the door as a power cut would, and waits until nobody listens."""
        server = self._servers.pop("asgi")
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)
        deadline = time.monotonic() + 20
        while _listens(self.door_port):
            assert time.monotonic() < deadline, "the killed door still listens"
            time.sleep(0.05)

    def start(self, interface: str, port: int, application: str) -> None:
        """Starts a server and waits until it listens."""
        command = [
            sys.executable, "-m", "granian", "--interface", interface, "--host", "127.0.0.1",
            "--port", str(port), "--no-ws", "--log-level", "warning", application,
        ]  # fmt: skip
        server = subprocess.Popen(command, env=self._environment, cwd=ROOT, start_new_session=True)
        self._servers[interface] = server
        deadline = time.monotonic() + _START_SECONDS
        while not _listens(port):
            assert server.poll() is None, f"the {interface} server ended"
            assert time.monotonic() < deadline, f"the {interface} server did not start"
            time.sleep(0.1)

    def run(self, module: str, *arguments: str) -> str:
        """Runs a module of the tests on the store; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            check=True,
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        return done.stdout

    @contextmanager
    def going(self, module: str, *arguments: str) -> Iterator[str]:
        """A module of the tests that goes on beside the test; gives the first line it printed."""
        command = [sys.executable, "-m", module, *arguments]
        with subprocess.Popen(
            command, env=self._environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as beside:
            try:
                assert beside.stdout is not None
                yield beside.stdout.readline().strip()
            finally:
                beside.kill()

    def beat(self) -> None:
        """What the pulse does, once: completes recordings, sequences the ledger."""
        self.run("tests.browser.one_beat")

    def close(self) -> None:
        """Ends the servers."""
        for server in self._servers.values():
            server.terminate()
            server.wait(20)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
