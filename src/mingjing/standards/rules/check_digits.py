# SPDX-License-Identifier: Apache-2.0
"""Check digits for whole columns (校验码批量校验): the arithmetic of the national codes on arrays.

A column of a million codes takes some tenths of a second here, and over a second as SQL text,
where each of the 18 characters is cut out by a function call (decision 0022). `kernel.usc_code` and
`kernel.citizen_id` decide single codes; a property test holds the two together.

Form and arithmetic are two verdicts: only a text of the code's form can have a wrong check digit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mingjing.kernel import divisions
from mingjing.kernel.usc_code import ALPHABET

Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]
Verdicts = tuple[Bools, Bools]  # has the form; the arithmetic is wrong

_FORMLESS = 255
_SLICE = 8192


def _values(alphabet: str) -> Bytes:
    table = np.full(256, _FORMLESS, dtype=np.uint8)
    for value, character in enumerate(alphabet):
        table[ord(character)] = value
    return table


_USC = _values(ALPHABET)
_BASE36 = _values("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS_X = _values("0123456789X")
# float32 products of these small numbers are exact, and matrix products of floats are fast
_USC_WEIGHTS = np.array([*(pow(3, i, 31) for i in range(17)), 1], dtype=np.float32)
_ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2, 1], dtype=np.float32)
_CITIZEN_WEIGHTS = np.array([*(pow(2, 17 - i, 11) for i in range(17)), 1], dtype=np.float32)


def _weighted(values: Bytes, weights: npt.NDArray[np.float32], modulus: int) -> npt.NDArray[Any]:
    total: npt.NDArray[np.float32] = values.astype(np.float32) @ weights
    return total.astype(np.int32) % modulus


def _usc(codes: Bytes) -> Verdicts:
    values = _USC.take(codes)
    formed = (values.max(axis=1) < _FORMLESS) & (values[:, 2:8].max(axis=1) <= 9)
    return np.asarray(formed), _weighted(values, _USC_WEIGHTS, 31) != 0


def _organisation(codes: Bytes) -> Verdicts:
    inner = codes[:, 8:17]
    values = _BASE36.take(inner)
    values[:, 8] = _DIGITS_X.take(inner[:, 8])
    formed = _USC.take(codes).max(axis=1) < _FORMLESS
    return np.asarray(formed), _weighted(values, _ORGANISATION_WEIGHTS, 11) != 0


def _citizen(codes: Bytes) -> Verdicts:
    values = _DIGITS_X.take(codes)
    formed = (values[:, :17].max(axis=1) <= 9) & (values[:, 17] < _FORMLESS)
    wrong = (_weighted(values, _CITIZEN_WEIGHTS, 11) != 1) | ~_is_day(values[:, 6:14])
    return np.asarray(formed), wrong | ~_has_province(values)


def _has_province(digits: Bytes) -> Bools:
    """Whether the division begins with a known province; behind a 9 for foreign residents."""
    is_foreign = digits[:, 0] == 9
    tens = np.where(is_foreign, digits[:, 1], digits[:, 0]).astype(np.int32)
    ones = np.where(is_foreign, digits[:, 2], digits[:, 1]).astype(np.int32)
    return np.asarray(_provinces()[np.clip(tens * 10 + ones, 0, 99)])


@cache
def _provinces() -> Bools:
    return np.array([divisions.is_known(f"{code:02d}0000") for code in range(100)])


def _is_day(digits: Bytes) -> Bools:
    """Whether eight digits are a day of the calendar."""
    year = digits[:, :4].astype(np.int32) @ np.array([1000, 100, 10, 1])
    month = digits[:, 4] * np.int32(10) + digits[:, 5]
    day = digits[:, 6] * np.int32(10) + digits[:, 7]
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    lengths = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int32)
    length = lengths[np.clip(month, 0, 12)] + (is_leap & (month == 2))
    return np.asarray((year >= 1) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= length))


_FIXED: dict[str, tuple[int, Callable[[Bytes], Verdicts]]] = {
    "usc_code": (18, _usc),
    "organisation_code": (18, _organisation),
    "citizen_id": (18, _citizen),
}
CHECKS = frozenset({*_FIXED, "luhn"})
"""Names of the arithmetic checks that an element may ask for."""


@dataclass(frozen=True, slots=True)
class Failing:
    """For each text of a column: is it of another form, is it of the form but wrong.

    Order: as the column. A NULL fails neither.
    """

    form: pa.Array
    check: pa.Array


def failing(check: str, column: pa.ChunkedArray) -> Failing:
    """The verdicts of an arithmetic check on a column of texts."""
    texts = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if check == "luhn":
        return _luhn(texts)
    width, judge = _FIXED[check]
    is_null = np.asarray(texts.is_null())
    fits = np.diff(_offsets(texts)) == width
    formed = np.zeros(len(texts), dtype=np.bool_)
    wrong = np.zeros(len(texts), dtype=np.bool_)
    codes = texts if fits.all() else texts.filter(pa.array(fits))
    if len(codes):
        formed[fits], wrong[fits] = _judged(_matrix(codes, width), judge)
    return Failing(pa.array(~formed & ~is_null), pa.array(formed & wrong & ~is_null))


def _judged(codes: Bytes, judge: Callable[[Bytes], Verdicts]) -> Verdicts:
    """The verdicts on many codes, by slices that stay in the processor's cache."""
    slices = [judge(codes[start : start + _SLICE]) for start in range(0, len(codes), _SLICE)]
    return (
        np.concatenate([formed for formed, _ in slices]),
        np.concatenate([wrong for _, wrong in slices]),
    )


def _offsets(texts: pa.Array) -> npt.NDArray[np.int32]:
    buffer = texts.buffers()[1]
    if buffer is None or not len(texts):
        return np.zeros(1, dtype=np.int32)
    return np.frombuffer(buffer, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]


def _matrix(codes: pa.Array, width: int) -> Bytes:
    """The bytes of equally long texts as a matrix, one row per text, without copying."""
    flat = np.frombuffer(codes.buffers()[2], dtype=np.uint8)
    first = int(_offsets(codes)[0])
    return flat[first : first + len(codes) * width].reshape(len(codes), width)


def _luhn(texts: pa.Array) -> Failing:
    values = texts.to_pylist()
    formed = [v is None or (v.isascii() and v.isdecimal() and 13 <= len(v) <= 19) for v in values]
    wrong = [
        bool(is_formed and value and _luhn_sum(value) % 10)
        for is_formed, value in zip(formed, values, strict=True)
    ]
    return Failing(pa.array([not is_formed for is_formed in formed]), pa.array(wrong))


def _luhn_sum(text: str) -> int:
    return sum(int(c) for c in text[-1::-2]) + sum(
        sum(divmod(2 * int(c), 10)) for c in text[-2::-2]
    )
