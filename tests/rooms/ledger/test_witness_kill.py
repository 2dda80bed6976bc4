# SPDX-License-Identifier: Apache-2.0
"""Killed at any instant, the witness never signs two faces of a log.

Two logs under one key, of one beginning and two continuations, press the witness at once. It is
killed again and again; whatever it signed in all its lives must belong to one history.
"""

import http.client
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from tests.rooms.ledger.witness_logs import history, note_of, proof_of, request_text
from tests.rooms.ledger.witness_process import WitnessProcess
from tests.rules.ledger.ledger_trees import KEY

from mingjing.ledger.witness.store import make_store
from mingjing_verify.log.cosignatures import demand_cosigned
from mingjing_verify.log.notes import parse_witness_vkey

KILLS = 5
SIZES = 160
LONGEST_REST = 0.05
PATIENCE = 30


@dataclass(slots=True)
class Face:
    """One story of the log, told to the witness as far as it will hear it."""

    notes: list[str]
    items: list[bytes]
    signed: dict[int, str] = field(default_factory=dict)
    refused: int = 0

    def press(self, witness: WitnessProcess, over: threading.Event) -> None:
        """Offer the next size again and again, as a client that lost its memory would."""
        known, proof = 0, list[bytes]()
        while not over.is_set():
            size = min(known + 1, SIZES)
            note = self.notes[size]
            if known:
                proof = proof_of(self.items[:size], known)
            try:
                status, body = witness.ask(request_text(known, proof if known else [], note))
            except (OSError, http.client.HTTPException):
                continue
            if status == 200:
                self.signed[size] = note + body
                known = size
            elif status == 409 and int(body) != known:
                known = int(body)
            else:
                self.refused += 1
                time.sleep(0.005)


def has_told(faces: list[Face], more: int) -> None:
    """Wait until the witness has signed so many sizes more, or has been heard to the end."""

    def told() -> int:
        return max(len(one.signed) for one in faces)

    wanted, deadline = told() + more, time.monotonic() + PATIENCE
    while told() < wanted and time.monotonic() < deadline:
        if any(SIZES in one.signed for one in faces):
            return
        time.sleep(0.001)


def face(fork_at: int | None) -> Face:
    items = history(SIZES, fork_at=fork_at)
    return Face([note_of(items[:size]) for size in range(SIZES + 1)], items)


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[WitnessProcess]:
    make_store(tmp_path / "witness", "court.example/w1", [KEY.vkey()])
    process = WitnessProcess(tmp_path / "witness")
    process.start()
    yield process
    process.kill()


def test_it_never_signs_two_faces_however_often_it_is_killed(witness: WitnessProcess) -> None:
    key = parse_witness_vkey((witness.folder / "witness.vkey").read_text())
    faces = [face(None), face(2)]
    over = threading.Event()
    threads = [threading.Thread(target=one.press, args=(witness, over)) for one in faces]
    for thread in threads:
        thread.start()
    try:
        for life in range(KILLS):
            has_told(faces, 4)
            time.sleep(LONGEST_REST * sha256(bytes([life])).digest()[0] / 255)
            witness.kill()  # at any instant: what it answers next is cut off
            witness.start()
        has_told(faces, 4)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    beyond = [{size for size in one.signed if size > 2} for one in faces]
    assert sorted(map(bool, beyond)) == [False, True]  # one story was told on, the other not
    assert min(one.refused for one in faces if not {s for s in one.signed if s > 2}) > 0
    for one in faces:
        for note in one.signed.values():
            demand_cosigned(note.encode(), [key])
    told = max(beyond, key=len)
    assert len(told) > 2 * KILLS or max(told) == SIZES  # it did get somewhere
    assert os.listdir(witness.folder / "logs")
