# SPDX-License-Identifier: Apache-2.0
"""Commands of the evidence room."""

import json
import os
import shutil
import signal
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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
from mingjing.evidence.pulling import Pull, Pulled, pull, with_login
from mingjing.kernel.clock import system_now

_BYTES = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TextColumn("{task.description}"))
_COLUMNS = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())


@click.group()
def evidence() -> None:
    """Recordings of the scene: empty recorders, pull from cameras, measure the door."""


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
@click.option(
    "--pieces",
    default=1,
    type=click.IntRange(1, 10),
    show_default=True,
    help="Links in which they come: the recorder of the house sends two.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bench(recorders: int, seconds: int, size: int, pieces: int, as_json: bool) -> None:
    """Measure how long paced recorders wait for a durable acknowledgement, on a store of its own.

    Example: mingjing evidence bench --recorders 200 --seconds 30 --json
    """
    with Progress(*_COLUMNS, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def tell(message: str, share: float) -> None:
            bar.update(task, description=message, completed=share)

        found = measure(Plan(recorders, seconds, size, pieces), tell)
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


@evidence.command("pull")
@click.argument("source")
@click.option("--listen", is_flag=True, help="SOURCE is an address of this machine: wait there.")
@click.option("--once", is_flag=True, help="End when the source ends; do not ask it again.")
@click.option("--ffmpeg", default="ffmpeg", show_default=True, help="The program that reads.")
@click.option(
    "--silence",
    default=20,
    type=click.IntRange(2, 600),
    show_default=True,
    help="Seconds without a piece after which the source is asked anew.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be read.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def pull_source(
    source: str,
    *,
    listen: bool,
    once: bool,
    ffmpeg: str,
    silence: int,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read a camera or take in a stream (RTSP, RTMP), and push it as an unsigned source.

    MINGJING_PUSH_ADDRESS is the address that the page of other sources shows; MINGJING_SOURCE_LOGIN
    is user:password of the camera. Both come from the environment, so that nobody sees them in the
    list of processes. Stop with Ctrl-C: the recording is sealed then.

    Example: mingjing evidence pull rtsp://camera.example/stream1
    """
    if shutil.which(ffmpeg) is None:
        raise click.ClickException(f"{ffmpeg}: no such program; install ffmpeg or name it")
    if urlsplit(source).username:
        raise click.UsageError("no login in the address: give it in MINGJING_SOURCE_LOGIN")
    address = with_login(source, os.environ.get("MINGJING_SOURCE_LOGIN", ""))
    door = os.environ.get("MINGJING_PUSH_ADDRESS", "")
    if dry_run:
        click.echo(f"{'listen' if listen else 'read'} {urlsplit(source).hostname or source}")
        return
    if not door.startswith(("http://", "https://")):
        raise click.UsageError("MINGJING_PUSH_ADDRESS is not set: http://.../pushes/<pass>/")
    found = Pulled()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda _number, _frame: found.stopping.set())
    plan = Pull(address, door, ffmpeg, listen, silence)
    pull(plan, found, lambda text: click.echo(text, err=True), once=once)
    said = {"pieces": found.pieces, "runs": found.runs, "bytes": found.bytes}
    click.echo(json.dumps(said) if as_json else f"{found.pieces} pieces in {found.runs} runs")


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
