# SPDX-License-Identifier: Apache-2.0
"""One piece of an upload on its way to the disk (接收片段).

Bytes are written, hashed and put on the disk in threads while more arrive. A newer request for
the same upload ends an older one that hangs, and goes on from what that one stored.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.requests import ClientDisconnect

_BLOCK = 2**20
_SYNC_EVERY = 64 * 2**20
"""Bytes that a power cut may take back, and that are then sent again."""
_PUSH_EVERY = 4 * 2**20
"""Bytes after which the disk is asked to begin, so that little is left to wait for."""
_push = getattr(os, "posix_fadvise", None)
_LAST_MOMENT, _LAST_READ = 0.3, 0.05
"""Seconds that an ended request may still read, and wait for one block."""


class Turn:
    """Whose turn it is with one upload (上传占用)."""

    def __init__(self) -> None:
        self.stop = asyncio.Event()
        self.over = asyncio.Event()


class Turns:
    """At most one request works on an upload; the newest one wins."""

    def __init__(self) -> None:
        self._turns: dict[str, Turn] = {}

    async def take(self, upload_id: str) -> Turn:
        """Ends the request before, if there is one, and takes its place."""
        mine = Turn()
        while (before := self._turns.get(upload_id)) is not None:
            before.stop.set()
            await before.over.wait()
        self._turns[upload_id] = mine
        return mine

    def leave(self, upload_id: str, turn: Turn) -> None:
        """The work is done or was ended."""
        self._turns.pop(upload_id, None)
        turn.over.set()


async def arriving(stream: AsyncIterator[bytes], stop: asyncio.Event) -> AsyncIterator[bytes]:
    """The blocks of a request's body until it ends, breaks off, or is told to stop.

    Told to stop, it still takes what has arrived already, for a moment.
    """
    halt = asyncio.ensure_future(stop.wait())
    ends: float | None = None
    clock = asyncio.get_running_loop().time
    try:
        while ends is None or clock() < ends:
            block = asyncio.ensure_future(anext(stream, b""))
            if not halt.done():
                await asyncio.wait({block, halt}, return_when=asyncio.FIRST_COMPLETED)
            if halt.done():
                ends = ends or clock() + _LAST_MOMENT
                await asyncio.wait({block}, timeout=_LAST_READ)
            if not block.done():
                block.cancel()
                return
            try:
                data = block.result()
            except ClientDisconnect:
                return
            if not data:
                return
            yield data
    finally:
        halt.cancel()


class Piece:
    """Appends to the data of an upload; knows its hash, and the hash of this piece alone."""

    def __init__(
        self,
        path: Path,
        whole: "hashlib._Hash",
        piece: "hashlib._Hash | None",
        *,
        unsynced: int,
        mark: Callable[[int], None],
    ) -> None:
        """`unsynced` bytes before it may not be on the disk; `mark` is told how many new ones are.

        A mark counts from the begin of the piece.
        """
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND)
        self._mark = mark
        self._pushed = 0
        self.whole = whole
        self.piece = piece
        self.length = 0
        self._unsynced = unsynced
        self._write: asyncio.Future[None] | None = None
        self._sync: asyncio.Future[None] | None = None

    async def take(self, blocks: AsyncIterator[bytes], most: int) -> bool:
        """Stores the blocks, at most `most` bytes; False when more came than may."""
        waiting: list[bytes] = []
        gathered, room = 0, most
        async for block in blocks:
            fits = len(block) <= room
            waiting.append(block if fits else block[:room])
            gathered += len(waiting[-1])
            room -= len(waiting[-1])
            if gathered >= _BLOCK or not fits:
                full, waiting, gathered = waiting, [], 0
                await self._store(full)
            if not fits:
                await self._written()
                return False
        await self._store(waiting)
        await self._written()
        return True

    async def close(self) -> None:
        """Written when this returns; on the disk but for the last `_SYNC_EVERY` bytes."""
        try:
            await self._written()
            if self._sync is not None:
                await self._sync
            if self._unsynced >= _SYNC_EVERY:
                await asyncio.to_thread(self._to_disk, self.length)
        finally:
            os.close(self._file)

    async def _store(self, blocks: list[bytes]) -> None:
        """Gives blocks to a thread, and waits only for those before."""
        await self._written()
        if not blocks:
            return
        self._write = asyncio.ensure_future(asyncio.to_thread(self._append, blocks))
        self._unsynced += sum(map(len, blocks))
        if self._unsynced >= _SYNC_EVERY and (self._sync is None or self._sync.done()):
            self._unsynced = 0
            done = asyncio.to_thread(self._to_disk, self.length)
            self._sync = asyncio.ensure_future(done)

    async def _written(self) -> None:
        work, self._write = self._write, None
        if work is not None:
            await work

    def _append(self, blocks: list[bytes]) -> None:
        for data in blocks:
            view = memoryview(data)
            while view:
                view = view[os.write(self._file, view) :]
            self.whole.update(data)
            if self.piece is not None:
                self.piece.update(data)
            self.length += len(data)
        if self.length - self._pushed >= _PUSH_EVERY and _push is not None:
            _push(self._file, 0, 0, os.POSIX_FADV_DONTNEED)  # begins to write, waits for nothing
            self._pushed = self.length

    def _to_disk(self, length: int) -> None:
        """Waits for the disk; `length` bytes of this piece were written before."""
        os.fdatasync(self._file)
        self._mark(length)
