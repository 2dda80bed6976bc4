# SPDX-License-Identifier: Apache-2.0
"""The folder of the published log: plain static files, written so that no crash leaves half a one.

Invariants: a file appears whole and durable or not at all; a file that exists is never replaced
by other bytes (the checkpoint alone moves on); a checkpoint appears after everything it needs.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mingjing.engines.durable import sync_file, sync_folder
from mingjing.ledger.rules.hashing import HASH_BYTES
from mingjing.ledger.rules.paths import TILE_WIDTH, edge_tiles, tile_path
from mingjing.ledger.rules.tree import Edge, TileFile
from mingjing.ledger.types import LogDamaged, LogForked

CHECKPOINT = "checkpoint"
VKEY = "vkey"
# fsync waits for the disk, not for the processor: many at once share one journal commit.
_SYNC_THREADS = 16


@dataclass(frozen=True, slots=True)
class LogFolder:
    """The log's files below `root`; `lock_path` lies outside, it is not published."""

    root: Path
    lock_path: Path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only sequencer on these files; waits for its turn. A killed holder lets go."""
        self.lock_path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def checkpoint(self) -> str | None:
        """The published checkpoint, None before the first."""
        try:
            return (self.root / CHECKPOINT).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            raise LogDamaged(path=CHECKPOINT, reason="not text") from error

    def read_tile(self, level: int, number: int, width: int) -> bytes:
        """The first `width` hashes of a tile: from the partial tile, or from the full one.

        Raises: LogDamaged.
        """
        path = tile_path(level, number, width)
        content = self._read(path)
        if content is None and width < TILE_WIDTH:  # partial tiles go once the full one is there
            path = tile_path(level, number)
            content = (self._read(path) or b"")[: width * HASH_BYTES]
        if content is None or len(content) != width * HASH_BYTES:
            reason = "missing" if not content else f"{len(content)} bytes"
            raise LogDamaged(path=path, reason=reason)
        return content

    def read_edge(self, size: int) -> Edge:
        """The right edge of the published tree.

        Raises: LogDamaged.
        """
        levels = []
        for level, number, width in edge_tiles(size):
            raw = self.read_tile(level, number, width) if width else b""
            levels.append(tuple(raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES)))
        return Edge(size=size, levels=tuple(levels))

    def write_tiles(self, files: Sequence[TileFile]) -> None:
        """Make the files appear, whole and durable; files already there must be the same.

        Raises: LogForked.
        """
        fresh = [file for file in files if not self._has(file)]
        with ThreadPoolExecutor(_SYNC_THREADS) as pool:
            drafts = self._write_drafts(fresh)
            list(pool.map(sync_file, [draft for draft, _ in drafts]))
            for draft, final in drafts:
                draft.rename(final)
            list(pool.map(sync_folder, self._folders(fresh)))

    def publish_checkpoint(self, note: str) -> None:
        """Replace the checkpoint in one step."""
        write_whole(self.root / CHECKPOINT, note.encode(), mode=0o644)

    def publish_cosigned(self, note: str) -> bool:
        """Put a checkpoint with its cosignatures in the place of the same one with fewer.

        Says whether that checkpoint is the published one; if not, nothing is written.
        """
        with self.locked():
            there = self.checkpoint()
            is_same = there is not None and _signed_text(there) == _signed_text(note)
            if is_same and there != note:
                self.publish_checkpoint(note)
            return is_same

    def publish_beside(self, path: str, content: bytes) -> None:
        """Lay a file beside the tiles, such as a timestamp, unless it is there already."""
        if self._read(path) != content:
            write_whole(self.root / path, content, mode=0o644)

    def publish_vkey(self, vkey: str) -> None:
        """Lay the verifier key beside the log, for whoever has no better source for it."""
        if self._read(VKEY) != f"{vkey}\n".encode():
            write_whole(self.root / VKEY, f"{vkey}\n".encode(), mode=0o644)

    def drop_partials(self, files: Sequence[TileFile]) -> None:
        """Remove partial tiles whose full tile is now published. Losing this step loses nothing."""
        for file in files:
            if file.is_full:
                shutil.rmtree(self.root / f"{file.path}.p", ignore_errors=True)

    def _has(self, file: TileFile) -> bool:
        there = self._read(file.path)
        if there is not None and there != file.content:
            raise LogForked(where=file.path)
        return there is not None

    def _read(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _write_drafts(self, files: Sequence[TileFile]) -> list[tuple[Path, Path]]:
        for folder in {(self.root / file.path).parent for file in files}:
            folder.mkdir(parents=True, exist_ok=True)
        return [_write_draft(self.root / file.path, file.content, 0o644) for file in files]

    def _folders(self, files: Sequence[TileFile]) -> list[Path]:
        """The folders of the files and those above them, up to the log's own parent."""
        folders = {self.root.parent} if files else set()
        for file in files:
            path = (self.root / file.path).parent
            while path not in folders:
                folders.add(path)
                path = path.parent
        return sorted(folders)


def _signed_text(note: str) -> str:
    return note.rpartition("\n\n")[0]


def write_whole(path: Path, content: bytes, *, mode: int) -> None:
    """Write or replace a file in one step, durably. One writer at a time: the caller locks.

    The draft has always the same name, so that crashes leave one at most in a public folder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft, final = _write_draft(path, content, mode)
    sync_file(draft)
    draft.replace(final)
    sync_folder(path.parent)


def _write_draft(path: Path, content: bytes, mode: int) -> tuple[Path, Path]:
    draft = path.with_name(f".{path.name}.draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
    finally:
        os.close(handle)
    return draft, path
