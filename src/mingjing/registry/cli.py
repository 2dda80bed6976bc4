# SPDX-License-Identifier: Apache-2.0
"""Commands of the registry."""

import json
from dataclasses import asdict

import click

from mingjing.kernel.clock import local_date, system_now
from mingjing.registry import public
from mingjing.registry.list_commands import COMMANDS as LIST_COMMANDS


@click.group()
def registry() -> None:
    """Agencies, officers, permissions, inspection items."""


@registry.command("items")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def items(as_json: bool) -> None:
    """Inspection items in force today.

    Example: mingjing registry items --json
    """
    found = public.inspection_items(local_date(system_now()))
    if as_json:
        click.echo(json.dumps([asdict(i) for i in found], default=str, ensure_ascii=False))
        return
    for item in found:
        click.echo(f"{item.item_code}\t{item.kind}\t{item.name}\t{item.legal_basis}")


@registry.command("may")
@click.argument("username")
@click.argument("action")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def may(username: str, action: str, as_json: bool) -> None:
    """Whether USERNAME may do ACTION today, and which rows of the table decide.

    Example: mingjing registry may planner inspection.draw
    """
    actor = public.actor_for(username, local_date(system_now()))
    answer = public.may(actor, action)
    if as_json:
        click.echo(json.dumps(asdict(answer)))
        return
    click.echo("yes" if answer.allowed else "no")
    for reason in answer.because:
        click.echo(f"  {reason}")


for _command in LIST_COMMANDS:
    registry.add_command(_command)
