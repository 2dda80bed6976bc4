# SPDX-License-Identifier: Apache-2.0
"""`mingjing serve`: site, door, job worker and pulse, started and stopped together."""

import os
import signal
import socket
import sys
import time
from dataclasses import dataclass
from types import FrameType

import click

from mingjing.entry.children import Children
from mingjing.entry.environment import LOOPBACK
from mingjing.entry.setup import prepare
from mingjing.kernel.errors import Unavailable

PORT = click.IntRange(1, 65535)
doors_port_option = click.option(
    "--doors-port",
    default=None,
    type=PORT,
    help="Port of the door for recordings.  [default: the port after --port]",
)
_WORKER_GRACE_SECONDS = 5


class PortTaken(Unavailable):
    """Somebody listens there already, or nobody may (端口不可用)."""

    code = "entry.port_taken"
    zh = "无法监听 {host}:{port}：{cause}。"
    en = "Cannot listen on {host}:{port}: {cause}."
    remedy_zh = "请停止占用该端口的程序，或用 --port 另选端口。"
    remedy_en = "Stop what listens there, or choose another port with --port."


def demand_port(host: str, port: int) -> None:
    """Goes on only when the port is free. The server shares ports, so it would not notice.

    Raises: PortTaken.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise PortTaken(host=host, port=port, cause=error.strerror or error) from error


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the site and the door for recordings listen (监听地址)."""

    host: str
    site: int
    door: int

    def demand_free(self) -> None:
        """Goes on only when both are free.

        Raises: PortTaken.
        """
        if self.site == self.door:
            raise PortTaken(host=self.host, port=self.door, cause="the site listens there")
        demand_port(self.host, self.site)
        demand_port(self.host, self.door)

    def addresses(self) -> dict[str, str]:
        """The addresses as pages name them, unless the environment says others."""
        named = {"MINGJING_SITE_URL": self.site, "MINGJING_DOORS_URL": self.door}
        host = f"[{self.host}]" if ":" in self.host else self.host
        return {
            name: f"http://{host}:{port}"
            for name, port in named.items()
            if not os.environ.get(name)
        }


def ports(host: str, port: int, doors_port: int | None) -> Ports:
    """The ports that were asked for; the door's is the one behind the site's if none was."""
    return Ports(host, port, port + 1 if doors_port is None else doors_port)


def _commands(at: Ports, workers: int) -> dict[str, list[str]]:
    python = sys.executable
    host = at.host
    return {
        "site": [
            python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(at.site),
            "--workers", str(workers), "--blocking-threads", "4", "--no-ws",
            "--workers-kill-timeout", str(_WORKER_GRACE_SECONDS),
            "--log-level", "warning", "mingjing.entry.wsgi:application",
        ],
        "door": [
            python, "-m", "granian", "--interface", "asgi", "--host", host,
            "--port", str(at.door), "--workers", "1", "--no-ws", "--backlog", "2048",
            "--workers-kill-timeout", str(_WORKER_GRACE_SECONDS),
            "--log-level", "warning", "mingjing.entry.asgi:application",
        ],
        "worker": [
            python, "-m", "django", "db_worker", "--queue-name", "default", "--interval", "1",
        ],
        "films": [  # a film takes minutes, and nothing else waits for it
            python, "-m", "django", "db_worker", "--queue-name", "films", "--interval", "1",
        ],
        "pulse": [python, "-m", "mingjing.entry.pulse"],
    }  # fmt: skip


def run(at: Ports, workers: int) -> int:
    """Starts the processes and keeps them running until a signal says stop; the exit code.

    Raises: PortTaken; ProcessFails when one dies however often it is started.
    """
    at.demand_free()
    environment = {
        **os.environ,
        **at.addresses(),
        "DJANGO_SETTINGS_MODULE": "mingjing.entry.settings",
    }
    if at.host not in LOOPBACK:  # one-click sign-in is for this machine only
        environment.pop("MINGJING_DEMO", None)
    children = Children(_commands(at, workers), environment)
    stopping = False

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    try:
        children.start()
        while not stopping:
            children.look(time.monotonic())
            time.sleep(0.2)
        return 0
    finally:
        children.stop()


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, type=PORT, show_default=True, help="Port to listen on.")
@doors_port_option
@click.option(
    "--workers",
    default=2,
    type=click.IntRange(1, 64),
    show_default=True,
    help="Processes for the site.",
)
def command(host: str, port: int, doors_port: int | None, workers: int) -> None:
    """Serve the site, the door for recordings, the job worker and the pulse together.

    One that dies is started again; when it dies five times in a row, all end.

    Example: mingjing serve --port 8000
    """
    at = ports(host, port, doors_port)
    at.demand_free()
    prepare()
    click.echo(f"http://{host}:{port}  (recordings: port {at.door}; Ctrl-C stops)", err=True)
    sys.exit(run(at, workers))
