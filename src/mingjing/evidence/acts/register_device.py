# SPDX-License-Identifier: Apache-2.0
"""Act: register a recorder, or renew it (登记执法记录仪)."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Device
from mingjing.evidence.queries.devices import device_view
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.rules.keys import demand_possession, demand_public_key, key_id
from mingjing.evidence.types import DeviceInvalid, DeviceOfAnother, DeviceView, KeyAlgorithm
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A recorder as it introduces itself: key, name, and proof that it holds the key."""

    algorithm: KeyAlgorithm
    spki: bytes
    name: str
    proof: bytes


@official_act
def register_device(*, actor: Actor, now: datetime, device: NewDevice) -> DeviceView:
    """Registers the key for the officer who is signed in; the same key again is renewed.

    Law: 公安机关现场执法视音频记录工作规定; 国办发〔2018〕118号: recorders are known by number.
    Raises: NotPermitted, DeviceInvalid, DeviceOfAnother.
    """
    demand(actor, "evidence.record", Thing(actor.agency_id, actor.region))
    demand_public_key(device.algorithm, device.spki)
    demand_possession(device.spki, device.proof, actor.account_id)
    name = device.name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise DeviceInvalid(where="name")
    row = _row(actor, now, device)
    row.name = name
    row.until = now + keeping().device
    row.save()
    record_said(
        "evidence.device_registered",
        kind="recorder",
        object_id=row.key,
        actor=actor,
        now=now,
        payload={
            "alg": row.algorithm,
            "account_id": row.account_id,
            "until": row.until.isoformat(),
        },
    )
    return device_view(row)


def _row(actor: Actor, now: datetime, device: NewDevice) -> Device:
    """The key's own row, locked; a new one when the key is new.

    Raises: DeviceOfAnother.
    """
    key = key_id(device.spki)
    row = Device.objects.select_for_update().filter(key=key).first()
    if row is None:
        return Device(
            key=key,
            algorithm=device.algorithm.value,
            spki=device.spki,
            account_id=actor.account_id,
            agency_id=actor.agency_id,
            region=actor.region,
            registered_at=now,
        )
    if row.account_id != actor.account_id or row.revoked_at is not None:
        raise DeviceOfAnother
    return row
