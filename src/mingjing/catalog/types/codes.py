# SPDX-License-Identifier: Apache-2.0
"""Code lists of the canonical model and of the catalogue (代码表)."""

from mingjing.kernel.labels import LabelledEnum


class Purpose(LabelledEnum):
    """Why a visit was made (检查类型)."""

    CANVASS = "canvass", "日常检查", "Canvass"
    COMPLAINT = "complaint", "投诉举报检查", "Complaint"
    LICENCE = "licence", "许可核查", "Licence"
    REINSPECTION = "reinspection", "复查", "Re-inspection"
    POISONING = "poisoning", "疑似食物中毒调查", "Suspected poisoning"
    CONSULTATION = "consultation", "咨询指导", "Consultation"
    TASK = "task", "专项行动", "Task force"
    OTHER = "other", "其他", "Other"


class Outcome(LabelledEnum):
    """How a visit ended (检查结果)."""

    PASS = "pass", "合格", "Pass"
    FAIL = "fail", "不合格", "Fail"
    CONDITIONS = "conditions", "限期整改后合格", "Pass with conditions"
    NO_ENTRY = "no_entry", "未能进入", "No entry"
    OUT_OF_BUSINESS = "out_of_business", "已停业", "Out of business"
    UNKNOWN = "unknown", "未知", "Unknown"


class Severity(LabelledEnum):
    """How grave a finding is (问题严重程度)."""

    CRITICAL = "critical", "严重危害", "Critical"
    SERIOUS = "serious", "较重", "Serious"
    MINOR = "minor", "轻微", "Minor"


class SubjectKind(LabelledEnum):
    """Kind of a regulated subject (监管对象类别)."""

    ENTERPRISE = "enterprise", "企业", "Enterprise"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户", "Individual business"
    PUBLIC_INSTITUTION = "public_institution", "机关事业单位", "Public institution"
    SOCIAL_ORGANISATION = "social_organisation", "社会组织", "Social organisation"
    PERSON = "person", "自然人", "Natural person"
    OTHER = "other", "其他", "Other"


class LabResult(LabelledEnum):
    """Conclusion of a laboratory test (检验结论)."""

    PASS = "pass", "合格", "Pass"
    FAIL = "fail", "不合格", "Fail"
    UNKNOWN = "unknown", "未知", "Unknown"


class PenaltyKind(LabelledEnum):
    """Kind of an administrative penalty (行政处罚种类), 行政处罚法 art. 9."""

    WARNING = "warning", "警告、通报批评", "Warning or public criticism"
    FINE = "fine", "罚款", "Fine"
    CONFISCATION = "confiscation", "没收违法所得、没收非法财物", "Confiscation"
    QUALIFICATION = (
        "qualification",
        "暂扣、吊销许可证件，降低资质等级",
        "Suspension or revocation of a licence",
    )
    OPERATION = (
        "operation",
        "限制开展生产经营活动、责令停产停业、责令关闭、限制从业",
        "Restriction or closure of business",
    )
    DETENTION = "detention", "行政拘留", "Administrative detention"
    OTHER = "other", "其他行政处罚", "Other penalty"


class CreditKind(LabelledEnum):
    """Kind of a credit event (信用事件类别)."""

    POSITIVE = "positive", "守信激励", "Commendation"
    NEGATIVE = "negative", "失信记录", "Dishonesty record"
    ANOMALY = "anomaly", "经营异常", "Abnormal operation"
    REPAIR = "repair", "信用修复", "Credit repair"


class SharingClass(LabelledEnum):
    """Sharing attribute of a resource (共享属性), 政务数据共享条例 art. 14."""

    UNCONDITIONAL = "unconditional", "无条件共享", "Unconditional"
    CONDITIONAL = "conditional", "有条件共享", "Conditional"
    NOT_SHARED = "not_shared", "不予共享", "Not shared"


class SharingMethod(LabelledEnum):
    """How a resource is shared (共享方式), 政务数据共享条例 art. 22."""

    INTERFACE = "interface", "服务接口", "Service interface"
    BATCH = "batch", "批量交换", "Batch exchange"
    FILE = "file", "文件下载", "File download"


class UpdateFrequency(LabelledEnum):
    """How often a resource is renewed (更新频率)."""

    REALTIME = "realtime", "实时", "Real time"
    DAILY = "daily", "每日", "Daily"
    WEEKLY = "weekly", "每周", "Weekly"
    MONTHLY = "monthly", "每月", "Monthly"
    QUARTERLY = "quarterly", "每季度", "Quarterly"
    YEARLY = "yearly", "每年", "Yearly"
    IRREGULAR = "irregular", "不定期", "Irregular"


class ResourceFormat(LabelledEnum):
    """Format of a resource (信息资源格式)."""

    CSV = "csv", "电子表格（CSV）", "Spreadsheet (CSV)"
    XLSX = "xlsx", "电子表格（XLSX）", "Spreadsheet (XLSX)"
    PARQUET = "parquet", "列式数据文件（Parquet）", "Columnar file (Parquet)"
    DATABASE = "database", "数据库", "Database"
    SERVICE = "service", "服务接口", "Service"


class DataGrade(LabelledEnum):
    """Grade of a resource (数据分级), 数据安全法 art. 21."""

    GENERAL = "general", "一般数据", "General"
    IMPORTANT = "important", "重要数据", "Important"
    CORE = "core", "核心数据", "Core"


class Delivery(LabelledEnum):
    """What a new file of a resource is (报送方式): the whole stock, or what is new."""

    SNAPSHOT = "snapshot", "全量", "Snapshot"
    INCREMENTAL = "incremental", "增量", "Incremental"


class BatchKind(LabelledEnum):
    """Why a batch was handed in (批次类别)."""

    DELIVERY = "delivery", "报送", "Delivery"
    CORRECTION = "correction", "更正", "Correction"
