# SPDX-License-Identifier: Apache-2.0
"""Law in force as data (法定参数): the numbers of `data/law/*.yaml`, resolved by day and place.

A name is `<file>.<row>`, for example `inspection.officers_min`. Rows are never edited when the
law changes: a new row with a later `valid_from` is added. This module knows the packaged rows
only; `queries.law` adds what administrators have set.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from mingjing.kernel.resources import data_path, load_yaml
from mingjing.registry.rules import most_special
from mingjing.registry.types import DeadlineEffect, DeadlineRow, EvidenceTag, Limit, LimitUnknown

_CALENDARS = {
    "working_day": "working",
    "day": "calendar",
    "hour": "calendar",
    "month": "calendar",
    "year": "calendar",
}


@cache
def limits() -> tuple[Limit, ...]:
    """Every row of the law as packaged, by name and first day.

    Raises: ValueError, KeyError when a file is not what this module reads.
    """
    rows: list[Limit] = []
    for path in sorted(data_path("law").glob("*.yaml")):
        body = load_yaml("law", path.name)
        if isinstance(body, dict) and "rows" in body:
            shared = body.get("defaults", {})
            rows.extend(_limit(path.stem, {**shared, **row}) for row in body["rows"])
    return tuple(sorted(rows, key=lambda row: (row.name, row.valid_from, row.region, row.field)))


def limit(name: str, on: date, region: str = "", field: str = "") -> Limit:
    """The packaged number in force on a day, for a region and field: the most special row wins.

    Law: 行政处罚法 §37 and the lex-specialis order: longest region, then field, then newest.
    Raises: LimitUnknown.
    """
    found = most_special([r for r in limits() if r.name == name], on, region=region, field=field)
    if found is None:
        raise LimitUnknown(name=name, on=on.isoformat())
    return found


@cache
def deadline_rows() -> tuple[DeadlineRow, ...]:
    """The deadline registry as packaged, by number."""
    return tuple(_deadline(row) for row in load_yaml("law", "deadlines.yaml")["deadlines"])


def _deadline(row: Mapping[str, Any]) -> DeadlineRow:  # a YAML row; its types are checked here
    return DeadlineRow(
        deadline_id=str(row["id"]),
        zh=str(row["zh"]),
        en=str(row["en"]),
        starts_zh=str(row["starts_zh"]),
        starts_en=str(row["starts_en"]),
        limit=str(row["limit"]),
        also=tuple(str(name) for name in row.get("also", ())),
        effect=DeadlineEffect(str(row["effect"])),
        counts_back=row.get("counts", "after") == "before",
        field=str(row.get("field", "")),
        room=str(row["room"]),
    )


def _limit(statute: str, row: dict[str, Any]) -> Limit:  # a YAML row; its types are checked here
    valid_from, valid_to = row["valid_from"], row.get("valid_to")
    if not isinstance(valid_from, date) or not isinstance(valid_to, date | None):
        raise ValueError(f"law row {statute}.{row['name']}: validity is not a date")
    unit = str(row["unit"])
    return Limit(
        name=f"{statute}.{row['name']}",
        value=Decimal(str(row["value"])),
        unit=unit,
        calendar=str(row.get("calendar", _CALENDARS.get(unit, "none"))),
        article=str(row["article"]),
        tag=EvidenceTag(str(row["tag"])),
        region=str(row.get("region", "")),
        field=str(row.get("field", "")),
        rule=str(row.get("rule", "")),
        source=str(row.get("source", "")),
        zh=str(row.get("zh", "")),
        en=str(row.get("en", "")),
        valid_from=valid_from,
        valid_to=valid_to,
        rolls=bool(row.get("rolls", True)),
        may_differ=bool(row.get("may_differ", False)),
    )
