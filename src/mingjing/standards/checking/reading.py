# SPDX-License-Identifier: Apache-2.0
"""Going through a file, once or more (读取): from disk, or from memory the second time."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Self

import pyarrow.compute as pc

from mingjing.kernel.progress import Progress
from mingjing.kernel.spreadsheets import GUARD
from mingjing.standards.checking.chunks import Chunk
from mingjing.standards.checking.parquet import parquet_chunks
from mingjing.standards.checking.source import Source
from mingjing.standards.checking.text import text_chunks
from mingjing.standards.checking.workbook import workbook_chunks
from mingjing.standards.types import Standard


class Reading:
    """The blocks of a file, as often as they are asked for; a context manager."""

    def __init__(self, source: Source, standard: Standard, *, is_guarded: bool = False) -> None:
        self._source = source
        self._is_guarded = is_guarded
        self._standard = standard
        self._open = ExitStack()
        self._kept: list[Chunk] | None = None
        self._path: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._kept = None
        self._open.close()

    def chunks(self, progress: Progress) -> Iterator[Chunk]:
        """All blocks, in order. Raises: refusals of `FileRefused`."""
        if self._kept is not None:
            for number, chunk in enumerate(self._kept):
                progress(self._source.name, number / len(self._kept))
                yield chunk
            return
        kept: list[Chunk] | None = []
        size = 0
        for read in ahead(self._read(progress)):
            chunk = _unguarded(read) if self._is_guarded else read
            size += chunk.table.nbytes
            if size > self._source.limits.kept_bytes:
                kept = None
            elif kept is not None:
                kept.append(chunk)
            yield chunk
        self._kept = kept

    def _read(self, progress: Progress) -> Generator[Chunk, None, None]:
        if self._source.kind == "text":
            return text_chunks(self._source, self._standard, progress)
        if self._path is None:
            self._path = self._open.enter_context(self._source.seekable(None))
        read = workbook_chunks if self._source.kind == "xlsx" else parquet_chunks
        return read(self._source, self._path, self._standard, progress)


def _unguarded(chunk: Chunk) -> Chunk:
    """The block without the guards that `kernel.spreadsheets` put before its texts."""
    table = chunk.table
    for place, name in enumerate(table.column_names):
        if name != "row_no":
            texts = pc.replace_substring_regex(
                table.column(place), GUARD, r"\1", max_replacements=1
            )
            table = table.set_column(place, name, texts)
    return replace(chunk, table=table)


def ahead(chunks: Generator[Chunk, None, None]) -> Iterator[Chunk]:
    """The same blocks, the next one being read while the present one is worked on."""
    with closing(chunks), ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = reader.submit(next, chunks, None)
            yield chunk
