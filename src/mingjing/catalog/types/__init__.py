# SPDX-License-Identifier: Apache-2.0
"""Words of the catalogue: codes, the canonical model's shape, examples, views, refusals."""

from mingjing.catalog.types.canonical import Column, ColumnType, Table
from mingjing.catalog.types.codes import (
    BatchKind,
    CreditKind,
    DataGrade,
    Delivery,
    LabResult,
    Outcome,
    PenaltyKind,
    Purpose,
    ResourceFormat,
    Severity,
    SharingClass,
    SharingMethod,
    SubjectKind,
    UpdateFrequency,
)
from mingjing.catalog.types.example import (
    AgencySpec,
    Condition,
    DuplicateRule,
    Each,
    Entry,
    Example,
    MapSpec,
    ResourceSpec,
    Text,
    ValueSpec,
)
from mingjing.catalog.types.views import (
    BatchView,
    Connected,
    Fact,
    Intake,
    MappedTable,
    QuarantinedRow,
    ResourceView,
)
from mingjing.registry.types import Action

ACTIONS = (
    Action("catalog.list_resource", "编制、更新目录", "List a resource in the catalogue"),
    Action("catalog.take_in", "接收数据批次", "Take in a batch of data"),
    Action("catalog.correct", "更正隔离数据", "Correct quarantined rows"),
    Action("catalog.read", "查看隔离数据", "Read quarantined rows"),
)

__all__ = [
    "ACTIONS",
    "AgencySpec",
    "BatchKind",
    "BatchView",
    "Column",
    "ColumnType",
    "Condition",
    "Connected",
    "CreditKind",
    "DataGrade",
    "Delivery",
    "DuplicateRule",
    "Each",
    "Entry",
    "Example",
    "Fact",
    "Intake",
    "LabResult",
    "MapSpec",
    "MappedTable",
    "Outcome",
    "PenaltyKind",
    "Purpose",
    "QuarantinedRow",
    "ResourceFormat",
    "ResourceSpec",
    "ResourceView",
    "Severity",
    "SharingClass",
    "SharingMethod",
    "SubjectKind",
    "Table",
    "Text",
    "UpdateFrequency",
    "ValueSpec",
]
