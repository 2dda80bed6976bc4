# SPDX-License-Identifier: Apache-2.0
"""What a data standard is (数据标准): fields, rules, and how its files are written."""

from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime

from mingjing.kernel.errors import Language
from mingjing.standards.types.enums import (
    Dimension,
    LogicalType,
    RuleKind,
    Severity,
    StandardStatus,
)


@dataclass(frozen=True, slots=True)
class DataElement:
    """A data element (数据元): a concept and the domain of its values, ISO/IEC 11179.

    :ivar pattern: RE2 pattern of the whole value, "" for none.
    :ivar check: name of an arithmetic check (check digit), "" for none.
    :ivar note_check: an arithmetic check whose failure is a warning only.
    :ivar code_list: name of a packaged code list, "" for none.
    :ivar is_personal: values are masked in reports.
    :ivar cites: the national standard that defines it.
    """

    element_id: str
    version: str
    status: StandardStatus
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    logical_type: LogicalType
    pattern: str = ""
    min_length: int | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    precision: tuple[int, int] | None = None
    check: str = ""
    note_check: str = ""
    code_list: str = ""
    is_personal: bool = False
    cites: str = ""
    examples: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """The element's name in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a data set (字段): ODCS property.

    :ivar name: name in our tables; `column` is the header in the file.
    :ivar date_format: JDK pattern as the standard states it, "" for ISO 8601.
    :ivar precision: digits and decimals of an exact number, None for floating point.
    :ivar constraints: what bounds the values, in the words of ODCS (`minimum`, `pattern`,
        `maxLength` …) and `enum` for a list of codes.
    """

    name: str
    column: str
    logical_type: LogicalType
    label: str = ""
    description: str = ""
    is_required: bool = False
    is_unique: bool = False
    key_position: int | None = None
    date_format: str = ""
    precision: tuple[int, int] | None = None
    element_id: str = ""
    is_personal: bool = False
    constraints: dict[str, object] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound on a count or share of the whole file (阈值).

    :ivar metric: `rowCount`, or `failing` for the rows that `Rule.fails` names.
    :ivar operator: an ODCS operator such as `mustBeLessThan`.
    :ivar unit: `rows` or `percent`.
    """

    metric: str
    operator: str
    values: tuple[float, ...]
    unit: str = "rows"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a standard (规则), with the words for whoever broke it.

    :ivar fails: SQL condition over the text columns, true for a failing row.
    :ivar vector: name of an arithmetic check that gives the verdict instead of `fails`.
    :ivar target: `table.field` that a reference must be found in.
    """

    rule_id: str
    fields: tuple[str, ...]
    dimension: Dimension
    zh: str
    en: str
    kind: RuleKind = RuleKind.ROW
    severity: Severity = Severity.ERROR
    cites: str = ""
    fails: str = ""
    vector: str = ""
    target: str = ""
    threshold: Threshold | None = None

    def reason(self, language: Language) -> str:
        """Why a row fails, in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Dialect:
    """How files of a standard are written (文件格式).

    :ivar encoding: `utf-8`, `gb18030`, or "" to take UTF-8 and else GB18030.
    :ivar sheet: name of the Excel sheet, "" for the only one.
    :ivar ignores_unknown: columns that the standard does not name are passed over.
    """

    delimiter: str = ","
    encoding: str = ""
    sheet: str = ""
    ignores_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """A data standard that has been read and found sound (数据标准).

    :ivar table: name of the data set, ODCS `schema[0].name`.
    :ivar source_key: fields that identify a row; `("row_no",)` when the data has no key.
    :ivar digest: SHA-256 of the document's text.
    :ivar code_lists: packaged code lists that rules refer to, by name.
    """

    standard_id: str
    version: str
    name: str
    description: str
    table: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    dialect: Dialect
    source_key: tuple[str, ...]
    digest: str
    document: str
    code_lists: dict[str, tuple[str, ...]] = default(default_factory=dict)

    def field(self, name: str) -> Field:
        """The field with this name. Raises: KeyError."""
        return next_field(self.fields, name)

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id. Raises: KeyError."""
        for rule in self.rules:
            if rule.rule_id == rule_id:
                return rule
        raise KeyError(rule_id)


def next_field(fields: tuple[Field, ...], name: str) -> Field:
    """The field with this name. Raises: KeyError."""
    for candidate in fields:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class StandardRef:
    """A registered version of a standard (标准版本)."""

    standard_id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class StandardView:
    """A registered version of a standard as lists show it (标准目录项)."""

    standard_id: str
    version: str
    status: StandardStatus
    name: str
    description: str
    table: str
    field_count: int
    rule_count: int
    digest: str
    document: str
    registered_at: datetime
    registered_by: str
    agency_id: str


@dataclass(frozen=True, slots=True)
class StatusChangeView:
    """One step in the life of a standard's version (状态变更): who, when, why."""

    version: str
    from_status: StandardStatus
    to_status: StandardStatus
    reason: str
    changed_at: datetime
    changed_by: str
