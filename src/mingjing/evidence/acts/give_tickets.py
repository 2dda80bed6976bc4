# SPDX-License-Identifier: Apache-2.0
"""Act: give a recorder tickets for recordings to come (发放录制凭票)."""

import secrets
from datetime import datetime

from mingjing.evidence.models import Ticket
from mingjing.evidence.queries.devices import device_row, tickets_of
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.rules.opening import demand_key_in_force
from mingjing.evidence.types import KeyUnknown, TicketView
from mingjing.kernel.canonical import digest
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def give_tickets(*, actor: Actor, now: datetime, key: str) -> tuple[TicketView, ...]:
    """Gives the officer's own recorder as many tickets as it may hold at a time.

    A ticket lets a recording begin without network, once: an opening cannot be replayed.

    Law: decision 0100; 国办发〔2018〕118号 (a recording is proven whole).
    Raises: NotPermitted, DeviceMissing, KeyUnknown, KeyRevoked, KeyExpired.
    """
    device = device_row(key, lock=True)
    demand(actor, "evidence.record", Thing(device.agency_id, device.region))
    if device.account_id != actor.account_id:
        raise KeyUnknown
    demand_key_in_force(until=device.until, revoked_at=device.revoked_at, now=now)
    limits = keeping()
    held = tickets_of(key, now)
    fresh = [secrets.token_hex(16) for _ in range(max(0, limits.tickets - len(held)))]
    until = now + limits.ticket
    Ticket.objects.bulk_create(
        Ticket(nonce=nonce, device=device, given_at=now, until=until) for nonce in fresh
    )
    record(
        "evidence.tickets_given",
        kind="recorder",
        object_id=key,
        actor=actor,
        now=now,
        payload={"tickets": digest(fresh), "count": len(fresh), "until": until.isoformat()},
    )
    return (*(TicketView(nonce, until) for nonce in fresh), *held)
