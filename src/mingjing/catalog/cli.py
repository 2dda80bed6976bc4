# SPDX-License-Identifier: Apache-2.0
"""Commands of the catalogue, thin over `public`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from mingjing.catalog import public
from mingjing.catalog.types import BatchView, Intake, ResourceView
from mingjing.kernel.clock import local_date, system_now
from mingjing.kernel.paging import PageRequest
from mingjing.kernel.progress import Progress as Tell
from mingjing.kernel.progress import silent
from mingjing.registry.public import actor_for, system_actor
from mingjing.registry.types import Actor

_EVERYTHING = PageRequest(1, 1000)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_user = click.option("--user", default="", help="Act as this account instead of the system.")
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(path_type=Path)


@click.group()
def catalog() -> None:
    """Resources, batches taken in, the canonical model."""


@contextmanager
def _bar(is_quiet: bool) -> Iterator[Tell]:
    """A progress bar on stderr; none when the answer is JSON."""
    if is_quiet:
        yield silent
        return
    columns = (TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda message, share: bar.update(task, description=message, completed=share)


def _acting(username: str) -> Actor:
    return actor_for(username, local_date(system_now())) if username else system_actor()


def _dump(value: object) -> None:
    click.echo(json.dumps(value, default=str, ensure_ascii=False, indent=2))


@catalog.command("connect")
@click.argument("example_dir", type=_FOLDER)
@_user
@_json
@click.option("--dry-run", is_flag=True, help="Read and check the folder only.")
def connect(example_dir: Path, user: str, as_json: bool, dry_run: bool) -> None:
    """Connect the department that EXAMPLE_DIR describes, and take in its files.

    Safe to run again: what is there is left as it is.

    Example: mingjing catalog connect examples/chicago
    """
    if dry_run:
        example = public.load_example(example_dir)
        _dump({"example": example.id, "resources": [spec.id for spec in example.resources]})
        return
    with _bar(as_json) as progress:
        done = public.connect_example(
            actor=_acting(user), now=system_now(), example_dir=example_dir, progress=progress
        )
    if as_json:
        _dump({**asdict(done), "new_batches": done.new_batches})
        return
    for intake in done.intakes:
        _say(intake)


def _say(intake: Intake) -> None:
    batch = intake.batch
    if not intake.is_new:
        click.echo(f"{batch.resource_id}: taken in before as {batch.batch_id}; nothing repeated")
        return
    click.echo(
        f"{batch.resource_id}: {batch.rows:,} rows, {batch.accepted:,} accepted, "
        f"{batch.quarantined:,} in quarantine, grade {batch.grade}"
    )
    for table in batch.tables:
        click.echo(f"  {table.table:<16} {table.written:>9,} of {table.taken:,}")


@catalog.command("take-in")
@click.argument("resource")
@click.argument("file", type=_FILE)
@_user
@_json
@click.option("--dry-run", is_flag=True, help="Check and compile, take nothing in.")
def take_in(resource: str, file: Path, user: str, as_json: bool, dry_run: bool) -> None:
    """Take in FILE as a batch of RESOURCE.

    Example: mingjing catalog take-in canvass canvass_2015.csv --dry-run
    """
    actor = _acting(user)
    with _bar(as_json) as progress:
        if dry_run:
            report = public.rehearse(
                actor=actor, resource_id=resource, file=file, progress=progress
            )
            _dump(report.as_dict())
            return
        intake = public.take_in(
            actor=actor, now=system_now(), resource_id=resource, file=file, progress=progress
        )
    if as_json:
        _dump(asdict(intake))
    else:
        _say(intake)


@catalog.command("list")
@_json
def list_resources(as_json: bool) -> None:
    """All resources with their rows, quality and sharing attribute.

    Example: mingjing catalog list --json
    """
    views = public.resources(_EVERYTHING).items
    if as_json:
        _dump([_brief(view) for view in views])
        return
    for view in views:
        grade = view.newest.grade if view.newest else "-"
        click.echo(
            f"{view.resource_id:<20} {view.rows:>10,}  {grade}  {view.entry.sharing:<14} "
            f"{view.entry.name.en}"
        )


def _brief(view: ResourceView) -> dict[str, object]:
    return {
        "resource_id": view.resource_id,
        "name": asdict(view.entry.name),
        "rows": view.rows,
        "sharing": view.entry.sharing,
        "version": view.version,
        "newest_batch": view.newest.batch_id if view.newest else None,
        "grade": view.newest.grade if view.newest else None,
    }


@catalog.command("show")
@click.argument("resource")
@_json
def show(resource: str, as_json: bool) -> None:
    """One RESOURCE: its catalogue entry and its batches.

    Example: mingjing catalog show canvass
    """
    view = public.resource(resource)
    batches = public.batches(resource, _EVERYTHING).items
    if as_json:
        _dump({"resource": asdict(view), "batches": [_line(batch) for batch in batches]})
        return
    click.echo(f"{view.resource_id}  {view.entry.name.en} ({view.entry.name.zh})")
    click.echo(f"  provider {view.agency_en}; standard {view.standard}; version {view.version}")
    for batch in batches:
        state = "counts" if batch.is_current else "replaced"
        click.echo(
            f"  {batch.batch_id}  {batch.taken_in_at:%Y-%m-%d %H:%M}  {batch.accepted:,} of "
            f"{batch.rows:,}  grade {batch.grade}  {state}"
        )


def _line(batch: BatchView) -> dict[str, object]:
    whole = asdict(batch)
    del whole["report"]
    return whole


@catalog.command("quarantine")
@click.argument("batch")
@click.option("--csv", "as_csv", is_flag=True, help="All rows as CSV, unmasked, for correction.")
@_user
@_json
def quarantine(batch: str, as_csv: bool, user: str, as_json: bool) -> None:
    """Rows of BATCH that wait for correction. `--csv` leaves a ledger entry.

    Example: mingjing catalog quarantine batch_01k9… --csv --user zhao > wrong.csv
    """
    if as_csv:
        actor = _acting(user)
        text = public.release_quarantine(
            actor=actor, now=system_now(), batch_id=batch, language="en"
        )
        click.echo(text, nl=False)
        return
    page = public.waiting_rows(batch, _EVERYTHING, "en")
    if as_json:
        _dump([asdict(row) for row in page.items])
        return
    for row in page.items:
        click.echo(f"row {row.row_no}: {row.problems}")
    click.echo(f"{page.total} rows wait", err=True)


@catalog.command("correct")
@click.argument("batch")
@click.argument("file", type=_FILE)
@_user
@_json
def correct(batch: str, file: Path, user: str, as_json: bool) -> None:
    """Take in corrected rows (FILE) of the quarantine of BATCH.

    Example: mingjing catalog correct batch_01k9… corrected.csv --user zhao
    """
    with _bar(as_json) as progress:
        intake = public.correct_rows(
            actor=_acting(user), now=system_now(), batch_id=batch, file=file, progress=progress
        )
    if as_json:
        _dump(asdict(intake))
    else:
        _say(intake)


@catalog.command("model")
def model() -> None:
    """The reference page of the canonical model, as Markdown.

    Example: mingjing catalog model > docs/reference/canonical-model.md
    """
    click.echo(public.canonical_page(), nl=False)


@catalog.command("tidy")
@_json
def tidy(as_json: bool) -> None:
    """Remove files of killed intakes that no batch has named for a day.

    Example: mingjing catalog tidy
    """
    removed = public.tidy_lake(system_now())
    if as_json:
        _dump({"removed": list(removed)})
        return
    click.echo(f"{len(removed)} files removed")
