# SPDX-License-Identifier: Apache-2.0
"""`mingjing serve`: the site, the job worker and the pulse, started and stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from types import FrameType

import click
import structlog

from mingjing.entry.setup import prepare

_log = structlog.get_logger()
_GRACE_SECONDS = 10.0


def _commands(host: str, port: int, workers: int) -> dict[str, list[str]]:
    python = sys.executable
    return {
        "site": [
            python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "4", "--no-ws",
            "--log-level", "warning", "mingjing.entry.wsgi:application",
        ],
        "worker": [python, "-m", "django", "db_worker", "--queue-name", "*", "--interval", "1"],
        "pulse": [python, "-m", "mingjing.entry.pulse"],
    }  # fmt: skip


def _stop(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + _GRACE_SECONDS
    for name, child in children.items():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _log.warning("process_killed", name=name, pid=child.pid)
            child.kill()
            child.wait()


def run(host: str, port: int, workers: int) -> int:
    """Starts the processes and waits; when one ends, all end. Returns the exit code."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mingjing.entry.settings"}
    children: dict[str, subprocess.Popen[bytes]] = {}
    stopping = False

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    try:
        for name, arguments in _commands(host, port, workers).items():
            children[name] = subprocess.Popen(arguments, env=environment, start_new_session=True)  # noqa: S603
        while not stopping:
            ended = {n: c.returncode for n, c in children.items() if c.poll() is not None}
            if ended:
                _log.error("process_ended", **ended)
                return 3
            time.sleep(0.2)
        return 0
    finally:
        _stop(children)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Processes for the site.")
def command(host: str, port: int, workers: int) -> None:
    """Serve the site, the job worker and the pulse (ledger sequencer, followers) together.

    Example: mingjing serve --port 8000
    """
    prepare()
    click.echo(f"http://{host}:{port}  (Ctrl-C stops)", err=True)
    sys.exit(run(host, port, workers))
