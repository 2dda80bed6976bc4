# SPDX-License-Identifier: Apache-2.0
"""Run the measurement and put other tools beside it."""

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from mingjing.engines.duckdb_engine import thread_count
from mingjing.kernel.resources import data_path
from mingjing.standards.bench.data import BenchFile, make_file
from mingjing.standards.public import check_file, frictionless_schema, load_standard
from mingjing.standards.types import QualityReport

_PEER_TIMEOUT = 1800


@dataclass(frozen=True, slots=True)
class BenchOptions:
    """What to measure.

    :ivar python: interpreter that has the other tools; "" to look in the environment.
    """

    rows: int = 1_000_000
    repeat: int = 3
    python: str = ""
    peer_rows: int = 100_000


@dataclass(frozen=True, slots=True)
class PeerResult:
    """Another tool on the same rows; `seconds` is None when it was not run.

    :ivar file: which file: `seeded` with defects, or `clean`.
    """

    tool: str
    version: str
    rows: int
    seconds: float | None
    note: str
    file: str = "seeded"


@dataclass(frozen=True, slots=True)
class BenchResult:
    """The measured numbers.

    Units: wall seconds of the fastest run; `clean_seconds` the engine's on the same file without
    defects. `agrees`: every rule found exactly the seeded rows.
    """

    rows: int
    columns: int
    rules: int
    file_bytes: int
    engine_seconds: float
    writing_seconds: float
    total_seconds: float
    runs: tuple[float, ...]
    clean_seconds: float
    agrees: bool
    processors: int
    machine: str
    peers: tuple[PeerResult, ...]


def run_bench(folder: Path, options: BenchOptions) -> BenchResult:
    """Make the file, check it several times, run the other tools on it."""
    standard = load_standard(data_path("standards", "bench.odcs.yaml"))
    made = make_file(folder / "bench.csv", options.rows)
    reports = [
        check_file(standard, made.path, folder / "out").report for _ in range(options.repeat)
    ]
    best = min(reports, key=lambda report: report.engine_seconds)
    clean = make_file(folder / "clean.csv", options.rows, every=options.rows + 1)
    spotless = [
        check_file(standard, clean.path, folder / "out").report for _ in range(options.repeat)
    ]
    return BenchResult(
        rows=made.rows,
        columns=len(standard.fields),
        rules=len(standard.rules),
        file_bytes=made.path.stat().st_size,
        engine_seconds=best.engine_seconds,
        writing_seconds=best.writing_seconds,
        total_seconds=best.total_seconds,
        runs=tuple(report.engine_seconds for report in reports),
        clean_seconds=min(report.engine_seconds for report in spotless),
        agrees=all(_agrees(report, made) for report in reports)
        and all(report.is_clean for report in spotless),
        processors=thread_count(),
        machine=f"{platform.machine()}, Python {platform.python_version()}",
        peers=_peers(folder, made, clean, options),
    )


def _agrees(report: QualityReport, made: BenchFile) -> bool:
    found = {rule.rule_id: rule.failing for rule in report.rules if rule.failing}
    return found == {rule: count for rule, count in made.expected.items() if count}


def _peers(
    folder: Path, made: BenchFile, clean: BenchFile, options: BenchOptions
) -> tuple[PeerResult, ...]:
    """datacontract-cli on both files (it stops at a cell it cannot convert), frictionless."""
    python = options.python or sys.executable
    small = made
    if options.peer_rows < made.rows:
        small = make_file(folder / "small.csv", options.peer_rows)
    standard = load_standard(data_path("standards", "bench.odcs.yaml"))
    schema = folder / "schema.json"
    schema.write_text(json.dumps(frictionless_schema(standard)), encoding="utf-8")
    seeded, spotless = folder / "contract.odcs.yaml", folder / "clean.odcs.yaml"
    seeded.write_text(_with_server(standard.document, made.path), encoding="utf-8")
    spotless.write_text(_with_server(standard.document, clean.path), encoding="utf-8")
    return (
        _run(python, "datacontract", [str(seeded)], made.rows),
        replace(_run(python, "datacontract", [str(spotless)], made.rows), file="clean"),
        _run(python, "frictionless", [str(small.path), str(schema)], small.rows),
    )


def _with_server(document: str, path: Path) -> str:
    """The document with the address of the file, as datacontract-cli wants it."""
    server = f"servers:\n  - {{server: bench, type: local, path: {path}, format: csv}}\nschema:\n"
    return document.replace("schema:\n", server, 1)


def _run(python: str, tool: str, arguments: list[str], rows: int) -> PeerResult:
    """Run one tool in its own interpreter: `bench/peer.py` says how."""
    script = Path(__file__).with_name("peer.py")
    begin = time.perf_counter()
    try:
        done = subprocess.run(  # noqa: S603 - an interpreter that the operator names
            [python, str(script), tool, *arguments],
            capture_output=True,
            text=True,
            timeout=_PEER_TIMEOUT,
            check=False,
            env={**os.environ, "PYTHONPATH": ""},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return PeerResult(tool, "", rows, None, f"not run: {error}")
    whole = time.perf_counter() - begin
    if done.returncode != 0:
        reason = "not installed" if done.returncode == 3 else done.stderr.strip()[-200:]
        return PeerResult(tool, "", rows, None, reason)
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    note = f"{answer['note']}; {answer['seconds']:.1f} s inside, the rest is starting"
    return PeerResult(tool, answer["version"], rows, whole, note)
