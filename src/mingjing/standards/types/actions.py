# SPDX-License-Identifier: Apache-2.0
"""What may be done in this room (权限动作)."""

from mingjing.registry.types import Action

ACTIONS = (
    Action("standards.register", "登记数据标准", "Register a data standard"),
    Action("standards.set_status", "变更数据标准状态", "Change the status of a data standard"),
    Action("standards.read", "查看数据标准", "Read data standards"),
)
