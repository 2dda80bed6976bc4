# SPDX-License-Identifier: Apache-2.0
"""What a check found (质量报告)."""

from dataclasses import asdict, dataclass
from pathlib import Path

from mingjing.kernel.errors import Language
from mingjing.standards.types.enums import Dimension, Grade, RuleKind, Severity


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How many rows failed a rule (规则结果).

    :ivar checked: False when the rule could not be checked; `note` says why.
    :ivar holds: for a rule on the whole file, whether it holds.
    """

    rule_id: str
    fields: tuple[str, ...]
    dimension: Dimension
    kind: RuleKind
    severity: Severity
    zh: str
    en: str
    cites: str
    failing: int
    checked: bool = True
    holds: bool = True
    note: str = ""

    def reason(self, language: Language) -> str:
        """Why a row fails, in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """Score of one dimension (维度得分), ratio 0 to 1; None when no rule belongs to it."""

    dimension: Dimension
    rules: int
    failing: int
    score: float | None
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class FailingCell:
    """One failing row under one rule (不合格明细): where, what and why.

    :ivar row_no: number of the record in the file, 1 for the first after the header.
    :ivar value: excerpt of the value, masked where the field is personal.
    """

    row_no: int
    fields: tuple[str, ...]
    rule_id: str
    value: str
    zh: str
    en: str

    def reason(self, language: Language) -> str:
        """Why the row fails, in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class QualityReport:
    """Quality of one file against one standard (质量报告), GB/T 36344-2018.

    Units: scores are ratios 0 to 1; seconds are wall time.

    :ivar digest: SHA-256 of the file as it was handed in.
    :ivar engine_seconds: reading into columns and giving the verdict on every row.
    :ivar writing_seconds: writing the accepted and the refused rows.
    :ivar sample: first failing rows in file order; the whole list is in the Parquet of bad rows.
    """

    standard_id: str
    standard_version: str
    standard_digest: str
    file: str
    digest: str
    encoding: str
    rows: int
    accepted: int
    rejected: int
    score: float
    grade: Grade
    dimensions: tuple[DimensionScore, ...]
    rules: tuple[RuleResult, ...]
    sample: tuple[FailingCell, ...]
    engine_seconds: float
    writing_seconds: float
    total_seconds: float

    @property
    def failing_rules(self) -> tuple[RuleResult, ...]:
        """Rules that some row, or the whole file, does not meet; most rows first."""
        failing = [
            rule
            for rule in self.rules
            if not rule.holds or (rule.failing and rule.kind is not RuleKind.FILE)
        ]
        return tuple(sorted(failing, key=lambda rule: (-rule.failing, rule.rule_id)))

    @property
    def is_acceptable(self) -> bool:
        """Whether the rules on the whole file hold; if not, no row should be taken in."""
        return all(rule.holds or rule.severity is Severity.WARNING for rule in self.rules)

    @property
    def is_clean(self) -> bool:
        """Whether every row is accepted and the whole file is acceptable."""
        return self.rejected == 0 and self.is_acceptable

    def as_dict(self) -> dict[str, object]:
        """The report as JSON values."""
        return {**asdict(self), "is_acceptable": self.is_acceptable}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A checked file (检查结果): the report and two Parquet files.

    Shape: `good` has the standard's fields, typed, and `row_no` bigint; `bad` has `row_no`, the
    standard's fields as text, exactly as handed in, and `failures` (list of rule ids).
    Order: both by `row_no`.
    """

    report: QualityReport
    good: Path
    bad: Path
