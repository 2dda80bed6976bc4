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


class Conduct(LabelledEnum):
    """What a firm may object to in a visit (检查行为问题), 国办发〔2024〕54号."""

    NO_CARD = "no_card", "没有出示执法证件", "No enforcement card was shown"
    NO_NOTICE = "no_notice", "没有说明检查事项和依据", "Items and basis were not told"
    NO_SCAN = "no_scan", "没有扫码登记入企", "The entry was not registered by code"
    BEYOND = "beyond", "超出公布的检查事项", "More than the published items was inspected"
    OUTSIDERS = "outsiders", "第三方或者辅助人员单独检查", "Third parties or auxiliaries came alone"
    DISTURBED = "disturbed", "妨碍正常生产经营", "Business was disturbed without need"
    DEMANDS = (
        "demands",
        "索要书面汇报或者负责人陪同",
        "A briefing or the owner was asked for",
    )
    ADVANTAGE = "advantage", "接受宴请、财物或者推销", "Meals, goods or sales came with the visit"
    FEES = "fees", "收费或者下达罚款指标", "Fees were taken or fines were set as a target"


class VisitMode(LabelledEnum):
    """How a yearly plan inspects (检查方式)."""

    ON_SITE = "on_site", "现场检查", "On site"
    OFF_SITE = "off_site", "非现场检查", "Off site"
    JOINT = "joint", "联合检查", "Jointly with other agencies"
    WRITTEN = "written", "书面检查", "On paper"


class VisitFound(LabelledEnum):
    """What the public reads of a visit (检查结果公示)."""

    NOTHING = "nothing", "未发现问题", "No problem found"
    PROBLEM = "problem", "发现问题，后续处理", "Problems found, being dealt with"
    NOT_CHECKED = "not_checked", "未开展所检查的活动", "The activity was not carried on"
