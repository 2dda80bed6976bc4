# SPDX-License-Identifier: Apache-2.0
"""The register of objects (检查对象名录) of one plan, as one document: hashed and kept."""

import json
import zlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from mingjing.inspection.types import Candidate
from mingjing.kernel.canonical import canonical_json, sha256_hex

COLUMNS = (
    "subject_id",
    "category",
    "area",
    "region",
    "rank",
    "score",
    "last_visited_on",
    "ordinary_visits",
    "owner_key",
)


def pack(document: object) -> tuple[bytes, str]:
    """A document as compressed canonical JSON, and the SHA-256 of the JSON."""
    raw = canonical_json(document)
    return zlib.compress(raw, 6), sha256_hex(raw)


def unpack(content: bytes) -> Any:  # JSON of our own making
    """A document back from `pack`."""
    return json.loads(zlib.decompress(content))


def register_document(candidates: Iterable[Candidate]) -> dict[str, object]:
    """The register as a table, by subject id."""
    ordered = sorted(candidates, key=lambda one: one.subject_id)
    return {"columns": list(COLUMNS), "rows": [_row(one) for one in ordered]}


def read_register(document: Any) -> list[Candidate]:  # JSON of our own making
    """The candidates of a register, by subject id."""
    return [_candidate(row) for row in document["rows"]]


def _row(one: Candidate) -> list[object]:
    last = one.last_visited_on.isoformat() if one.last_visited_on else None
    return [
        one.subject_id,
        one.category,
        one.area,
        one.region,
        one.rank,
        one.score,
        last,
        one.ordinary_visits,
        one.owner_key,
    ]


def _candidate(row: list[Any]) -> Candidate:
    subject_id, category, area, region, rank, score, last, visits, owner_key = row
    return Candidate(
        subject_id=subject_id,
        category=category,
        area=area,
        region=region,
        rank=rank,
        score=None if score is None else float(score),
        last_visited_on=date.fromisoformat(last) if last else None,
        ordinary_visits=visits,
        owner_key=owner_key,
    )
