# SPDX-License-Identifier: Apache-2.0
"""Looking over a sheet before it is read (工作表预检): what the reader would pass over in silence.

The reader takes the first cell of a merged range and leaves the others empty, and it drops rows
and cells that come a second time. Here each of them is a refusal. Document types are refused too:
nothing that a sheet has to say needs one, and entities can name files or grow without end.
"""

import re
import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

from mingjing.standards.types import ArchiveDamaged, CellMerged, CellUnusable, Words

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DISORDER = Words("位置重复或次序颠倒", "its place comes twice or out of order")


def look_over(path: Path, part: str, file: str) -> None:
    """Go through the XML of a sheet, `part` of the workbook at `path`.

    Raises: ArchiveDamaged, CellMerged, CellUnusable.
    """
    with zipfile.ZipFile(path) as book, book.open(part) as stream:
        _Scan(file).run(stream)


class _Scan:
    """Where the scan stands: the last row and the last column of it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._row = 0
        self._column = 0

    def run(self, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise ArchiveDamaged(file=self._file, read=0, cause=str(error)) from error

    def _doctype(self, *_: object) -> None:
        raise ArchiveDamaged(file=self._file, read=0, cause="a sheet with a document type")

    def _start(self, name: str, given: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self._next_row(given.get("r"))
        elif kind == "c":
            self._next_cell(given.get("r"))
        elif kind == "mergeCell":
            place = given.get("ref", "?")
            found = _PLACE.match(place)
            raise CellMerged(file=self._file, cell=place, row=int(found[2]) - 1 if found else 0)

    def _next_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else int(number) if number.isdecimal() else 0
        if row <= self._row:
            raise self._unusable(f"{number}:{number}", max(row - 1, 0))
        self._row, self._column = row, 0

    def _next_cell(self, place: str | None) -> None:
        found = _PLACE.fullmatch(place or "")
        if place is None:
            self._column += 1
            return
        column = column_index_from_string(found[1]) if found else 0
        if not found or int(found[2]) != self._row or column <= self._column:
            raise self._unusable(place, self._row - 1)
        self._column = column

    def _unusable(self, cell: str, row: int) -> CellUnusable:
        return CellUnusable(file=self._file, cell=cell, row=row, found=_DISORDER)
