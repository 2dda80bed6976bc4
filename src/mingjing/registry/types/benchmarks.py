# SPDX-License-Identifier: Apache-2.0
"""Words of discretion benchmarks (裁量基准): factors, tiers, ranges, tables, outcomes.

Money in a table and in facts is yuan as people write it (Decimal); outcomes are whole fen.
Ratios are 0 to 1: one per cent is 0.01.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from mingjing.kernel.errors import Language
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.panels import Panel
from mingjing.registry.types.articles import ArticleRef
from mingjing.registry.types.people import Actor

FactValue = Decimal | bool | str | date | None
Facts = Mapping[str, object]


class FactorKind(LabelledEnum):
    """Kind of a factor (裁量因素类型)."""

    NUMBER = "number", "数字", "Number"
    MONEY = "money", "金额", "Money in yuan"
    BOOLEAN = "boolean", "是否", "Yes or no"
    CHOICE = "choice", "选项", "Choice"
    DATE = "date", "日期", "Date"


class FactorOrder(LabelledEnum):
    """Which way a factor makes the act heavier (轻重方向).

    RISING: larger, later, true or further down the choices is heavier; FALLING is the reverse.
    """

    NONE = "none", "不分轻重", "No order"
    RISING = "rising", "递增加重", "Rising is heavier"
    FALLING = "falling", "递减加重", "Falling is heavier"


class Tier(LabelledEnum):
    """Tier of discretion (裁量阶次), lightest first."""

    NONE = "none", "不予处罚", "No penalty"
    MITIGATED = "mitigated", "减轻", "Mitigated"
    LIGHTER = "lighter", "从轻", "Lighter"
    ORDINARY = "ordinary", "一般", "Ordinary"
    HEAVIER = "heavier", "从重", "Heavier"

    @property
    def rank(self) -> int:
        """0 for no penalty up to 4 for heavier."""
        return list(Tier).index(self)


class RangeUnit(LabelledEnum):
    """What the numbers of a penalty range mean (幅度单位)."""

    YUAN = "yuan", "元", "Yuan"
    MULTIPLE = "multiple", "倍", "Times an amount"
    PERCENT = "percent", "百分比", "Share of an amount"
    NONE = "none", "无罚款", "No fine"


class HitPolicy(LabelledEnum):
    """What it means that several rows match (命中策略), DMN 1.3 section 8.2.8."""

    UNIQUE = "UNIQUE", "唯一命中", "Unique"
    ANY = "ANY", "结果相同", "Any"
    FIRST = "FIRST", "首行优先", "First"
    PRIORITY = "PRIORITY", "阶次优先", "Priority"
    RULE_ORDER = "RULE ORDER", "按行列出", "Rule order"
    OUTPUT_ORDER = "OUTPUT ORDER", "按阶次列出", "Output order"
    COLLECT = "COLLECT", "汇集", "Collect"


class Aggregation(LabelledEnum):
    """How a collecting table joins its hits (汇总方式)."""

    NONE = "", "不汇总", "List"
    SUM = "SUM", "合计", "Sum"
    COUNT = "COUNT", "计数", "Count"
    MIN = "MIN", "取最小", "Smallest"
    MAX = "MAX", "取最大", "Largest"


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a table (裁量因素); `name` is what cells and facts call it.

    `least` and `most` bound what the fact can be; money is never below zero. `is_whole`: only
    whole numbers occur, so [1..2] and [3..5] leave no gap.
    """

    name: str
    zh: str
    en: str
    kind: FactorKind
    choices: tuple[str, ...] = ()
    unit: str = ""
    order: FactorOrder = FactorOrder.NONE
    least: Decimal | None = None
    most: Decimal | None = None
    is_whole: bool = False

    def label(self, language: Language) -> str:
        """The factor's name in the given language."""
        return (self.zh if language == "zh" else self.en) or self.name


@dataclass(frozen=True, slots=True)
class PenaltyRange:
    """The range of a fine (罚款幅度): numbers of a unit, `base` the fact that is multiplied."""

    unit: RangeUnit = RangeUnit.NONE
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    base: str = ""
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row (裁量基准的一行): an S-FEEL cell per factor, the tier, the range, the article."""

    cells: tuple[str, ...]
    tier: Tier
    range: PenaltyRange
    article: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatutoryBounds:
    """What the parent article allows (法定幅度): fen for fixed sums, numbers for multiples."""

    low_fen: int | None = None
    high_fen: int | None = None
    low_multiple: Decimal | None = None
    high_multiple: Decimal | None = None
    low_ratio: Decimal | None = None
    high_ratio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """Something a foreign DMN file said that we do not read but keep (保留的外来属性)."""

    place: str
    name: str
    value: str


HEAVIEST_FIRST = tuple(reversed(Tier))


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A discretion benchmark as a decision table (裁量基准决策表)."""

    factors: tuple[Factor, ...]
    rows: tuple[TableRow, ...]
    hit_policy: HitPolicy = HitPolicy.UNIQUE
    aggregation: Aggregation = Aggregation.NONE
    priority: tuple[Tier, ...] = HEAVIEST_FIRST
    bounds: StatutoryBounds = StatutoryBounds()
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class CellTrace:
    """Whether one cell matched its fact (单元格核对)."""

    factor: str
    cell: str
    fact: str
    matched: bool


