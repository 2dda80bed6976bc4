# SPDX-License-Identifier: Apache-2.0
"""Commands of the risk room, thin over `public`."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from mingjing.kernel.clock import local_date, system_now
from mingjing.kernel.paging import PageRequest
from mingjing.kernel.progress import Progress as Tell
from mingjing.kernel.progress import silent
from mingjing.registry.public import actor_for, system_actor
from mingjing.registry.types import Actor
from mingjing.risk import public
from mingjing.risk.rules import card as reading
from mingjing.risk.types import Figures, Method, MethodRow, ModelCard, ModelView

_SHOWN = PageRequest(1, 20)
_WIDTH = 132
"""Columns that the widest table needs; a narrower terminal folds the line, not the cells."""
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_user = click.option("--user", default="", help="Act as this account instead of the system.")
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class _Day(click.ParamType[date]):
    """A day, YYYY-MM-DD."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:  # click's own signature
        """The day that a text says."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day, YYYY-MM-DD", param, ctx)


_as_of = click.option(
    "--as-of", type=_Day(), default=None, help="Only what happened before this day; today if none."
)


@click.group()
def risk() -> None:
    """Risk models and scores: evaluate, train, activate, score, show, check."""


@contextmanager
def _bar(is_quiet: bool) -> Iterator[Tell]:
    """A progress bar on stderr; none when the answer is JSON."""
    if is_quiet:
        yield silent
        return
    columns = (TextColumn("{task.description:<32}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda message, share: bar.update(task, description=message, completed=share)


def _acting(username: str) -> Actor:
    return actor_for(username, local_date(system_now())) if username else system_actor()


def _dump(value: object) -> None:
    click.echo(json.dumps(value, default=str, ensure_ascii=False, indent=2))


@risk.command("evaluate")
@click.argument("example_dir", type=_FOLDER)
@click.option("--workdir", type=click.Path(path_type=Path), help="Keep the compiled tables here.")
@_json
def evaluate(example_dir: Path, workdir: Path | None, as_json: bool) -> None:
    """What the learning reaches on the data of EXAMPLE_DIR, beside every baseline.

    Needs no database and records nothing.

    Example: mingjing risk evaluate examples/chicago --json
    """
    with _bar(as_json) as progress:
        found = public.evaluate_example(example_dir, workdir=workdir, progress=progress)
    if as_json:
        _dump(found)
        return
    published = found.get("published")
    if isinstance(published, Mapping):
        _console().print(_pairs("Published scores, recomputed", published))
    model = reading.method_row(Method.MODEL, found.get("model"))
    if model is None:
        click.echo("too few visits to fill windows of the past")
        return
    _console().print(_methods((model, *reading.baselines(found))))
    _console().print(_windows(model))


@risk.command("train")
@_as_of
@click.option(
    "--setting",
    "folder",
    type=_FOLDER,
    help="Example folder whose [evaluation] says which licences and areas count.",
)
@_user
@_json
@click.option("--dry-run", is_flag=True, help="Say what would be trained on, and stop.")
def train(
    as_of: date | None, user: str, as_json: bool, *, folder: Path | None, dry_run: bool
) -> None:
    """Train and evaluate a model on everything known before a day.

    The same input is recognised and repeats nothing.

    Example: mingjing risk train --as-of 2014-11-01 --setting examples/chicago
    """
    now = system_now()
    day = as_of or local_date(now)
    setting = public.example_setting(folder) if folder else public.Setting()
    if dry_run:
        same = public.trained_already(day, setting)
        _dump({"as_of": day, "would_train": same is None, "same_as": same and same.model_id})
        return
    with _bar(as_json) as progress:
        view = public.train(
            actor=_acting(user), now=now, as_of=day, setting=setting, progress=progress
        )
    if as_json:
        _dump(asdict(view))
        return
    if view.is_repeat:
        click.echo(f"{view.model_id}: trained before on the same input; nothing repeated")
    _say_card(public.model_card(view.model_id))


@risk.command("activate")
@click.argument("model")
@_user
@_json
@click.option("--dry-run", is_flag=True, help="Show the model, change nothing.")
def activate(model: str, user: str, as_json: bool, dry_run: bool) -> None:
    """Put MODEL in use; the one before it is retired. Refused without a dated evaluation.

    Example: mingjing risk activate model_01k9…
    """
    if dry_run:
        view = public.model_card(model).view
    else:
        view = public.activate(actor=_acting(user), now=system_now(), model_id=model)
    if as_json:
        _dump(asdict(view))
    else:
        click.echo(_line(view))


@risk.command("score")
@_as_of
@_user
@_json
@click.option("--dry-run", is_flag=True, help="Say which model would score, and stop.")
def score(as_of: date | None, user: str, as_json: bool, dry_run: bool) -> None:
    """Score every subject by the active model and store score and reasons.

    The same input is recognised and repeats nothing.

    Example: mingjing risk score --as-of 2014-11-01
    """
    now = system_now()
    day = as_of or local_date(now)
    if dry_run:
        active = public.active_model()
        _dump({"as_of": day, "model": active and active.model_id})
        return
    with _bar(as_json) as progress:
        run = public.score(actor=_acting(user), now=now, as_of=day, progress=progress)
    if as_json:
        _dump(asdict(run))
        return
    told = "scored before on the same input; nothing repeated" if run.is_repeat else "scored"
    click.echo(f"{run.run_id}: {run.count:,} subjects as of {run.as_of}, {told}")
    click.echo(f"digest {run.digest}  ledger entry {run.entry_id}")


@risk.command("show")
@click.argument("model", required=False)
@_json
def show(model: str | None, as_json: bool) -> None:
    """One MODEL with its evaluation, or all models and the newest scoring.

    Example: mingjing risk show
    """
    if model:
        card = public.model_card(model)
        if as_json:
            _dump(asdict(card))
        else:
            _say_card(card)
        return
    views, latest = public.models(_SHOWN).items, public.latest_run()
    if as_json:
        latest_json = asdict(latest) if latest else None
        _dump({"models": [asdict(view) for view in views], "latest_run": latest_json})
        return
    for view in views:
        click.echo(_line(view))
    if latest:
        click.echo(
            f"newest scoring {latest.run_id}: {latest.count:,} subjects as of {latest.as_of}"
        )


@risk.command("check")
@click.argument("run", required=False)
@_json
def check(run: str | None, as_json: bool) -> None:
    """Whether the stored scores of RUN (the newest if none) are those of the ledger.

    Ends with 4 when they are not.

    Example: mingjing risk check scoring_01k9…
    """
    latest = public.latest_run()
    run_id = run or (latest.run_id if latest else "")
    found = public.check_run(run_id)
    if as_json:
        _dump({"run_id": run_id, "verdict": "whole", "count": found.count, "digest": found.digest})
    else:
        click.echo(f"{run_id}: whole, {found.count:,} scores, digest {found.digest}")


def _line(view: ModelView) -> str:
    told = view.evaluated_on.isoformat() if view.evaluated_on else "never"
    return (
        f"{view.number:>3}  {view.model_id}  {view.status.en:<8} as of {view.as_of}  "
        f"evaluated {told}  {view.trained_rows:,} visits"
    )


def _say_card(card: ModelCard) -> None:
    click.echo(_line(card.view))
    if card.model is None:
        click.echo("no evaluation: too few visits to fill windows of the past")
        return
    _console().print(_methods((card.model, *card.baselines)))


def _console() -> Console:
    return Console(highlight=False, width=max(_WIDTH, Console().width))


_COLUMNS = (
    ("days earlier", "days_earlier", 2),
    ("within inspector", "within_inspector_days", 2),
    ("AUC", "auc", 3),
    ("first half", "first_half", 3),
    ("top tenth", "precision_at_10", 3),
    ("ECE", "ece", 3),
    ("area gap", "area_gap_days", 1),
)


def _methods(rows: tuple[MethodRow, ...]) -> Table:
    """Mean ± standard deviation over the windows, a line per method."""
    table = Table("order", title=f"Mean ± sd over {len(rows[0].windows)} windows", box=SIMPLE)
    for heading, _name, _places in _COLUMNS:
        table.add_column(heading, justify="right")
    for row in rows:
        method = row.method
        name = method.en if isinstance(method, Method) else method
        table.add_row(name, *(_pm(row, column, places) for _, column, places in _COLUMNS))
    return table


def _pm(row: MethodRow, column: str, places: int) -> str:
    mean, sd = _figure(row.mean, column), _figure(row.sd, column)
    if mean is None:
        return "–"
    return f"{mean:.{places}f}" + ("" if sd is None else f" ± {sd:.{places}f}")


def _windows(row: MethodRow) -> Table:
    table = Table("window", title="This model, window by window", box=SIMPLE)
    for heading, _name, _places in _COLUMNS:
        table.add_column(heading, justify="right")
    for window in row.windows:
        cells = [(_figure(window.figures, column), places) for _, column, places in _COLUMNS]
        table.add_row(window.name, *("–" if v is None else f"{v:.{p}f}" for v, p in cells))
    return table


def _figure(figures: Figures, column: str) -> float | None:
    value: float | None = getattr(figures, column)
    return value


def _pairs(title: str, told: Mapping[str, object]) -> Table:
    table = Table("figure", "value", title=title, box=SIMPLE)
    for name, value in told.items():
        table.add_row(name, str(value))
    return table
