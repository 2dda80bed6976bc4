# SPDX-License-Identifier: Apache-2.0
"""Judge an opening and a key (开录校验): ticket, clock, last day."""

from datetime import UTC, datetime, timedelta

from mingjing.evidence.types import ClockOff, KeyExpired, KeyRevoked, NonceUsed


def demand_key_in_force(
    *, until: datetime | None, revoked_at: datetime | None, now: datetime
) -> None:
    """The key may sign now.

    Raises: KeyRevoked, KeyExpired.
    """
    if revoked_at is not None:
        raise KeyRevoked
    if until is None or now >= until:
        raise KeyExpired(until=until.date() if until else "–")


def demand_clock(
    wall: int, *, ticket_from: datetime, ticket_until: datetime, now: datetime, hours: int
) -> datetime:
    """When the recording began, by the recorder's clock, if that can be true.

    It began after its ticket was given and before now, give or take `hours`; a recording that
    began without network may come days later. It began while the ticket was good.

    Raises: ClockOff, NonceUsed.
    """
    slack = timedelta(hours=hours)
    try:
        begun_at = datetime.fromtimestamp(wall / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ClockOff(hours=hours) from error
    if begun_at < ticket_from - slack or begun_at > now + slack:
        raise ClockOff(hours=hours)
    if min(begun_at, now) >= ticket_until:
        raise NonceUsed
    return begun_at
