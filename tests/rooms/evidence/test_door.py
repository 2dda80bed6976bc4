# SPDX-License-Identifier: Apache-2.0
"""The segment door over HTTP, a real granian process: what it takes, in which order, once."""

import base64
import hashlib
import socket

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.recorder import Key, ack_message
from tests.rooms.evidence.door import Town

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256"])
def test_it_takes_a_whole_recording(door: Town, algorithm: str) -> None:
    recorder = door.recorder(Key(algorithm))
    answers = [door.put(link) for link in recorder.scene(5)]
    assert [answer.status for answer in answers] == [201] * 8
    assert answers[-1].json["state"] == "sealed"
    assert answers[-1].json["missing"] == []
    facts = door.facts(recorder)
    assert facts["links"] == list(range(8))
    assert facts["acts"] == ["evidence.recording_opened", "evidence.recording_sealed"]
    assert facts["bytes"] == 5 * 2000 + len(b"ftyp+moov")


def test_the_acknowledgement_is_signed_by_the_server(door: Town) -> None:
    recorder = door.recorder()
    answer = door.put(recorder.open()).json
    seed = bytes.fromhex((door.home / "keys" / "door.key").read_text())
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    public.verify(base64.b64decode(answer["signature"]), ack_message(answer["ack"]))
    assert answer["ack"]["link"] == recorder.links[0].digest


def test_sending_twice_is_harmless_and_brings_the_same_acknowledgement(door: Town) -> None:
    recorder = door.recorder()
    links = recorder.scene(2)
    first = [door.put(link) for link in links]
    again = [door.put(link) for link in links]
    assert [answer.status for answer in again] == [200] * len(links)
    assert [a.json["ack"] for a in again] == [a.json["ack"] for a in first]
    assert [a.json["signature"] for a in again] == [a.json["signature"] for a in first]
    assert door.facts(recorder)["held"] == len(links)


def test_it_takes_links_in_any_order_and_says_what_is_missing(door: Town) -> None:
    recorder = door.recorder()
    links = recorder.scene(6)
    door.put(links[0])
    assert door.put(links[7]).json["missing"] == [[1, 6]]
    assert door.put(links[4]).json["missing"] == [[1, 3], [5, 6]]
    rest = [links[n] for n in (6, 8, 5, 1, 3, 2)]
    assert door.put(rest[1]).json["state"] == "sealed"
    last = [door.put(link).json for link in rest][-1]
    assert last["missing"] == []
    assert door.facts(recorder)["links"] == list(range(9))


def test_what_was_sent_is_what_is_kept(door: Town) -> None:
    recorder = door.recorder()
    for link in recorder.scene(3):
        door.put(link)
    for link in recorder.links[1:5]:
        sha256 = hashlib.sha256(link.body).hexdigest()
        assert door.get(recorder, f"bodies/{sha256}").content == link.body


def test_a_sender_whose_network_goes_away_in_the_middle_sends_again(door: Town) -> None:
    recorder = door.recorder()
    door.put(recorder.open())
    door.put(recorder.init())
    link = recorder.media(bytes(500_000))
    head = "".join(f"{name}: {value}\r\n" for name, value in link.fields().items())
    with socket.create_connection(("127.0.0.1", door.port)) as cut:
        first = f"PUT {link.address} HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n"
        cut.sendall(f"{first}{head}\r\n".encode())
        cut.sendall(link.body[:200_000])
    assert door.facts(recorder)["held"] == 2
    assert door.put(link).status == 201
