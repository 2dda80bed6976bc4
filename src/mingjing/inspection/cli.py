# SPDX-License-Identifier: Apache-2.0
"""Commands of the inspection room: plan, freeze, draw, replay, show."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from django.db import transaction

from mingjing.inspection import public
from mingjing.inspection.types import DrawDiffers, NewPlan, PlanView, Stage
from mingjing.kernel.clock import local_date, system_now
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import actor_for, system_actor
from mingjing.registry.types import Actor

_CORRUPT = 4
_SHOWN = 20
_PERCENT = Decimal(100)

_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_actor_option = click.option(
    "--as", "username", default="", help="Account in whose name to act; the system itself if none."
)


_dry_option = click.option("--dry-run", is_flag=True, help="Do it, print it, and undo it.")


@click.group()
def inspection() -> None:
    """Plans, replayable draws, tasks, leads."""


def _actor(username: str, now: datetime) -> Actor:
    return actor_for(username, local_date(now)) if username else system_actor()


@contextmanager
def _rehearsed(is_dry: bool) -> Iterator[None]:
    """With `is_dry`, everything done inside is rolled back, the ledger entry too."""
    with transaction.atomic():
        yield
        if is_dry:
            transaction.set_rollback(True)


def _say(body: dict[str, Any], as_json: bool) -> None:
    """Prints the outcome: JSON to machines, one line each to people."""
    if as_json:
        click.echo(json.dumps(body, ensure_ascii=False, default=str))
        return
    for name, value in body.items():
        click.echo(f"{name}: {value}")


@inspection.command("plan")
@click.option("--title", required=True, help="Title of the plan.")
@click.option("--title-en", default="", help="Its English title; the title if not given.")
@click.option("--agency", "agency_id", required=True, help="Id of the agency that inspects.")
@click.option("--region", default="", help="Region code; subjects outside are not candidates.")
@click.option("--from", "period_from", required=True, help="First day, YYYY-MM-DD.")
@click.option("--to", "period_to", required=True, help="Last day, YYYY-MM-DD.")
@click.option("--as-of", default="", help="Day of the scores; of the last scoring if not given.")
@click.option("--budget", required=True, type=click.IntRange(min=1), help="Visits in all.")
@click.option("--item", "items", multiple=True, required=True, help="Item code; may be repeated.")
@click.option("--random", "random_percent", default="15", help="Random share, per cent.")
@click.option("--statutory", "statutory_percent", default="0", help="Coverage share, per cent.")
@click.option("--area-floor", default="0", help="Floor of each area's part, per cent.")
@_dry_option
@_actor_option
@_json_option
def plan(username: str, as_json: bool, dry_run: bool, **given: Any) -> None:  # click's options
    """Draft a plan over the risk order of a day.

    Example: mingjing inspection plan --title "December" --agency agency_01 --from 2026-12-01
    --to 2026-12-31 --budget 200 --item food-hygiene --as planner
    """
    now = system_now()
    wanted = _new_plan(given)
    wanted = replace(wanted, model_id=public.scored_by(wanted.as_of))
    candidates = public.candidates(wanted)
    with _rehearsed(dry_run):
        plan_id = public.draft_plan(
            actor=_actor(username, now), now=now, plan=wanted, candidates=candidates
        )
        _say(_summary(public.plan(plan_id)), as_json)


def _new_plan(given: dict[str, Any]) -> NewPlan:  # click's options
    first = _day(given["period_from"])
    return NewPlan(
        title=given["title"],
        title_en=given["title_en"],
        period_from=first,
        period_to=_day(given["period_to"]),
        as_of=_day(given["as_of"]) if given["as_of"] else public.scored_last(first) or first,
        region=given["region"],
        agency_id=given["agency_id"],
        budget=given["budget"],
        random_share=_share(given["random_percent"]),
        items=tuple(given["items"]),
        statutory_share=_share(given["statutory_percent"]),
        area_floor=_share(given["area_floor"]),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a day, YYYY-MM-DD") from error


def _share(text: str) -> Decimal:
    try:
        return Decimal(text) / _PERCENT
    except ArithmeticError as error:
        raise click.BadParameter(f"{text!r} is not a number") from error


@inspection.command("freeze")
@click.argument("plan_id")
@click.option("--announce", default="", help="What public string will join the seed.")
@_dry_option
@_actor_option
@_json_option
def freeze(plan_id: str, *, announce: str, username: str, dry_run: bool, as_json: bool) -> None:
    """Confirm a plan and freeze its pool; the hash goes into the ledger.

    Example: mingjing inspection freeze plan_01k9 --announce "lottery of 2026-11-25" --as planner
    """
    now = system_now()
    with _rehearsed(dry_run):
        digest = public.freeze_pool(
            actor=_actor(username, now), now=now, plan_id=plan_id, announcement=announce
        )
        _say({"plan_id": plan_id, "pool_digest": digest}, as_json)


@inspection.command("draw")
@click.argument("plan_id")
@click.option("--public-string", default="", help="The string that was announced at freezing.")
@_dry_option
@_actor_option
@_json_option
def draw(plan_id: str, *, public_string: str, username: str, dry_run: bool, as_json: bool) -> None:
    """Draw subjects and officers from a frozen pool, once a checkpoint covers the freezing.

    Example: mingjing inspection draw plan_01k9 --as planner
    """
    now = system_now()
    with _rehearsed(dry_run):
        seed = public.draw(
            actor=_actor(username, now), now=now, plan_id=plan_id, public_string=public_string
        )
        _say({"seed": seed, **_summary(public.plan(plan_id))}, as_json)


@inspection.command("replay")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--vkey", default="", help="Verifier key of the log: the line itself or its file.")
@_json_option
def replay(file: Path, vkey: str, as_json: bool) -> None:
    """Replay a draw FILE bit for bit; needs nothing but the file. Ends with 4 if it differs.

    Example: mingjing inspection replay plan_01k9.draw.json --vkey var/ledger/vkey
    """
    try:
        report = public.replay_file(file.read_bytes(), _key_text(vkey))
    except DrawDiffers as error:
        if not as_json:
            raise
        _say({"verdict": "differs", "differs_in": error.detail["steps"]}, as_json)
        sys.exit(_CORRUPT)
    if as_json:
        _say({"verdict": "replays", **asdict(report)}, as_json)
        return
    for step in report.steps:
        click.echo(f"  same  {step}")
    click.echo(
        f"replays: {report.tasks} visits from {report.objects} objects "
        f"and {report.officers} officers, seed {report.seed}"
    )
    if not report.is_key_given:
        click.echo("note: checked with the key in the file; give --vkey to be sure of it", err=True)


def _key_text(vkey: str) -> str:
    """The key line: what was given, or what stands in the file that was given."""
    if not vkey or "+" in vkey:
        return vkey
    path = Path(vkey)
    if not path.is_file():
        raise click.UsageError(f"--vkey: {vkey} is neither a key line nor a file")
    return path.read_text(encoding="utf-8", errors="replace")


@inspection.command("show")
@click.argument("plan_id", required=False)
@_json_option
def show(plan_id: str | None, as_json: bool) -> None:
    """Show a plan, or the newest plans.

    Example: mingjing inspection show plan_01k9 --json
    """
    if plan_id:
        _say(_summary(public.plan(plan_id)), as_json)
        return
    found = [_summary(view) for view in public.plans(PageRequest(1, _SHOWN)).items]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, default=str))
        return
    for row in found:
        click.echo(f"{row['plan_id']}\t{row['stage']}\t{row['planned']} visits\t{row['title']}")


def _summary(view: PlanView) -> dict[str, Any]:
    lanes = {count.lane.value: count.tasks for count in public.lane_counts(view.plan_id)}
    body: dict[str, Any] = {
        "plan_id": view.plan_id,
        "title": view.title,
        "stage": view.stage.value,
        "period_from": view.period_from.isoformat(),
        "period_to": view.period_to.isoformat(),
        "budget": view.budget,
        "planned": sum(lanes.values()),
        "lanes": lanes,
        "random_places": view.random_take,
        "candidates": view.candidates,
        "frame": view.frame_size,
    }
    if view.stage != Stage.DRAFTED:
        found = public.draw_view(view.plan_id)
        body |= {"pool_digest": found.pool_digest, "seed": found.seed}
    return body
