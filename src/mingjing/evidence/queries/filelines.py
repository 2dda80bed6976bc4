# SPDX-License-Identifier: Apache-2.0
"""A received file in words (接收文件一行), for lists, its page and the panel of an occasion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.queries.deletions import deleted_among
from mingjing.evidence.queries.occasions import named_occasions
from mingjing.evidence.queries.received import dock_names
from mingjing.evidence.types.received import ReceivedView
from mingjing.kernel.filetypes import TYPES, FileType, is_named_so
from mingjing.registry.public import account_names

_BY_MEDIA = {facts.media: found for found, facts in TYPES.items()}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A received file as a page lists it (接收文件一行)."""

    row: ReceivedView
    type: FileType | None
    is_misnamed: bool
    sender: str
    occasion: str
    occasion_url: str
    megabytes: float
    deleted_at: datetime | None


def file_lines(rows: Sequence[ReceivedView]) -> list[FileLine]:
    """The files with the names of who sent them, and when they were deleted. Three queries,
    and those that name what they are for."""
    names = account_names({row.account_id for row in rows if row.account_id})
    docks = dock_names({row.dock_id for row in rows if row.dock_id})
    deleted = deleted_among([row.file_id for row in rows])
    occasions = named_occasions((row.occasion_kind, row.occasion_id) for row in rows)
    lines = []
    for row in rows:
        occasion = occasions[row.occasion_kind, row.occasion_id]
        found = _BY_MEDIA.get(row.media)
        dock = f"{docks.get(row.dock_id, '–')} · {row.recorder}"
        lines.append(
            FileLine(
                row=row,
                type=found,
                is_misnamed=found is not None and not is_named_so(row.name, found),
                sender=dock if row.dock_id else names.get(row.account_id, "–"),
                occasion=occasion.text,
                occasion_url=occasion.url,
                megabytes=row.size / 1e6,
                deleted_at=deleted.get(row.file_id),
            )
        )
    return lines
