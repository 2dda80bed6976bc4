# SPDX-License-Identifier: Apache-2.0
"""The sequencer (定序): turns committed entries into the published log.

Invariant: `Entry.leaf_index`, once committed, decides the tree; files and checkpoints are a
function of it. So a run that was killed at any instant is simply continued by the next one:
what is not numbered yet gets numbers, what is not written yet is written, and a checkpoint that
is signed twice is the same checkpoint.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection, transaction

from mingjing.kernel.errors import Corrupt
from mingjing.ledger.models import Checkpoint, Entry
from mingjing.ledger.publish.folder import VKEY, LogFolder
from mingjing.ledger.publish.keys import key_path, load_key, make_key
from mingjing.ledger.queries import next_leaf, published_size
from mingjing.ledger.rules.hashing import leaf_hash
from mingjing.ledger.rules.leaf import Fields, encode
from mingjing.ledger.rules.notes import (
    LogKey,
    NoteInvalid,
    checkpoint_text,
    read_checkpoint,
    root_text,
)
from mingjing.ledger.rules.paths import TILE_WIDTH
from mingjing.ledger.rules.tree import EMPTY_EDGE, Edge, EdgeDiffers, grow
from mingjing.ledger.types import (
    LogAheadOfDatabase,
    LogDamaged,
    LogForked,
    NothingPublished,
)

BATCH = 16_384
"""Entries numbered in one transaction: writers wait for it, at most some tens of milliseconds."""

_LOCK = 0x6D696E676A696E67  # "mingjing": the advisory lock of the sequencer on PostgreSQL
_NUMBER = """
UPDATE ledger_entry SET leaf_index = numbered.leaf
FROM (
    SELECT id, (SELECT COALESCE(MAX(leaf_index), -1) FROM ledger_entry)
        + row_number() OVER (ORDER BY id) AS leaf
    FROM (SELECT id FROM ledger_entry WHERE leaf_index IS NULL ORDER BY id LIMIT %s) AS waiting
) AS numbered
WHERE ledger_entry.id = numbered.id
"""
_log = structlog.get_logger()

Reached = Callable[[str], None]
"""Told at each step boundary; tests stop the sequencer there."""


def _carry_on(step: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Sequencer:
    """One log: its files, its key, and what may interrupt it."""

    folder: LogFolder
    home: Path
    origin: str
    batch: int = BATCH
    reached: Reached = _carry_on

    def run(self, now: datetime) -> int:
        """Publish every committed entry; returns how many joined the log.

        Raises: LogAheadOfDatabase, LogForked, LogDamaged, KeyUnusable (and overwrites nothing);
        RuntimeError inside a transaction, since it commits on its own.
        """
        try:
            with self.folder.locked():
                return self._run_locked(now)
        except Corrupt as error:
            _log.critical("ledger_alarm", code=error.code, detail=error.message("en"))
            raise

    def _run_locked(self, now: datetime) -> int:
        key = self._key()
        edge = self._published_edge(key)
        self.folder.publish_vkey(key.vkey())
        self._demand_history(edge)
        self._store(edge, key, now)  # a crash may have come between publishing and storing
        before = edge.size
        while True:
            self.reached("begin")
            number_entries(self.batch)
            self.reached("numbered")
            grown = self._publish_batch(edge, key, now)
            if grown.size == edge.size:
                return edge.size - before
            edge = grown

    def _key(self) -> LogKey:
        has_history = self.folder.checkpoint() is not None or Checkpoint.objects.exists()
        if not has_history and not key_path(self.home).exists():
            return make_key(self.home, self.origin)
        return load_key(self.home, self.origin)

    def _published_edge(self, key: LogKey) -> Edge:
        """The tree as published, its tiles checked against its checkpoint."""
        note = self.folder.checkpoint()
        if note is None:
            return EMPTY_EDGE
        try:
            size, root = read_checkpoint(note, key)
        except NoteInvalid as error:
            raise LogDamaged(path="checkpoint", reason=str(error)) from error
        stored = next_leaf()
        if size > stored:
            raise LogAheadOfDatabase(published=size, stored=stored)
        edge = self.folder.read_edge(size)
        if edge.root() != root:
            raise LogDamaged(path="tile", reason=f"the tiles of {size} leaves miss the root")
        return edge

    def _demand_history(self, edge: Edge) -> None:
        """The published state must be one that this database knows, or is about to know."""
        _demand_known_root(edge)
        if edge.size and edge.size % TILE_WIDTH == 0:  # no open bundle is compared while growing
            last = self.folder.read_tile(0, edge.size // TILE_WIDTH - 1, TILE_WIDTH)
            leaves = leaves_from(edge.size - TILE_WIDTH, edge.size)
            if b"".join(map(leaf_hash, leaves)) != last:
                raise LogForked(where=f"leaves before {edge.size}")

    def _publish_batch(self, edge: Edge, key: LogKey, now: datetime) -> Edge:
        known = published_size()
        end = min(edge.size + self.batch, known) if known > edge.size else edge.size + self.batch
        leaves = leaves_from(edge.size - edge.size % TILE_WIDTH, end)
        try:
            growth = grow(edge, leaves)
        except EdgeDiffers as error:
            raise LogForked(where=str(error)) from error
        fresh = growth.edge
        if fresh.size <= edge.size:
            return edge
        _demand_known_root(fresh)
        self.folder.write_tiles(growth.files)
        self.reached("tiles")
        if fresh.size >= known:  # a folder being rebuilt signs nothing before its last known root
            self.folder.publish_checkpoint(checkpoint_text(key, fresh.size, fresh.root()))
            self.reached("published")
            self._store(fresh, key, now)
            self.reached("stored")
        self.folder.drop_partials(growth.files)
        self.reached("tidied")
        return fresh

    def _store(self, edge: Edge, key: LogKey, now: datetime) -> None:
        """Keep the published checkpoint in the database, once."""
        if edge.size:
            root = edge.root()
            note = checkpoint_text(key, edge.size, root)
            Checkpoint.objects.get_or_create(
                size=edge.size, defaults={"root": root_text(root), "note": note, "at": now}
            )


def _demand_known_root(edge: Edge) -> None:
    """If this size was published before, then with this root.

    Raises: LogForked.
    """
    row = Checkpoint.objects.filter(size=edge.size).first()
    if row is not None and row.root != root_text(edge.root()):
        raise LogForked(where=f"checkpoint {edge.size}")


def default_sequencer() -> Sequencer:
    """The sequencer of this installation."""
    home = Path(settings.MINGJING_HOME)
    return Sequencer(folder=log_folder(home), home=home, origin=settings.MINGJING_LEDGER_ORIGIN)


def log_folder(home: Path) -> LogFolder:
    """The published folder of an installation."""
    return LogFolder(root=home / "ledger", lock_path=home / "ledger.lock")


def published_folder() -> Path:
    """The folder that may be copied, served and verified by anyone."""
    return log_folder(Path(settings.MINGJING_HOME)).root


def verifier_key() -> str:
    """The published verifier key, one line.

    Raises: NothingPublished before the first checkpoint.
    """
    try:
        return (published_folder() / VKEY).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise NothingPublished from error


def sequence(now: datetime) -> int:
    """Publish every committed entry; returns how many joined the log. Safe to run twice, at once.

    Raises: as `Sequencer.run`.
    """
    return default_sequencer().run(now)


def number_entries(limit: int) -> int:
    """Give the next leaf numbers to committed entries that have none, in id order; how many.

    One transaction, one statement; on PostgreSQL an advisory lock keeps other sequencers away. On
    SQLite `record` has numbered them already and nothing is left to do.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(_NUMBER, [limit])
        return int(cursor.rowcount)


def leaves_from(start: int, end: int) -> list[bytes]:
    """The leaves from `start` to before `end`, as far as they are numbered.

    Raises: LogForked when a number is missing in between.
    """
    rows = list(
        Entry.objects.filter(leaf_index__gte=start, leaf_index__lt=end)
        .order_by("leaf_index")
        .values_list("leaf_index", *Fields._fields)
    )
    if rows and rows[-1][0] != start + len(rows) - 1:  # numbers are unique and in order
        raise LogForked(where=f"a leaf between {start} and {rows[-1][0]} is not in the database")
    return [encode(Fields(*row[1:])) for row in rows]
