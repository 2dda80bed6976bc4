# SPDX-License-Identifier: Apache-2.0
"""A complete recording on record, with its bodies in the store, without a door in between."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tests.recorder import Key, Link, Recorder

from mingjing.evidence import public
from mingjing.evidence.door.commit import Arrival, Group, Kept, Known, Outcome
from mingjing.evidence.public import NewDevice
from mingjing.evidence.queries import store
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.types import KeyAlgorithm
from mingjing.registry.public import system_actor
from mingjing.registry.types import Actor


def whole_recording(
    actor: Actor,
    now: datetime,
    home: Path,
    *,
    seconds: int = 4,
    occasion: dict[str, str] | None = None,
    scene: Callable[[Recorder], object] | None = None,
) -> Recorder:
    """Registers a recorder, records so many seconds, ends, and lets the machine complete it.

    `scene` is recorded instead of bytes that no player knows.
    """
    recorder = registered(actor, now, occasion)
    if scene is None:
        recorder.scene(seconds, size=64)
    else:
        scene(recorder)
    outcomes = taken_in(recorder.links, now, home)
    assert all(isinstance(one, Kept) for one in outcomes), outcomes
    public.complete_recording(actor=system_actor(), now=now, recording_id=recorder.id)
    return recorder


def registered(actor: Actor, now: datetime, occasion: dict[str, str] | None = None) -> Recorder:
    """A recorder that may begin."""
    key = Key()
    device = NewDevice(KeyAlgorithm.ED25519, key.spki, "phone", key.proof(actor.account_id))
    public.register_device(actor=actor, now=now, device=device)
    nonce = public.give_tickets(actor=actor, now=now, key=key.id)[0].nonce
    return Recorder(key, actor.account_id, nonce, int(now.timestamp() * 1000), occasion)


def taken_in(links: Sequence[Link], now: datetime, home: Path) -> list[Outcome]:
    """What the door says to these links, all of one group."""
    arrivals = []
    for link in links:
        header = parse_header(link.raw, public.keeping().media)
        if link.body:
            store.keep(store.body_key(header.recording, header.sha256), link.body)
        arrivals.append(Arrival(header, link.signature, now))
    return Group(arrivals, public.door_key(home), Known()).commit()
