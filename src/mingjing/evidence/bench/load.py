# SPDX-License-Identifier: Apache-2.0
"""The load: paced recorders in a process of their own, so many links a second each.

A link is due at its instant whatever became of the one before; its time runs from when it was due
until the acknowledgement is there, so that a slow door cannot hide behind a waiting sender.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from mingjing.evidence.bench.chain import Sender

BEGUN = "recording\n"
"""The first line on stdout: every recording is open, now the seconds are counted."""
_PATIENCE = 30.0


@dataclass(slots=True)
class Results:
    """What was met."""

    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


class Connection:
    """One kept connection that sends a request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def send(self, request: bytes) -> int:
        """The status of the answer, read whole."""
        self._writer.write(request)
        head = await asyncio.wait_for(self._reader.readuntil(b"\r\n\r\n"), _PATIENCE)
        lines = head.decode("latin-1").lower().split("\r\n")
        length = next(int(x.split(":")[1]) for x in lines if x.startswith("content-length:"))
        await self._reader.readexactly(length)
        return int(lines[0].split()[1])

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def _begin(sender: Sender, port: int, results: Results) -> Connection:
    """A connection, and the first two links of a recording."""
    connection = Connection(*await asyncio.open_connection("127.0.0.1", port))
    for request in (sender.opening(), sender.beginning()):
        if await connection.send(request) != 201:
            results.errors["opening"] += 1
    return connection


async def _record(
    sender: Sender, connection: Connection, plan: dict[str, Any], begin: float, results: Results
) -> None:
    """One recorder for as many seconds as planned."""
    pieces: int = plan["pieces"]
    filler = os.urandom(plan["size"] // pieces - 16)
    for number in range(plan["seconds"] * pieces):
        due = begin + number / pieces
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        try:
            request = sender.media(os.urandom(16) + filler, 1000 // pieces)
            status = await connection.send(request)
        except (OSError, EOFError, TimeoutError) as error:
            results.errors[type(error).__name__] += 1
            return
        if status == 201:
            results.times.append(time.monotonic() - due)
        else:
            results.errors[str(status)] += 1
    connection.close()


async def _run(plan: dict[str, Any]) -> Results:
    """All recordings begin; then the seconds are counted, the recorders evenly spread over each."""
    results = Results()
    senders = [
        Sender(bytes.fromhex(one["seed"]), one["account"], one["nonce"]) for one in plan["senders"]
    ]
    held = [await _begin(sender, plan["port"], results) for sender in senders]
    sys.stdout.write(BEGUN)
    sys.stdout.flush()
    begin = time.monotonic() + 1.0
    spread = 1.0 / len(senders)
    await asyncio.gather(
        *(
            _record(sender, connection, plan, begin + n * spread, results)
            for n, (sender, connection) in enumerate(zip(senders, held, strict=True))
        )
    )
    return results


def main() -> None:
    """The plan on stdin; on stdout a line when the recordings are open, then the figures."""
    plan = json.loads(sys.stdin.read())
    cpu = time.process_time()
    results = asyncio.run(_run(plan))
    times = sorted(results.times)
    if not times:
        sys.stdout.write(json.dumps({"acknowledged": 0, "errors": dict(results.errors)}))
        return
    sys.stdout.write(
        json.dumps(
            {
                "acknowledged": len(times),
                "expected": plan["seconds"] * plan["pieces"] * len(plan["senders"]),
                "errors": sum(results.errors.values()),
                "errors_by_kind": dict(results.errors),
                "ack_ms_p50": round(1000 * times[len(times) // 2], 1),
                "ack_ms_p95": round(1000 * times[len(times) * 95 // 100], 1),
                "ack_ms_p99": round(1000 * times[len(times) * 99 // 100], 1),
                "ack_ms_max": round(1000 * times[-1], 1),
                "load_cpu_seconds": round(time.process_time() - cpu, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
