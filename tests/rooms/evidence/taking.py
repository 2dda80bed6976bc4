# SPDX-License-Identifier: Apache-2.0
"""A recording on record, begun through the acts, for tests of other rooms' pages."""

from datetime import datetime

from tests.recorder import Key, Recorder

from mingjing.evidence import public
from mingjing.evidence.models import Link as LinkRow
from mingjing.evidence.models import Progress
from mingjing.evidence.public import NewDevice
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.types import KeyAlgorithm
from mingjing.registry.types import Actor


def recording_for(actor: Actor, now: datetime, kind: str, occasion_id: str) -> str:
    """The officer registers a recorder and begins a recording for an occasion; its id."""
    return begun_for(actor, now, kind, occasion_id).id


def begun_for(actor: Actor, now: datetime, kind: str, occasion_id: str) -> Recorder:
    """As `recording_for`, with the recorder that goes on."""
    key = Key()
    device = NewDevice(KeyAlgorithm.ED25519, key.spki, "phone", key.proof(actor.account_id))
    public.register_device(actor=actor, now=now, device=device)
    nonce = public.give_tickets(actor=actor, now=now, key=key.id)[0].nonce
    wall = int(now.timestamp() * 1000)
    occasion = {"kind": kind, "id": occasion_id}
    recorder = Recorder(key, actor.account_id, nonce, wall, occasion)
    header = parse_header(recorder.open().raw, public.keeping().media)
    public.open_recording(actor=actor, now=now, header=header)
    return recorder


def whole_for(
    actor: Actor, keeper: Actor, now: datetime, kind: str, occasion_id: str, seconds: int = 3
) -> str:
    """A recording of an occasion, sealed and complete, as the door would have taken it; its id."""
    recorder = begun_for(actor, now, kind, occasion_id)
    recorder.init()
    for _ in range(seconds):
        recorder.media(b"moof+mdat")
    recorder.end()
    received = int(now.timestamp() * 1000)
    for made in recorder.links:
        header = parse_header(made.raw, public.keeping().media)
        LinkRow.objects.create(
            recording_id=recorder.id, seq=header.seq, kind=header.kind.value,
            digest=header.digest, prev=header.prev, body=header.sha256, length=header.len,
            raw=made.raw, signature=made.signature, received=received, ack_key="00", ack=b"ack",
        )  # fmt: skip
    last = parse_header(recorder.links[-1].raw, public.keeping().media)
    Progress.objects.filter(recording_id=recorder.id).update(
        held=len(recorder.links), highest=last.seq
    )
    public.seal_recording(actor=keeper, now=now, header=last)
    public.complete_recording(actor=keeper, now=now, recording_id=recorder.id)
    return recorder.id
