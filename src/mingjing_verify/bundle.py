# SPDX-License-Identifier: Apache-2.0
"""Opening a bundle (证据包): a zip file or a folder, read only, never unpacked.

Names from the bundle are looked up, never used as paths to write. Stored parts of a zip are read
where they lie, so a film of a gigabyte is hashed straight from the file.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from mingjing_verify.findings import Barrier

Span = tuple[int, int]
"""Offset and length."""

_STEP = 1 << 20
_LOCAL_HEADER = 30
_MAX_FILES = 1_000_000


class _Source(Protocol):
    """What can fill a buffer."""

    def readinto(self, buffer: memoryview, /) -> int | None: ...


class Unreadable(Exception):
    """A file of the bundle cannot be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Bytes that lie in a file of the disk as they are."""

    path: Path
    offset: int
    size: int

    def digests(self, spans: Sequence[Span]) -> Iterator[str | None]:
        """SHA-256 of each span; None where the file ends before the span does."""
        buffer = memoryview(bytearray(_STEP))
        with self.path.open("rb", buffering=0) as file:
            for at, length in spans:
                if at + length > self.size:
                    yield None
                    continue
                file.seek(self.offset + at)
                yield _digest(file, length, buffer)


class Bundle(Protocol):
    """What the judge asks of a bundle."""

    names: frozenset[str]

    def size(self, name: str) -> int:
        """Bytes of a file."""
        ...

    def read(self, name: str, limit: int) -> bytes:
        """A small file whole. Raises: Unreadable."""
        ...

    def place(self, name: str) -> Place | None:
        """Where its bytes lie as they are; None when they are packed."""
        ...

    def digests(self, name: str, spans: Sequence[Span]) -> Iterator[str | None]:
        """SHA-256 of spans in rising order, of a packed file. Raises: Unreadable."""
        ...


def open_bundle(path: Path) -> Bundle:
    """The bundle at a path.

    Raises: Barrier.
    """
    if path.is_dir():
        return _Folder(path)
    try:
        return _Zip(path)
    except FileNotFoundError as error:
        raise Barrier("bundle_missing", name=str(path)) from error
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Barrier("bundle_unreadable", why=str(error)[:200]) from error


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root
        self.names = frozenset(
            path.relative_to(root).as_posix()
            for path in root.rglob("*")
            if path.is_file() and not path.is_symlink()
        )

    def size(self, name: str) -> int:
        return (self._root / name).stat().st_size

    def read(self, name: str, limit: int) -> bytes:
        if name not in self.names or self.size(name) > limit:
            raise Unreadable(name)
        return (self._root / name).read_bytes()

    def place(self, name: str) -> Place:
        return Place(self._root / name, 0, self.size(name))

    def digests(self, name: str, spans: Sequence[Span]) -> Iterator[str | None]:
        return self.place(name).digests(spans)


class _Zip:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = zipfile.ZipFile(path)
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        self._infos = {info.filename: info for info in infos}
        if len(self._infos) != len(infos) or len(infos) > _MAX_FILES:
            raise ValueError("a name stands twice")
        if any(i.flag_bits & 1 or i.compress_type not in (0, 8) for i in infos):
            raise ValueError("encrypted, or a method other than 0 and 8")
        prefix = _prefix(self._infos)
        if prefix:
            self._infos = {name.removeprefix(prefix): i for name, i in self._infos.items()}
        self.names = frozenset(self._infos)

    def size(self, name: str) -> int:
        return self._infos[name].file_size

    def read(self, name: str, limit: int) -> bytes:
        info = self._infos.get(name)
        if info is None or info.file_size > limit:
            raise Unreadable(name)
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, zlib.error) as error:
            raise Unreadable(name) from error

    def place(self, name: str) -> Place | None:
        info = self._infos[name]
        if info.compress_type or info.compress_size != info.file_size:
            return None
        with self._path.open("rb") as file:
            file.seek(info.header_offset)
            head = file.read(_LOCAL_HEADER)
        if len(head) < _LOCAL_HEADER or head[:4] != b"PK\x03\x04":
            return None
        behind = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        return Place(self._path, info.header_offset + _LOCAL_HEADER + behind, info.file_size)

    def digests(self, name: str, spans: Sequence[Span]) -> Iterator[str | None]:
        buffer = memoryview(bytearray(_STEP))
        info = self._infos[name]
        reached = 0
        try:
            with self._zip.open(info) as opened:
                file = cast(_Source, opened)
                for at, length in spans:
                    if at < reached or at + length > info.file_size:
                        yield None
                        continue
                    _digest(file, at - reached, buffer)
                    yield _digest(file, length, buffer)
                    reached = at + length
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error) as error:
            raise Unreadable(name) from error


def _prefix(names: dict[str, zipfile.ZipInfo]) -> str:
    """The one folder that all lies in, when the zip was made of a folder."""
    tops = {name.partition("/")[0] for name in names}
    if "bundle.json" in names or len(tops) != 1:
        return ""
    return f"{tops.pop()}/"


def _digest(file: _Source, length: int, buffer: memoryview) -> str | None:
    """SHA-256 of the next bytes; None where they end too early."""
    hashed = hashlib.sha256()
    while length:
        part = buffer[: min(length, len(buffer))]
        count = file.readinto(part)
        if not count:
            return None
        hashed.update(part[:count])
        length -= count
    return hashed.hexdigest()
