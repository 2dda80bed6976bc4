# SPDX-License-Identifier: Apache-2.0
"""Rows on their way to the engine (数据块): text columns named as in the standard."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from mingjing.standards.types import (
    ColumnsDuplicated,
    ColumnsMissing,
    ColumnsUnknown,
    Standard,
    Words,
)

_COMPARED = 1000
"""Unknown columns that are compared with a missing one, and named in a refusal."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of the file, in order.

    Shape: the standard's fields as text (an empty cell is NULL), and `row_no` bigint.
    :ivar encoding: how the text was written, "" for other files.
    """

    table: pa.Table
    encoding: str = ""

    @property
    def first_row(self) -> int:
        """Number of the first row; a block is never empty."""
        return int(self.table.column("row_no")[0].as_py())


def chunk_of(columns: Sequence[pa.ChunkedArray], standard: Standard, first_row: int) -> pa.Table:
    """The table of a chunk from its columns in the order of the standard's fields."""
    count = len(columns[0])
    numbers = pa.array(np.arange(first_row, first_row + count, dtype=np.int64))
    names = [*(field.name for field in standard.fields), "row_no"]
    return pa.table([*columns, numbers], names=names)


def _hint(missing: str, near: list[str]) -> Words:
    if not near:
        return Words("", "")
    return Words(
        f"“{missing}”是否即文件中的“{near[0]}”？",
        f" Is '{missing}' what the file calls '{near[0]}'?",
    )


def column_places(header: Sequence[str], standard: Standard, file: str) -> list[int]:
    """For each field of the standard, the place of its column in the header.

    Raises: ColumnsDuplicated, ColumnsMissing, ColumnsUnknown.
    """
    twice = sorted(name for name, times in Counter(header).items() if times > 1)
    if twice:
        raise ColumnsDuplicated(file=file, columns=", ".join(twice))
    wanted = [field.column for field in standard.fields]
    known = set(wanted)
    places = {name: place for place, name in enumerate(header)}
    missing = [name for name in wanted if name not in places]
    unknown = [name for name in header if name not in known]
    if missing:
        near = difflib.get_close_matches(missing[0], unknown[:_COMPARED], n=1, cutoff=0.6)
        raise ColumnsMissing(
            file=file,
            columns=", ".join(missing),
            standard=f"{standard.standard_id} {standard.version}",
            hint=_hint(missing[0], near),
        )
    if unknown and not standard.dialect.ignores_unknown:
        raise ColumnsUnknown(file=file, columns=", ".join(unknown[:_COMPARED]))
    return [places[name] for name in wanted]
