# SPDX-License-Identifier: Apache-2.0
"""Code lists of the room (代码表)."""

from mingjing.kernel.labels import LabelledEnum


class Dimension(LabelledEnum):
    """Dimension of data quality (数据质量维度), GB/T 36344-2018."""

    CONFORMITY = "conformity", "规范性", "Conformity"
    COMPLETENESS = "completeness", "完整性", "Completeness"
    ACCURACY = "accuracy", "准确性", "Accuracy"
    CONSISTENCY = "consistency", "一致性", "Consistency"
    TIMELINESS = "timeliness", "时效性", "Timeliness"
    ACCESSIBILITY = "accessibility", "可访问性", "Accessibility"


class Grade(LabelledEnum):
    """Grade of quality (质量等级); the thresholds are rows of `data/standards/grades.yaml`."""

    A = "A", "一级", "Grade A"
    B = "B", "二级", "Grade B"
    C = "C", "三级", "Grade C"
    D = "D", "四级", "Grade D"
    E = "E", "五级", "Grade E"


class LogicalType(LabelledEnum):
    """Logical type of a field (逻辑类型), as ODCS names it."""

    STRING = "string", "文本", "Text"
    INTEGER = "integer", "整数", "Integer"
    NUMBER = "number", "数值", "Number"
    DATE = "date", "日期", "Date"
    TIMESTAMP = "timestamp", "时间戳", "Timestamp"
    TIME = "time", "时间", "Time of day"
    BOOLEAN = "boolean", "布尔", "Yes or no"


class Severity(LabelledEnum):
    """What a failing rule means for the row (严重程度)."""

    ERROR = "error", "错误", "Error"
    WARNING = "warning", "提示", "Warning"


class RuleKind(LabelledEnum):
    """What a rule looks at (规则类型)."""

    ROW = "row", "逐行", "One row"
    UNIQUE = "unique", "唯一性", "All rows, uniqueness"
    REFERENCE = "reference", "引用", "Another data set"
    FILE = "file", "整体", "The whole file"
    OUTSIDE = "outside", "外部工具", "For another tool"


class StandardStatus(LabelledEnum):
    """Registration status of a standard (登记状态), ISO/IEC 11179-6."""

    CANDIDATE = "candidate", "候选", "Candidate"
    RECORDED = "recorded", "已登记", "Recorded"
    QUALIFIED = "qualified", "合格", "Qualified"
    STANDARD = "standard", "标准", "Standard"
    RETIRED = "retired", "废止", "Retired"
