# SPDX-License-Identifier: Apache-2.0
"""Comparing the database with the published log (账实核对): has anyone edited a row since?

`verify` shows that the published files are whole; this shows that the rows which pages and rooms
read still say what was published.
"""

from pathlib import Path

from django.conf import settings

from mingjing.kernel.progress import Progress, silent
from mingjing.ledger.models import Checkpoint, Entry
from mingjing.ledger.publish.folder import LogFolder
from mingjing.ledger.publish.sequencer import log_folder, verifier_key
from mingjing.ledger.queries import leaf_of
from mingjing.ledger.rules.hashing import HASH_BYTES, leaf_hash
from mingjing.ledger.rules.paths import TILE_WIDTH, tile_width
from mingjing.ledger.types import EntryAltered, LogBroken, LogForked
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.notes import SignedHead, VerifierKey, open_checkpoint, parse_vkey
from mingjing_verify.log.sources import FolderSource
from mingjing_verify.log.whole import verify_log


def audit(progress: Progress = silent) -> int:
    """Check the log, the stored checkpoints and every published entry's row; returns how many.

    How long the log is, the published checkpoint says: rows that are gone hide nothing.

    Raises: EntryAltered, LogForked, LogDamaged, LogBroken.
    """
    folder = log_folder(Path(settings.MINGJING_HOME))
    size = _checked_size(folder)
    for number in range(-(-size // TILE_WIDTH)):
        width = tile_width(size, 0, number)
        _compare(number * TILE_WIDTH, folder.read_tile(0, number, width), width)
        progress("audit", (number * TILE_WIDTH + width) / size)
    return size


def _checked_size(folder: LogFolder) -> int:
    """The size of the published log, the log and every stored checkpoint being sound."""
    if folder.checkpoint() is None:
        if Checkpoint.objects.exists():
            raise LogForked(where="the published checkpoint, which is gone")
        return 0
    try:
        key = parse_vkey(verifier_key())
        known = [_head_of(row, key) for row in Checkpoint.objects.order_by("size").iterator()]
        return verify_log(FolderSource(folder.root), key, known=known).size
    except Broken as error:
        reason = error.reason
        raise LogBroken(where=error.where, zh_reason=reason.zh, en_reason=reason.en) from error


def _head_of(row: Checkpoint, key: VerifierKey) -> SignedHead:
    where = f"stored checkpoint {row.size}"
    head = open_checkpoint(row.note.encode(), key, where)
    if (head.size, head.root_text) != (row.size, row.root):
        raise LogForked(where=where)
    return head


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
