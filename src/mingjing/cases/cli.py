# SPDX-License-Identifier: Apache-2.0
"""Commands of the cases room."""

import json
from dataclasses import asdict
from dataclasses import replace as dc_replace
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from mingjing.cases import public
from mingjing.cases.queries.lists import CaseFilter
from mingjing.cases.types.benchmark_replay import BenchmarkReplay, Period
from mingjing.cases.types.views import Difference, ReplayReport
from mingjing.kernel.canonical import digest
from mingjing.kernel.clock import local_date, system_now
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import (
    actor_for,
    benchmark,
    system_actor,
    table_from_file,
    table_to_json,
)

_REFUSED = 1


@click.group()
def cases() -> None:
    """Cases: list them, see what is lawful next, replay every gate."""


@cases.command("list")
@click.option("--agency", default="", help="Only cases of this agency.")
@click.option("--open", "only_open", is_flag=True, help="Only cases that are not closed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_cases(agency: str, only_open: bool, as_json: bool) -> None:
    """The first hundred cases, open ones by what is due first. Names of parties are left out.

    Example: mingjing cases list --open --json
    """
    where = CaseFilter(agency_id=agency, is_open=True if only_open else None)
    found = public.cases(where, PageRequest(1, 100), local_date(system_now()), public.DUE_FIRST)
    lines = [
        {
            "case_id": line.case_id,
            "number": line.number,
            "stage": line.stage.value,
            "opened_on": line.opened_on.isoformat(),
            "due_on": line.due_on.isoformat() if line.due_on else None,
            "fine_fen": line.fine_fen,
        }
        for line in found.items
    ]
    if as_json:
        click.echo(json.dumps({"total": found.total, "cases": lines}, ensure_ascii=False))
        return
    for line in lines:
        click.echo("\t".join(str(value or "-") for value in line.values()))


@cases.command("next")
@click.argument("case_id")
@click.option("--as", "username", required=True, help="User name of the person who would act.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def next_steps(case_id: str, username: str, as_json: bool) -> None:
    """What is lawful now in CASE_ID, what is not, and why.

    Example: mingjing cases next case_01k9… --as handler
    """
    now = system_now()
    actor = actor_for(username, local_date(now))
    steps = [
        {
            "step": step.kind.act,
            "open": step.is_open,
            "permitted": step.is_permitted,
            "refusal": step.refusal.problem("en") if step.refusal else None,
            "papers": [{"form": form.id, "step": seq} for form, seq in step.papers],
        }
        for step in public.next_steps(case_id, actor=actor, now=now)
    ]
    if as_json:
        click.echo(json.dumps(steps, ensure_ascii=False))
        return
    for step in steps:
        refusal = step["refusal"]
        why = f"  {refusal['detail']} [{refusal['article']}]" if isinstance(refusal, dict) else ""
        click.echo(f"{'+' if step['open'] else '-'} {step['step']}{why}")
        for paper in step["papers"] if isinstance(step["papers"], list) else ():
            click.echo(f"  + make the document {paper['form']}, step {paper['step']}")


@cases.command("replay")
@click.argument("case_id", required=False)
@click.option("--all", "every", is_flag=True, help="Replay every case.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def replay(context: click.Context, case_id: str | None, every: bool, as_json: bool) -> None:
    """Ask every gate of every step again; exit 1 where something differs.

    Example: mingjing cases replay --all --json
    """
    if every == bool(case_id):
        raise click.UsageError("give CASE_ID, or --all")
    report = _all() if every else public.replay_case(str(case_id))
    if as_json:
        click.echo(json.dumps(asdict(report) | {"is_clean": report.is_clean}, ensure_ascii=False))
    else:
        click.echo(f"{report.cases} cases, {report.steps} steps, {report.gates} gates asked again")
        for one in report.differences:
            place = f"{one.case_id} step {one.seq} {one.what}"
            click.echo(f"differs: {place}: {one.recorded!r} then, {one.replayed!r} now")
    if not report.is_clean:
        context.exit(_REFUSED)


@cases.command("check-files")
@click.argument("case_id", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def check_files(context: click.Context, case_id: str | None, as_json: bool) -> None:
    """Read the files of evidence again, of CASE_ID or of all; exit 1 where one is not the same.

    Example: mingjing cases check-files --json
    """
    count, wrong = 0, []
    for one in public.check_files(case_id or ""):
        count += 1
        if not one.is_same:
            wrong.append(one)
    if as_json:
        click.echo(json.dumps({"files": count, "wrong": [asdict(one) for one in wrong]}))
    else:
        click.echo(f"{count} files read again, {len(wrong)} missing or changed")
        for one in wrong:
            click.echo(f"{one.case_id} step {one.seq}: {one.digest} is {one.found or 'missing'}")
    if wrong:
        context.exit(_REFUSED)


def _all() -> ReplayReport:
    cases_seen = steps = gates = 0
    found: list[Difference] = []
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("replay", total=None)
        for report in public.replay_all():
            cases_seen += report.cases
            steps += report.steps
            gates += report.gates
            found.extend(report.differences)
            bar.advance(task)
    return ReplayReport(cases_seen, steps, gates, tuple(found))


@cases.command("findings")
@click.argument("case_id", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def findings(case_id: str | None, as_json: bool) -> None:
    """What supervision finds in CASE_ID, or in every case: every gate asked again, every term.

    Example: mingjing cases findings --json
    """
    now = system_now()
    if case_id:
        flagged = [(case_id, public.findings(case_id, now))]
    else:
        flagged = [(one.case_id, one.findings) for one in public.all_flagged(now)]
    rows = [
        {
            "case_id": case,
            "kind": one.kind.value,
            "rule": one.kind.rule,
            "breached": one.breached,
            "step": one.seq,
            "on": one.on.isoformat(),
        }
        for case, found in flagged
        for one in found
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo("\t".join(str(value) for value in row.values()))


@cases.command("replay-benchmark")
@click.argument("draft")
@click.option(
    "--table",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table (dmn, csv, json) to replay in place of the draft's own.",
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day of decision.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of decision.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def replay_benchmark(
    draft: str, table: Path | None, since: datetime | None, until: datetime | None, as_json: bool
) -> None:
    """What DRAFT (id of a benchmark, in whatever state) would have meant for past cases.

    Nothing is written; money is fen.

    Example: mingjing cases replay-benchmark benchmark_01k9… --table stricter.csv --json
    """
    view = benchmark(draft)
    if table is not None:
        laid = table_from_file(table.read_bytes())
        view = dc_replace(view, table=laid, digest=digest(table_to_json(laid)))
    period = Period(since.date() if since else None, until.date() if until else None)
    found = public.replay_benchmark(view, period)
    if as_json:
        click.echo(json.dumps(_benchmark_json(found), ensure_ascii=False))
        return
    for name, figure in found.summary().items():
        click.echo(f"{name}\t{figure}")
    for move in found.moves:
        click.echo(f"{move.old or '-'} -> {move.new}\t{move.count}")
    for one in found.undecided:
        click.echo(f"{one.silence.why.en}: {', '.join(one.silence.factors) or '-'}\t{one.count}")


def _benchmark_json(found: BenchmarkReplay) -> dict[str, object]:
    return {
        "benchmark_id": found.benchmark_id,
        "table_digest": found.table_digest,
        **found.summary(),
        "left_out": asdict(found.left_out),
        "moves": [asdict(one) for one in found.moves],
        "undecided": [{**asdict(one.silence), "count": one.count} for one in found.undecided],
        "before": [asdict(one) for one in found.before],
        "after": [asdict(one) for one in found.after],
        "outliers": [
            {"case_id": row.past.case_id, "fine_fen": row.past.fine_fen, **asdict(row.now)}
            for row in found.outliers
        ],
        "digest": found.digest,
    }


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
