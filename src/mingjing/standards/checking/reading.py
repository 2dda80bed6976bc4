# SPDX-License-Identifier: Apache-2.0
"""Going through a file, once or more (读取): from disk, or from memory the second time."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Self

from mingjing.kernel.progress import Progress
from mingjing.standards.checking.chunks import Chunk
from mingjing.standards.checking.parquet import parquet_chunks
from mingjing.standards.checking.source import Source
from mingjing.standards.checking.text import text_chunks
from mingjing.standards.checking.workbook import workbook_chunks
from mingjing.standards.types import Standard


class Reading:
    """The blocks of a file, as often as they are asked for; a context manager."""

    def __init__(self, source: Source, standard: Standard) -> None:
        self._source = source
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
        for chunk in ahead(self._read(progress)):
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


def ahead(chunks: Generator[Chunk, None, None]) -> Iterator[Chunk]:
    """The same blocks, the next one being read while the present one is worked on."""
    with closing(chunks), ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = reader.submit(next, chunks, None)
            yield chunk
