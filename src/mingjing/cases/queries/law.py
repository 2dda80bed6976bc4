# SPDX-License-Identifier: Apache-2.0
"""The law as a step finds it (适用法律): numbers in force on its day, and which ones were used."""

from copy import copy
from datetime import date, datetime
from functools import cache

from mingjing.kernel.calendar import WorkingCalendar, national
from mingjing.kernel.clock import local_date
from mingjing.registry.public import limits, limits_held
from mingjing.registry.types import Limit, LimitUnknown

_FAMILIES = ("penalty.", "coercion.", "transfer.", "remedy.", "clue.", "service.", "publicity.")


@cache
def limit_names() -> frozenset[str]:
    """Names of the numbers that cases use."""
    return frozenset(row.name for row in limits() if row.name.startswith(_FAMILIES))


class LawOn:
    """Numbers in force on the day of an instant, for a region and field (`LawInForce`).

    All are read with one query; those that a gate asked for are kept for the receipt.
    """

    def __init__(self, now: datetime, region: str = "", field: str = "") -> None:
        self.now = now
        self.today: date = local_date(now)
        self.calendar: WorkingCalendar = national()
        self.used: dict[str, Limit] = {}
        self._found = limits_held(limit_names(), self.today, region=region, field=field)

    def at(self, now: datetime) -> "LawOn":
        """The same numbers at another instant of the day, with nothing used yet."""
        other = copy(self)
        other.now, other.used = now, {}
        return other

    def limit(self, name: str) -> Limit:
        """A number in force. Raises: LimitUnknown where the law has none on that day."""
        if name not in self._found:
            raise LimitUnknown(name=name, on=self.today.isoformat())
        self.used[name] = self._found[name]
        return self._found[name]
