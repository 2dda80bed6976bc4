# SPDX-License-Identifier: Apache-2.0
"""Numbers of documents (文号): agency, series, year, running number without gaps."""

from mingjing.cases.models import Serial
from mingjing.registry.public import agency


def next_number(agency_id: str, series: str, year: int) -> str:
    """The next number of a series, such as 临市监罚立〔2026〕12号; inside an act only.

    Two acts at once wait for each other: the row is locked until the act ends.
    """
    Serial.objects.get_or_create(agency_id=agency_id, series=series, year=year)
    row = Serial.objects.select_for_update().get(agency_id=agency_id, series=series, year=year)
    row.last += 1
    row.save()
    return f"{agency(agency_id).signs}{series}〔{year}〕{row.last}号"
