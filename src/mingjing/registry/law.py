# SPDX-License-Identifier: Apache-2.0
"""Law in force as data (法定参数): the numbers of `data/law/*.yaml`, resolved by day and place.

A name is `<file>.<row>`, for example `inspection.officers_min`. Rows are never edited when the
law changes: a new row with a later `valid_from` is added.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from mingjing.kernel.resources import data_path, load_yaml
from mingjing.registry.types import EvidenceTag, Limit, LimitUnknown

_OPTIONAL = {"region": "", "field": "", "rule": "", "source": "", "zh": "", "en": ""}


@cache
def limits() -> tuple[Limit, ...]:
    """Every row of the law as packaged, by name and first day.

    Raises: ValueError, KeyError when a file is not what this module reads.
    """
    rows: list[Limit] = []
    for path in sorted(data_path("law").glob("*.yaml")):
        body = load_yaml("law", path.name)
        if isinstance(body, dict) and "rows" in body:
            rows.extend(_limit(path.stem, row) for row in body["rows"])
    return tuple(sorted(rows, key=lambda row: (row.name, row.valid_from, row.region, row.field)))


def limit(name: str, on: date, region: str = "", field: str = "") -> Limit:
    """The number in force on a day, for a region and field: the most special row wins.

    Law: 行政处罚法 §37 and the lex-specialis order: longest region, then field, then newest.
    Raises: LimitUnknown.
    """
    fitting = [row for row in limits() if row.name == name and _fits(row, on, region, field)]
    if not fitting:
        raise LimitUnknown(name=name, on=on.isoformat())
    return max(fitting, key=lambda row: (len(row.region), row.field != "", row.valid_from))


def _fits(row: Limit, on: date, region: str, field: str) -> bool:
    in_force = row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
    return in_force and region.startswith(row.region) and row.field in ("", field)


def _limit(statute: str, row: dict[str, Any]) -> Limit:  # a YAML row; its types are checked here
    texts = {key: str(row.get(key, default)) for key, default in _OPTIONAL.items()}
    valid_from, valid_to = row["valid_from"], row.get("valid_to")
    if not isinstance(valid_from, date) or not isinstance(valid_to, date | None):
        raise ValueError(f"law row {statute}.{row['name']}: validity is not a date")
    return Limit(
        name=f"{statute}.{row['name']}",
        value=Decimal(str(row["value"])),
        unit=str(row["unit"]),
        calendar=str(row["calendar"]),
        article=str(row["article"]),
        tag=EvidenceTag(str(row["tag"])),
        valid_from=valid_from,
        valid_to=valid_to,
        **texts,
    )