@dataclass(frozen=True, slots=True)
class RowTrace:
    """Whether a row matched, cell by cell (逐行核对); `row_no` counts from 1."""

    row_no: int
    matched: bool
    cells: tuple[CellTrace, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """What one matching row gives for the facts (命中行); both ends are allowed amounts."""

    row_no: int
    tier: Tier
    range: PenaltyRange
    low_fen: int | None
    high_fen: int | None
    article: str
    note: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table says of facts (裁量结果); `tier` is None when no single answer stands.

    Units: fen, both ends included (an open end is already moved by one fen).
    Order: `hits` as the hit policy orders them. `count` is the number of rows that match.
    """

    tier: Tier | None
    low_fen: int | None
    high_fen: int | None
    row_no: int | None
    article: str
    note: str
    trace: tuple[RowTrace, ...]
    hits: tuple[Hit, ...] = ()
    count: int = 0


class BenchmarkState(LabelledEnum):
    """How far a version has come (裁量基准状态)."""

    DRAFT = "draft", "草案", "Draft"
    IN_REVIEW = "in_review", "审核中", "In review"
    REVIEWED = "reviewed", "审核通过", "Reviewed"
    PUBLISHED = "published", "已公布", "Published"
    SUPERSEDED = "superseded", "已被替代", "Superseded"


@dataclass(frozen=True, slots=True)
class NewBenchmark:
    """What a drafter hands in (裁量基准草案): one power item, one region, one table."""

    power_item_code: str
    title: str
    agency_id: str
    region: str
    valid_from: date
    table: DecisionTable
    title_en: str = ""
    valid_to: date | None = None
    document_no: str = ""


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """One version of a benchmark (裁量基准版本)."""

    benchmark_id: str
    power_item_code: str
    title: str
    title_en: str
    agency_id: str
    region: str
    version: int
    state: BenchmarkState
    valid_from: date
    valid_to: date | None
    document_no: str
    digest: str
    table: DecisionTable = field(repr=False)
    drafted_by: str = ""
    reviewed_by: str = ""
    published_by: str = ""
    published_at: datetime | None = None
    return_reason: str = ""

    def label(self, language: Language) -> str:
        """The title in the given language."""
        return self.title if language == "zh" or not self.title_en else self.title_en


BenchmarkPanelMaker = Callable[[BenchmarkView, Actor], Panel | None]
"""Makes a panel about a version for an actor; None when there is nothing this actor may see."""

ArticlePanelMaker = Callable[[ArticleRef], Panel | None]
"""Makes a panel about an article of the law for anyone; None when there is nothing to show."""


class RowChangeKind(LabelledEnum):
    """What became of a row between two versions (行变动)."""

    ADDED = "added", "新增", "Added"
    CHANGED = "changed", "修改", "Changed"
    REMOVED = "removed", "删除", "Removed"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs between two versions (行差异)."""

    kind: RowChangeKind
    old: TableRow | None
    new: TableRow | None


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What differs between two versions (版本差异)."""

    factors_added: tuple[Factor, ...]
    factors_removed: tuple[Factor, ...]
    rows: tuple[RowChange, ...]
    is_policy_changed: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        changed = (self.factors_added, self.factors_removed, self.rows)
        return not any(changed) and not self.is_policy_changed


class LawTime(LabelledEnum):
    """Which version applies (从旧兼从轻的适用结果)."""

    ACT = "act", "行为时的基准", "As of the act"
    DECISION = "decision", "决定时的基准", "As of the decision"


class MitiorReason(LabelledEnum):
    """Why that version applies (从旧兼从轻的理由)."""

    SAME_VERSION = "same_version", "两个时点适用同一版本", "The same version on both days"
    NOW_LIGHTER = "now_lighter", "决定时的基准较轻", "The version of the decision is lighter"
    NOW_NOT_LIGHTER = (
        "now_not_lighter",
        "决定时的基准不轻于行为时，从旧",
        "The version of the decision is not lighter, so the older one stands",
    )
    ONLY_ACT = "only_act", "决定时的基准无对应档次", "The version of the decision has no row"
    ONLY_DECISION = "only_decision", "行为时没有基准或无对应档次", "No row as of the act"
    NEITHER = "neither", "两个时点均无对应档次", "No row on either day"


@dataclass(frozen=True, slots=True)
class LawComparison:
    """Both outcomes side by side and the one that applies (新旧基准对照), APL-037."""

    act: Outcome | None
    decision: Outcome | None
    act_version: BenchmarkView | None
    decision_version: BenchmarkView | None
    applies: LawTime | None
    reason: MitiorReason

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that applies."""
        return {LawTime.ACT: self.act, LawTime.DECISION: self.decision, None: None}[self.applies]
