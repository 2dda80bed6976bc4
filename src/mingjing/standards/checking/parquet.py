# SPDX-License-Identifier: Apache-2.0
"""Parquet files (Parquet 文件): typed columns as the text that a CSV would hold."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mingjing.kernel.progress import Progress
from mingjing.standards.checking.chunks import Chunk, chunk_of, column_places
from mingjing.standards.checking.source import Source
from mingjing.standards.types import (
    ArchiveDamaged,
    CellUnusable,
    FileEmpty,
    FileTooLarge,
    RowsLost,
    Standard,
)

_ROWS = 250_000


def parquet_chunks(
    source: Source, path: Path, standard: Standard, progress: Progress
) -> Generator[Chunk, None, None]:
    """The rows of a Parquet file, in order. Raises: refusals of `FileRefused`."""
    try:
        with pq.ParquetFile(path) as file:
            yield from _chunks(source, file, standard, progress)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise ArchiveDamaged(file=source.name, read=0, cause=str(error)) from error


def _chunks(
    source: Source, file: pq.ParquetFile, standard: Standard, progress: Progress
) -> Iterator[Chunk]:
    names = file.schema_arrow.names
    places = column_places(names, standard, source.name)
    total, done = file.metadata.num_rows, 0
    if not total:
        raise FileEmpty(file=source.name)
    size = sum(file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups))
    if size > source.limits.file_bytes:
        raise FileTooLarge(file=source.name, limit=source.limits.file_bytes, read=size)
    for batch in file.iter_batches(batch_size=_ROWS):
        columns = [
            _as_text(source, names[place], batch.column(place), done + 1) for place in places
        ]
        yield Chunk(chunk_of(columns, standard, done + 1))
        done += batch.num_rows
        progress(source.name, done / total)
    if done != total:
        raise RowsLost(file=source.name, counted=total, read=done)


def _as_text(source: Source, name: str, column: pa.Array, first: int) -> pa.ChunkedArray:
    """A column as text; `first` is the number of its first row."""
    place = {"file": source.name, "cell": f"“{name}”"}
    try:
        text = _text(source, name, column)
        text.validate(full=True)  # a string is UTF-8 by its writer's word only
    except pa.ArrowException as error:
        raise CellUnusable(**place, row=first, found=f"{column.type}: {error}") from error
    nul = pc.index(pc.match_substring(text, "\0"), True).as_py()
    if nul >= 0:
        raise CellUnusable(**place, row=first + nul, found="NUL")
    return pa.chunked_array([text])


def _text(source: Source, name: str, column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind):
        raise CellUnusable(file=source.name, cell=f"“{name}”", row=1, found=str(kind))
    if pa.types.is_timestamp(kind):
        text = pc.strftime(column.cast(pa.timestamp("us", kind.tz)), format="%Y-%m-%dT%H:%M:%S")
        text = pc.replace_substring_regex(text, r"\.0+$", "")
    else:
        text = column.cast(pa.string())
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
