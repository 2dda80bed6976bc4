# SPDX-License-Identifier: Apache-2.0
"""Code lists of the published lists (清单): kinds, states, powers, penalties, leniency."""

from mingjing.kernel.labels import LabelledEnum


class ListKind(LabelledEnum):
    """Kind of a published list (清单类别). Inspection items lie in their own table."""

    POWER = "power", "权力清单", "Power list"
    DUTY = "duty", "责任清单", "Responsibility list"
    MARKET_ACCESS = "market-access", "市场准入负面清单", "Negative list of market access"
    LENIENCY = "leniency", "包容免罚清单", "Leniency list"
    LEGAL_REVIEW = "legal-review", "重大执法决定法制审核目录", "Catalogue for legal review"
    RECORDING = "recording", "音像记录事项清单", "List of acts to be recorded"
    INSPECTION = "inspection", "行政检查事项清单", "Inspection items"


class ListState(LabelledEnum):
    """State of a version of a list (清单版本状态)."""

    DRAFT = "draft", "草案", "Draft"
    IN_REVIEW = "in_review", "审核中", "In review"
    REVIEWED = "reviewed", "审核通过", "Reviewed"
    PUBLISHED = "published", "已公布", "Published"
    SUPERSEDED = "superseded", "已被替换", "Superseded"


class ListStepKind(LabelledEnum):
    """What somebody did to a version of a list (清单办理步骤)."""

    DRAFTED = "drafted", "拟定", "Drafted"
    CORRECTED = "corrected", "修改", "Corrected"
    SUBMITTED = "submitted", "送审", "Submitted"
    RETURNED = "returned", "退回", "Returned"
    REVIEWED = "reviewed", "审核通过", "Reviewed"
    PUBLISHED = "published", "公布", "Published"


class PowerKind(LabelledEnum):
    """Kind of a power (权力事项类型); 20 is no power but stands in the same item base."""

    LICENSING = "01", "行政许可", "Licensing"
    PENALTY = "02", "行政处罚", "Penalty"
    COERCION = "03", "行政强制", "Coercion"
    LEVY = "04", "行政征收", "Levy"
    BENEFIT = "05", "行政给付", "Benefit"
    INSPECTION = "06", "行政检查", "Inspection"
    CONFIRMATION = "07", "行政确认", "Confirmation"
    REWARD = "08", "行政奖励", "Reward"
    RULING = "09", "行政裁决", "Ruling"
    OTHER = "10", "其他行政权力", "Other power"
    SERVICE = "20", "公共服务", "Public service"


class PenaltyGroup(LabelledEnum):
    """Group of penalties (行政处罚种类), 行政处罚法 art. 9."""

    REPUTATION = "1", "警告、通报批评", "Warning, public criticism"
    PROPERTY = "2", "罚款、没收", "Fine, confiscation"
    QUALIFICATION = "3", "许可证件、资质", "Licences and qualifications"
    CONDUCT = "4", "限制或者停止经营、从业", "Limits on business and work"
    LIBERTY = "5", "行政拘留", "Detention"
    OTHER = "6", "法律、行政法规规定的其他处罚", "Others set by law or regulation"


class PenaltyKind(LabelledEnum):
    """Kind of a penalty (处罚种类代码), the fourteen codes of data exchange."""

    WARNING = "01", "警告", "Warning"
    FINE = "02", "罚款", "Fine"
    CONFISCATE_GAINS = "03", "没收违法所得", "Confiscation of illegal gains"
    SUSPEND_BUSINESS = "04", "责令停产停业", "Suspension of business"
    REVOKE_LICENCE = "05", "吊销许可证件", "Revocation of a licence"
    DETENTION = "06", "行政拘留", "Detention"
    OTHER = "07", "其他", "Other"
    PUBLIC_CRITICISM = "08", "通报批评", "Public criticism"
    CONFISCATE_GOODS = "09", "没收非法财物", "Confiscation of illegal goods"
    DOWNGRADE = "10", "降低资质等级", "Downgrading of a qualification"
    SUSPEND_LICENCE = "11", "暂扣许可证件", "Suspension of a licence"
    RESTRICT_BUSINESS = "12", "限制开展生产经营活动", "Restriction of business"
    RESTRICT_WORK = "13", "限制从业", "Restriction of work"
    CLOSE = "14", "责令关闭", "Closure"

    @property
    def group(self) -> PenaltyGroup:
        """The group of 行政处罚法 art. 9 that the penalty belongs to (APL-009)."""
        return _GROUPS[self]


