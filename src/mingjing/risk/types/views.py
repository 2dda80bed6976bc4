# SPDX-License-Identifier: Apache-2.0
"""Models and scores as others see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mingjing.kernel.labels import LabelledEnum
from mingjing.subjects.types import ALL_REGIONS, Within


class ModelStatus(LabelledEnum):
    """Where a model stands (模型状态). At most one is active."""

    DRAFT = "draft", "待启用", "Draft"
    ACTIVE = "active", "使用中", "Active"
    RETIRED = "retired", "已停用", "Retired"


@dataclass(frozen=True, slots=True)
class ModelView:
    """One trained model (风险模型): what it learned from, and where it stands.

    `as_of` is the day before which everything it learned from happened.
    `evaluated_on` is the day up to which its evaluation looks, None without one.
    """

    model_id: str
    number: int
    status: ModelStatus
    as_of: date
    trained_at: datetime
    trained_by: str
    trained_rows: int
    cohort_from: date | None
    cohort_to: date | None
    features: tuple[str, ...]
    params: Mapping[str, object]
    steps_digest: str
    input_digest: str
    file_digest: str
    evaluated_on: date | None
    activated_at: datetime | None
    retired_at: datetime | None
    entry_id: str
    activation_entry_id: str
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One stored reason of a score (评分理由).

    `value` is the feature's value on the day, None when unknown. `contribution` is what it added
    to or took from the log-odds of the model.
    """

    name: str
    value: float | None
    contribution: float


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The stored score of one subject (风险评分): read back, never computed again.

    `probability` is that of a critical violation at the next visit, `base` that where
    every score of the run starts before its reasons move it; `rank` 1 is the highest `of` all.
    """

    subject_id: str
    as_of: date
    probability: float
    rank: int
    of: int
    base: float
    reasons: tuple[ReasonView, ...]
    category: str
    area: str
    district: str
    model_id: str
    run_id: str
    scored_at: datetime
    entry_id: str


@dataclass(frozen=True, slots=True)
class ScoreRunView:
    """One scoring of all subjects (评分批次); `digest` is that of the whole list in rank order."""

    run_id: str
    number: int
    model_id: str
    as_of: date
    scored_at: datetime
    scored_by: str
    count: int
    digest: str
    input_digest: str
    file_key: str
    entry_id: str
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class ScoreFilter:
    """Which scores of a run are wanted; empty means all."""

    area: str = ""
    category: str = ""
    where: Within = ALL_REGIONS


@dataclass(frozen=True, slots=True)
class Facets:
    """Areas and categories of a run with their numbers of subjects, in the order of names."""

    areas: tuple[tuple[str, int], ...] = field(default_factory=tuple)
    categories: tuple[tuple[str, int], ...] = field(default_factory=tuple)
