# SPDX-License-Identifier: Apache-2.0
"""Commands of the ledger that work on the store of this installation."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from mingjing.kernel.clock import system_now
from mingjing.ledger.telling import as_json_option, progress, say
from mingjing.ledger.types import Follower, StampStanding, WitnessStanding
from mingjing.ledger.verify_commands import check_proof, check_stamp, verify
from mingjing.ledger.witness.commands import witness


@click.group()
def ledger() -> None:
    """The log of official acts: publish it, prove entries, verify it."""


for command in (verify, check_proof, check_stamp, witness):
    ledger.add_command(command)


@ledger.command("sequence")
@click.option("--dry-run", is_flag=True, help="Only say how many entries wait.")
@as_json_option
def sequence(dry_run: bool, as_json: bool) -> None:
    """Publish every committed entry and sign a checkpoint. Safe to run at any time.

    Example: mingjing ledger sequence
    """
    from mingjing.ledger import public

    count = 0 if dry_run else public.sequence(system_now())
    waiting = public.waiting_entries()
    head = public.head()
    size = head.size if head else 0
    if as_json:
        say({"sequenced": count, "waiting": waiting, "size": size})
        return
    done = f"waiting: {waiting}" if dry_run else f"published: {count}"
    click.echo(f"{done}; the log has {size} entries")


@ledger.command("cosign")
@as_json_option
def cosign(as_json: bool) -> None:
    """Ask the witnesses of the settings to cosign the newest checkpoint.

    `mingjing serve` does so by itself. A witness that failed a moment ago is not asked again yet.

    Example: mingjing ledger cosign --json
    """
    from mingjing.ledger import public

    signed = public.cosign(system_now())
    standing = public.witnesses()
    if as_json:
        say({"cosigned": signed, "witnesses": [_witness_row(one) for one in standing]})
        return
    click.echo(f"cosigned now: {signed}")
    _tell_witnesses(standing)


@ledger.command("stamp")
@as_json_option
def stamp(as_json: bool) -> None:
    """Have the newest checkpoint stamped by the authority of the settings (RFC 3161), if due.

    `mingjing serve` does so by itself.

    Example: mingjing ledger stamp --json
    """
    from mingjing.ledger import public

    stamped = public.stamp(system_now())
    standing = public.stamps()
    if as_json:
        say({"stamped": stamped, "timestamp": _stamp_row(standing)})
        return
    click.echo(f"stamped now: {stamped}")
    _tell_stamps(standing)


@ledger.command("follow")
@as_json_option
@click.pass_obj
def follow(wired: Callable[[], Sequence[Follower]] | None, as_json: bool) -> None:
    """Hand new entries to the followers that `mingjing` has wired.

    Example: mingjing ledger follow
    """
    from mingjing.ledger import public

    if wired is None:
        raise click.UsageError("no followers are wired here; run it through `mingjing`")
    reports = public.follow(wired(), system_now())
    if as_json:
        say({"followers": [asdict(report) for report in reports]})
        return
    for report in reports:
        told = f"{report.name}: {report.handled} handled, at {report.position} {report.failure}"
        click.echo(told.rstrip())


@ledger.command("status")
@as_json_option
def status(as_json: bool) -> None:
    """The published head, what waits, how far each follower has read, who attested it.

    Example: mingjing ledger status --json
    """
    from mingjing.ledger import public

    head = public.head()
    cursors = public.cursors()
    witnesses, stamps = public.witnesses(), public.stamps()
    if as_json:
        say(
            {
                "size": head.size if head else 0,
                "root": head.root if head else "",
                "at": head.at.isoformat() if head else "",
                "waiting": public.waiting_entries(),
                "followers": [
                    {"name": c.name, "position": c.position, "failure": c.failure} for c in cursors
                ],
                "witnesses": [_witness_row(one) for one in witnesses],
                "timestamp": _stamp_row(stamps),
            }
        )
        return
    click.echo(f"size {head.size} root {head.root} at {head.at}" if head else "nothing published")
    click.echo(f"waiting: {public.waiting_entries()}")
    for cursor in cursors:
        click.echo(f"follower {cursor.name}: at {cursor.position} {cursor.failure}".rstrip())
    _tell_witnesses(witnesses)
    _tell_stamps(stamps)


@ledger.command("proof")
@click.argument("entry_id")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def proof(entry_id: str, out: Path | None) -> None:
    """Print the proof of an entry (c2sp.org/tlog-proof@v1), or write it to a file.

    Example: mingjing ledger proof entry_01k9… --out entry.tlog-proof
    """
    from mingjing.ledger import public

    text = public.proof(entry_id)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


@ledger.command("audit")
@as_json_option
def audit(as_json: bool) -> None:
    """Compare every row of the database with the published log.

    Example: mingjing ledger audit
    """
    from mingjing.ledger import public

    with progress() as bar:
        task = bar.add_task("audit", total=1.0)
        count = public.audit(lambda message, share: bar.update(task, completed=share))
    if as_json:
        say({"agrees": True, "entries": count})
    else:
        click.echo(f"the database agrees with the published log: {count} entries")


@ledger.command("bench")
@click.option("--entries", default=200_000, show_default=True, help="Entries to write.")
@click.option("--group", default=4096, show_default=True, help="Entries per commit.")
@click.option("--proof-size", default=10_000_000, show_default=True, help="Leaves to prove in.")
@click.option("--proofs", default=1000, show_default=True, help="Proofs to time.")
@as_json_option
def bench(entries: int, group: int, proof_size: int, proofs: int, as_json: bool) -> None:
    """Measure durable entries per second and proof time, in a temporary folder.

    Example: mingjing ledger bench --json
    """
    from mingjing.ledger.bench.run import Plan, measure

    plan = Plan(entries=entries, group=group, proof_size=proof_size, proofs=proofs)
    with progress() as bar:
        task = bar.add_task("bench", total=1.0)
        result = measure(
            plan, lambda message, share: bar.update(task, description=message, completed=share)
        )
    if as_json:
        say(result)
        return
    for name, value in result.items():
        click.echo(f"{name}: {value}")


def _witness_row(one: WitnessStanding) -> dict[str, object]:
    return {
        "name": one.name,
        "vkey": one.vkey,
        "size": one.size,
        "at": one.at.isoformat() if one.at else "",
        "trouble": one.trouble.value,
        "seen_size": one.seen_size,
    }


def _stamp_row(standing: StampStanding | None) -> dict[str, object]:
    if standing is None:
        return {}
    newest = standing.newest
    return {
        "size": newest.size if newest else 0,
        "at": newest.at.isoformat() if newest else "",
        "authority": newest.authority if newest else "",
        "trouble": standing.trouble.value,
    }


def _tell_witnesses(standing: Sequence[WitnessStanding]) -> None:
    for one in standing:
        trouble = f" TROUBLE: {one.trouble.en}" if one.trouble else ""
        if one.trouble.is_alarm:
            trouble += f" (it knows {one.seen_size} entries)"
        click.echo(f"witness {one.name}: cosigned up to {one.size}{trouble}")


def _tell_stamps(standing: StampStanding | None) -> None:
    if standing is None:
        return
    newest = standing.newest
    told = f"{newest.size} entries at {newest.at} by {newest.authority}" if newest else "none yet"
    trouble = f" TROUBLE: {standing.trouble.en}" if standing.trouble else ""
    click.echo(f"timestamp: {told}{trouble}")
