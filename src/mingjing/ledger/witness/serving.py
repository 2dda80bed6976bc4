# SPDX-License-Identifier: Apache-2.0
"""The witness behind HTTP (见证服务): one WSGI application, served by granian."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

import structlog

from mingjing.kernel.clock import system_now
from mingjing.ledger.types import WitnessStoreBroken
from mingjing.ledger.witness.deciding import TEXT_TYPE, Answer, decide
from mingjing.ledger.witness.request import MAX_BYTES
from mingjing.ledger.witness.store import WitnessStore, open_store

STORE_VARIABLE = "MINGJING_WITNESS_STORE"
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_log = structlog.get_logger()


def make_application(
    store: WitnessStore, clock: Callable[[], datetime] = system_now
) -> WSGIApplication:
    """The witness as a WSGI application."""

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        answer = _answer(store, environ, clock)
        body = answer.body.encode()
        headers = [("Content-Type", answer.content_type), ("Content-Length", str(len(body)))]
        if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append(("Allow", "POST"))
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
        return [body]

    return application


def served_application() -> WSGIApplication:
    """The witness whose folder the environment names, in a process that ends with its parent."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    return make_application(open_store(Path(os.environ[STORE_VARIABLE])))


def serve_command(host: str, port: int) -> list[str]:
    """The command line of the server process."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--factory",
        "--host", host, "--port", str(port), "--workers", "1", "--blocking-threads", "4",
        "--no-ws", "--log-level", "warning",
        "mingjing.ledger.witness.serving:served_application",
    ]  # fmt: skip


def _answer(store: WitnessStore, environ: dict[str, Any], clock: Callable[[], datetime]) -> Answer:
    if environ.get("PATH_INFO") != "/add-checkpoint":
        return Answer(404, "POST /add-checkpoint\n", TEXT_TYPE)
    if environ["REQUEST_METHOD"] != "POST":
        return Answer(405, "POST /add-checkpoint\n", TEXT_TYPE)
    raw = environ["wsgi.input"].read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        return Answer(413, f"at most {MAX_BYTES} bytes\n", TEXT_TYPE)
    try:
        return decide(store, raw, clock)
    except (WitnessStoreBroken, OSError) as error:
        _log.critical("witness_store_broken", error=str(error))
        return Answer(500, "the store of this witness cannot be used; nothing was signed\n")
