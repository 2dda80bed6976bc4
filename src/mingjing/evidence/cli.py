# SPDX-License-Identifier: Apache-2.0
"""Commands of the evidence room."""

import json

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from mingjing.evidence.bench.run import Plan, measure

_COLUMNS = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())


@click.group()
def evidence() -> None:
    """Recordings of the scene: measure the door."""


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
