# SPDX-License-Identifier: Apache-2.0
"""One officer who tries to hold the segment door up: what another recorder notices of it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.recorder import Link, Recorder
from tests.rooms.evidence.door import Town

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
LARGEST = 16 * 1024 * 1024
PROMPT_SECONDS = 5
"""Well under the 20 s for which a silent sender is borne."""


@contextmanager
def dribbling(door: Town, links: list[Link]) -> Iterator[None]:
    """Connections that send the head of a link each, and then a byte now and then."""
    sockets = [socket.create_connection(("127.0.0.1", door.port)) for _ in links]
    over = threading.Event()

    def dribble() -> None:
        while not over.wait(0.5):
            for one in sockets:
                one.sendall(b"x")

    dribbler = threading.Thread(target=dribble)
    try:
        for one, link in zip(sockets, links, strict=True):
            fields = link.fields() | {"Host": "x", "Content-Length": str(LARGEST)}
            head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            one.sendall(f"PUT {link.address} HTTP/1.1\r\n{head}\r\n".encode() + b"x")
        dribbler.start()
        yield
    finally:
        over.set()
        if dribbler.is_alive():
            dribbler.join()
        for one in sockets:
            one.close()


def largest(recorder: Recorder, count: int) -> list[Link]:
    """Signed links, each of a body of the largest size."""
    body = bytes(LARGEST)
    return [recorder.media(body) for _ in range(count)]


KEYS = 4


def test_an_officer_who_dribbles_by_many_keys_keeps_no_other_waiting(door: Town) -> None:
    """Each of the keys may have the whole share of its officer, all of them no more than that."""
    many = [door.recorder(who="zhao") for _ in range(KEYS)]
    greedy, other = many[0], door.recorder(who="wang")
    for one in many:
        for link in (one.open(), one.init()):
            assert door.put(link).status == 201
    links = [link for one in many for link in largest(one, 5)]  # 320 MiB: more than there is
    with dribbling(door, links):
        time.sleep(1)
        begun = time.monotonic()
        assert door.put(other.open()).status == 201
        assert door.put(other.init()).status == 201
        assert door.put(other.media(b"scene" * 400_000)).status == 201
        assert time.monotonic() - begun < PROMPT_SECONDS
        with pytest.raises(TimeoutError):  # a further link of the same officer waits
            impatient(door, greedy)


def impatient(door: Town, recorder: Recorder) -> None:
    link = recorder.media(b"y" * 1000)
    with socket.create_connection(("127.0.0.1", door.port), timeout=2) as one:
        fields = link.fields() | {"Host": "x", "Content-Length": "1000"}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        one.sendall(f"PUT {link.address} HTTP/1.1\r\n{head}\r\n".encode() + link.body)
        one.recv(100)
