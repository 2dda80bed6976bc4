# SPDX-License-Identifier: Apache-2.0
"""Files of a log: their names, their sizes, their beginnings (C2SP tlog-tiles)."""

from dataclasses import dataclass

from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.sources import Source

WIDTH = 256
HASH = 32
_MAX_TILE = WIDTH * HASH
_MAX_BUNDLE = WIDTH * (2 + 0xFFFF)


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: an entry bundle (level None) or a tile."""

    level: int | None
    number: int
    width: int

    @property
    def limit(self) -> int:
        """The most bytes that such a file may have."""
        return _MAX_BUNDLE if self.level is None else _MAX_TILE

    def path(self, *, is_full: bool) -> str:
        """Its name below the log, as a full or as a partial one."""
        groups: list[str] = []
        rest = self.number
        while rest >= 1000 or not groups:
            groups.insert(0, f"{rest % 1000:03}")
            rest //= 1000
        if rest:
            groups.insert(0, f"{rest:03}")
        parts = [f"x{group}" for group in groups[:-1]] + groups[-1:]
        level = "entries" if self.level is None else str(self.level)
        suffix = "" if is_full else f".p/{self.width}"
        return f"tile/{level}/{'/'.join(parts)}{suffix}"


def read_file(source: Source, file: File) -> bytes:
    """The file; where a partial one is gone, the start of the full one that replaced it.

    Raises: Broken, Unreachable.
    """
    path = file.path(is_full=file.width == WIDTH)
    content = source.read(path, file.limit)
    if content is None and file.width < WIDTH:
        content = source.read(file.path(is_full=True), file.limit)
        if content is not None:
            content = front(content, file)
    if content is None:
        raise Broken(Reason.FILE_MISSING, path)
    return content


def front(content: bytes, file: File) -> bytes:
    """The part of a full file that a partial one would hold."""
    if file.level is not None:
        return content[: file.width * HASH]
    end = 0
    for _ in range(file.width):
        end += 2 + int.from_bytes(content[end : end + 2], "big")
    return content[:end]
