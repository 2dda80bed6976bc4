# SPDX-License-Identifier: Apache-2.0
"""Cells of delimited text (单元格), read by Arrow; every cell is text, an empty one NULL."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.csv as pa_csv

_READ_BLOCK = 4 * 2**20


def read_cells(
    text: bytes, width: int, places: Sequence[int], *, delimiter: str, spans_lines: bool
) -> tuple[pa.Table | None, pa.ArrowInvalid | None]:
    """The columns at `places` of whole records that have `width` cells, or why they are unreadable.

    :param spans_lines: whether a cell may go over several lines; slower.
    """
    names = [str(place) for place in range(width)]
    parse = pa_csv.ParseOptions(
        delimiter=delimiter, newlines_in_values=spans_lines, ignore_empty_lines=False
    )
    convert = pa_csv.ConvertOptions(
        column_types={name: pa.string() for name in names},
        include_columns=[names[place] for place in places],
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )
    cause: pa.ArrowInvalid | None = None
    for block_size in (
        _READ_BLOCK,
        len(text) + 1,
    ):  # a record longer than the first needs the other
        read = pa_csv.ReadOptions(column_names=names, block_size=block_size)
        try:
            cells = pa_csv.read_csv(pa.BufferReader(text), read, parse, convert)
        except pa.ArrowInvalid as error:
            cause = error
            if "straddling" not in str(error):
                break
        else:
            return cells, None
    return None, cause
