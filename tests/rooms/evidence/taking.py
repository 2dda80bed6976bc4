# SPDX-License-Identifier: Apache-2.0
"""A recording on record, begun through the acts, for tests of other rooms' pages."""

from datetime import datetime

from tests.recorder import Key, Recorder

from mingjing.evidence import public
from mingjing.evidence.public import NewDevice
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.types import KeyAlgorithm
from mingjing.registry.types import Actor


def recording_for(actor: Actor, now: datetime, kind: str, occasion_id: str) -> str:
    """The officer registers a recorder and begins a recording for an occasion; its id."""
    key = Key()
    device = NewDevice(KeyAlgorithm.ED25519, key.spki, "phone", key.proof(actor.account_id))
    public.register_device(actor=actor, now=now, device=device)
    nonce = public.give_tickets(actor=actor, now=now, key=key.id)[0].nonce
    wall = int(now.timestamp() * 1000)
    occasion = {"kind": kind, "id": occasion_id}
    recorder = Recorder(key, actor.account_id, nonce, wall, occasion)
    header = parse_header(recorder.open().raw, public.keeping().media)
    public.open_recording(actor=actor, now=now, header=header)
    return recorder.id
