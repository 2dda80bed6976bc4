# SPDX-License-Identifier: Apache-2.0
"""What acts of the room are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from mingjing.catalog.types import Severity
from mingjing.inspection.types.codes import Change, CheckOutcome, LeadKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """One object of the register of objects (检查对象), as known on the day of planning.

    `rank` 1 is the greatest risk, None when the model gave no score; `score` is its probability.
    `ordinary_visits` counts the proactive visits of the year that the yearly cap counts.
    """

    subject_id: str
    category: str
    area: str
    region: str
    rank: int | None = None
    score: float | None = None
    last_visited_on: date | None = None
    ordinary_visits: int = 0
    owner_key: str = ""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What a planner asks for (拟定检查计划).

    Units: budget in visits; shares are ratios 0 to 1 of the budget; `area_quotas` and
    `area_floor` are ratios of the risk lane's places. `area_floor` gives every area at least
    that part of its proportional share.
    """

    title: str
    period_from: date
    period_to: date
    as_of: date
    region: str
    agency_id: str
    budget: int
    random_share: Decimal
    items: tuple[str, ...]
    statutory_share: Decimal = Decimal(0)
    area_quotas: Mapping[str, Decimal] = field(default_factory=dict)
    area_floor: Decimal = Decimal(0)
    model_id: str = ""
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class SelectionChange:
    """A planner's change to the selection by hand, with the reason (人工调整)."""

    subject_id: str
    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class NewLead:
    """A lead about a subject (线索): complaint, alert, referral or monitoring.

    `source_record` is the record it comes from; the same kind and record is taken once.
    """

    subject_id: str
    kind: LeadKind
    nature: str
    source_record: str
    made_on: date
    region: str = ""
    agency_id: str = ""


@dataclass(frozen=True, slots=True)
class NewRecusal:
    """An officer must not visit a subject, or any premises of an owner (回避)."""

    officer_id: str
    reason: str
    declared_on: date
    subject_id: str = ""
    owner_key: str = ""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """The finding for one line of the checklist (检查项结果)."""

    item_code: str
    check_code: str
    outcome: CheckOutcome
    severity: Severity | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class VisitResult:
    """What the officers enter after a visit (检查结果录入)."""

    started_at: datetime
    ended_at: datetime
    officers: tuple[str, ...]
    is_entry_scanned: bool
    lines: tuple[CheckLine, ...]
