# SPDX-License-Identifier: Apache-2.0
"""Reads of the law in force: packaged rows and what administrators have set, as of any day."""

from collections.abc import Collection
from datetime import date

from mingjing.registry import law
from mingjing.registry.rules import most_special
from mingjing.registry.types import DeadlineRow, DeadlineRule, DeadlineUnknown, Limit, LimitUnknown


def limit(name: str, on: date, region: str = "", field: str = "") -> Limit:
    """The number in force on a day, for a region and field (法定参数): the most special wins.

    Law: 行政处罚法 §37 and the lex-specialis order: longest region, then field, then a value set
    by an administrator, then the newest.
    Raises: LimitUnknown.
    """
    return limits_in_force((name,), on, region=region, field=field)[name]


def limits_in_force(
    names: Collection[str], on: date, *, region: str = "", field: str = ""
) -> dict[str, Limit]:
    """Many numbers at once, with one query, by name.

    Raises: LimitUnknown for the first name that has none.
    """
    wanted = set(names)
    rows = [row for row in law.limits() if row.name in wanted]
    found: dict[str, Limit] = {}
    for name in names:
        best = most_special([r for r in rows if r.name == name], on, region=region, field=field)
        if best is None:
            raise LimitUnknown(name=name, on=on.isoformat())
        found[name] = best
    return found


def deadlines() -> tuple[DeadlineRow, ...]:
    """The deadline registry (期限总表), by number."""
    return law.deadline_rows()


def deadline(deadline_id: str, on: date, region: str = "", field: str = "") -> DeadlineRule:
    """One deadline with its numbers in force on a day (法定期限).

    Raises: DeadlineUnknown, LimitUnknown.
    """
    row = next((one for one in deadlines() if one.deadline_id == deadline_id), None)
    if row is None:
        raise DeadlineUnknown(deadline_id=deadline_id)
    names = (row.limit, *row.also)
    found = limits_in_force(names, on, region=region, field=field or row.field)
    return DeadlineRule(row, found[row.limit], tuple(found[name] for name in row.also))
