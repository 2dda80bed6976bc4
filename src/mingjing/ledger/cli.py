# SPDX-License-Identifier: Apache-2.0
"""Commands of the ledger. `verify` and `verify-proof` need only files: no database, no settings."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TimeElapsedColumn

from mingjing.kernel.clock import system_now
from mingjing.ledger.types import Follower, LogBroken, LogUnreachable, ProofBroken
from mingjing.ledger.witness.commands import witness
from mingjing_verify.log.errors import Broken, Unreachable
from mingjing_verify.log.notes import (
    MAX_NOTE_BYTES,
    SignedHead,
    VerifierKey,
    open_checkpoint,
    parse_vkey,
)
from mingjing_verify.log.proofs import verify_payload, verify_proof
from mingjing_verify.log.sources import Source, source_of
from mingjing_verify.log.whole import Report, verify_log

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
vkey_option = click.option("--vkey", default="", help="Verifier key: the line itself or its file.")


@click.group()
def ledger() -> None:
    """The log of official acts: publish it, prove entries, verify it."""


ledger.add_command(witness)


@ledger.command("verify")
@click.argument("place")
@vkey_option
@click.option(
    "--known",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier checkpoint you kept; its history must still be there. May be repeated.",
)
@as_json_option
def verify(place: str, vkey: str, known: tuple[Path, ...], as_json: bool) -> None:
    """Check a whole log from its files at PLACE, a folder or an http(s) address.

    Needs nothing but the files. Exit codes: 0 whole, 3 unreachable, 4 broken.

    Example: mingjing ledger verify var/ledger --vkey var/keys/ledger.vkey
    """
    try:
        source = source_of(place)
        key = parse_vkey(_key_text(vkey) or _key_of_log(source))
        heads = [open_checkpoint(path.read_bytes(), key, str(path)) for path in known]
        report = _verify_with_progress(source, key, heads)
    except Broken as error:
        if as_json:
            _print({"verified": False, "reason": error.reason.name.lower(), "where": error.where})
        reason = error.reason
        raise LogBroken(where=error.where, zh_reason=reason.zh, en_reason=reason.en) from error
    except Unreachable as error:
        raise LogUnreachable(reason=error) from error
    found = {
        "verified": True,
        "origin": report.origin,
        "size": report.size,
        "root": report.root,
        "files": report.files,
        "known": len(heads),
        "key_from": "argument" if vkey else "log",
    }
    if as_json:
        _print(found)
        return
    click.echo(f"whole: {report.size} entries, root {report.root}, {report.files} files")
    click.echo(f"origin: {report.origin}; earlier checkpoints confirmed: {len(heads)}")
    if not vkey:
        click.echo(
            "The key was taken from the log itself: this shows that the log is whole, not who "
            "signed it. Give --vkey from a source you trust.",
            err=True,
        )


@ledger.command("verify-proof")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--vkey", required=True, help="Verifier key: the line itself or its file.")
@click.option(
    "--payload",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The RFC 8785 bytes of what was decided; must have the entry's digest.",
)
@as_json_option
def check_proof(file: Path, vkey: str, payload: Path | None, as_json: bool) -> None:
    """Check a proof FILE (c2sp.org/tlog-proof@v1), offline.

    Example: mingjing ledger verify-proof entry.tlog-proof --vkey ledger.vkey
    """
    try:
        proven = verify_proof(file.read_bytes(), parse_vkey(_key_text(vkey)))
        if payload is not None:
            verify_payload(proven, payload.read_bytes())
        entry = proven.entry()
    except Broken as error:
        if as_json:
            _print({"verified": False, "reason": error.reason.name.lower(), "where": error.where})
        reason = error.reason
        raise ProofBroken(where=error.where, zh_reason=reason.zh, en_reason=reason.en) from error
    head = proven.head
    if as_json:
        _print(
            {
                "verified": True,
                "origin": head.origin,
                "size": head.size,
                "root": head.root_text,
                "index": proven.index,
                "entry": entry,
                "payload": payload is not None,
            }
        )
        return
    click.echo(f"proven: leaf {proven.index} of {head.size} in {head.origin}")
    for name in ("act", "kind", "object", "agency", "account", "at", "digest"):
        click.echo(f"  {name}: {entry.get(name)}")


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
        _print({"sequenced": count, "waiting": waiting, "size": size})
        return
    done = f"waiting: {waiting}" if dry_run else f"published: {count}"
    click.echo(f"{done}; the log has {size} entries")


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
        _print({"followers": [asdict(report) for report in reports]})
        return
    for report in reports:
        told = f"{report.name}: {report.handled} handled, at {report.position} {report.failure}"
        click.echo(told.rstrip())


@ledger.command("status")
@as_json_option
def status(as_json: bool) -> None:
    """The published head, what waits, and how far each follower has read.

    Example: mingjing ledger status --json
    """
    from mingjing.ledger import public

    head = public.head()
    cursors = public.cursors()
    if as_json:
        _print(
            {
                "size": head.size if head else 0,
                "root": head.root if head else "",
                "at": head.at.isoformat() if head else "",
                "waiting": public.waiting_entries(),
                "followers": [
                    {"name": c.name, "position": c.position, "failure": c.failure} for c in cursors
                ],
            }
        )
        return
    click.echo(f"size {head.size} root {head.root} at {head.at}" if head else "nothing published")
    click.echo(f"waiting: {public.waiting_entries()}")
    for cursor in cursors:
        click.echo(f"follower {cursor.name}: at {cursor.position} {cursor.failure}".rstrip())


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

    with _progress() as bar:
        task = bar.add_task("audit", total=1.0)
        count = public.audit(lambda message, share: bar.update(task, completed=share))
    if as_json:
        _print({"agrees": True, "entries": count})
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
    with _progress() as bar:
        task = bar.add_task("bench", total=1.0)
        result = measure(
            plan, lambda message, share: bar.update(task, description=message, completed=share)
        )
    if as_json:
        _print(result)
        return
    for name, value in result.items():
        click.echo(f"{name}: {value}")


def _verify_with_progress(source: Source, key: VerifierKey, known: list[SignedHead]) -> Report:
    with _progress() as bar:
        task = bar.add_task("verify", total=None)
        return verify_log(
            source,
            key,
            known=known,
            told=lambda done, size: bar.update(task, completed=done, total=size),
        )


def _progress() -> Progress:
    """A bar on stderr, silent when nobody watches."""
    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        *Progress.get_default_columns(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def _key_text(vkey: str) -> str:
    """The key line: what was given, or what stands in the file that was given."""
    path = Path(vkey)
    if vkey and "+" not in vkey:
        if not path.is_file():
            raise click.UsageError(f"--vkey: {vkey} is neither a key line nor a file")
        return path.read_text(encoding="utf-8", errors="replace")
    return vkey


def _key_of_log(source: Source) -> str:
    raw = source.read("vkey", MAX_NOTE_BYTES)
    if raw is None:
        raise click.UsageError("the log has no vkey file; give --vkey")
    return raw.decode("utf-8", errors="replace")


def _print(value: dict[str, object]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
