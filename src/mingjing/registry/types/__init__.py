# SPDX-License-Identifier: Apache-2.0
"""Words of the registry. Plain Python."""

from mingjing.registry.types.items import (
    ItemBasisMissing,
    ItemKind,
    ItemView,
)
from mingjing.registry.types.law import (
    DeadlineEffect,
    DeadlineRow,
    DeadlineRule,
    DeadlineUnknown,
    EvidenceTag,
    Limit,
    LimitUnknown,
)
from mingjing.registry.types.people import (
    Action,
    Actor,
    AgencyView,
    AlreadyRegistered,
    Answer,
    NotPermitted,
    OfficerView,
    Thing,
    UnknownAccount,
    UnknownAgency,
)

ACTIONS = (
    Action("registry.register_agency", "登记机关", "Register an agency"),
    Action("registry.register_officer", "登记执法人员和证件", "Register officers and certificates"),
    Action("registry.appoint", "授予岗位", "Appoint to a role"),
    Action("registry.publish_item", "公布检查事项", "Publish an inspection item"),
    Action("registry.read", "查看执法主体名录", "Read the register of agencies and officers"),
)

__all__ = [
    "ACTIONS",
    "Action",
    "Actor",
    "AgencyView",
    "AlreadyRegistered",
    "Answer",
    "DeadlineEffect",
    "DeadlineRow",
    "DeadlineRule",
    "DeadlineUnknown",
    "EvidenceTag",
    "ItemBasisMissing",
    "ItemKind",
    "ItemView",
    "Limit",
    "LimitUnknown",
    "NotPermitted",
    "OfficerView",
    "Thing",
    "UnknownAccount",
    "UnknownAgency",
]
