# SPDX-License-Identifier: Apache-2.0
"""Commands of the witness: they need its folder only, no database, no settings."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mingjing.ledger.rules.notes import NoteInvalid, root_text
from mingjing.ledger.types import WitnessPortTaken, WitnessWrong
from mingjing.ledger.witness.serving import STORE_VARIABLE, serve_command
from mingjing.ledger.witness.store import WitnessStore, make_store, open_store
from mingjing_verify.log.errors import Broken

folder_argument = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
log_option = click.option(
    "--log", "logs", multiple=True, help="Verifier key of a log to watch: the line or its file."
)


@click.group()
def witness() -> None:
    """Be a witness: countersign another body's log as long as it only grows.

    Example: mingjing ledger witness show witness
    """


@witness.command("init")
@folder_argument
@click.option("--name", required=True, help="Name in its signatures, such as court.example/w1.")
@log_option
@as_json_option
def init(folder: Path, name: str, logs: tuple[str, ...], as_json: bool) -> None:
    """Make a witness in FOLDER: a key of its own, and the logs it watches.

    Example: mingjing ledger witness init witness --name court.example/w1 --log ledger.vkey
    """
    with _wrong_named():
        store = make_store(folder, name, [_line(text) for text in logs])
    _tell(store, as_json)


@witness.command("trust")
@folder_argument
@log_option
@as_json_option
def trust(folder: Path, logs: tuple[str, ...], as_json: bool) -> None:
    """Watch further logs, or accept a further key of a log that is watched.

    Example: mingjing ledger witness trust witness --log other.vkey
    """
    store = open_store(folder)
    with _wrong_named():
        for text in logs:
            store.trust(_line(text))
    _tell(store, as_json)


@witness.command("show")
@folder_argument
@as_json_option
def show(folder: Path, as_json: bool) -> None:
    """Name, verifier key, and how far each log was countersigned.

    Example: mingjing ledger witness show witness --json
    """
    _tell(open_store(folder), as_json)


@witness.command("serve")
@folder_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8090, type=click.IntRange(1, 65535), show_default=True, help="Port."
)
@as_json_option
def serve(folder: Path, host: str, port: int, as_json: bool) -> None:
    """Answer `POST /add-checkpoint` (C2SP tlog-witness) until stopped.

    Example: mingjing ledger witness serve witness --port 8090
    """
    store = open_store(folder)
    _demand_port(host, port)
    _tell(store, as_json)
    click.echo(f"http://{host}:{port}/add-checkpoint  (Ctrl-C stops)", err=True)
    command = serve_command(host, port)
    environment = {**os.environ, STORE_VARIABLE: os.fspath(folder.resolve())}
    os.execve(command[0], command, environment)  # noqa: S606 - our own command


def _demand_port(host: str, port: int) -> None:
    """Goes on only when the port is free: the server would share it, with another witness say."""
    try:
        place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(*place[:3]) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place[4])
            probe.listen(1)
    except OSError as error:
        raise WitnessPortTaken(host=host, port=port, cause=error.strerror or error) from error


def _line(text: str) -> str:
    """The key line: what was given, or what stands in the file that was given."""
    if "+" in text:
        return text
    try:
        return Path(text).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise WitnessWrong(what="--log", reason=error) from error


@contextmanager
def _wrong_named() -> Iterator[None]:
    """Refusals of a name or a key, as a person reads them."""
    try:
        yield
    except NoteInvalid as error:
        raise WitnessWrong(what="--name", reason=error) from error
    except Broken as error:
        raise WitnessWrong(what="--log", reason=error.reason.en) from error


def _tell(store: WitnessStore, as_json: bool) -> None:
    logs = []
    for log in store.logs():
        head = log.head()
        logs.append(
            {
                "origin": log.origin,
                "keys": len(log.keys),
                "size": head.size,
                "root": root_text(head.root),
                "forks": log.refused("fork"),
                "unproven": log.refused("unproven"),
            }
        )
    found = {"name": store.key.name, "vkey": store.key.vkey(), "logs": logs}
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"{store.key.name}\nvkey: {store.key.vkey()}")
    for row in logs:
        click.echo(
            f"{row['origin']}: cosigned up to {row['size']}, root {row['root']}; "
            f"refused: {row['forks']} forks, {row['unproven']} without proof"
        )
