# SPDX-License-Identifier: Apache-2.0
"""One process of the benchmark: prepares the database, commits groups of entries, or sequences.

`MINGJING_HOME` must point to a folder of the benchmark's own. Speaks JSON lines on stdout and
starts when a line comes in on stdin.
"""

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import click
import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from mingjing.kernel.clock import system_now

_IDLE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Machine:
    """The signer of the benchmark."""

    account_id: str = "account_bench"
    agency_id: str = "agency_bench"


@click.group()
def worker() -> None:
    """One process of the ledger benchmark."""
    django.setup()


@worker.command()
def prepare() -> None:
    """Make the tables, and say how durable a commit is."""
    call_command("migrate", "ledger", verbosity=0)
    _say({"database": connection.vendor, "synchronous": _synchronous()})


@worker.command()
@click.option("--entries", type=int, required=True)
@click.option("--group", type=int, required=True)
def write(entries: int, group: int) -> None:
    """Commit `entries` entries, `group` at a time, each group one official act."""
    from mingjing.ledger.public import Draft, official_act, record_many

    signer = Machine()

    @official_act
    def seal(first: int, count: int) -> None:
        drafts = [
            Draft(
                "evidence.segment_sealed",
                "segment",
                f"segment_{number}",
                {"segment": f"segment_{number}", "bytes": 1_048_576, "sha256": "ab" * 32},
            )
            for number in range(first, first + count)
        ]
        record_many(drafts, actor=signer, now=system_now())

    connection.ensure_connection()
    _wait_for_go()
    cpu = time.process_time()
    times = []
    for first in range(0, entries, group):
        begin = time.perf_counter()
        seal(first, min(group, entries - first))
        times.append(time.perf_counter() - begin)
    times.sort()
    _say(
        {
            "commits": len(times),
            "commit_ms_p50": 1000 * times[len(times) // 2],
            "commit_ms_max": 1000 * times[-1],
            "cpu_seconds": time.process_time() - cpu,
        }
    )


@worker.command()
@click.option("--entries", type=int, required=True)
def publish(entries: int) -> None:
    """Sequence until `entries` entries are published."""
    from mingjing.ledger.public import checkpoints, sequence

    connection.ensure_connection()
    _wait_for_go()
    cpu = time.process_time()
    done = 0
    while done < entries:
        done += sequence(system_now())
        if done < entries:
            time.sleep(_IDLE_SECONDS)
    _say(
        {
            "checkpoints": len(checkpoints(entries)),
            "cpu_seconds": time.process_time() - cpu,
            "bytes": sum(f.stat().st_size for f in _home().rglob("*") if f.is_file()),
        }
    )


def _home() -> Path:
    return Path(settings.MINGJING_HOME)


def _synchronous() -> str:
    if connection.vendor != "sqlite":
        return "server"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return ("off", "normal", "full", "extra")[cursor.fetchone()[0]]


def _wait_for_go() -> None:
    _say({"ready": True})
    sys.stdin.readline()


def _say(value: dict[str, object]) -> None:
    click.echo(json.dumps(value))


if __name__ == "__main__":
    worker()
