# SPDX-License-Identifier: Apache-2.0
"""Comparing the database with the published log (账实核对): has anyone edited a row since?

`verify` shows that the published files are whole; this shows that the rows which pages and rooms
read still say what was published.
"""

from pathlib import Path

from django.conf import settings

from mingjing.kernel.progress import Progress, silent
from mingjing.ledger.models import Entry
from mingjing.ledger.publish.sequencer import log_folder
from mingjing.ledger.queries import leaf_of, newest_checkpoint
from mingjing.ledger.rules.hashing import HASH_BYTES, leaf_hash
from mingjing.ledger.rules.paths import TILE_WIDTH, tile_width
from mingjing.ledger.types import EntryAltered, LogForked


def audit(progress: Progress = silent) -> int:
    """Check every published entry's row against its tile; returns how many.

    Raises: EntryAltered, LogForked, LogDamaged.
    """
    published = newest_checkpoint()
    size = published.size if published else 0
    folder = log_folder(Path(settings.MINGJING_HOME))
    for number in range(-(-size // TILE_WIDTH)):
        width = tile_width(size, 0, number)
        _compare(number * TILE_WIDTH, folder.read_tile(0, number, width), width)
        progress("audit", (number * TILE_WIDTH + width) / size)
    return size


def _compare(start: int, hashes: bytes, width: int) -> None:
    rows = list(
        Entry.objects.filter(leaf_index__gte=start, leaf_index__lt=start + width).order_by(
            "leaf_index"
        )
    )
    if [row.leaf_index for row in rows] != list(range(start, start + width)):
        raise LogForked(where=f"leaves {start} to {start + width}")
    for at, row in enumerate(rows):
        if leaf_hash(leaf_of(row)) != hashes[at * HASH_BYTES : (at + 1) * HASH_BYTES]:
            raise EntryAltered(entry_id=row.entry_id, index=row.leaf_index)
