# SPDX-License-Identifier: Apache-2.0
"""Delimited text (分隔文本): RFC 4180, UTF-8 or GB18030, cut into blocks of whole records.

Nothing is dropped silently: cells are read by Arrow, records are counted by `records`, and the two
numbers must agree for each block. Types are not guessed: every cell is text, an empty one NULL.
"""

import csv
import io
import re
from collections.abc import Generator, Iterator
from functools import partial

import pyarrow as pa

from mingjing.kernel.errors import PlatformError
from mingjing.kernel.progress import Progress
from mingjing.standards.checking.cells import read_cells
from mingjing.standards.checking.chunks import Chunk, chunk_of, column_places
from mingjing.standards.checking.records import (
    Cut,
    cut_records,
    has_blank_line,
    lone_return,
    place_of,
    stray_quote,
)
from mingjing.standards.checking.source import Source
from mingjing.standards.types import (
    EncodingBroken,
    FileEmpty,
    HeaderUnreadable,
    LineEndWrong,
    NulByte,
    QuoteOpen,
    QuoteStray,
    RecordTooLong,
    RowsLost,
    RowsRagged,
    Standard,
    Words,
)

_BOMS = (b"\xef\xbb\xbf", b"\x84\x31\x95\x33")
_CHINESE_IN_UTF8 = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}|[\xef][\xbc-\xbd][\x80-\xbf]")


def text_chunks(
    source: Source, standard: Standard, progress: Progress
) -> Generator[Chunk, None, None]:
    """The rows of a delimited text, block by block. Raises: refusals of `FileRefused`."""
    reader = _TextReader(source, standard)
    pieces: list[bytes] = []
    size = 0
    for piece in source.blocks(progress):
        pieces.append(piece)
        size += len(piece)
        if size >= source.limits.block_bytes:
            buffer = b"".join(pieces)
            cut = cut_records(buffer)
            yield from reader.take(buffer[: cut.size], cut)
            pieces = [buffer[cut.size :]]
            size -= cut.size
            reader.check_length(size)
    yield from reader.finish(b"".join(pieces))


