# SPDX-License-Identifier: Apache-2.0
"""Commands of the lists: what is in force, import a file as a draft, export a file."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from mingjing.kernel.clock import local_date, system_now
from mingjing.registry import public
from mingjing.registry.types import (
    ListedItem,
    ListInvalid,
    ListKind,
    ListProblem,
    NewList,
)

_REFUSED = 1
_KINDS = [kind.value for kind in ListKind]
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_on_option = click.option("--on", "on_text", default="", help="Day, YYYY-MM-DD; today if none.")
_agency_option = click.option("--agency", "agency_id", default="", help="Id of one agency only.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else local_date(system_now())
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a day, YYYY-MM-DD") from error


def _row(kind: ListKind, one: ListedItem) -> dict[str, str]:
    return {
        "list_version_id": one.list_version_id,
        "digest": one.digest,
        **public.row_of(kind, one.item),
    }


@click.command("lists")
@click.option("--kind", "kind_text", type=click.Choice(_KINDS), help="Items of one kind of list.")
@_on_option
@_agency_option
@_json_option
def lists(kind_text: str | None, on_text: str, agency_id: str, *, as_json: bool) -> None:
    """How much of each list is in force on a day, or the items of one kind.

    Example: mingjing registry lists --kind power --on 2027-01-01 --json
    """
    on = _day(on_text)
    if kind_text is None:
        counts = [(one.kind, one.lists, one.items) for one in public.list_counts(on)]
        _say([{"kind": k.value, "lists": n, "items": m} for k, n, m in counts], as_json)
        return
    kind = ListKind(kind_text)
    found = public.list_on(kind, on, agency_id)
    if as_json:
        _say([_row(kind, one) for one in found], as_json)
        return
    for one in found:
        click.echo(f"{one.item.code}\t{one.item.agency_id}\t{one.item.name}")


def _say(rows: Iterable[dict[str, object]] | list[dict[str, str]], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False))
        return
    for row in rows:
        click.echo("\t".join(str(value) for value in row.values()))


@click.command("import-list")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", "kind_text", required=True, type=click.Choice(_KINDS), help="Kind of list.")
@click.option("--agency", "agency_id", required=True, help="Id of the agency whose list it is.")
@click.option("--region", default="", help="Region code; that of the agency if none.")
@click.option("--from", "from_text", required=True, help="First day, YYYY-MM-DD.")
@click.option("--as", "username", required=True, help="Account in whose name to draft.")
@click.option("--dry-run", is_flag=True, help="Only name the problems; keep nothing.")
@_json_option
def import_list(file: Path, *, dry_run: bool, as_json: bool, **given: str) -> None:
    """Draft a list from a CSV or JSON FILE; review and publication are done on the pages.

    Example: mingjing registry import-list powers.csv --kind power --agency agency_01
    --from 2027-01-01 --as admin --dry-run
    """
    now = system_now()
    kind, first = ListKind(given["kind_text"]), _day(given["from_text"])
    reading = public.read_list(kind, file.read_bytes())
    region = given["region"] or public.agency(given["agency_id"]).region
    draft = NewList(kind, given["agency_id"], region, first, reading.items)
    problems = reading.problems or public.draft_problems(draft, local_date(now))
    for problem in problems:
        click.echo(_line(problem), err=True)
    if reading.problems:
        raise ListInvalid(count=len(problems), **_first(problems))
    made = ""
    if not dry_run:
        actor = public.actor_for(given["username"], local_date(now))
        made = public.draft_list(actor=actor, now=now, draft=draft)
    notes = sum(one.is_note for one in problems)
    body = {"list_version_id": made, "items": len(reading.items), "notes": notes}
    body["problems"] = len(problems) - notes
    click.echo(json.dumps(body) if as_json else "\n".join(f"{k}: {v}" for k, v in body.items()))
    if dry_run and body["problems"]:
        sys.exit(_REFUSED)


def _line(problem: ListProblem) -> str:
    where = f"row {problem.row}, {problem.column or '-'}" if problem.row else problem.column or "-"
    mark = "note" if problem.is_note else "problem"
    return f"{mark} at {where}: {problem.error.text('en')}"


def _first(problems: tuple[ListProblem, ...]) -> dict[str, str]:
    return {"zh_first": problems[0].message("zh"), "en_first": problems[0].message("en")}


@click.command("export-list")
@click.argument("kind_text", metavar="KIND", type=click.Choice(_KINDS))
@click.option("--version", "list_version_id", default="", help="One version instead of a day.")
@click.option(
    "--format", "form", type=click.Choice(["csv", "json"]), default="csv", help="Kind of file."
)
@_on_option
@_agency_option
def export_list(
    kind_text: str, list_version_id: str, form: str, on_text: str, agency_id: str
) -> None:
    """Print the items of a KIND of list on a day as a file that import-list reads.

    Example: mingjing registry export-list power --on 2027-01-01 --format json
    """
    kind, on = ListKind(kind_text), _day(on_text)
    found = (
        public.list_items(list_version_id)
        if list_version_id
        else public.list_on(kind, on, agency_id)
    )
    items = [one.item for one in found]
    about = {"version": list_version_id} if list_version_id else {"on": on.isoformat()}
    text = (
        public.write_json(kind, items, about) if form == "json" else public.write_csv(kind, items)
    )
    click.echo(text.encode(), nl=False)


COMMANDS = (lists, import_list, export_list)
