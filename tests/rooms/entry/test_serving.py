# SPDX-License-Identifier: Apache-2.0
"""Starting and stopping the processes: a taken port is told, and nothing stays behind."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from tests.rooms.evidence.door import free_port

from mingjing.entry import children, serve

STUBBORN = (
    "import os, signal, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "os.fork()\n"
    "print('up', flush=True)\n"
    "time.sleep(600)\n"
)
PARENT = (
    "import subprocess, sys, time\n"
    "import django\n"
    "django.setup()\n"
    "from mingjing.entry.children import die_with_parent\n"
    "code = \"print('up', flush=True); import time; time.sleep(600)\"\n"
    "subprocess.Popen([sys.executable, '-c', code], preexec_fn=die_with_parent,\n"
    "                 start_new_session=True)\n"
    "time.sleep(600)\n"
)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    os.close(read)


def is_closed(read: int) -> bool:
    """Whether nobody is left who holds the other end."""
    while select.select([read], [], [], 20)[0]:
        if not os.read(read, 100):
            return True
    return False


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_it_says_when_the_port_is_taken_even_by_a_server_that_would_share_it(host: str) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        with pytest.raises(serve.PortTaken, match=str(port)):
            serve.demand_port(host, port)
    serve.demand_port(host, port)


def test_it_says_when_it_may_not_listen_there() -> None:
    with pytest.raises(serve.PortTaken):
        serve.demand_port("203.0.113.1", 8000)


def test_a_process_that_will_not_stop_is_killed_with_all_that_it_started(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    read, write = pipe
    monkeypatch.setattr(children, "GRACE_SECONDS", 0.2)
    child = subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=write, start_new_session=True)
    os.close(write)
    assert os.read(read, 2) == b"up"
    children.stop({"site": child})
    assert is_closed(read)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_the_processes_go_when_their_parent_is_killed_outright(pipe: tuple[int, int]) -> None:
    read, write = pipe
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=write)
    os.close(write)
    assert os.read(read, 2) == b"up"
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert is_closed(read)


def test_the_door_listens_behind_the_site_and_never_on_its_port() -> None:
    assert serve.ports("127.0.0.1", 8000, None).door == 8001
    assert serve.ports("127.0.0.1", 8000, 9000).door == 9000
    with pytest.raises(serve.PortTaken):
        serve.ports("127.0.0.1", 8000, 8000).demand_free()


def test_both_ports_must_be_free() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        with pytest.raises(serve.PortTaken, match=str(port)):
            serve.ports("127.0.0.1", free_port(), port).demand_free()


def test_pages_know_both_addresses_unless_the_environment_names_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MINGJING_SITE_URL", raising=False)
    monkeypatch.setenv("MINGJING_DOORS_URL", "https://doors.linjiang.example")
    made = serve.ports("127.0.0.1", 8000, None)
    assert made.addresses() == {"MINGJING_SITE_URL": "http://127.0.0.1:8000"}
    monkeypatch.delenv("MINGJING_DOORS_URL")
    assert made.addresses()["MINGJING_DOORS_URL"] == "http://127.0.0.1:8001"
    assert serve.ports("::1", 80, 81).addresses()["MINGJING_DOORS_URL"] == "http://[::1]:81"
