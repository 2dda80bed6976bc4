# SPDX-License-Identifier: Apache-2.0
"""`mingjing serve` as it runs: its door is killed, answers again, and lost nothing it signed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.rooms.evidence.door import Town, free_port, town

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
_PATIENCE = 90


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Town, "subprocess.Popen[bytes]"]]:
    """A town whose door is one of the processes of `mingjing serve`."""
    with town(tmp_path) as made:
        made.kill()
        command = [
            str(Path(sys.executable).with_name("mingjing")), "serve", "--port", str(free_port()),
            "--doors-port", str(made.port), "--workers", "1",
        ]  # fmt: skip
        with subprocess.Popen(command, env=made.environment) as serve:
            try:
                _until(lambda: made._is_listening() or serve.poll() is not None)
                yield made, serve
            finally:
                serve.send_signal(signal.SIGTERM)
                serve.wait(30)


def _until(what: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < until
        time.sleep(0.1)


def _door_of(serve: "subprocess.Popen[bytes]") -> int | None:
    """The process of the door, among the children of serve."""
    told = subprocess.run(
        ["ps", "-ww", "-o", "pid=,stat=,args=", "--ppid", str(serve.pid)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [line.split() for line in told.stdout.splitlines() if "mingjing.entry.asgi" in line]
    alive = [int(line[0]) for line in found if not line[1].startswith("Z")]
    return alive[0] if alive else None


@pytest.mark.skipif(sys.platform != "linux", reason="asks ps as Linux has it")
def test_a_killed_door_answers_again_and_what_it_acknowledged_is_there(
    served: tuple[Town, "subprocess.Popen[bytes]"],
) -> None:
    place, serve = served
    recorder = place.recorder()
    recorder.open()
    recorder.init(b"the init")
    for number in range(5):
        recorder.media(b"second %d" % number)
    acks = [place.put(link).json["ack"] for link in recorder.links]
    killed = _door_of(serve)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    at = time.monotonic()
    _until(lambda: _door_of(serve) not in (None, killed) and place._is_listening())
    assert time.monotonic() - at < 30  # seconds on a quiet machine, and a floor for a loaded one
    again = [place.put(link) for link in recorder.links]
    assert [(one.status, one.json["ack"]) for one in again] == [(200, ack) for ack in acks]
    assert place.put(recorder.media(b"and on")).status == 201
    assert place.facts(recorder)["held"] == len(recorder.links)
    at = time.monotonic()
    serve.send_signal(signal.SIGTERM)
    assert serve.wait(30) == 0
    assert time.monotonic() - at < 15
    assert not place._is_listening()
