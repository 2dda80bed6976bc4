# SPDX-License-Identifier: Apache-2.0
"""Reads of recorders and tickets."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.models import Device, Ticket
from mingjing.evidence.types import DeviceMissing, DeviceView, KeyAlgorithm, TicketView


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What judging a signature needs of a key (密钥要素)."""

    spki: bytes
    account_id: str
    until: datetime
    revoked_at: datetime | None


def device_view(row: Device) -> DeviceView:
    """A row as others see it."""
    return DeviceView(
        key=row.key,
        algorithm=KeyAlgorithm(row.algorithm),
        name=row.name,
        account_id=row.account_id,
        agency_id=row.agency_id,
        until=row.until,
        registered_at=row.registered_at,
        revoked_at=row.revoked_at,
    )


def device_row(key: str, *, lock: bool = False) -> Device:
    """The row of a recorder.

    Raises: DeviceMissing.
    """
    rows = Device.objects.select_for_update() if lock else Device.objects.all()
    row = rows.filter(key=key).first()
    if row is None:
        raise DeviceMissing
    return row


def device(key: str) -> DeviceView:
    """One recorder.

    Raises: DeviceMissing.
    """
    return device_view(device_row(key))


def devices_of(account_id: str, limit: int = 50) -> tuple[DeviceView, ...]:
    """The recorders of an account, newest first; sources that sign nothing are not among them."""
    rows = Device.objects.filter(account_id=account_id, source="")
    return tuple(device_view(row) for row in rows[:limit])


def key_facts(keys: list[str]) -> dict[str, KeyFacts]:
    """Keys as signatures are judged by them. One query."""
    rows = Device.objects.filter(key__in=keys).values_list(
        "key", "spki", "account_id", "until", "revoked_at"
    )
    return {
        key: KeyFacts(bytes(spki), account_id, until, revoked_at)
        for key, spki, account_id, until, revoked_at in rows
    }


def tickets_of(key: str, now: datetime) -> tuple[TicketView, ...]:
    """Tickets of a key that are good and not used yet, those that last longest first."""
    rows = Ticket.objects.filter(device_id=key, used_by="", until__gt=now)
    found = rows.order_by("-until", "nonce").values_list("nonce", "until")
    return tuple(TicketView(nonce, until) for nonce, until in found)
