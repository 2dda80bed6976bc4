# SPDX-License-Identifier: Apache-2.0
"""A process whose children take in files and are killed; each child begins with a clean slate.

Lines on stdin: `set-up FOLDER`, `take-in FILE SECONDS` (killed after that time, if it is not done),
`look`. Each is answered by one line of JSON. Django must be set up before this is imported.
"""

import json
import os
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command

from mingjing.catalog.public import (
    batches,
    canonical_views,
    connect_example,
    take_in,
)
from mingjing.engines.batch import open_local_engine
from mingjing.kernel.clock import system_now
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import EntryFilter, entries
from mingjing.registry.public import system_actor


def set_up(folder: str) -> None:
    call_command("migrate", verbosity=0)
    connect_example(actor=system_actor(), now=system_now(), example_dir=Path(folder))


def hand_in(file: str) -> None:
    take_in(actor=system_actor(), now=system_now(), resource_id="hotline", file=Path(file))


def look() -> None:
    """What a reader sees: the batches, their ledger entries, and the rows that count."""
    page = batches("hotline", PageRequest(1, 1000))
    with open_local_engine() as engine:
        canonical_views(engine)
        rows = engine.rows("SELECT record_id FROM complaint ORDER BY record_id")
    seen = {
        "batches": [row.batch_id for row in page.items],
        "accepted": sum(row.accepted for row in page.items),
        "entries": entries(PageRequest(1, 1), EntryFilter(act="catalog.batch_accepted")).total,
        "records": [row[0] for row in rows],
    }
    os.write(1, (json.dumps(seen) + "\n").encode())


def child(work: Callable[[], None], seconds: float | None) -> int:
    """Runs the work in a child; kills it after some time; answers how it ended."""
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    if seconds is not None:
        handle = os.pidfd_open(pid)  # becomes readable when the child ends by itself
        if not select.select([handle], [], [], seconds)[0]:
            os.kill(pid, signal.SIGKILL)
        os.close(handle)
    return os.waitpid(pid, 0)[1]


def main() -> None:
    for line in sys.stdin:
        verb, *words = line.split()
        if verb == "look":
            child(look, None)
            continue
        if verb == "set-up":
            ended = child(lambda folder=words[0]: set_up(folder), None)  # type: ignore[misc]
        else:
            file, seconds = words
            ended = child(lambda name=file: hand_in(name), float(seconds))  # type: ignore[misc]
        os.write(1, (json.dumps({"ended": ended}) + "\n").encode())
