# SPDX-License-Identifier: Apache-2.0
"""The clock (时钟): the one place below `entry` that asks what time it is.

Acts, rules and jobs receive `now` as an argument; only the edge calls `system_now`.
"""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def system_now() -> datetime:
    """The present instant, aware, in UTC, to the microsecond."""
    return datetime.now(tz=UTC)  # noqa: TID251 - this is the clock


def local_date(instant: datetime, zone: tzinfo = BEIJING) -> date:
    """The calendar day of an instant where the agency sits."""
    return instant.astimezone(zone).date()


def local_minute(instant: datetime, zone: tzinfo = BEIJING) -> str:
    """Day and time of an instant where the agency sits, to the minute: 2026-11-23 10:00."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"
