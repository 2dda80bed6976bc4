# SPDX-License-Identifier: Apache-2.0
"""Commands of the cases room."""

import json
from dataclasses import asdict

import click

from mingjing.cases import public
from mingjing.kernel.clock import system_now
from mingjing.registry.public import system_actor


@click.group()
def cases() -> None:
    """Cases from clue to archive."""


@cases.command("sweep")
@click.option("--dry-run", is_flag=True, help="Only say which effects are due.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def sweep(dry_run: bool, as_json: bool) -> None:
    """Carry out what the end of terms brings: release, waiver, lapse. May run twice.

    Example: mingjing cases sweep --dry-run
    """
    now = system_now()
    if dry_run:
        waiting = public.due_lapses(now)
        report = public.SweepReport(len(waiting))
    else:
        report = public.sweep(actor=system_actor(), now=now)
        waiting = report.done
    if as_json:
        click.echo(json.dumps({**asdict(report), "due": [asdict(one) for one in waiting]}))
        return
    for one in waiting:
        click.echo(f"{one.case_id}\t{one.deadline_id}\t{one.about}")
    click.echo(f"due: {report.found}, done: {len(report.done)}, stuck: {len(report.stuck)}")