_GROUPS = {
    PenaltyKind.WARNING: PenaltyGroup.REPUTATION,
    PenaltyKind.PUBLIC_CRITICISM: PenaltyGroup.REPUTATION,
    PenaltyKind.FINE: PenaltyGroup.PROPERTY,
    PenaltyKind.CONFISCATE_GAINS: PenaltyGroup.PROPERTY,
    PenaltyKind.CONFISCATE_GOODS: PenaltyGroup.PROPERTY,
    PenaltyKind.SUSPEND_LICENCE: PenaltyGroup.QUALIFICATION,
    PenaltyKind.DOWNGRADE: PenaltyGroup.QUALIFICATION,
    PenaltyKind.REVOKE_LICENCE: PenaltyGroup.QUALIFICATION,
    PenaltyKind.RESTRICT_BUSINESS: PenaltyGroup.CONDUCT,
    PenaltyKind.SUSPEND_BUSINESS: PenaltyGroup.CONDUCT,
    PenaltyKind.CLOSE: PenaltyGroup.CONDUCT,
    PenaltyKind.RESTRICT_WORK: PenaltyGroup.CONDUCT,
    PenaltyKind.DETENTION: PenaltyGroup.LIBERTY,
    PenaltyKind.OTHER: PenaltyGroup.OTHER,
}


class UseLevel(LabelledEnum):
    """Level at which a power is used (行使层级)."""

    STATE = "1", "国家级", "State"
    PROVINCE = "2", "省级", "Province"
    PREFECTURE = "3", "市级", "Prefecture"
    COUNTY = "4", "县级", "County"
    TOWN = "5", "乡镇（街道）级", "Town or sub-district"
    VILLAGE = "6", "村（社区）级", "Village or community"


class PowerSource(LabelledEnum):
    """Where a body has its power from (权力来源)."""

    STATUTORY = "1", "法定本级行使", "By statute, at this level"
    PASSED_DOWN = "2", "上级下放", "Passed down by a higher level"
    AUTHORISED_ABOVE = "3", "上级授权", "Authorised by a higher level"
    AUTHORISED_PEER = "4", "同级授权", "Authorised at the same level"
    DELEGATED_ABOVE = "5", "上级委托", "Delegated by a higher level"
    DELEGATED_PEER = "6", "同级委托", "Delegated at the same level"

    @property
    def is_delegation(self) -> bool:
        """Whether the body acts in another agency's name (委托)."""
        return self in (PowerSource.DELEGATED_ABOVE, PowerSource.DELEGATED_PEER)


class BodyKind(LabelledEnum):
    """What the implementing body is (实施主体性质)."""

    AGENCY = "1", "法定机关", "Statutory agency"
    AUTHORISED = "2", "授权组织", "Authorised organisation"
    DELEGATED = "3", "受委托组织", "Delegated organisation"


class MarketClass(LabelledEnum):
    """Class of an entry of the negative list (准入类别)."""

    PROHIBITED = "prohibited", "禁止准入", "Prohibited"
    PERMITTED = "permitted", "许可准入", "Permit needed"


class LeniencyKind(LabelledEnum):
    """Kind of leniency (包容免罚类型)."""

    NONE = "none", "轻微违法不予处罚", "Minor: no penalty"
    FIRST = "first", "首违可以不予处罚", "First violation: may be none"
    LIGHTER = "lighter", "从轻处罚", "Lighter within the range"
    MITIGATED = "mitigated", "减轻处罚", "Mitigated below the range"
    NO_COERCION = "no_coercion", "不予实施行政强制措施", "No coercive measure"


class ReviewTrigger(LabelledEnum):
    """Why a decision needs legal review (法制审核情形), 行政处罚法 art. 58."""

    PUBLIC_INTEREST = "public_interest", "涉及重大公共利益", "Major public interest"
    MAJOR_RIGHTS = "major_rights", "直接关系重大权益，经过听证", "Major rights, after a hearing"
    COMPLEX = "complex", "疑难复杂、涉及多个法律关系", "Difficult, several legal relations"
    OTHER = "other", "法律、法规规定的其他情形", "Others set by law or regulation"


class RecordedAct(LabelledEnum):
    """Act that may have to be recorded on video (音像记录事项)."""

    ON_SPOT_PENALTY = "on_spot_penalty", "当场处罚", "Penalty on the spot"
    INSPECTION = "inspection", "现场检查、勘验", "Inspection on site"
    QUESTIONING = "questioning", "询问", "Questioning"
    SAMPLING = "sampling", "抽样取证", "Sampling"
    PRESERVATION = "preservation", "先行登记保存", "Preservation of evidence"
    SEALING_SEIZURE = "sealing_seizure", "查封、扣押", "Sealing, seizure"
    DEMOLITION = "demolition", "强制拆除", "Forced demolition"
    HEARING = "hearing", "听证", "Hearing"
    SERVICE = "service", "留置送达、公告送达", "Service by leaving or by notice"
    DESTRUCTION = "destruction", "销毁、处置涉案物品", "Destruction or disposal of goods"


class RecordingMode(LabelledEnum):
    """How much of an act is recorded (记录方式)."""

    WHOLE = "whole", "全过程不间断", "Whole and without a break"
    MOMENTS = "moments", "关键环节", "Decisive moments"
