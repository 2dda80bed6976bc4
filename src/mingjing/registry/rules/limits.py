# SPDX-License-Identifier: Apache-2.0
"""Which number is in force: the order of special and general law."""

from collections.abc import Iterable
from datetime import date

from mingjing.kernel.regions import covers, is_division_shaped, significant
from mingjing.registry.types import Limit


def in_force(row: Limit, on: date) -> bool:
    """Whether a row's validity covers the day, both ends included."""
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def most_special(
    rows: Iterable[Limit], on: date, *, region: str = "", field: str = ""
) -> Limit | None:
    """The most special row in force (特别规定优先), none when no row fits.

    Law: 行政处罚法 §37 and the lex-specialis order.
    Order: longest region, then field, then a value set by an administrator, then the newest.
    """
    fitting = [
        row
        for row in rows
        if in_force(row, on) and _holds_in(row.region, region) and row.field in ("", field)
    ]
    return max(
        fitting,
        key=lambda row: (_depth(row.region), row.field != "", bool(row.document), row.valid_from),
        default=None,
    )


def _holds_in(row_region: str, region: str) -> bool:
    """Whether a row of a region holds in another: by prefix, or because its division covers it."""
    return region.startswith(row_region) or covers(row_region, region)


def _depth(region: str) -> int:
    """How special a region is: 330000 is a province and weighs two digits, not six."""
    return len(significant(region) if is_division_shaped(region) else region)
