# SPDX-License-Identifier: Apache-2.0
"""`mingjing setup`: brings the store to the state that this version needs."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from mingjing.cases.public import renew_waits
from mingjing.entry import assets
from mingjing.entry.messages import compile_messages
from mingjing.kernel.clock import system_now
from mingjing.registry.public import register_packaged_law


def _fingerprint(files: Iterable[Path]) -> str:
    """Changes when any served file is added, removed or touched."""
    state = hashlib.sha256()
    for path in sorted(files):
        facts = path.stat()
        state.update(f"{path}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    return state.hexdigest()


def _collect_assets() -> bool:
    """Copies styles and scripts to where they are served from; False when nothing changed."""
    package = Path(__file__).resolve().parent.parent
    own = [path for path in package.glob("*/static/**/*") if path.is_file()]
    wanted = _fingerprint([*own, *assets.paths().values()])
    stamp = settings.MINGJING_HOME / "static.stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)
    return True


def _migrate() -> bool:
    """Brings the tables up to date; False when they were."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    renew_waits(system_now())
    return True


def _register_law() -> bool:
    """Puts the packaged statutes on the register; False when they were there."""
    return register_packaged_law(system_now()) > 0


def prepare() -> list[str]:
    """Folders, tables, law, messages, assets; returns what had to be done. Safe to run twice."""
    home: Path = settings.MINGJING_HOME
    for name in ("", "keys", "lake", "ledger"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "keys").chmod(0o700)
    steps = {
        "tables": _migrate,
        "law": _register_law,
        "messages": compile_messages,
        "assets": _collect_assets,
    }
    return [name for name, step in steps.items() if step()]


@click.command("setup")
def command() -> None:
    """Prepare the store: folders, tables, law, messages, assets. Safe to run twice.

    Example: mingjing setup
    """
    done = prepare()
    click.echo(f"ready: {settings.MINGJING_HOME} ({', '.join(done) or 'nothing to do'})", err=True)
