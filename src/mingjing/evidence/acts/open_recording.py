# SPDX-License-Identifier: Apache-2.0
"""Act: begin a recording, by its link 0 (开始录制)."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Device, Progress, Recording, Ticket
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.occasions import occasion_for
from mingjing.evidence.queries.server_key import door_key
from mingjing.evidence.rules.opening import demand_clock, demand_key_in_force
from mingjing.evidence.types import (
    Header,
    KeyUnknown,
    LinkMalformed,
    NonceUsed,
    Occasion,
    RecordingState,
)
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def open_recording(*, actor: Actor, now: datetime, header: Header) -> Recording:
    """Puts the recording on record and joins it to its occasion; `actor` is the key's officer.

    It is joined when the occasion it names is one of the officer's now, else it waits in the inbox
    of recordings without occasion: what was recorded is never turned away for that.

    Law: 国办发〔2018〕118号 (the whole process is recorded); 公安机关现场执法视音频记录工作规定.
    Raises: NotPermitted, KeyUnknown, KeyRevoked, KeyExpired, NonceUsed, ClockOff, LinkMalformed.
    """
    device = Device.objects.filter(key=header.key, account_id=actor.account_id).first()
    if device is None or header.said("officer") != actor.account_id:
        raise KeyUnknown
    demand_key_in_force(until=device.until, revoked_at=device.revoked_at, now=now)
    demand(actor, "evidence.record", Thing(device.agency_id, device.region))
    if device.source != header.said("camera"):  # a source says so in its links, and nobody else
        raise LinkMalformed(where="says.source")
    begun_at = now if device.source else _used_ticket(header, now)
    claim = header.says.get("occasion")
    claimed = (claim["kind"], claim["id"]) if isinstance(claim, dict) else ("", "")
    occasion = occasion_for(actor, now, *claimed)
    row = Recording(
        **_place(actor, device, occasion),
        recording_id=header.recording,
        device=device,
        account_id=actor.account_id,
        mode=header.said("mode"),
        mime=header.said("mime"),
        claimed_kind=claimed[0],
        claimed_id=claimed[1],
        state=RecordingState.OPEN.value,
        begun_at=begun_at,
        opened_at=now,
        lat=header.place.lat if header.place else None,
        lon=header.place.lon if header.place else None,
        source=device.source,
    )
    row.save(force_insert=True)
    Progress.objects.create(recording=row, heard=int(now.timestamp() * 1000))
    record_said(
        "evidence.recording_opened",
        kind="recording",
        object_id=header.recording,
        actor=actor,
        now=now,
        payload={
            "key": header.key,
            "link": header.digest,
            "server_key": door_key(Path(settings.MINGJING_HOME)).id,
            "occasion": [row.occasion_kind, row.occasion_id],
        },
    )
    return row


def _used_ticket(header: Header, now: datetime) -> datetime:
    """When the recording began; its ticket is used up. A source needs none: the platform opens.

    Raises: NonceUsed, ClockOff.
    """
    rows = Ticket.objects.select_for_update().filter(nonce=header.said("nonce"))
    ticket = rows.filter(device_id=header.key, used_by="").first()
    if ticket is None:
        raise NonceUsed
    begun_at = demand_clock(
        header.wall,
        ticket_from=ticket.given_at,
        ticket_until=ticket.until,
        now=now,
        hours=keeping().clock_hours,
    )
    ticket.used_by = header.recording
    ticket.save()
    return begun_at


def _place(actor: Actor, device: Device, occasion: Occasion | None) -> dict[str, str]:
    """Under which agency and region the recording is kept, and what it is for."""
    if occasion is None:
        return {"agency_id": device.agency_id, "region": device.region or actor.region}
    return {
        "agency_id": occasion.agency_id,
        "region": occasion.region,
        "occasion_kind": occasion.kind,
        "occasion_id": occasion.id,
    }
