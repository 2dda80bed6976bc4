# SPDX-License-Identifier: Apache-2.0
"""The model card (模型卡): what a model's dated evaluation says."""

from dataclasses import dataclass
from datetime import date

from mingjing.kernel.labels import LabelledEnum
from mingjing.risk.types.views import ModelView


class Method(LabelledEnum):
    """A way to order visits (排序方法): the model, or what it must beat."""

    MODEL = "model", "本模型", "This model"
    RANDOM = "random", "随机排序", "Random order"
    BUSINESS_AS_USUAL = "business_as_usual", "原有检查顺序", "Business as usual"
    POINTS = "points", "人工打分表", "Hand-made points"
    PAST_RATE = "past_rate", "自身历史问题率", "Own past rate"
    STATUTORY_CLASS = "statutory_class", "法定风险等级", "Statutory risk class"
    LOGISTIC = "logistic", "逻辑回归", "Logistic regression"
    PUBLISHED = "published", "已公布的外部评分", "Published outside score"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of an ordering (评估指标); None where it cannot be.

    Units: days for `days_earlier`, `within_inspector_days`, `area_gap_days`; ratios otherwise.
    """

    days_earlier: float | None = None
    within_inspector_days: float | None = None
    auc: float | None = None
    first_half: float | None = None
    precision_at_10: float | None = None
    ece: float | None = None
    area_gap_days: float | None = None


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One window of the rolling evaluation (滚动窗口)."""

    name: str
    starts_on: date | None
    ends_on: date | None
    visits: int | None
    hits: int | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One method over all windows: mean, standard deviation, each window, the test window."""

    name: str
    mean: Figures
    sd: Figures
    windows: tuple[WindowRow, ...]
    test: Figures | None = None

    @property
    def method(self) -> Method | str:
        """The method's name with its labels, or as the evaluation calls it."""
        return Method(self.name) if self.name in set(Method) else self.name


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Subjects with about the same predicted probability, and what was found (校准分组)."""

    low: float | None
    high: float | None
    predicted: float
    observed: float
    count: int


@dataclass(frozen=True, slots=True)
class AreaRow:
    """How one area fares (分区域公平性)."""

    area: str
    visits: int | None
    hits: int | None
    days_earlier: float | None
    predicted: float | None
    observed: float | None


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """How much a feature moves the scores: its share of all movement (特征重要性)."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model with all that its evaluation says; `model` is None without an evaluation."""

    view: ModelView
    model: MethodRow | None
    baselines: tuple[MethodRow, ...]
    reliability: tuple[ReliabilityBin, ...]
    areas: tuple[AreaRow, ...]
    features: tuple[FeatureRow, ...]
