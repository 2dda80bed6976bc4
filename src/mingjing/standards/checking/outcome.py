# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - names go through `quote`, constants through `literal` (engines.sql)
"""What becomes of the rows (检查结果落盘): accepted rows typed, refused rows as they came."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from mingjing.engines.batch import BatchEngine, Step
from mingjing.engines.sql import quote
from mingjing.standards.checking.chunks import Chunk
from mingjing.standards.rules.masking import excerpt
from mingjing.standards.rules.verdict import SUSPECTS, Verdict, field_list, is_typed
from mingjing.standards.types import FailingCell, Rule, Standard

_ROW_GROUP = 122_880
_PER_RULE = 20
_DUPLICATES = "duplicates"
_HELD_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Refused:
    """Numbers of the refused rows, ascending."""

    rows: npt.NDArray[np.int64]

    def without(self, table: pa.Table, first: int) -> pa.Table:
        """The table without refused rows; its rows are numbered from `first`."""
        begin, end = np.searchsorted(self.rows, (first, first + table.num_rows))
        if begin == end:
            return table
        wanted = np.ones(table.num_rows, dtype=np.bool_)
        wanted[self.rows[begin:end] - first] = False
        return table.filter(pa.array(wanted))


class GoodFile:
    """The Parquet file of accepted rows, written block by block."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pq.ParquetWriter | None = None
        self.rows = 0

    def write(self, table: pa.Table) -> None:
        """Add rows behind those already there."""
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="zstd")
        self._writer.write_table(table, row_group_size=_ROW_GROUP)
        self.rows += table.num_rows

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None


class Outcome:
    """Collects the verdicts of a file and writes the two Parquet files."""

    def __init__(self, engine: BatchEngine, standard: Standard, verdict: Verdict) -> None:
        self._engine = engine
        self._standard = standard
        self._verdict = verdict
        self._suspects: list[pa.Table] = []
        self._flagged: list[str] = []
        self._counts = [0] * len(verdict.counted)
        self._has_duplicates = False

    def judge(self, chunk: pa.Table) -> None:
        """Judge the block, which is lent as `chunk` too."""
        found = self._engine.arrow(self._verdict.suspects).column("row_no")
        if self._verdict.counts:
            row = self._engine.rows(self._verdict.counts)[0]
            self._counts = [old + new for old, new in zip(self._counts, row, strict=True)]
        if len(found):
            first = int(chunk.column("row_no")[0].as_py())
            self._suspects.append(chunk.take(pa.array(np.sort(found.to_numpy()) - first)))
            if sum(table.nbytes for table in self._suspects) > _HELD_BYTES:
                self.name_failures()

    def name_failures(self, empty: pa.Table | None = None) -> None:
        """Say which rules the suspects fail; with `empty`, make sure that the query runs."""
        held = [empty] if empty is not None else self._suspects
        if held:
            name = f"flagged_{len(self._flagged)}"
            self._engine.lend(SUSPECTS, pa.concat_tables(held))
            self._engine.run([Step(name, self._verdict.flagged)])
            self._flagged.append(name)
            self._suspects = []

    def find_duplicates(self) -> str:
        """Name of the table for rows whose key occurs before; from now on they are refused."""
        self._has_duplicates = True
        return _DUPLICATES

    def settle(self) -> "Refused":
        """Decide which rows are refused, after the last block, their failures and the keys."""
        self._engine.run([Step("bad", self._bad())])
        numbers = self._engine.arrow("SELECT row_no FROM bad ORDER BY row_no")
        return Refused(numbers.column("row_no").to_numpy())

    def write_bad(self, path: Path) -> int:
        """Write the refused rows as they came; answers their number."""
        return self._engine.copy("SELECT * FROM bad ORDER BY row_no", path)

    def write_good(self, chunk: Chunk, refused: "Refused", target: "GoodFile") -> None:
        """Write the accepted rows of the block that is lent as `chunk`, typed."""
        target.write(refused.without(self._typed(chunk.table), chunk.first_row))

    def failing(self) -> dict[str, int]:
        """Number of failing rows of each rule that looks at rows."""
        every = " UNION ALL ".join(f"SELECT failures FROM {name}" for name in self._tables())
        sql = f"SELECT id, count(*) FROM (SELECT unnest(failures) AS id FROM ({every})) GROUP BY id"
        found = {str(rule_id): int(count) for rule_id, count in self._engine.rows(sql)}
        counted = zip(self._verdict.counted, self._counts, strict=True)
        return found | {rule.rule_id: count for rule, count in counted}

    def sample(self, limit: int) -> tuple[FailingCell, ...]:
        """The first failing rows, some of each rule, in file order."""
        sql = (
            f"SELECT * FROM (SELECT row_no, {field_list(self._standard)}, unnest(failures) AS id "
            f"FROM bad) QUALIFY row_number() OVER (PARTITION BY id ORDER BY row_no) <= "
            f"{max(_PER_RULE, limit // 10)} ORDER BY row_no, id LIMIT {int(limit)}"
        )
        names = [field.name for field in self._standard.fields]
        rules = {rule.rule_id: rule for rule in self._standard.rules}
        return tuple(
            self._cell(row[0], rules[row[-1]], dict(zip(names, row[1:-1], strict=True)))
            for row in self._engine.rows(sql)
        )

    def _cell(self, row_no: int, rule: Rule, values: dict[str, str | None]) -> FailingCell:
        shown = [
            excerpt(values[name], is_personal=self._standard.field(name).is_personal)
            for name in rule.fields
        ]
        return FailingCell(row_no, rule.fields, rule.rule_id, " | ".join(shown), rule.zh, rule.en)

    def _typed(self, chunk: pa.Table) -> pa.Table:
        """The chunk with the engine's typed columns in place of the text ones."""
        typed = self._engine.arrow(self._verdict.typed)
        columns = [
            typed.column(field.name) if is_typed(field.logical_type) else chunk.column(field.name)
            for field in self._standard.fields
        ]
        if not typed.column("row_no").equals(chunk.column("row_no")):
            raise AssertionError("the engine has changed the order of rows")
        names = [field.name for field in self._standard.fields]
        return pa.table([*columns, chunk.column("row_no")], names=[*names, "row_no"])

    def _tables(self) -> list[str]:
        return [*self._flagged, _DUPLICATES] if self._has_duplicates else self._flagged

    def _bad(self) -> str:
        fields = field_list(self._standard)
        every = " UNION ALL ".join(f"SELECT * FROM {name}" for name in self._tables())
        if not self._has_duplicates:
            return f"SELECT row_no, {fields}, failures FROM ({every}) WHERE is_bad"
        values = ", ".join(
            f"any_value({quote(field.name)}) AS {quote(field.name)}"
            for field in self._standard.fields
        )
        return (
            f"SELECT row_no, {values}, flatten(list(failures ORDER BY failures)) AS failures "
            f"FROM ({every}) GROUP BY row_no HAVING bool_or(is_bad)"
        )
