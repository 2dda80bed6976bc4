# SPDX-License-Identifier: Apache-2.0
"""A real door: granian in a process of its own, on a store of its own, and a town beside it."""

import base64
import http.client
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from tests.conftest import ON_POSTGRES
from tests.recorder import Key, Link, Recorder

SERVER = os.environ.get("MINGJING_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
_TOWN = "import django; django.setup(); import tests.rooms.evidence.evidence_town as t; t.main()"
_PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What the door answered."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def code(self) -> str:
        return str(self.json.get("code", ""))


@dataclass
class Town:
    """Officers and recorders, and the door that they send to."""

    home: Path
    port: int
    process: "subprocess.Popen[str]"
    environment: dict[str, str]
    accounts: dict[str, str] = field(default_factory=dict)
    door: "subprocess.Popen[bytes] | None" = None

    def ask(self, do: str, **said: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": do, **said}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the town is gone"
        found: dict[str, Any] = json.loads(line)
        return found

    def facts(self, recorder: Recorder) -> dict[str, Any]:
        return self.ask("facts", recording=recorder.id)

    def recorder(self, key: Key | None = None, who: str = "zhao", **given: Any) -> Recorder:
        """A registered recorder about to begin a recording."""
        key = key or Key()
        spki, proof = key.spki, key.proof(self.accounts[who])
        tickets = self.ask(
            "register", who=who, alg=key.algorithm, spki=_text(spki), proof=_text(proof)
        )["tickets"]
        wall = int(time.time() * 1000)
        made = {"account": self.accounts[who], "nonce": tickets[0], "wall": wall, **given}
        return Recorder(key, **made)

    def start(self, most_bytes: int | None = None) -> None:
        """Start the door and wait until it answers; `most_bytes`: no file may grow beyond."""

        def limit() -> None:
            if most_bytes is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

        self.door = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1",
                "--port", str(self.port), "--workers", "1", "--no-ws", "--log-level", "error",
                "mingjing.entry.asgi:application",
            ],
            env=self.environment,
            start_new_session=True,
            preexec_fn=limit,
        )  # fmt: skip
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            assert self.door.poll() is None, "the door did not start"
            if self._is_listening():
                return
            time.sleep(0.05)
        raise AssertionError("the door does not answer")

    def kill(self) -> None:
        """The door is gone from one instant to the next."""
        assert self.door is not None
        os.killpg(self.door.pid, signal.SIGKILL)
        self.door.wait()
        until = time.monotonic() + _PATIENCE
        while self._is_listening() and time.monotonic() < until:  # its children die a little later
            time.sleep(0.01)

    def _is_listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def request(
        self, method: str, address: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, address, body, headers or {})
            answer = connection.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, said, answer.read())
        finally:
            connection.close()

    def put(self, link: Link, body: Any = None, **changes: str) -> Answer:
        """Sends a link; `changes` replace fields (underscores stand for hyphens)."""
        fields = link.fields() | {n.replace("_", "-").title(): v for n, v in changes.items()}
        return self.request("PUT", link.address, link.body if body is None else body, fields)

    def get(self, recorder: Recorder, what: str, word: str | None = None) -> Answer:
        """What somebody with a pass sees."""
        if word is None:
            word = self.ask("let_in", who="zhao", recording=recorder.id)["pass"]
        address = f"/recordings/{recorder.id}/{what}"
        return self.request("GET", address, headers={"Authorization": f"Bearer {word}"})


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def town(home: Path, **environment: str) -> Iterator[Town]:
    """A town with a door, on SQLite or on the PostgreSQL under test."""
    url = _fresh_database() if ON_POSTGRES else ""
    settings = {
        **os.environ,
        "MINGJING_HOME": str(home),
        "MINGJING_DATABASE_URL": url,
        "MINGJING_SITE_URL": "http://127.0.0.1:8000",
        "DJANGO_SETTINGS_MODULE": "mingjing.entry.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
        **environment,
    }
    process = subprocess.Popen(
        [sys.executable, "-c", _TOWN],
        env=settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    made = Town(home, free_port(), process, settings)
    try:
        made.accounts = made.ask("set_up")
        made.start()
        yield made
    finally:
        for child in (process, made.door):
            if child is not None and child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        if process.stdin is not None and process.stdout is not None:
            process.stdin.close()
            process.stdout.close()
        if url:
            _drop(url)


def _fresh_database() -> str:
    server = urlsplit(SERVER)
    name = f"mingjing_door_{uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return urlunsplit(server._replace(path=f"/{name}"))


def _drop(url: str) -> None:
    name = urlsplit(url).path.lstrip("/")
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
