# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - names go through `quote`, constants through `literal` (engines.sql)
"""Keys that occur twice (重复键): hashes of all rows first, the keys themselves where they meet.

The first row with a key stands, every later one fails. A row fails only by its key, never
by a mere meeting of hashes.
"""

import numpy as np
import pyarrow as pa

from mingjing.engines.batch import BatchEngine, Step
from mingjing.engines.sql import literal, quote
from mingjing.standards.checking.chunks import Chunk
from mingjing.standards.rules.verdict import field_list, key_query
from mingjing.standards.types import Rule, RuleKind, Severity, Standard


class Keys:
    """The keys of a file, collected block by block."""

    def __init__(self, engine: BatchEngine, standard: Standard) -> None:
        self._engine = engine
        self._standard = standard
        self._rules = [rule for rule in standard.rules if rule.kind is RuleKind.UNIQUE]
        self._blocks = 0
        self._candidates = 0
        self._met = np.zeros(0, dtype=np.int64)

    def collect(self) -> None:
        """Note the keys of the block that is lent as `chunk`."""
        self._engine.run(
            [Step(f"keys_{i}_{self._blocks}", key_query(r)) for i, r in enumerate(self._rules)]
        )
        self._blocks += 1

    def have_met(self) -> bool:
        """Whether any two rows may have the same key; then the rows must be looked at again."""
        rows: set[int] = set()
        for index, _ in enumerate(self._rules):
            every = " UNION ALL ".join(
                f"SELECT row_no, h FROM keys_{index}_{block}" for block in range(self._blocks)
            )
            twice = f"SELECT h FROM ({every}) GROUP BY h HAVING count(*) > 1"
            found = self._engine.arrow(f"SELECT row_no FROM ({every}) WHERE h IN ({twice})")
            rows.update(found.column("row_no").to_pylist())
        self._met = np.array(sorted(rows), dtype=np.int64)
        return bool(rows)

    def look_again(self, chunk: Chunk) -> None:
        """Keep those rows of a block whose hashes have met."""
        first = chunk.first_row
        begin, end = np.searchsorted(self._met, (first, first + chunk.table.num_rows))
        if begin < end:
            rows = chunk.table.take(pa.array(self._met[begin:end] - first))
            self._engine.put(f"candidates_{self._candidates}", rows)
            self._candidates += 1

    def duplicates(self, name: str) -> None:
        """Make the table of rows whose key occurs before: as `Verdict.flagged` has them."""
        every = " UNION ALL ".join(
            f"SELECT * FROM candidates_{block}" for block in range(self._candidates)
        )
        sql = " UNION ALL ".join(self._later(rule, every) for rule in self._rules)
        self._engine.run([Step(name, sql)])

    def _later(self, rule: Rule, rows: str) -> str:
        key = ", ".join(quote(field) for field in rule.fields)
        present = " AND ".join(f"{quote(field)} IS NOT NULL" for field in rule.fields)
        numbered = (
            f"SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY row_no) AS place "
            f"FROM ({rows}) WHERE {present}"
        )
        is_bad = "true" if rule.severity is Severity.ERROR else "false"
        return (
            f"SELECT row_no, {field_list(self._standard)}, [{literal(rule.rule_id)}] AS failures, "
            f"{is_bad} AS is_bad FROM ({numbered}) WHERE place > 1"
        )
