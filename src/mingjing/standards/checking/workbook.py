# SPDX-License-Identifier: Apache-2.0
"""Excel workbooks (Excel 工作簿): cells as the text that a CSV would hold.

A date becomes ISO text, a whole number loses no digit and gains no ".0". Formulas and error values
are refused, since nobody can say which value was meant.
"""

import zipfile
from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
from openpyxl.utils import get_column_letter

from mingjing.kernel.progress import Progress
from mingjing.standards.checking.chunks import Chunk, chunk_of, column_places
from mingjing.standards.checking.sheet import look_over
from mingjing.standards.checking.source import DAMAGE, Source
from mingjing.standards.types import (
    ArchiveDamaged,
    CellFormula,
    CellUnusable,
    CompressionBomb,
    FileEmpty,
    FileTooLarge,
    HeaderUnreadable,
    SheetAmbiguous,
    Standard,
    Words,
)

_ROWS = 50_000
_PIECE = 2**20
_DIGITS = 15
"""A spreadsheet keeps no more digits of a number; a longer one is not the one that was typed."""
_CHARTS = "xl/chartsheets/"
_UNREADABLE = (
    zipfile.BadZipFile, OSError, SyntaxError, AttributeError, TypeError, ValueError, LookupError,
)  # fmt: skip
"""What openpyxl raises on parts that contradict each other; ParseError is a SyntaxError."""
Cells = Sequence[Any]  # openpyxl cells; the library has no types


def workbook_chunks(
    source: Source, path: Path, standard: Standard, progress: Progress
) -> Generator[Chunk, None, None]:
    """The rows of the workbook's sheet. Raises: refusals of `FileRefused`."""
    _check_size(source, path)
    with path.open("rb") as stream:
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=False)
        except _UNREADABLE as error:
            raise ArchiveDamaged(file=source.name, read=0, cause=str(error)) from error
        try:
            sheet = _sheet(book, standard, source.name)
            look_over(path, sheet._worksheet_path, source.name)
            yield from _SheetReader(source, standard).chunks(sheet, progress)
        finally:
            book.close()


def _check_size(source: Source, path: Path) -> None:
    """A workbook is a zip: unpack its parts once, counting, before anything is parsed."""
    packed, read, limits = path.stat().st_size, 0, source.limits
    try:
        with zipfile.ZipFile(path) as archive:
            charts = [name for name in archive.namelist() if name.startswith(_CHARTS)]
            if charts:
                raise SheetAmbiguous(file=source.name, sheets=", ".join(charts))
            for member in archive.infolist():
                with archive.open(member) as stream:
                    while piece := stream.read(_PIECE):
                        read += len(piece)
                        if read > min(limits.sheet_bytes, limits.file_bytes):
                            limit = min(limits.sheet_bytes, limits.file_bytes)
                            raise FileTooLarge(file=source.name, limit=limit, read=read)
                        if read > limits.ratio_floor and read > packed * limits.ratio:
                            raise CompressionBomb(
                                file=source.name, limit=limits.ratio, packed=packed, read=read
                            )
    except DAMAGE as error:
        raise ArchiveDamaged(file=source.name, read=read, cause=str(error)) from error


def _sheet(book: Any, standard: Standard, file: str) -> Any:  # openpyxl has no types
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    wanted = standard.dialect.sheet
    chosen = [sheet for sheet in visible if not wanted or sheet.title == wanted]
    if len(chosen) != 1:
        titles = ", ".join(str(sheet.title) for sheet in visible)
        raise SheetAmbiguous(file=file, sheets=titles or "–")
    chosen[0].reset_dimensions()
    return chosen[0]


class _SheetReader:
    """Rows of one sheet as chunks."""

    def __init__(self, source: Source, standard: Standard) -> None:
        self._source = source
        self._standard = standard

    def chunks(self, sheet: Any, progress: Progress) -> Iterator[Chunk]:
        """All rows below the header; empty rows at the end are no records."""
        rows = self._rows(sheet)
        header = [self._text(cell, 0) for cell in next(rows, ())]
        while header and header[-1] is None:
            header.pop()
        if not any(header) or None in header:
            raise HeaderUnreadable(
                file=self._source.name, cause="an empty column name", delimiter="|"
            )
        places = column_places([str(name) for name in header], self._standard, self._source.name)
        done, batch, blank = 0, list[list[str | None]](), list[list[str | None]]()
        for row in rows:
            cells = self._row(row, len(header), done + len(batch) + len(blank) + 1)
            if not any(cells):
                blank.append(cells)
                continue
            batch += [*blank, cells]
            blank.clear()
            if len(batch) >= _ROWS:
                yield self._chunk(batch, places, done + 1)
                done += len(batch)
                batch = []
                progress(self._source.name, 0.5)
        if batch:
            yield self._chunk(batch, places, done + 1)
        if not done and not batch:
            raise FileEmpty(file=self._source.name)

    def _rows(self, sheet: Any) -> Iterator[Cells]:  # openpyxl has no types
        try:
            yield from sheet.iter_rows()
        except _UNREADABLE as error:
            raise ArchiveDamaged(file=self._source.name, read=0, cause=str(error)) from error

    def _row(self, cells: Cells, width: int, row: int) -> list[str | None]:
        texts = [self._text(cell, row) for cell in cells]
        if any(text is not None for text in texts[width:]):
            place = f"{get_column_letter(width + 1)}{row + 1}"
            raise CellUnusable(
                file=self._source.name, cell=place, row=row, found="value without a column name"
            )
        return [*texts[:width], *[None] * (width - len(texts))]

    def _text(self, cell: Any, row: int) -> str | None:
        if cell.data_type == "f":
            raise CellFormula(file=self._source.name, cell=cell.coordinate, row=row)
        if cell.data_type == "e":
            raise CellUnusable(
                file=self._source.name, cell=cell.coordinate, row=row, found=str(cell.value)
            )
        if cell.data_type == "n" and isinstance(cell.value, int | float):
            self._demand_exact(cell, row)
        return cell_text(cell.value)

    def _demand_exact(self, cell: Any, row: int) -> None:  # openpyxl has no types
        if abs(cell.value) >= 10**_DIGITS:
            found = Words(
                f"超过 {_DIGITS} 位的数字，表格软件已舍入；请以文本格式填写",
                f"a number of more than {_DIGITS} digits, rounded by then: write it as text",
            )
            raise CellUnusable(file=self._source.name, cell=cell.coordinate, row=row, found=found)

    def _chunk(self, rows: list[list[str | None]], places: list[int], first_row: int) -> Chunk:
        columns = [
            pa.chunked_array([pa.array([row[place] for row in rows], pa.string())])
            for place in places
        ]
        return Chunk(chunk_of(columns, self._standard, first_row))


def cell_text(value: object) -> str | None:
    """A cell's value as the text that a person would write into a CSV.

    Example: 45.0 is "45", a date without time is "2026-11-23", an empty cell is None.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        is_day = value.time() == time(0)
        return value.date().isoformat() if is_day else value.isoformat(timespec="auto")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
