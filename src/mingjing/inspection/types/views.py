# SPDX-License-Identifier: Apache-2.0
"""What the room shows to others."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from mingjing.engines.papers.forms import Form
from mingjing.engines.papers.words import Content, SignatureView
from mingjing.inspection.types.codes import (
    Change,
    Lane,
    LeadKind,
    LeadState,
    Stage,
    TaskState,
)
from mingjing.inspection.types.inputs import CheckLine
from mingjing.kernel.errors import Language


@dataclass(frozen=True, slots=True)
class LaneCount:
    """Visits of one lane by state."""

    lane: Lane
    tasks: int
    visited: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class AreaCount:
    """One area: how many candidates it has and how many visits it gets."""

    area: str
    candidates: int
    visits: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """One inspection plan (检查计划)."""

    plan_id: str
    title: str
    stage: Stage
    agency_id: str
    region: str
    period_from: date
    period_to: date
    as_of: date
    budget: int
    random_take: int
    random_share: Decimal
    statutory_share: Decimal
    area_floor: Decimal
    area_quotas: tuple[tuple[str, Decimal], ...]
    items: tuple[str, ...]
    model_id: str
    yearly_cap: int | None
    candidates: int
    frame_size: int
    excluded: tuple[tuple[str, int], ...]
    limits: tuple[dict[str, str], ...]
    drafted_by: str
    drafted_at: datetime
    title_en: str = ""

    def label(self, language: Language) -> str:
        """The plan's title in the given language."""
        return self.title if language == "zh" or not self.title_en else self.title_en


@dataclass(frozen=True, slots=True)
class TaskView:
    """One visit of a plan (检查任务); `inclusion` is the exact probability of being in the plan."""

    task_id: str
    plan_id: str
    subject_id: str
    lane: Lane
    stratum: str
    area: str
    category: str
    rank: int | None
    score: float | None
    inclusion: Fraction
    state: TaskState
    items: tuple[str, ...]
    officers: tuple[str, ...]
    lead_id: str
    visited_on: date | None
    violations: int
    has_critical: bool


@dataclass(frozen=True, slots=True)
class OfficerTurn:
    """An officer's turn on a task: drawn, or in for somebody else with the reason."""

    officer_id: str
    position: int
    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """What was entered after a visit."""

    started_at: datetime
    ended_at: datetime
    officers: tuple[str, ...]
    is_entry_scanned: bool
    entered_at: datetime
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """One task with its plan, its officers' turns, reserves, and result."""

    task: TaskView
    plan: PlanView
    turns: tuple[OfficerTurn, ...]
    reserves: tuple[str, ...]
    cap_exception: str
    cancelled_because: str
    result: ResultView | None


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper of a visit (检查文书); it is signed by hand on paper."""

    paper_id: str
    task_id: str
    form: Form
    number: str
    entry_id: str
    issued_at: datetime
    content: Content
    signatures: tuple[SignatureView, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change by hand (人工调整)."""

    subject_id: str
    change: Change
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LeadView:
    """One lead (线索)."""

    lead_id: str
    subject_id: str
    kind: LeadKind
    nature: str
    source_record: str
    made_on: date
    taken_at: datetime
    state: LeadState
    task_id: str


@dataclass(frozen=True, slots=True)
class DrawView:
    """A draw as the public sees it (抽取公示). `drawn_at` is None while the pool is only frozen.

    `is_covered`: a published checkpoint covers the freezing, so there is a seed to draw with.
    """

    plan_id: str
    pool_digest: str
    frozen_at: datetime
    frozen_entry_id: str
    announcement: str
    algorithm: str
    is_covered: bool
    checkpoint_size: int | None
    checkpoint_root: str
    checkpoint_note: str
    public_string: str
    seed: str
    drawn_at: datetime | None
    drawn_entry_id: str
    officers: int
    objects: int


@dataclass(frozen=True, slots=True)
class HitRate:
    """Visits and hits of one lane (命中率), counted apart for any and for critical violations."""

    lane: Lane
    visited: int
    any_hits: int
    critical_hits: int

    @property
    def any_rate(self) -> float | None:
        """Share of visits with any violation; None without visits."""
        return self.any_hits / self.visited if self.visited else None

    @property
    def critical_rate(self) -> float | None:
        """Share of visits with a critical violation; None without visits."""
        return self.critical_hits / self.visited if self.visited else None


@dataclass(frozen=True, slots=True)
class StratumResult:
    """One stratum: its size, how many were visited, how many of these were hits."""

    stratum: str
    population: int
    visited: int
    hits: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A prevalence estimated by design (总体问题率估计): ratio, standard error, 95 % interval."""

    prevalence: float
    standard_error: float | None
    low: float
    high: float
    population: int
    visited: int


@dataclass(frozen=True, slots=True)
class OverrideScore:
    """How the planner's hand did against the model (人工调整评估)."""

    added: int
    added_visited: int
    added_hits: int
    removed: int
    risk_visited: int
    risk_hits: int


@dataclass(frozen=True, slots=True)
class PlanStatistics:
    """What a plan found (检查成效)."""

    by_lane: tuple[HitRate, ...]
    frame: Estimate | None
    population: Estimate | None
    overrides: OverrideScore
    discovered: int


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """A replay that agreed in every step (复算报告)."""

    plan_id: str
    pool_digest: str
    seed: str
    objects: int
    officers: int
    tasks: int
    log_key: str
    is_key_given: bool
    steps: tuple[str, ...]
