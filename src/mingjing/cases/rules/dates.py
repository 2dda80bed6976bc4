# SPDX-License-Identifier: Apache-2.0
"""Gates on days (日期): not before what they follow, not in the future."""

from datetime import date

from mingjing.cases.types.refusals import DateImpossible


def demand_between(field: str, on: date, earliest: date, latest: date) -> None:
    """A day lies between two others, both included.

    Raises: DateImpossible.
    """
    if not earliest <= on <= latest:
        raise DateImpossible(
            field=field,
            on=on.isoformat(),
            earliest=earliest.isoformat(),
            latest=latest.isoformat(),
        )
