# SPDX-License-Identifier: Apache-2.0
"""The file that was handed in (提交的文件): its kind, its bytes, unpacked while they are read.

An archive is never unpacked by its own word: sizes in headers are not believed, every block is
counted, and reading stops at the limits. No member's name is used as a path.
"""

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from mingjing.engines.workspace import remove_folder, temporary_folder
from mingjing.kernel.progress import Progress
from mingjing.standards.checking.limits import Limits
from mingjing.standards.types import (
    ArchiveAmbiguous,
    ArchiveDamaged,
    ArchiveUnsafe,
    CompressionBomb,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FormatUnknown,
    Words,
)

_PIECE = 4 * 2**20
DAMAGE = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError,
    RuntimeError,
)  # fmt: skip
_KINDS = {".csv": "text", ".tsv": "text", ".txt": "text", ".xlsx": "xlsx", ".parquet": "parquet"}
_PACKED = {".gz", ".zip"}
_MAGIC = {
    b"PK\x03\x04": (Words("ZIP 或 Excel 内容", "ZIP or Excel content"), {".zip", ".xlsx"}),
    b"\x1f\x8b": (Words("gzip 内容", "gzip content"), {".gz"}),
    b"PAR1": (Words("Parquet 内容", "Parquet content"), {".parquet"}),
    b"\xd0\xcf\x11\xe0": (
        Words("旧版 Office 内容 (.xls)", "old Office content (.xls)"),
        set[str](),
    ),
    b"%PDF": (Words("PDF 内容", "PDF content"), set[str]()),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be checked.

    :ivar kind: `text`, `xlsx` or `parquet`, of what is inside.
    :ivar packing: "", `.gz` or `.zip`.
    """

    path: Path
    kind: str
    packing: str
    limits: Limits

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name

    def blocks(self, progress: Progress) -> Iterator[bytes]:
        """The unpacked bytes, in pieces. Raises: refusals of `FileRefused`."""
        size = max(1, self.path.stat().st_size)
        read = 0
        with self.path.open("rb") as packed, _unpacked(self, packed) as stream:
            while piece := self._piece(stream, read):
                read += len(piece)
                self._check_limits(read, packed.tell())
                progress(self.name, min(1.0, packed.tell() / size))
                yield piece
        if not read:
            raise FileEmpty(file=self.name)

    @contextmanager
    def seekable(self, home: Path | None) -> Iterator[Path]:
        """A file that can be read at any place: the file itself, or its unpacked copy."""
        if not self.packing:
            yield self.path
            return
        folder = temporary_folder(home, "unpacked")
        try:
            copy = folder / f"content.{self.kind}"
            with copy.open("wb") as target:
                for piece in self.blocks(lambda message, share: None):
                    target.write(piece)
            yield copy
        finally:
            remove_folder(folder)

    def _piece(self, stream: IO[bytes], read: int) -> bytes:
        try:
            return stream.read(_PIECE)
        except DAMAGE as error:
            if not self.packing:
                raise
            raise ArchiveDamaged(file=self.name, read=read, cause=str(error)) from error

    def _check_limits(self, read: int, packed: int) -> None:
        if read > self.limits.file_bytes:
            raise FileTooLarge(file=self.name, limit=self.limits.file_bytes, read=read)
        # The packed position runs ahead by a buffer at most, which only makes the ratio smaller.
        is_bomb = read > self.limits.ratio_floor and read > packed * self.limits.ratio
        if self.packing and is_bomb:
            raise CompressionBomb(file=self.name, limit=self.limits.ratio, packed=packed, read=read)


def open_source(path: Path, limits: Limits) -> Source:
    """Look at a file's name and first bytes.

    Raises: FileMissing, FileEmpty, FormatUnknown, ArchiveAmbiguous, ArchiveUnsafe, ArchiveDamaged.
    """
    if not path.is_file():
        raise FileMissing(file=path.name)
    if not path.stat().st_size:
        raise FileEmpty(file=path.name)
    suffix = path.suffix.lower()
    _check_magic(path, suffix)
    if suffix == ".gz":
        return Source(path, _kind(path.name, path.stem), suffix, limits)
    if suffix == ".zip":
        return Source(path, _kind(path.name, _member(path)), suffix, limits)
    return Source(path, _kind(path.name, path.name), "", limits)


def _kind(file: str, name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _KINDS:
        shown = suffix or name
        raise FormatUnknown(file=file, found=Words(f"“{shown}”", f"'{shown}'"))
    return _KINDS[suffix]


def _check_magic(path: Path, suffix: str) -> None:
    """The name must say what the content is: a workbook called .csv is refused."""
    with path.open("rb") as stream:
        start = stream.read(4)
    for magic, (words, suffixes) in _MAGIC.items():
        if start.startswith(magic):
            if suffix not in suffixes:
                raise FormatUnknown(file=path.name, found=words)
            return
    if suffix in _PACKED | {".xlsx", ".parquet"}:
        raise FormatUnknown(
            file=path.name, found=Words(f"内容不是 {suffix}", f"the content is no {suffix}")
        )


def _member(path: Path) -> str:
    """The only member of a zip; refused if it could do harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [item for item in archive.infolist() if not item.is_dir()]
    except (zipfile.BadZipFile, OSError, UnicodeDecodeError) as error:
        raise ArchiveDamaged(file=path.name, read=0, cause=str(error)) from error
    if len(members) != 1:
        shown = ", ".join(item.filename for item in members[:5]) + (" …" if members[5:] else "")
        raise ArchiveAmbiguous(file=path.name, count=len(members), members=shown or "–")
    member = members[0]
    cause = _harm(member)
    if cause is not None:
        raise ArchiveUnsafe(file=path.name, member=member.filename, cause=cause)
    return member.filename


def _harm(member: zipfile.ZipInfo) -> Words | None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name:
        return Words("文件名指向压缩文件之外", "its name leads out of the archive")
    if member.flag_bits & 0x1:
        return Words("已加密", "it is encrypted")
    if PurePosixPath(name).suffix.lower() in _PACKED:
        return Words("嵌套压缩", "it is an archive itself")
    return None


@contextmanager
def _unpacked(source: Source, packed: IO[bytes]) -> Iterator[IO[bytes]]:
    if source.packing == ".gz":
        with gzip.GzipFile(fileobj=packed) as stream:
            yield cast("IO[bytes]", stream)
    elif source.packing == ".zip":
        with zipfile.ZipFile(packed) as archive:
            member = next(item for item in archive.infolist() if not item.is_dir())
            with _member_stream(source, archive, member) as stream:
                yield stream
    else:
        yield packed


def _member_stream(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(member)
    except DAMAGE as error:  # headers that contradict each other, methods nobody knows
        raise ArchiveDamaged(file=source.name, read=0, cause=str(error)) from error
