# SPDX-License-Identifier: Apache-2.0
"""What the ledger's commands share: JSON on stdout, a bar on stderr."""

import json

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TimeElapsedColumn

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def progress() -> Progress:
    """A bar on stderr, silent when nobody watches."""
    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        *Progress.get_default_columns(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def say(value: dict[str, object]) -> None:
    """One line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False))
