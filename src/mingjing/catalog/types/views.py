# SPDX-License-Identifier: Apache-2.0
"""What the catalogue tells others (目录视图): resources, batches, facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingjing.catalog.types.codes import BatchKind
from mingjing.catalog.types.example import Entry
from mingjing.standards.types import Grade


@dataclass(frozen=True, slots=True)
class MappedTable:
    """What one mapping made of a batch (映射结果).

    `taken` rows or items came from the source, `written` went in; the rest lacked a required
    value: `lacking` says which, `unmapped` shows source values that no code list knows.
    """

    table: str
    taken: int
    written: int
    lacking: tuple[tuple[str, int], ...] = ()
    unmapped: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class BatchView:
    """One batch (批次) with its counts, quality and lineage."""

    batch_id: str
    resource_id: str
    kind: BatchKind
    file_name: str
    file_digest: str
    file_bytes: int
    rows: int
    accepted: int
    quarantined: int
    score: float
    grade: Grade
    taken_in_at: datetime
    account_id: str
    agency_id: str
    standard: str
    standard_digest: str
    mapping_digest: str
    software: str
    corrects: str | None
    replaced_by: str | None
    tables: tuple[MappedTable, ...]
    report: Mapping[str, Any]

    @property
    def is_current(self) -> bool:
        """Whether the rows of this batch count today."""
        return self.replaced_by is None


@dataclass(frozen=True, slots=True)
class ResourceView:
    """One resource of the catalogue (目录中的资源) with its newest batch."""

    entry: Entry
    version: int
    example_id: str
    region: str
    agency_id: str
    agency_zh: str
    agency_en: str
    lead_zh: str
    lead_en: str
    standard: str
    standard_digest: str
    mapping: tuple[Mapping[str, Any], ...]
    mapping_digest: str
    listed_at: datetime
    rows: int
    newest: BatchView | None
    waiting: int = 0

    @property
    def resource_id(self) -> str:
        """The resource's id."""
        return self.entry.resource_id


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a file (报送结果): `is_new` is false when it had been taken in before."""

    batch: BatchView
    is_new: bool


@dataclass(frozen=True, slots=True)
class Connected:
    """What connecting an example folder did (接入结果)."""

    example_id: str
    agency_id: str
    intakes: tuple[Intake, ...]

    @property
    def new_batches(self) -> int:
        """Files that had not been taken in before."""
        return sum(intake.is_new for intake in self.intakes)


@dataclass(frozen=True, slots=True)
class Fact:
    """One canonical row about somebody (事实): `on` is the day it speaks of."""

    table: str
    record_id: str
    resource_id: str
    batch_id: str
    row_no: int
    on: date | None
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """One row in quarantine (隔离行): where it stood and why it waits."""

    row_no: int
    problems: str
    values: tuple[tuple[str, str | None], ...]
    failing: frozenset[str] = frozenset()
