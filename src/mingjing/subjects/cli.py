# SPDX-License-Identifier: Apache-2.0
"""Commands of the subjects."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from mingjing.catalog.public import canonical_from_example
from mingjing.engines.batch import open_engine
from mingjing.kernel.clock import system_now
from mingjing.kernel.paging import PageRequest
from mingjing.kernel.progress import Progress as Tell
from mingjing.kernel.progress import part
from mingjing.registry.public import system_actor
from mingjing.subjects import public
from mingjing.subjects.evaluation import evaluate as measure
from mingjing.subjects.matching import SHIPPED_MODEL, load_model, save_model, train
from mingjing.subjects.resolution.forms import make_training_forms
from mingjing.subjects.resolution.gather import gather
from mingjing.subjects.resolution.run import Setting
from mingjing.subjects.rules.bands import SHIPPED_BANDS, Bands

_EXAMPLE = click.argument(
    "example_dir", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def _bar(title: str) -> Iterator[Tell]:
    """A progress bar on stderr that disappears at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(title, total=1.0)
        yield lambda message, share: shown.update(task, description=message, completed=share)


def _print(body: object) -> None:
    click.echo(json.dumps(body, ensure_ascii=False, indent=1, default=str))


@click.group()
def subjects() -> None:
    """Premises and owners: resolve, search, show, measure."""


@subjects.command("resolve")
@_JSON
@click.option("--dry-run", is_flag=True, help="Only say whether there is anything new to resolve.")
def resolve(as_json: bool, dry_run: bool) -> None:
    """Resolve the records in the lake into subjects. The same input repeats nothing.

    Example: mingjing subjects resolve --json
    """
    if dry_run:
        is_due = public.is_due()
        _print({"due": is_due}) if as_json else click.echo("due" if is_due else "nothing new")
        return
    with _bar("resolve") as tell:
        found = public.resolve(actor=system_actor(), now=system_now(), progress=tell)
    if as_json:
        _print(asdict(found))
        return
    click.echo(
        f"{'nothing new' if found.is_repeat else 'resolved'}: {found.records} records, "
        f"{found.premises} premises, {found.entities} owners; {found.created} new, "
        f"{found.merged} merged, {found.split} split; {found.review} pairs and "
        f"{found.conflicts} licence conflicts to review ({found.seconds} s)"
    )


@subjects.command("evaluate")
@_EXAMPLE
@_JSON
@click.option("--accept", type=float, default=SHIPPED_BANDS.accept, help="Accept from, in bits.")
def evaluate(example_dir: Path, as_json: bool, accept: float) -> None:
    """Measure the linking of EXAMPLE_DIR by hiding licence numbers that are known.

    Example: mingjing subjects evaluate examples/chicago --json
    """
    with tempfile.TemporaryDirectory(prefix="mingjing-") as folder, _bar("evaluate") as tell:
        work = Path(folder)
        with open_engine(work) as engine:
            tables = canonical_from_example(
                example_dir, engine=engine, workdir=work, progress=part(tell, 0.0, 0.3)
            )
            setting = Setting(load_model(), Bands(accept, min(accept, SHIPPED_BANDS.review)))
            found = measure(engine, tables, setting, part(tell, 0.3, 1.0))
    if as_json:
        _print(asdict(found))
        return
    click.echo(f"model {found.model}, accept from {found.bands.accept} bits")
    click.echo("test     hidden  precision  recall  B3 precision  B3 recall")
    for row in found.tests:
        click.echo(
            f"{row.test:8} {row.hidden:6} {row.precision:10.4f} {row.recall:7.4f} "
            f"{row.bcubed_precision:13.4f} {row.bcubed_recall:10.4f}"
        )


@subjects.command("train")
@_EXAMPLE
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=None, help="Where to write."
)
@click.option("--dry-run", is_flag=True, help="Train, but write nothing.")
def train_model(example_dir: Path, out: Path | None, dry_run: bool) -> None:
    """Learn the linking model from the licence numbers of EXAMPLE_DIR. Deterministic.

    Example: mingjing subjects train examples/chicago --out model.json
    """
    with tempfile.TemporaryDirectory(prefix="mingjing-") as folder, _bar("train") as tell:
        work = Path(folder)
        with open_engine(work) as engine:
            tables = canonical_from_example(
                example_dir, engine=engine, workdir=work, progress=part(tell, 0.0, 0.3)
            )
            gather(engine, tables)
            forms = make_training_forms(engine)
            tell("count agreements", 0.5)
            model = train(forms, {"example": example_dir.name, "forms": forms.num_rows})
    target = out or SHIPPED_MODEL
    if not dry_run:
        save_model(model, target)
        click.echo(f"written: {target}", err=True)
    for field, levels in model.shares.items():
        for level in levels:
            click.echo(f"{field:12} {level:14} {model.weight(field, level) or 0.0:7.2f} bits")


@subjects.command("search")
@click.argument("text")
@click.option("--page", default=1, help="Page of the result.")
@_JSON
def search(text: str, page: int, as_json: bool) -> None:
    """Find subjects by name, address, licence number or code.

    Example: mingjing subjects search "starbucks clark"
    """
    found = public.search(text, PageRequest(max(1, page), 20))
    if as_json:
        _print({"total": found.total, "items": [asdict(view) for view in found.items]})
        return
    for view in found.items:
        click.echo(
            f"{view.subject_id}\t{view.kind}\t{view.licence_no}\t{view.name}\t{view.address}"
        )
    click.echo(f"{found.total} found", err=True)


@subjects.command("show")
@click.argument("subject_id")
@_JSON
def show(subject_id: str, as_json: bool) -> None:
    """One subject: identity, latest events, latest records with their reasons.

    Example: mingjing subjects show subject_01m83t…
    """
    view = public.subject(subject_id)
    latest = PageRequest(1, 20)
    events, links = (
        public.timeline(view.subject_id, latest),
        public.links_of(view.subject_id, latest),
    )
    if as_json:
        _print(
            {
                "subject": asdict(view),
                "identity": asdict(public.identity(view.subject_id)),
                "events": [asdict(event) for event in events.items],
                "links": [asdict(link) for link in links.items],
            }
        )
        return
    click.echo(f"{view.name}\n{view.address}\n{view.kind} {view.licence_no} {view.records} records")
    for event in events.items:
        click.echo(f"{event.on}\t{event.kind}\t{event.what}\t{event.outcome}\t{event.record_id}")
    for link in links.items:
        reasons = ", ".join(f"{c.field} {c.agreement}" for c in link.why.fields)
        click.echo(f"{link.record_id}\t{link.kind}\t{link.why.rule}\t{reasons}")
