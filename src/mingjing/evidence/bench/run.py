# SPDX-License-Identifier: Apache-2.0
"""What the benchmark measures: how long paced recorders wait for a durable acknowledgement.

Each sends its bodies over a connection of its own; the door is the one that `mingjing serve`
starts, on a store of its own on disk, with the fsyncs it always makes.
"""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingjing.kernel.progress import Progress

_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure. Units: bytes of a second of one recorder, and links it comes in."""

    recorders: int
    seconds: int
    size: int
    pieces: int = 1


def measure(plan: Plan, progress: Progress) -> dict[str, object]:
    """Run the door and the load; the result is what `--json` prints."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="mingjing-bench-") as folder:
        environment = _environment(Path(folder))
        progress("recorders", 0.0)
        store = _prepared(plan, environment)
        with _door(environment) as (port, door):
            progress("recording", 0.2)
            figures = _loaded(plan, store, port, door)
            cpu = _cpu_seconds(door)
        progress("done", 1.0)
    return {
        "cores": len(os.sched_getaffinity(0)),
        "load_before": round(load, 2),
        "recorders": plan.recorders,
        "seconds": plan.seconds,
        "bytes_each_second": plan.size,
        "links_each_second": plan.pieces,
        "door_cpu_seconds": cpu,
        **figures,
    }


def _environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "MINGJING_HOME": os.fspath(home),
        "MINGJING_DATABASE_URL": "",
        "MINGJING_OBJECTS_URL": "",
        "DJANGO_SETTINGS_MODULE": "mingjing.entry.settings",
    }


def _prepared(plan: Plan, environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "mingjing.evidence.bench.prepare", str(plan.recorders)]
    made = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    found: dict[str, Any] = json.loads(made.stdout)
    return found


@contextmanager
def _door(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """A door that listens: its port, and the id of the process that serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port",
        str(port), "--workers", "1", "--no-ws", "--backlog", "2048", "--log-level", "warning",
        "mingjing.entry.asgi:application",
    ]  # fmt: skip
    door = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603
    try:
        until = time.monotonic() + _PATIENCE_SECONDS
        while not _answers(port):
            if door.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the door did not start")
            time.sleep(0.1)
        yield port, door.pid
    finally:
        os.killpg(door.pid, signal.SIGTERM)
        door.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _loaded(plan: Plan, store: dict[str, Any], port: int, door: int) -> dict[str, Any]:
    """The figures of the load, and what a segment cost the door when all recordings were open."""
    asked = {"seconds": plan.seconds, "size": plan.size, "pieces": plan.pieces}
    given = {**store, **asked, "port": port}
    command = [sys.executable, "-m", "mingjing.evidence.bench.load"]
    _raise_file_limit()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as load:  # noqa: S603
        if load.stdin is None or load.stdout is None:
            raise RuntimeError("no pipes")
        load.stdin.write(json.dumps(given).encode())
        load.stdin.close()
        load.stdout.readline()
        before = _cpu_seconds(door)
        found: dict[str, Any] = json.loads(load.stdout.read())
    spent = _cpu_seconds(door) - before
    found["door_cpu_ms_each"] = round(1000 * spent / max(1, found["acknowledged"]), 2)
    return found


def _raise_file_limit() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65536), most))


def _cpu_seconds(parent: int) -> float:
    """Processor time of a process and its children so far (Linux; 0 elsewhere)."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent or stat.parent.name == str(parent):
            total += int(fields[11]) + int(fields[12])
    return round(total / os.sysconf("SC_CLK_TCK"), 2)
