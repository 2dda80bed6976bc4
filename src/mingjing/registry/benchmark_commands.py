# SPDX-License-Identifier: Apache-2.0
"""Commands of discretion benchmarks; those on files need no database."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from mingjing.engines.languages import terminal_language
from mingjing.kernel.clock import local_date, system_now
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.money import format_yuan
from mingjing.registry import public
from mingjing.registry.types import DecisionTable, Outcome

EXIT_REFUSED, EXIT_USAGE = 1, 2
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _refuse(error: PlatformError) -> NoReturn:
    click.echo(error.text(terminal_language()), err=True)
    sys.exit(EXIT_REFUSED)


def _table(source: str) -> DecisionTable:
    """The table of a file, or of a benchmark by its id."""
    try:
        if source.startswith("benchmark_") and not Path(source).exists():
            return public.benchmark(source).table
        return public.table_from_file(Path(source).read_bytes())
    except PlatformError as error:
        _refuse(error)
    except OSError as error:
        click.echo(f"{source}: {error.strerror}", err=True)
        sys.exit(EXIT_USAGE)


@click.group("benchmark")
def benchmark() -> None:
    """Discretion benchmarks: check a table, try facts, convert, show."""


@benchmark.command("check")
@click.argument("file", type=_FILE)
@click.option("--cap-fen", type=int, help="Highest fixed fine that the law allows, in fen.")
@_as_json
def check(file: Path, cap_fen: int | None, as_json: bool) -> None:
    """Check FILE (dmn, csv, json): overlap, gap, order, statutory range, articles.

    Exit codes: 0 nothing but notes, 1 the table or file is refused.

    Example: mingjing registry benchmark check food.csv
    """
    problems = public.check_table(_table(str(file)), cap_fen)
    blocking = [problem for problem in problems if not problem.is_note]
    spoken = terminal_language()
    if as_json:
        found = [
            {
                "code": p.code,
                "is_note": p.is_note,
                "message": p.message(spoken),
                "remedy": p.remedy(spoken),
            }
            for p in problems
        ]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            mark = "note" if problem.is_note else "problem"
            click.echo(f"{mark}\t{problem.message(spoken)} {problem.remedy(spoken)}")
        click.echo(f"{len(blocking)} problems, {len(problems) - len(blocking)} notes")
    sys.exit(EXIT_REFUSED if blocking else 0)


@benchmark.command("try")
@click.argument("source")
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help="A fact; ? if unknown.")
@_as_json
def try_facts(source: str, facts: tuple[str, ...], as_json: bool) -> None:
    """What SOURCE (a file, or the id of a benchmark) says of facts, and why. Money in yuan.

    Example: mingjing registry benchmark try food.csv --fact 货值金额=9000 --fact 情节=轻微
    """
    pairs = [fact.partition("=") for fact in facts]
    if not all(mark for _, mark, _ in pairs):
        raise click.UsageError("a fact is NAME=VALUE")
    given = {name.strip(): None if value == "?" else value for name, _, value in pairs}
    try:
        outcome = public.evaluate(_table(source), given)
    except PlatformError as error:
        _refuse(error)
    if as_json:
        click.echo(json.dumps(_outcome_json(outcome), ensure_ascii=False, indent=2))
        return
    _show(outcome)


def _outcome_json(outcome: Outcome) -> dict[str, object]:
    return {
        "tier": outcome.tier.value if outcome.tier else None,
        "low_fen": outcome.low_fen,
        "high_fen": outcome.high_fen,
        "row_no": outcome.row_no,
        "article": outcome.article,
        "note": outcome.note,
        "count": outcome.count,
        "trace": [
            {"row_no": row.row_no, "cells": [[c.factor, c.cell, c.matched] for c in row.cells]}
            for row in outcome.trace
        ],
    }


def _show(outcome: Outcome) -> None:
    tier = outcome.tier.label(terminal_language()) if outcome.tier else "-"
    ends = (outcome.low_fen, outcome.high_fen)
    fine = " – ".join(format_yuan(fen) for fen in ends if fen is not None) or "-"
    click.echo(f"{tier}\t{fine}\trow {outcome.row_no or '-'}\t{outcome.article}")
    for row in outcome.trace:
        marks = "  ".join(f"{'✓' if c.matched else '✗'} {c.factor} {c.cell}" for c in row.cells)
        click.echo(f"  {'→' if row.matched else ' '} {row.row_no}  {marks}")


@benchmark.command("convert")
@click.argument("file", type=_FILE)
@click.option("--to", type=click.Choice(["dmn", "csv", "json"]), required=True)
@click.option("--name", default="benchmark", help="Name of the decision in DMN.")
def convert(file: Path, to: str, name: str) -> None:
    """Print FILE as DMN 1.3, CSV or JSON.

    Example: mingjing registry benchmark convert food.csv --to dmn > food.dmn
    """
    table = _table(str(file))
    try:
        text = {
            "dmn": lambda: public.table_to_dmn(table, name=name),
            "csv": lambda: public.table_to_csv(table),
            "json": lambda: public.table_json_text(table),
        }[to]()
    except PlatformError as error:
        _refuse(error)
    click.echo(text, nl=False)


@benchmark.command("show")
@click.argument("item_code")
@click.option("--region", required=True, help="Code of the region.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day; today if not given.")
@_as_json
def show(item_code: str, region: str, on: datetime | None, as_json: bool) -> None:
    """The benchmark in force for ITEM_CODE on a day.

    Example: mingjing registry benchmark show food-124-1 --region 330106 --on 2026-07-01
    """
    day = on.date() if on else local_date(system_now())
    found = public.benchmark_for(item_code, day, region)
    if found is None:
        click.echo(f"no benchmark for {item_code} in {region} on {day}", err=True)
        sys.exit(EXIT_REFUSED)
    if as_json:
        body = {"benchmark_id": found.benchmark_id, "version": found.version}
        body |= {"digest": found.digest, "table": json.loads(public.table_json_text(found.table))}
        click.echo(json.dumps(body, ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.benchmark_id}\tversion {found.version}\t{found.title}\t{found.document_no}")
    click.echo(public.table_to_csv(found.table), nl=False)