class _TextReader:
    """Where the reading stands: encoding, header, rows, lines and bytes so far."""

    def __init__(self, source: Source, standard: Standard) -> None:
        self._source = source
        self._standard = standard
        self._encoding = standard.dialect.encoding or "utf-8"
        self._is_settled = bool(standard.dialect.encoding)
        self._header: list[str] | None = None
        self._places: list[int] = []
        self._rows = self._lines = self._bytes = 0

    def take(self, raw: bytes, cut: Cut) -> Iterator[Chunk]:
        """Read a block of whole records."""
        if not raw:
            return
        at = raw.find(b"\0")
        if at >= 0:
            raise NulByte(file=self._source.name, offset=self._bytes + at)
        raw = self._without_bom(raw)
        text = self._decoded(raw)
        lines_after, bytes_after = self._lines + cut.lines, self._bytes + len(raw)
        if self._header is None:
            text = self._without_header(text)
        if text is not raw:
            cut = cut_records(text)  # transcoded or shortened: the bytes lie elsewhere
        if text:
            table = self._table(text, cut)
            yield Chunk(table, self._encoding)
            self._rows += table.num_rows
        self._lines, self._bytes = lines_after, bytes_after

    def finish(self, raw: bytes) -> Iterator[Chunk]:
        """Read what is left; blank lines at the very end are no records."""
        if len(self._standard.fields) > 1:
            raw = raw.rstrip(b"\r\n")
        if raw and not raw.endswith(b"\n"):
            raw += b"\n"
        cut = cut_records(raw)
        if cut.is_open:
            rows, lines = place_of(raw, cut.size)
            row, line = self._rows + rows + self._ahead(), self._lines + lines + 1
            raise QuoteOpen(file=self._source.name, row=row, line=line)
        yield from self.take(raw, cut)
        if not self._rows:
            raise FileEmpty(file=self._source.name)

    def check_length(self, rest: int) -> None:
        """No record may be longer than the limit."""
        limit = self._source.limits.record_bytes
        if rest > limit:
            raise RecordTooLong(
                file=self._source.name, row=self._rows + 1, line=self._lines + 1, limit=limit
            )

    def _ahead(self) -> int:
        """1 for the record after the last one, 0 while the header itself counts as a record."""
        return 1 if self._header is not None else 0

    def _without_bom(self, raw: bytes) -> bytes:
        if self._header is None:
            for bom in _BOMS:
                if raw.startswith(bom):
                    self._bytes += len(bom)
                    return raw[len(bom) :]
        return raw

    def _decoded(self, raw: bytes) -> bytes:
        """The block as UTF-8 (not yet proven when it is said to be UTF-8)."""
        if self._encoding == "gb18030":
            try:
                return raw.decode("gb18030").encode("utf-8")
            except UnicodeDecodeError as error:
                raise self._broken(raw, error) from error
        if not self._is_settled and not raw.isascii():
            self._is_settled = True
            return self._settled(raw)
        return raw

    def _settled(self, raw: bytes) -> bytes:
        """The first block with other than ASCII characters decides between the encodings."""
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            # Chinese text in UTF-8 before the fault means a damaged UTF-8 file, not GB18030.
            if _CHINESE_IN_UTF8.search(raw, 0, error.start):
                raise self._broken(raw, error) from error
            try:
                text = raw.decode("gb18030")
            except UnicodeDecodeError:
                raise self._broken(raw, error) from error
            self._encoding = "gb18030"
            return text.encode("utf-8")
        return raw

    def _broken(self, raw: bytes, error: UnicodeDecodeError) -> EncodingBroken:
        return EncodingBroken(
            file=self._source.name,
            line=self._lines + raw.count(b"\n", 0, error.start) + 1,
            offset=self._bytes + error.start,
            bytes=raw[error.start : error.start + 4].hex(" "),
            encoding=self._encoding.upper(),
        )

    def _without_header(self, text: bytes) -> bytes:
        end = cut_records(text[: text.find(b"\n") + 1]).size
        delimiter = self._standard.dialect.delimiter
        try:
            line = text[:end].decode("utf-8").rstrip("\r\n")
            header = next(csv.reader([line], delimiter=delimiter, strict=True), [])
        except UnicodeDecodeError as error:
            raise self._broken(text, error) from error
        except csv.Error as error:
            raise HeaderUnreadable(
                file=self._source.name, cause=str(error), delimiter=delimiter
            ) from error
        if not end or not any(header):
            raise HeaderUnreadable(
                file=self._source.name, cause="blank or broken line", delimiter=delimiter
            )
        self._places = column_places(header, self._standard, self._source.name)
        self._header = header
        self._lines += 1
        return text[end:]

    def _table(self, text: bytes, cut: Cut) -> pa.Table:
        self._check_quotes(text, cut)
        width, delimiter = len(self._header or []), self._standard.dialect.delimiter
        read = partial(read_cells, text, width, self._places, delimiter=delimiter)
        # Arrow would make a row without values of a blank line.
        is_torn = width > 1 and has_blank_line(text, cut.quotes)
        cells, cause = (None, None) if is_torn else read(spans_lines=cut.spans_lines)
        if cells is None or cells.num_rows != cut.records:
            exact = cut_records(text, is_exact=True)
            if exact.spans_lines and not is_torn:
                cells, cause = read(spans_lines=True)
            if cells is None or cells.num_rows != exact.records:
                rows = 0 if cells is None else cells.num_rows
                raise self._diagnosed(text, cause, read=rows, counted=exact.records)
        return chunk_of(cells.columns, self._standard, self._rows + 1)

    def _check_quotes(self, text: bytes, cut: Cut) -> None:
        offset = stray_quote(text, self._standard.dialect.delimiter, cut.quotes)
        if offset is not None:
            raise QuoteStray(**self._place(text, offset))

    def _place(self, text: bytes, offset: int) -> dict[str, object]:
        rows, lines = place_of(text, offset)
        return {
            "file": self._source.name,
            "row": self._rows + rows + 1,
            "line": self._lines + lines + 1,
        }

    def _diagnosed(
        self, text: bytes, cause: pa.ArrowInvalid | None, *, read: int = 0, counted: int = 0
    ) -> PlatformError:
        """The reason why a block could not be read, found again by slower and plainer means."""
        try:
            plain = text.decode("utf-8")
        except UnicodeDecodeError as error:
            return self._broken(text, error)
        offset = lone_return(text)
        if offset is not None:
            return LineEndWrong(**self._place(text, offset))
        ragged = self._ragged(plain)
        if ragged is not None:
            return ragged
        if cause is not None:
            return HeaderUnreadable(
                file=self._source.name,
                cause=str(cause),
                delimiter=self._standard.dialect.delimiter,
            )
        return RowsLost(file=self._source.name, counted=counted, read=read)

    def _ragged(self, text: str) -> RowsRagged | None:
        expected = len(self._header or [])
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=self._standard.dialect.delimiter
        )
        csv.field_size_limit(self._source.limits.block_bytes)
        found: list[tuple[int, int, int]] = []
        line = 0
        for number, cells in enumerate(reader, 1):
            if len(cells) != expected:
                found.append((self._rows + number, self._lines + line + 1, len(cells)))
            line = reader.line_num
        if not found:
            return None
        row, at, cells_found = found[0]
        rows = ", ".join(str(row) for row, _, _ in found[1:6]) + (" …" if found[6:] else "")
        return RowsRagged(
            file=self._source.name,
            row=row,
            line=at,
            found=cells_found,
            expected=expected,
            more=Words(f"另有第 {rows} 行。", f" Rows {rows} are wrong too.") if rows else "",
        )
