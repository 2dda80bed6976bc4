# SPDX-License-Identifier: Apache-2.0
"""`mingjing demo`: an example folder through the whole river, a summary, then the site."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from mingjing.entry import river
from mingjing.entry.environment import LOOPBACK
from mingjing.entry.serve import PORT, doors_port_option, ports, run
from mingjing.entry.setup import prepare
from mingjing.kernel.clock import system_now
from mingjing.kernel.errors import Refused
from mingjing.kernel.progress import Progress as Tell

_console = Console(stderr=True)
_EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@contextmanager
def _bar(title: str) -> Iterator[Tell]:
    """A progress bar for one step, with what it is doing now."""
    columns = (
        TextColumn("[bold]{task.fields[title]:<22}"),
        BarColumn(bar_width=28),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.description}"),
    )
    with Progress(*columns, console=_console) as progress:
        task = progress.add_task("", total=1.0, title=title)

        def tell(message: str, share: float) -> None:
            progress.update(task, description=message[:60], completed=min(share, 1.0))

        yield tell
        progress.update(task, description="", completed=1.0)


def _summary(lines: list[river.Line]) -> None:
    """What was found, one table."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for line in lines:
        table.add_row(f"[bold]{line.what}", line.found)
    _console.print(table)


def _flow(store: river.River) -> None:
    """The steps in order. What the folder does not ask for is left out and told.

    After a refusal (too little to learn from) the steps of that section are left out as well.
    """
    refused = set()
    for step in river.steps_for(store.example_dir):
        if step.section in refused:
            continue
        if not step.is_wanted(store.example_dir):
            told = f"left out: no \\[{step.section}] in example.toml"
            _console.print(f"[dim]{step.title:<22} {told}[/]")
            continue
        try:
            with _bar(step.title) as tell:
                step.do(store, tell)
        except Refused as error:
            if not step.section:
                raise
            refused.add(step.section)
            _console.print(error.text("en"), style="yellow", markup=False)


@click.command("demo")
@click.argument(
    "example_dir",
    required=False,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=_EXAMPLES / "chicago",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, type=PORT, show_default=True, help="Port to listen on.")
@doors_port_option
@click.option("--no-serve", is_flag=True, help="Fill the store and stop.")
def command(
    example_dir: Path, host: str, port: int, doors_port: int | None, no_serve: bool
) -> None:
    """Take an example folder through the whole river, then serve the site.

    What is done already is recognised and not repeated; what the folder does not ask for is left
    out.

    Example: mingjing demo examples/chicago --no-serve
    """
    began = monotonic()
    at = ports(host, port, doors_port)
    if not no_serve:
        at.demand_free()
    prepare()
    store = river.River(example_dir, system_now)
    _flow(store)
    _summary(river.summary(store))
    _console.print(f"[dim]{monotonic() - began:.1f} s[/]")
    if no_serve:
        return
    _console.print(f"\n[bold green]http://{host}:{port}[/]  (Ctrl-C stops)")
    _console.print(f"sign in with a name from {store.accounts}")
    if host in LOOPBACK:  # one-click sign-in is for this machine only
        os.environ["MINGJING_DEMO"] = "1"
    sys.exit(run(at, workers=2))
