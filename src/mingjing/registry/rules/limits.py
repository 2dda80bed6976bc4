# SPDX-License-Identifier: Apache-2.0
"""Which number is in force: the order of special and general law."""

from collections.abc import Iterable
from datetime import date

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
        if in_force(row, on) and region.startswith(row.region) and row.field in ("", field)
    ]
    return max(
        fitting,
        key=lambda row: (len(row.region), row.field != "", bool(row.document), row.valid_from),
        default=None,
    )
