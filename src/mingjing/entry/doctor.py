# SPDX-License-Identifier: Apache-2.0
"""`mingjing doctor`: what is missing or wrong, and what to do about it."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from mingjing.entry import assets
from mingjing.kernel.errors import PlatformError
from mingjing.ledger.public import head, stamps, witnesses
from mingjing.registry.public import waiting_law

_PUBLIC = {".pub", ".vkey"}  # keys that anybody may read


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what was seen, what to do."""

    what: str
    is_well: bool
    seen: str
    cure: str = ""


def _home() -> Finding:
    home: Path = settings.MINGJING_HOME
    well = home.is_dir() and (home / "keys").is_dir()
    return Finding("home", well, str(home), "" if well else "run: mingjing setup")


def _keys() -> Finding:
    loose = [
        path.name
        for path in (settings.MINGJING_HOME / "keys").glob("*")
        if path.suffix not in _PUBLIC and path.stat().st_mode & 0o077
    ]
    return Finding("keys", not loose, ", ".join(loose) or "private", "chmod 600" if loose else "")


def _database() -> Finding:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        return Finding("database", False, str(error), "check MINGJING_DATABASE_URL")
    seen = f"{connection.vendor}, {len(waiting)} migrations waiting"
    return Finding("database", not waiting, seen, "run: mingjing setup" if waiting else "")


def _assets() -> Finding:
    found = len(assets.paths())
    return Finding("assets", found > 0, f"{found} files", "" if found else "run: npm ci")


def _ledger() -> Finding:
    try:
        top = head()
    except PlatformError as error:
        return Finding("ledger", False, error.text("en"), error.remedy("en"))
    return Finding("ledger", True, f"size {top.size}" if top else "empty")


def _witnesses() -> Finding:
    if not settings.MINGJING_WITNESSES:
        return Finding("witnesses", True, "none set: two faces of the log would not be noticed")
    try:
        standing, top = witnesses(), head()
    except DatabaseError as error:
        return Finding("witnesses", False, str(error), "run: mingjing setup")
    size = top.size if top else 0
    seen = ", ".join(
        f"{w.name} {w.size} of {size}{f' ({w.trouble.en})' if w.trouble else ''}" for w in standing
    )
    well = not any(w.trouble for w in standing)
    return Finding("witnesses", well, seen, "" if well else "see: docs/reference/ledger.md")


def _timestamps() -> Finding:
    try:
        standing = stamps()
    except DatabaseError as error:
        return Finding("timestamps", False, str(error), "run: mingjing setup")
    if standing is None:
        return Finding("timestamps", True, "no authority set: the hour of entries is not proven")
    newest = standing.newest
    seen = f"{newest.size} entries at {newest.at:%Y-%m-%d %H:%M} UTC" if newest else "none yet"
    if standing.trouble:
        cure = "see: docs/reference/ledger.md"
        return Finding("timestamps", False, f"{seen} ({standing.trouble.en})", cure)
    return Finding("timestamps", True, seen)


def _law() -> Finding:
    try:
        waiting = len(waiting_law())
    except DatabaseError as error:
        return Finding("law", False, str(error), "run: mingjing setup")
    seen = f"{waiting} instruments not registered" if waiting else "registered"
    return Finding("law", not waiting, seen, "run: mingjing setup" if waiting else "")


CHECKS: tuple[Callable[[], Finding], ...] = (
    _home, _keys, _database, _law, _assets, _ledger, _witnesses, _timestamps,
)  # fmt: skip


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> None:
    """Look at home, keys, database, law, assets and ledger; say what is missing.

    Example: mingjing doctor
    """
    findings = [check() for check in CHECKS]
    if as_json:
        click.echo(json.dumps([asdict(f) for f in findings]))
    else:
        for finding in findings:
            mark = "ok " if finding.is_well else "BAD"
            click.echo(f"{mark}  {finding.what:<10} {finding.seen}  {finding.cure}".rstrip())
    sys.exit(0 if all(f.is_well for f in findings) else 3)
