# SPDX-License-Identifier: Apache-2.0
"""Code lists of the inspection room."""

from mingjing.kernel.labels import LabelledEnum


class Lane(LabelledEnum):
    """Why a subject is in a plan (检查来源); the lanes are kept apart in every count."""

    STATUTORY = "statutory", "到期全覆盖", "Statutory coverage"
    RISK = "risk", "风险", "Risk"
    RANDOM = "random", "随机", "Random"
    LEAD = "lead", "线索", "Lead"
    MANUAL = "manual", "人工增列", "Added by hand"


class Stage(LabelledEnum):
    """How far a plan has come (计划阶段)."""

    DRAFTED = "drafted", "已拟定", "Drafted"
    FROZEN = "frozen", "名单已锁定", "Pool frozen"
    DRAWN = "drawn", "已抽取", "Drawn"


class TaskState(LabelledEnum):
    """How far a visit has come (任务状态)."""

    PLANNED = "planned", "已列入计划", "Planned"
    DRAWN = "drawn", "已派员", "Officers drawn"
    VISITED = "visited", "已检查", "Visited"
    CLOSED = "closed", "已办结", "Closed"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class CheckOutcome(LabelledEnum):
    """What was found for one line of the checklist (检查结果)."""

    OK = "ok", "未发现问题", "No problem found"
    VIOLATION = "violation", "发现问题", "Violation found"
    NOT_CHECKED = "not_checked", "未检查", "Not checked"


class LeadKind(LabelledEnum):
    """Where a lead comes from (线索来源), 营商环境条例 art. 54(2)."""

    COMPLAINT = "complaint", "投诉举报", "Complaint or report"
    ALERT = "alert", "风险预警", "Alert"
    REFERRAL = "referral", "转办交办", "Referral"
    MONITORING = "monitoring", "数据监测", "Monitoring"


class LeadState(LabelledEnum):
    """How far a lead has come (线索状态)."""

    OPEN = "open", "待安排", "Open"
    PLANNED = "planned", "已列入计划", "Planned"
    CLOSED = "closed", "已办结", "Closed"


class Change(LabelledEnum):
    """What a planner changed by hand (人工调整)."""

    ADD = "add", "增列", "Added"
    REMOVE = "remove", "剔除", "Removed"
