# SPDX-License-Identifier: Apache-2.0
"""What the benchmark measures, and how.

Durable entries per second: from the first entry handed in to the last one in a signed, fsynced
checkpoint. One process commits (SQLite, synchronous=FULL, one transaction per group), another
sequences at the same time, as in `mingjing serve`.

Proof time: for random leaves of a large tree, from the tile files on disk to the finished
tlog-proof text. That tree has leaves of a few bytes and no database behind it: a proof reads
tiles only, so the size of the leaves does not matter.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingjing.kernel.progress import Progress, part
from mingjing.ledger.publish.folder import LogFolder
from mingjing.ledger.rules.hashing import fold_full, leaf_hash
from mingjing.ledger.rules.notes import LogKey, checkpoint_text, proof_text
from mingjing.ledger.rules.paths import TILE_WIDTH, edge_tiles, tile_path
from mingjing.ledger.rules.proofs import Tree, climb, sides
from mingjing.ledger.rules.tree import Edge

_ORIGIN = "bench.invalid/ledger"


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure."""

    entries: int
    group: int
    proof_size: int
    proofs: int


def measure(plan: Plan, progress: Progress) -> dict[str, object]:
    """Run both measurements in a temporary folder; the result is what `--json` prints."""
    with tempfile.TemporaryDirectory(prefix="mingjing-bench-") as folder:
        durable = measure_durable(plan, Path(folder) / "home", part(progress, 0.0, 0.5))
        proofs = measure_proofs(plan, Path(folder) / "tree", part(progress, 0.5, 1.0))
    return {
        "cores": len(os.sched_getaffinity(0)),
        "load_before": round(durable.pop("load_before"), 2),
        "durable": durable,
        "proof": proofs,
    }


def measure_durable(plan: Plan, home: Path, progress: Progress) -> dict[str, Any]:
    """Commit, sequence, fsync and sign; returns figures as JSON wants them."""
    home.mkdir()
    load = os.getloadavg()[0]
    progress("tables", 0.0)
    with ExitStack() as stack:
        prepared = _answer(_worker(stack, home, "prepare"))
        writer = _worker(stack, home, "write", f"--entries={plan.entries}", f"--group={plan.group}")
        publisher = _worker(stack, home, "publish", f"--entries={plan.entries}")
        for process in (writer, publisher):
            _answer(process)
        progress("durable entries", 0.2)
        begin = time.perf_counter()
        for process in (writer, publisher):
            _go(process)
        written = _answer(writer)
        committed = time.perf_counter() - begin
        published = _answer(publisher)
        seconds = time.perf_counter() - begin
    progress("durable entries", 1.0)
    return {
        "load_before": load,
        "entries": plan.entries,
        "group": plan.group,
        "seconds": round(seconds, 3),
        "entries_per_second": round(plan.entries / seconds),
        "committed_per_second": round(plan.entries / committed),
        "commit_ms_p50": round(written["commit_ms_p50"], 1),
        "commit_ms_max": round(written["commit_ms_max"], 1),
        "checkpoints": published["checkpoints"],
        "cpu_us_per_entry": round(
            1e6 * (written["cpu_seconds"] + published["cpu_seconds"]) / plan.entries, 1
        ),
        "bytes_per_entry": round(published["bytes"] / plan.entries),
        **prepared,
    }


def measure_proofs(plan: Plan, root: Path, progress: Progress) -> dict[str, Any]:
    """Time proofs in a tree of `proof_size` leaves; each proof is checked after it was timed."""
    key = LogKey(name=_ORIGIN, seed=bytes(32))
    folder = LogFolder(root=root, lock_path=root / "lock")
    begin = time.perf_counter()
    edge = build_tree(root, plan.proof_size, progress)
    built = time.perf_counter() - begin
    note = checkpoint_text(key, edge.size, edge.root())
    times = []
    for number in range(plan.proofs):
        index = int.from_bytes(sha256(b"proof %d" % number).digest()[:8], "big") % edge.size
        leaf = b"%d" % index
        begin = time.perf_counter()
        path = Tree(edge.size, folder.read_tile).inclusion(index)
        proof_text(index, path, leaf, note)
        times.append(time.perf_counter() - begin)
        if climb(leaf_hash(leaf), path, sides(index, edge.size))[-1] != edge.root():
            raise AssertionError(f"proof of leaf {index} does not lead to the root")
    times.sort()
    return {
        "tree": edge.size,
        "leaf_bytes": "1 to 8 (a proof reads hashes only)",
        "proofs": plan.proofs,
        "ms_p50": round(1000 * times[len(times) // 2], 3),
        "ms_p99": round(1000 * times[len(times) * 99 // 100], 3),
        "ms_max": round(1000 * times[-1], 3),
        "build_seconds": round(built, 1),
    }


def build_tree(root: Path, size: int, progress: Progress) -> Edge:
    """Write the tiles of a tree whose leaf n is the decimal n; no entry bundles, no fsync."""
    rows: list[list[bytes]] = [[] for _ in edge_tiles(size)]
    counts = [0] * len(rows)
    for first in range(0, size, TILE_WIDTH):
        rows[0] = [leaf_hash(b"%d" % n) for n in range(first, min(first + TILE_WIDTH, size))]
        level = 0
        while len(rows[level]) == TILE_WIDTH:
            _write(root, tile_path(level, counts[level]), rows[level])
            rows[level + 1].append(fold_full(rows[level]))
            rows[level] = []
            counts[level] += 1
            level += 1
        if first % (TILE_WIDTH * 256) == 0:
            progress("tree for proofs", first / size)
    for level, number, width in edge_tiles(size):
        if width:
            _write(root, tile_path(level, number, width), rows[level])
    return Edge(size=size, levels=tuple(tuple(row) for row in rows))


def _write(root: Path, path: str, hashes: list[bytes]) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"".join(hashes))


def _worker(stack: ExitStack, home: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process of the benchmark, gone when the stack ends, whatever happened."""
    environment = {
        **os.environ,
        "MINGJING_HOME": str(home),
        "MINGJING_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "mingjing.entry.settings",
    }
    command = [sys.executable, "-m", "mingjing.ledger.bench.worker", *arguments]
    process = subprocess.Popen(  # noqa: S603 - our own module
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    stack.enter_context(process)
    stack.callback(process.kill)
    return process


def _go(process: subprocess.Popen[str]) -> None:
    if process.stdin is not None:
        process.stdin.write("\n")
        process.stdin.flush()


def _answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next JSON line of a worker; other lines are log events."""
    for line in _lines(process):
        if line.startswith("{"):
            answer: dict[str, Any] = json.loads(line)
            return answer
    raise RuntimeError(f"a bench process ended early: {process.args!r}")


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    if process.stdout is not None:
        yield from iter(process.stdout.readline, "")
