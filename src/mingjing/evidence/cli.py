# SPDX-License-Identifier: Apache-2.0
"""Commands of the evidence room."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)

from mingjing.evidence import public
from mingjing.evidence.bench.run import Plan, measure
from mingjing.kernel.clock import system_now

_BYTES = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TextColumn("{task.description}"))
_COLUMNS = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())


@click.group()
def evidence() -> None:
    """Recordings of the scene: empty recorders, measure the door."""


@evidence.command("bench")
@click.option("--recorders", default=200, type=click.IntRange(1, 5000), show_default=True)
@click.option("--seconds", default=30, type=click.IntRange(1, 3600), show_default=True)
@click.option(
    "--size",
    default=250_000,
    type=click.IntRange(1000, 16 * 1024 * 1024),
    show_default=True,
    help="Bytes that each recorder sends a second.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bench(recorders: int, seconds: int, size: int, as_json: bool) -> None:
    """Measure how long paced recorders wait for a durable acknowledgement, on a store of its own.

    Example: mingjing evidence bench --recorders 200 --seconds 30 --json
    """
    with Progress(*_COLUMNS, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def tell(message: str, share: float) -> None:
            bar.update(task, description=message, completed=share)

        found = measure(Plan(recorders, seconds, size), tell)
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        click.echo(f"{name:<20} {value}")


@evidence.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dock", required=True, help="Name of the registered dock that takes the files in.")
@click.option("--dry-run", is_flag=True, help="Only list the files, take nothing in.")
@click.option("--json", "as_json", is_flag=True, help="Print the integrity report as JSON.")
def import_folder(folder: Path, dock: str, dry_run: bool, as_json: bool) -> None:
    """Take in all files of a recorder, and say which may be wiped on it.

    The recorder is known by serial.txt in the folder, else by the folder's name; it must be on the
    list of the dock. Stopped anywhere, the same command goes on where it was.

    Example: mingjing evidence import /media/REC-0017 --dock "Dock 1" --json
    """
    taker = public.dock_named(dock)
    sizes = {path: path.stat().st_size for path in public.recorder_files(folder)}
    if dry_run:
        for path, size in sizes.items():
            click.echo(f"{size:>15} {path.relative_to(folder)}")
        return
    with Progress(*_BYTES, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=sum(sizes.values()))

        def tell(name: str, size: int) -> None:
            bar.update(task, description=name, advance=size)

        found = public.empty_recorder(folder, taker, system_now, tell)
    report = _report(found)
    if as_json:
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        for name in ("imported", "already_there", "deleted_since", "refused", "safe_to_wipe"):
            click.echo(f"{name:<15} {len(report[name])}")
    if found.refused:
        raise SystemExit(1)


def _report(found: public.Integrity) -> dict[str, Any]:  # goes out as JSON
    return {
        "dock": found.dock,
        "recorder": found.recorder,
        "at": found.at.isoformat(),
        "imported": [asdict(one) for one in found.named("imported")],
        "already_there": [asdict(one) for one in found.named("already_there")],
        "deleted_since": [asdict(one) for one in found.named("deleted_since")],
        "refused": [asdict(one) for one in found.refused],
        "safe_to_wipe": [one.source for one in found.safe],
    }
