# SPDX-License-Identifier: Apache-2.0
"""Commands that check a log, a proof, a timestamp from files alone: no database, no settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from mingjing.kernel.errors import Corrupt
from mingjing.ledger.publish.stamps import check_reply, read_certificates
from mingjing.ledger.telling import as_json_option, progress, say
from mingjing.ledger.types import LogBroken, LogUnreachable, ProofBroken, StampBroken
from mingjing_verify.log.cosignatures import Cosigned
from mingjing_verify.log.errors import Broken, Reason, Unreachable
from mingjing_verify.log.notes import (
    MAX_NOTE_BYTES,
    SignedHead,
    VerifierKey,
    open_checkpoint,
    parse_vkey,
    parse_witness_vkey,
)
from mingjing_verify.log.proofs import Proven, verify_payload, verify_proof
from mingjing_verify.log.sources import Source, source_of
from mingjing_verify.log.whole import Report, verify_log

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
witness_option = click.option(
    "--witness",
    "witnesses",
    multiple=True,
    help="Verifier key (line or file) of a witness that must have cosigned. May be repeated.",
)


@dataclass(frozen=True, slots=True)
class _Demanded:
    """Whose signatures must be there, and which earlier states."""

    key: VerifierKey
    known: list[SignedHead]
    witnesses: list[VerifierKey]


@click.command("verify")
@click.argument("place")
@click.option("--vkey", default="", help="Verifier key: the line itself or its file.")
@click.option(
    "--known",
    multiple=True,
    type=_FILE,
    help="An earlier checkpoint you kept; its history must still be there. May be repeated.",
)
@witness_option
@as_json_option
def verify(
    place: str, vkey: str, known: tuple[Path, ...], witnesses: tuple[str, ...], as_json: bool
) -> None:
    """Check a whole log from its files at PLACE, a folder or an http(s) address.

    Needs nothing but the files. Exit codes: 0 whole, 3 unreachable, 4 broken.

    Example: mingjing ledger verify var/ledger --vkey var/keys/ledger.vkey
    """
    try:
        with _refusing(LogBroken, as_json):
            source = source_of(place)
            key = parse_vkey(_key_text(vkey, "--vkey") or _key_of_log(source))
            heads = [open_checkpoint(path.read_bytes(), key, str(path)) for path in known]
            report = _verify_with_progress(source, _Demanded(key, heads, _witness_keys(witnesses)))
    except Unreachable as error:
        raise LogUnreachable(reason=error) from error
    found = {
        "verified": True,
        "origin": report.origin,
        "size": report.size,
        "root": report.root,
        "files": report.files,
        "known": len(heads),
        "stamped": report.stamped,
        "cosigned": _cosigned_rows(report.cosigned),
        "key_from": "argument" if vkey else "log",
    }
    if as_json:
        say(found)
        return
    click.echo(f"whole: {report.size} entries, root {report.root}, {report.files} files")
    click.echo(f"origin: {report.origin}; earlier checkpoints confirmed: {len(heads)}")
    _tell_cosigned(report.cosigned)
    if not vkey:
        click.echo(
            "The key was taken from the log itself: this shows that the log is whole, not who "
            "signed it. Give --vkey from a source you trust.",
            err=True,
        )


@click.command("verify-proof")
@click.argument("file", type=_FILE)
@click.option("--vkey", required=True, help="Verifier key: the line itself or its file.")
@click.option(
    "--payload",
    type=_FILE,
    help="The RFC 8785 bytes of what was decided; must have the entry's digest.",
)
@witness_option
@as_json_option
def check_proof(
    file: Path, vkey: str, payload: Path | None, witnesses: tuple[str, ...], as_json: bool
) -> None:
    """Check a proof FILE (c2sp.org/tlog-proof@v1), offline.

    Example: mingjing ledger verify-proof entry.tlog-proof --vkey ledger.vkey
    """
    with _refusing(ProofBroken, as_json):
        key = parse_vkey(_key_text(vkey, "--vkey"))
        proven = verify_proof(file.read_bytes(), key, witnesses=_witness_keys(witnesses))
        if payload is not None:
            verify_payload(proven, payload.read_bytes())
        entry = proven.entry()
    if as_json:
        say(_proven_row(proven, entry) | {"payload": payload is not None})
        return
    click.echo(f"proven: leaf {proven.index} of {proven.head.size} in {proven.head.origin}")
    for name in ("act", "kind", "object", "agency", "account", "at", "digest"):
        click.echo(f"  {name}: {entry.get(name)}")
    _tell_cosigned(proven.cosigned)


@click.command("verify-stamp")
@click.argument("checkpoint", type=_FILE)
@click.argument("stamp", type=_FILE)
@click.option("--ca", required=True, type=_FILE, help="PEM file of the authority's root.")
@click.option("--vkey", default="", help="Verifier key of the log: then its signature is checked.")
@as_json_option
def check_stamp(checkpoint: Path, stamp: Path, ca: Path, vkey: str, as_json: bool) -> None:
    """Check that an authority set its time under a CHECKPOINT (STAMP, an RFC 3161 reply), offline.

    Example: mingjing ledger verify-stamp 300.checkpoint 300.tsr --ca tsa.pem --vkey ledger.vkey
    """
    note = checkpoint.read_bytes()
    try:
        token = check_reply(stamp.read_bytes(), note, read_certificates(ca))
    except StampBroken:
        if as_json:
            say({"verified": False, "reason": "stamp", "where": str(stamp)})
        raise
    if vkey:
        with _refusing(LogBroken, as_json):
            open_checkpoint(note, parse_vkey(_key_text(vkey, "--vkey")), str(checkpoint))
    if as_json:
        row = {"at": token.at.isoformat(), "authority": token.authority, "serial": token.serial}
        say({"verified": True, **row, "log_signature": bool(vkey)})
        return
    click.echo(f"stamped at {token.at} by {token.authority}, serial {token.serial}")


@contextmanager
def _refusing(kind: type[Corrupt], as_json: bool) -> Iterator[None]:
    """What the verifier finds broken, as the refusal of a command."""
    try:
        yield
    except Broken as error:
        if as_json:
            say({"verified": False, "reason": error.reason.name.lower(), "where": error.where})
        reason: Reason = error.reason
        raise kind(where=error.where, zh_reason=reason.zh, en_reason=reason.en) from error


def _verify_with_progress(source: Source, demanded: _Demanded) -> Report:
    with progress() as bar:
        task = bar.add_task("verify", total=None)
        return verify_log(
            source,
            demanded.key,
            known=demanded.known,
            witnesses=demanded.witnesses,
            told=lambda done, size: bar.update(task, completed=done, total=size),
        )


def _proven_row(proven: Proven, entry: dict[str, object]) -> dict[str, object]:
    head = proven.head
    return {
        "verified": True,
        "origin": head.origin,
        "size": head.size,
        "root": head.root_text,
        "index": proven.index,
        "entry": entry,
        "cosigned": _cosigned_rows(proven.cosigned),
    }


def _cosigned_rows(cosigned: tuple[Cosigned, ...]) -> list[dict[str, str]]:
    return [{"witness": one.witness, "at": one.at.isoformat()} for one in cosigned]


def _tell_cosigned(cosigned: tuple[Cosigned, ...]) -> None:
    for one in cosigned:
        click.echo(f"cosigned by {one.witness} at {one.at}")


def _witness_keys(texts: tuple[str, ...]) -> list[VerifierKey]:
    return [parse_witness_vkey(_key_text(text, "--witness")) for text in texts]


def _key_text(vkey: str, option: str) -> str:
    """The key line: what was given, or what stands in the file that was given."""
    path = Path(vkey)
    if vkey and "+" not in vkey:
        if not path.is_file():
            raise click.UsageError(f"{option}: {vkey} is neither a key line nor a file")
        return path.read_text(encoding="utf-8", errors="replace")
    return vkey


def _key_of_log(source: Source) -> str:
    raw = source.read("vkey", MAX_NOTE_BYTES)
    if raw is None:
        raise click.UsageError("the log has no vkey file; give --vkey")
    return raw.decode("utf-8", errors="replace")
