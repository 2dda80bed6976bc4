# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - names of this module; values go as parameters
"""Rows in quarantine (隔离数据): what still waits for correction, and why."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO

from mingjing.catalog.models import Batch
from mingjing.catalog.queries.lake import bad_key, good_key, local_file, objects
from mingjing.catalog.types.views import QuarantinedRow
from mingjing.engines.batch import BatchEngine, Row, Step, open_local_engine
from mingjing.engines.sql import quote
from mingjing.kernel.errors import Language
from mingjing.kernel.paging import Page, PageRequest
from mingjing.kernel.spreadsheets import guarded
from mingjing.standards.types import Field, Standard

ROW_COLUMN = "_row_no"
REASON_COLUMN = "_problems"
KEY_TAKEN = "correction.key_taken"
KEY_TAKEN_TEXT: Mapping[Language, str] = {
    "zh": "主键已被另一行使用",
    "en": "the key is already used by another row",
}
_MASK = "***"
_WAITING = (
    "SELECT t.* EXCLUDE (attempt) FROM tried t JOIN (SELECT row_no, max(attempt) AS newest "
    "FROM tried GROUP BY row_no) n ON t.row_no = n.row_no AND t.attempt = n.newest "
    "WHERE t.row_no NOT IN (SELECT row_no FROM healed)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """How quarantined rows of a delivery are worded: its standard and the texts of its rules."""

    standard: Standard
    reasons: Mapping[str, Mapping[Language, str]]
    columns: Mapping[str, tuple[str, ...]]

    def problems(self, failures: Sequence[str], language: Language) -> str:
        """Why a row waits, in words: which columns, and what is wrong with them."""
        return "; ".join(self._problem(rule_id, language) for rule_id in failures)

    def _problem(self, rule_id: str, language: Language) -> str:
        text = self.reasons.get(rule_id, {}).get(language, rule_id)
        columns = ", ".join(self.columns.get(rule_id, ()))
        return f"{columns}{'：' if language == 'zh' else ': '}{text}" if columns else text

    def failing(self, failures: Sequence[str]) -> frozenset[str]:
        """The columns that the failed rules look at."""
        return frozenset(name for rule_id in failures for name in self.columns.get(rule_id, ()))


def words_of(delivery: Batch, standard: Standard) -> Words:
    """The words for the quarantined rows of a delivery."""
    reasons: dict[str, Mapping[Language, str]] = {KEY_TAKEN: KEY_TAKEN_TEXT}
    columns: dict[str, tuple[str, ...]] = {}
    named = {field.name: field.column for field in standard.fields}
    for rule in delivery.report["rules"]:
        reasons[rule["rule_id"]] = {"zh": rule["zh"], "en": rule["en"]}
        columns[rule["rule_id"]] = tuple(named.get(name, name) for name in rule["fields"])
    return Words(standard, reasons, columns)


@contextmanager
def waiting(delivery: Batch) -> Iterator[BatchEngine]:
    """An engine with the table `waiting`: rows of a delivery that no correction has cured.

    Shape: `row_no` of the delivered file, the standard's fields as text, `failures`; a row that
    was corrected in vain shows its newest text.
    """
    with open_local_engine() as engine:
        count = _view_files(engine, delivery)
        tried = " UNION ALL ".join(f"SELECT {n} AS attempt, * FROM bad_{n}" for n in range(count))
        healed = " UNION ALL ".join(f"SELECT row_no FROM good_{n}" for n in range(1, count))
        nobody = "SELECT row_no FROM bad_0 WHERE false"
        engine.run(
            [
                Step("tried", tried),
                Step("healed", healed or nobody),
                Step("waiting", _WAITING, ("tried", "healed")),
            ]
        )
        yield engine


def _view_files(engine: BatchEngine, delivery: Batch) -> int:
    """Views `bad_<n>` and `good_<n>` of the delivery (0) and its corrections; their number."""
    store = objects()
    corrections = Batch.objects.filter(corrects=delivery).order_by("number")
    batches = [delivery, *corrections.defer("report", "mapping")]
    for n, batch in enumerate(batches):
        engine.view(f"bad_{n}", local_file(store, bad_key(batch.resource_id, batch.batch_id)))
        engine.view(f"good_{n}", local_file(store, good_key(batch.resource_id, batch.batch_id)))
    return len(batches)


def waiting_rows(
    delivery: Batch, words: Words, *, page: PageRequest, language: Language
) -> Page[QuarantinedRow]:
    """Rows that wait, by row number; values of personal fields are masked."""
    with waiting(delivery) as engine:
        total = int(engine.rows("SELECT count(*) FROM waiting")[0][0])
        rows = engine.rows(
            f"SELECT {_selected(words.standard)} FROM waiting ORDER BY row_no "
            f"LIMIT {int(page.size)} OFFSET {int(page.offset)}"
        )
    items = tuple(_shown(row, words, language) for row in rows)
    return Page(items, page.number, page.size, total)


def waiting_count(delivery: Batch) -> int:
    """How many rows of a delivery still wait."""
    with waiting(delivery) as engine:
        return int(engine.rows("SELECT count(*) FROM waiting")[0][0])


def waiting_csv(delivery: Batch, words: Words, language: Language) -> Iterator[str]:
    """The rows that wait as CSV, ready to be corrected and handed in again, line by line.

    Shape: `_row_no`, `_problems`, then the columns of the delivered file. A text that a
    spreadsheet would run is guarded; `correct_rows` takes the guard off again.
    """
    header = [ROW_COLUMN, REASON_COLUMN, *(field.column for field in words.standard.fields)]
    with waiting(delivery) as engine:
        rows = engine.rows(f"SELECT {_selected(words.standard)} FROM waiting ORDER BY row_no")
    yield _line(header)
    for row_no, failures, *cells in rows:
        texts = [words.problems(failures, language), *("" if one is None else one for one in cells)]
        yield _line([row_no, *map(guarded, texts)])


def _selected(standard: Standard) -> str:
    return ", ".join(["row_no", "failures", *(quote(field.name) for field in standard.fields)])


def _shown(row: Row, words: Words, language: Language) -> QuarantinedRow:
    row_no, failures, *cells = row
    values = tuple(
        (field.column, _masked(field, cell))
        for field, cell in zip(words.standard.fields, cells, strict=True)
    )
    return QuarantinedRow(
        int(row_no), words.problems(failures, language), values, words.failing(failures)
    )


def _masked(field: Field, cell: str | None) -> str | None:
    return _MASK if field.is_personal and cell is not None else cell


def _line(cells: Sequence[object]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
