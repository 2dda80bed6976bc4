# SPDX-License-Identifier: Apache-2.0
"""The file to measure with (测速数据): made up, seeded, with a known number of defects.

Every `every`-th row has one defect, of each kind in turn; so the right answer is arithmetic.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pa_csv

from mingjing.kernel.citizen_id import check_character as citizen_check
from mingjing.kernel.usc_code import ALPHABET
from mingjing.standards.rules.elements import code_list

SEED = 20261123
_BATCH = 100_000
Numbers = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]

# defect -> column and the text that breaks exactly one rule
DEFECTS = {
    "usc_code.required": ("usc_code", ""),
    "usc_code.form": ("usc_code", "9133010OMA2ABCDEXG"),
    "usc_code.check": ("usc_code", "91330100MA2ABCDEXH"),
    "legal_person_id.check": ("legal_person_id", "330102199002300011"),
    "name.required": ("name", ""),
    "name.length": ("name", "某" * 61),
    "division.codes": ("division", "339999"),
    "status.codes": ("status", "open"),
    "founded_on.type": ("founded_on", "2001-02-30"),
    "founded_on.range": ("founded_on", "1900-01-01"),
    "expires_on.type": ("expires_on", "31.12.2030"),
    "capital.type": ("capital", "1.005"),
    "phone.pattern": ("phone", "12345678901"),
    "postcode.pattern": ("postcode", "31000"),
    "employees.type": ("employees", "0164A"),
    "employees.range": ("employees", "-1"),
    "lat.type": ("lat", "30,25"),
    "licence_no.unique": ("licence_no", "L000000000"),
    "updated_at.type": ("updated_at", "2024-13-01T00:00:00"),
    "is_active.type": ("is_active", "maybe"),
    "rows.approved_after_founding": ("approved_on", "1950-01-01"),
}


@dataclass(frozen=True, slots=True)
class BenchFile:
    """A made file: where it is, its rows, and how many rows break each rule."""

    path: Path
    rows: int
    expected: dict[str, int]


def make_file(path: Path, rows: int, *, every: int = 1000) -> BenchFile:
    """Write the file; the same rows for the same `rows` and `every`."""
    kinds = list(DEFECTS)
    expected = dict.fromkeys(kinds, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    options = pa_csv.WriteOptions(quoting_style="needed")
    writer: pa_csv.CSVWriter | None = None
    for start in range(0, rows, _BATCH):
        columns = _rows(np.arange(start, min(start + _BATCH, rows), dtype=np.int64))
        for row in range(start, min(start + _BATCH, rows)):
            if row % every == every - 1:
                kind = kinds[row // every % len(kinds)]
                column, text = DEFECTS[kind]
                columns[column][row - start] = text
                expected[kind] += 1
        table = pa.table(columns)
        writer = writer or pa_csv.CSVWriter(path, table.schema, write_options=options)
        writer.write_table(table)
    if writer is not None:
        writer.close()
    return BenchFile(path, rows, expected)


def _rows(index: Numbers) -> dict[str, list[str]]:
    def pick(salt: int, size: int) -> Numbers:
        return _hash(index, salt) % size

    def texts(values: Texts | Numbers) -> list[str]:
        return [str(value) for value in values.tolist()]

    founded = np.datetime64("1990-01-01") + pick(5, 12_000)
    updated = np.datetime64("2024-01-01T00:00:00") + pick(15, 30_000_000)
    divisions = np.array(code_list("divisions"))
    return {
        "usc_code": _usc_codes(index),
        "legal_person_id": _citizens(pick(20, 10_000), pick(21, 900)),
        "name": [f"临江第{n}号食品有限公司" for n in pick(0, 100_000).tolist()],
        "division": texts(divisions[pick(1, len(divisions))]),
        "industry": [f"F{n:04d}" for n in (5100 + pick(2, 200)).tolist()],
        "status": texts(np.array(["active", "closed", "suspended"])[pick(4, 3)]),
        "founded_on": texts(founded.astype(str)),
        "approved_on": texts((founded + pick(6, 90)).astype(str)),
        "expires_on": [
            str(day) if n else ""
            for day, n in zip((founded + 20_000).astype(str), pick(7, 3), strict=True)
        ],
        "capital": [f"{n // 100}.{n % 100:02d}" for n in pick(8, 10**10).tolist()],
        "currency": ["CNY"] * len(index),
        "phone": [f"138{n:08d}" for n in pick(9, 10**8).tolist()],
        "postcode": [f"{n:06d}" for n in (310_000 + pick(10, 20_000)).tolist()],
        "address": [
            f"文一西路 {a} 号{', ' if b < 10 else ' '}{b} 室"
            for a, b in zip(pick(11, 999).tolist(), pick(12, 99).tolist(), strict=True)
        ],
        "employees": texts(pick(13, 5000)),
        "lat": [f"30.{n:04d}" for n in pick(14, 10_000).tolist()],
        "lon": [f"120.{n:04d}" for n in pick(16, 10_000).tolist()],
        "licence_no": [f"L{n:09d}" for n in index.tolist()],
        "updated_at": texts(updated.astype(str)),
        "is_active": texts(np.array(["true", "false"])[pick(17, 2)]),
    }


def _hash(index: Numbers, salt: int) -> Numbers:
    """A fixed mix of a row's number, the seed and a salt (splitmix64)."""
    with np.errstate(over="ignore"):
        z = index.astype(np.uint64) + np.uint64(SEED * 1_000_003 + salt * 7_919 + 1)
        z = z * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(1)).astype(np.int64)


def _usc_codes(index: Numbers) -> list[str]:
    """Valid codes with a valid organisation code inside, different in every row."""
    alphabet = np.frombuffer(ALPHABET.encode(), dtype="S1").astype(str)
    digits = np.zeros((len(index), 18), dtype=np.int64)
    digits[:, :8] = [9, 1, 3, 3, 0, 1, 0, 0]
    rest = index.copy()
    for place in range(15, 7, -1):
        digits[:, place] = rest % 10
        rest //= 10
    inner = digits[:, 8:16] @ np.array([3, 7, 9, 10, 5, 8, 4, 2])
    check = -inner % 11
    digits[:, 16] = np.where(check == 10, ALPHABET.index("X"), check)
    weights = np.array([pow(3, i, 31) for i in range(17)])
    digits[:, 17] = -(digits[:, :17] @ weights) % 31
    letters: list[list[str]] = alphabet[digits].tolist()
    return ["".join(row) for row in letters]


def _citizens(days: Numbers, sequence: Numbers) -> list[str]:
    born = np.char.replace((np.datetime64("1960-01-01") + days).astype(str), "-", "")
    first = [f"330102{day}{n:03d}" for day, n in zip(born, sequence.tolist(), strict=True)]
    return [text + citizen_check(text) for text in first]
