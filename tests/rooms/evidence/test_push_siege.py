# SPDX-License-Identifier: Apache-2.0
"""One pass that tries to stop the door: what others notice of it."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from tests.rooms.evidence.door import Town
from tests.rooms.evidence.pushing import pieces, push

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
LARGEST = 16 * 1024 * 1024


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[bytes]]:
    return pieces(tmp_path_factory.mktemp("film"), 2)


def box(name: bytes, *parts: bytes) -> bytes:
    payload = b"".join(parts)
    return (len(payload) + 8).to_bytes(4) + name + payload


def slow_start() -> bytes:
    """A start of 15 MB with 7,500 tracks, each padded with boxes."""
    media = box(
        b"mdia",
        box(b"mdhd", bytes(12), (1000).to_bytes(4), bytes(8)),
        box(b"hdlr", bytes(8), b"vide", bytes(12)),
        box(b"minf", box(b"stbl", box(b"stsd", bytes(8), box(b"Opus")))),
    )
    pad = box(b"free") * 120
    traks = [
        box(b"trak", box(b"tkhd", bytes(12), n.to_bytes(4)), pad, media, pad) for n in range(7500)
    ]
    return box(b"ftyp", b"iso6") + box(b"moov", *traks)


ATTACKS = {
    "a start of many tracks": (slow_start, 415, "evidence.push_malformed"),
    "a list of empty lines": (
        lambda: b"#EXTM3U\n".ljust(LARGEST, b"\n"),
        413,
        "evidence.segment_too_large",
    ),
}


@pytest.mark.parametrize(("make", "status", "code"), ATTACKS.values(), ids=ATTACKS)
def test_what_takes_long_to_read_is_refused_and_others_are_answered(
    door: Town, make: Any, status: int, code: str
) -> None:
    word, content = door.ask("source")["pass"], make()
    longest = 0.0
    with ThreadPoolExecutor(4) as threads:
        sending = [threads.submit(push, door, word, "live.mp4", content) for _ in range(4)]
        while not all(one.done() for one in sending):
            begun = time.monotonic()
            assert door.request("DELETE", "/pushes/wrong/a.mp4").status == 403
            longest = max(longest, time.monotonic() - begun)
    assert {(one.result().status, one.result().code) for one in sending} == {(status, code)}
    assert longest < 1.5  # it was 12 s and 8 s


@contextmanager
def dribbling(door: Town, word: str, count: int) -> Iterator[list[socket.socket]]:
    """Connections that send almost all of a body, as far as the door reads it."""
    sockets = [socket.create_connection(("127.0.0.1", door.port)) for _ in range(count)]
    try:
        for number, one in enumerate(sockets):
            head = f"PUT /pushes/{word}/p{number}.m4s HTTP/1.1\r\nHost: x\r\n"
            one.sendall(f"{head}Content-Length: {LARGEST}\r\n\r\n".encode())
            one.settimeout(0.3)
        for one in sockets:
            try:
                one.sendall(bytes(LARGEST - 500))
            except TimeoutError:  # the door reads no further
                continue
        yield sockets
    finally:
        for one in sockets:
            one.close()


def test_a_pass_that_holds_all_the_memory_it_gets_keeps_nobody_waiting(
    door: Town, film: tuple[bytes, list[bytes]]
) -> None:
    greedy, word, recorder = door.ask("source")["pass"], door.ask("source")["pass"], door.recorder()
    with dribbling(door, greedy, 17):
        begun = time.monotonic()
        assert push(door, word, "init.mp4", film[0]).status == 201
        assert push(door, word, "live0.m4s", film[1][0]).status == 201
        assert door.put(recorder.open()).status == 201
        assert time.monotonic() - begun < 5


def test_who_sends_too_fast_is_refused_before_the_body(door: Town) -> None:
    word = door.ask("source")["pass"]
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda n: push(door, word, f"a{n}.m4s", b"none"), range(160)))
    assert {answer.status for answer in answers} == {415, 429}
    assert "evidence.too_fast" in {answer.code for answer in answers}
