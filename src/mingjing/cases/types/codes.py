# SPDX-License-Identifier: Apache-2.0
"""Code lists of a case: the words of the Penalty and Coercion Laws."""

from mingjing.kernel.labels import LabelledEnum


class Stage(LabelledEnum):
    """How far a case has come (案件阶段)."""

    INVESTIGATION = "investigation", "调查取证", "Investigation"
    REVIEW = "review", "审核", "Review"
    NOTICE = "notice", "事先告知", "Prior notice"
    DECIDED = "decided", "已决定待送达", "Decided, to be served"
    PERFORMANCE = "performance", "履行与执行", "Performance"
    TRANSFERRED = "transferred", "已移送", "Transferred"
    JOINED = "joined", "已并案", "Joined to another case"
    CLOSED = "closed", "已结案", "Closed"
    ARCHIVED = "archived", "已归档", "Archived"


class Procedure(LabelledEnum):
    """Procedure (处罚程序), 行政处罚法 ch. 5."""

    SIMPLE = "simple", "简易程序", "Simple procedure"
    ORDINARY = "ordinary", "普通程序", "Ordinary procedure"


class ClueSource(LabelledEnum):
    """Where a clue comes from (案件线索来源)."""

    INSPECTION = "inspection", "行政检查发现", "Found on an inspection"
    COMPLAINT = "complaint", "举报", "Report"
    TRANSFER = "transfer", "其他机关移送", "Transferred by another agency"
    ASSIGNED = "assigned", "上级交办", "Assigned from above"
    DEVICE = "device", "电子技术监控设备", "Monitoring device"
    JUSTICE = "justice", "司法机关移送", "Handed over by the justice system"
    OTHER = "other", "其他", "Other"


class ClueState(LabelledEnum):
    """How far a clue has come (线索状态)."""

    OPEN = "open", "待核查", "To be checked"
    CHECKED = "checked", "已核查待立案审批", "Checked, filing proposed"
    FILED = "filed", "已立案", "Filed"
    DECLINED = "declined", "不予立案", "Not filed"


class ComplaintState(LabelledEnum):
    """How far a complaint has come (投诉状态)."""

    OPEN = "open", "待决定是否受理", "To be accepted or refused"
    ACCEPTED = "accepted", "已受理，调解中", "Accepted, in mediation"
    REFUSED = "refused", "不予受理", "Refused"
    ENDED = "ended", "调解终结", "Mediation ended"


class MediationEnd(LabelledEnum):
    """How the mediation of a complaint ended (调解结果)."""

    AGREED = "agreed", "达成调解协议", "Agreement reached"
    NOT_AGREED = "not_agreed", "未达成协议，终止调解", "No agreement, mediation ended"
    WITHDRAWN = "withdrawn", "投诉人撤回投诉", "Complaint withdrawn"


class DisputeEnd(LabelledEnum):
    """How a dispute over competence was settled (处理权限争议的解决方式)."""

    TALKS = "talks", "协商一致", "By talks"
    SUPERIOR = "superior", "共同上级指定", "By the common superior"


class PartyKind(LabelledEnum):
    """Kind of party (当事人类别)."""

    CITIZEN = "citizen", "公民", "Citizen"
    BUSINESS = "business", "个体工商户", "Individual business"
    ORGANISATION = "organisation", "法人或者其他组织", "Legal person or other organisation"


class Capacity(LabelledEnum):
    """Capacity at the time of the act (行为时的责任能力), 行政处罚法 art. 31."""

    FULL = "full", "完全责任能力", "Full"
    PARTIAL = "partial", "尚未完全丧失辨认或者控制能力", "Partly impaired"
    NONE = "none", "不能辨认或者不能控制自己行为", "None"


class JurisdictionGround(LabelledEnum):
    """Why this agency has the case (管辖依据), 行政处罚法 arts 22-25."""

    PLACE = "place", "违法行为发生地", "Place of the act"
    DESIGNATED = "designated", "指定管辖", "Designated"
    TRANSFERRED = "transferred", "移送管辖", "Transferred jurisdiction"
    SPECIAL = "special", "法律、行政法规、部门规章另有规定", "Other rule of law"


class FactElement(LabelledEnum):
    """Facts that must be proven (待证事实), 行政处罚法 art. 40."""

    PARTY = "party", "当事人主体情况", "Who the party is"
    ACT = "act", "违法行为", "The unlawful act"
    TIME = "time", "时间地点", "Time and place"
    CONSEQUENCE = "consequence", "情节与后果", "Circumstances and consequences"
    GAINS = "gains", "违法所得或者货值", "Gains or value of goods"


class EvidenceKind(LabelledEnum):
    """The eight kinds of evidence (证据种类), 行政处罚法 art. 46."""

    DOCUMENT = "document", "书证", "Documentary evidence"
    OBJECT = "object", "物证", "Physical evidence"
    AUDIOVISUAL = "audiovisual", "视听资料", "Audio-visual material"
    ELECTRONIC = "electronic", "电子数据", "Electronic data"
    TESTIMONY = "testimony", "证人证言", "Testimony of a witness"
    STATEMENT = "statement", "当事人的陈述", "Statement of the party"
    EXPERTISE = "expertise", "鉴定意见", "Expert opinion"
    SITE_RECORD = "site_record", "勘验笔录、现场笔录", "Record of inspection or of the scene"


class EvidenceSource(LabelledEnum):
    """How evidence came to the file (证据来源)."""

    OFFICER = "officer", "执法人员收集", "Collected by officers"
    PARTY = "party", "当事人提供", "Given by the party"
    THIRD = "third", "第三人或者证人提供", "Given by a third person"
    SHARED = "shared", "其他机关共享", "Shared by another agency"
    DEVICE = "device", "电子技术监控设备记录", "Recorded by a monitoring device"


class Standing(LabelledEnum):
    """What became of a piece of evidence (证据查证情况), 行政处罚法 art. 46."""

    OPEN = "open", "未查证", "Not verified yet"
    SOUND = "sound", "查证属实", "Found to hold"
    FAILED = "failed", "查证不属实", "Found not to hold"
    OUT = "out", "已排除", "Excluded"


class Secrecy(LabelledEnum):
    """Why material is kept secret (保密事由), 行政处罚法 art. 50."""

    STATE = "state", "国家秘密", "State secret"
    BUSINESS = "business", "商业秘密", "Business secret"
    PRIVACY = "privacy", "个人隐私", "Privacy"


class Signature(LabelledEnum):
    """Whether a record or inventory was signed (签名情况)."""

    SIGNED = "signed", "已签名", "Signed"
    REFUSED = "refused", "拒绝签名，已注明", "Refused, noted"
    ABSENT = "absent", "不到场，见证人签名", "Absent, a witness signed"


class MeasureKind(LabelledEnum):
    """Coercive measures (行政强制措施), 行政强制法 art. 9."""

    SEALING = "sealing", "查封场所、设施或者财物", "Sealing"
    SEIZURE = "seizure", "扣押财物", "Seizure"
    FREEZING = "freezing", "冻结存款、汇款", "Freezing"


class ApprovalSubject(LabelledEnum):
    """What a head approves before (事前批准事项), 行政处罚法 art. 56, 行政强制法 art. 18."""

    PRESERVATION = "preservation", "先行登记保存", "Preservation by prior registration"
    SEALING = "sealing", "查封场所、设施或者财物", "Sealing"
    SEIZURE = "seizure", "扣押财物", "Seizure"
    FREEZING = "freezing", "冻结存款、汇款", "Freezing"


class MeasureDuty(LabelledEnum):
    """What officers owe when they take a measure (实施程序要求), 行政强制法 arts 18, 24."""

    ID_SHOWN = "id_shown", "出示执法身份证件", "credentials shown"
    PARTY_CALLED = "party_called", "通知当事人到场", "party called to the place"
    RIGHTS_TOLD = (
        "rights_told",
        "当场告知理由、依据和权利、救济途径",
        "reasons, basis, rights and remedies told on the spot",
    )
    PARTY_HEARD = "party_heard", "听取陈述和申辩", "statement and defence heard"
    RECORD_MADE = "record_made", "制作现场笔录", "site record made"
    DECISION_HANDED = "decision_handed", "当场交付决定书", "decision handed over on the spot"
    INVENTORY_COPIES = "inventory_copies", "清单一式二份", "inventory in two copies"


class ReleaseGround(LabelledEnum):
    """Why a measure ends (解除理由), 行政强制法 arts 19, 27, 28."""

    NO_VIOLATION = "no_violation", "没有违法行为", "No violation"
    UNRELATED = "unrelated", "与违法行为无关", "Not related to the act"
    NOT_NEEDED = "not_needed", "不再需要采取措施", "No longer needed"
    EXPIRED = "expired", "期限届满", "Term expired"
    NOT_APPROVED = "not_approved", "负责人认为不应当采取", "Not approved by the head"
    CONFISCATED = "confiscated", "依法没收或者销毁", "Confiscated or destroyed by law"


class Disposal(LabelledEnum):
    """What becomes of preserved evidence (先行登记保存的处理), 行政处罚法 art. 56."""

    RETURN = "return", "解除保存、返还", "Returned"
    TEST = "test", "送检测检验鉴定", "Sent to be tested"
    SEAL = "seal", "转为查封、扣押", "Turned into sealing or seizure"
    TAKE = "take", "转为证据留存", "Kept as evidence"
    TRANSFER = "transfer", "移送其他机关", "Handed to another agency"


class Outcome(LabelledEnum):
    """What is decided (处理结果), 行政处罚法 arts 33, 57."""

    PENALTY = "penalty", "给予行政处罚", "Penalty"
    NO_PENALTY = "no_penalty", "不予行政处罚", "No penalty"
    NOT_ESTABLISHED = "not_established", "违法事实不能成立", "Fact not established"
    TRANSFER = "transfer", "移送司法机关", "Transfer to the justice system"


class NoPenaltyGround(LabelledEnum):
    """Why no penalty is given (不予处罚理由), 行政处罚法 arts 30, 31, 33, 36."""

    MINOR_CORRECTED = (
        "minor_corrected",
        "轻微并及时改正，没有危害后果",
        "Minor, corrected",
    )
    FIRST = "first", "初次违法且危害后果轻微并及时改正", "First, slight, corrected"
    NO_FAULT = "no_fault", "当事人有证据足以证明没有主观过错", "No subjective fault proven"
    AGE = "age", "不满十四周岁", "Under fourteen"
    CAPACITY = "capacity", "不能辨认或者不能控制自己行为", "No capacity"
    LIMITATION = "limitation", "超过追责时效", "Limitation"
    OTHER = "other", "法律、法规、规章规定的其他情形", "Other by law"


class ListedLeniency(LabelledEnum):
    """What came of an item of the leniency list (清单核对结果), 行政处罚法 arts 32, 33."""

    APPLIED = "applied", "符合，予以适用", "Met and applied"
    NOT_MET = "not_met", "不符合适用条件", "Not met"
    DEPARTED = (
        "departed",
        "符合，不予适用（须集体讨论）",
        "Met, not applied (the heads discuss it)",
    )


class LenientFactor(LabelledEnum):
    """Grounds that shall lighten or mitigate (应当从轻或者减轻), 行政处罚法 arts 30-32."""

    REMOVED_HARM = "removed_harm", "主动消除或者减轻危害后果", "Removed or reduced the harm"
    COERCED = "coerced", "受他人胁迫或者诱骗", "Coerced or tricked"
    CONFESSED = "confessed", "主动供述行政机关尚未掌握的违法行为", "Confessed what was unknown"
    MERIT = "merit", "配合行政机关查处有立功表现", "Merit in assisting"
    MINOR_AGE = "minor_age", "已满十四周岁不满十八周岁", "Fourteen to seventeen years old"
    PARTIAL_CAPACITY = "partial_capacity", "尚未完全丧失辨认或者控制能力", "Partly impaired"
    BY_LAW = "by_law", "法律、法规、规章规定的其他情形", "Other by law"


class ReviewTrigger(LabelledEnum):
    """Why legal review is due (法制审核情形), 行政处罚法 art. 58(1)."""

    PUBLIC_INTEREST = "public_interest", "涉及重大公共利益", "Major public interest"
    HEARD = (
        "heard",
        "直接关系当事人或者第三人重大权益，经过听证程序",
        "Major rights, after a hearing",
    )
    COMPLEX = "complex", "案件情况疑难复杂、涉及多个法律关系", "Difficult, several legal relations"
    LISTED = "listed", "法律、法规规定或者列入审核目录", "By law or catalogue"


class ReviewPoint(LabelledEnum):
    """What a legal review looks at (法制审核内容), 国办发〔2018〕118号."""

    STANDING = "standing", "主体和执法人员资格", "Standing of agency and officers"
    PROCEDURE = "procedure", "程序", "Procedure"
    FACTS = "facts", "事实和证据", "Facts and evidence"
    BASIS = "basis", "适用依据和裁量", "Basis and discretion"
    POWERS = "powers", "法定权限", "Powers"
    DOCUMENTS = "documents", "文书", "Documents"
    CRIME = "crime", "是否涉嫌犯罪", "Signs of crime"


class PublicationPlace(LabelledEnum):
    """Where a decision is published (公示渠道)."""

    CREDIT = "credit", "信用网站（双公示）和本平台", "Credit site and this platform"
    REGISTER = "register", "国家企业信用信息公示系统", "National enterprise publicity system"


class PrivateKind(LabelledEnum):
    """What a text for the public must not show (应当遮蔽的内容), 处罚信息公示规定 art. 6."""

    NAME = "name", "个人姓名", "Name of a person"
    IDENTITY = "identity", "公民身份号码", "Identity number"
    PHONE = "phone", "电话号码", "Telephone number"
    ADDRESS = "address", "个人住址", "Address of a person"
    ACCOUNT = "account", "银行账号", "Bank account"


class Opinion(LabelledEnum):
    """Result of legal review (审核意见)."""

    PASSED = "passed", "同意", "Passed"
    CHANGE = "change", "建议修改后再审", "To be changed and reviewed again"
    FAILED = "failed", "不同意", "Not passed"


class ServiceKind(LabelledEnum):
    """Ways of service (送达方式), 民事诉讼法 ch. 7."""

    DIRECT = "direct", "直接送达", "Direct"
    LEAVING = "leaving", "留置送达", "By leaving"
    ELECTRONIC = "electronic", "电子送达", "Electronic"
    ENTRUSTED = "entrusted", "委托送达", "Entrusted"
    POSTAL = "postal", "邮寄送达", "Postal"
    FORWARDED = "forwarded", "转交送达", "Forwarded"
    PUBLIC_NOTICE = "public_notice", "公告送达", "Public notice"


class Right(LabelledEnum):
    """Rights a party may waive expressly (可以明确放弃的权利), 行政处罚法 arts 44, 62, 63."""

    STATEMENT = "statement", "陈述、申辩", "Statement and defence"
    HEARING = "hearing", "听证", "Hearing"


class PartyTerm(LabelledEnum):
    """What the party can do by when (当事人可以办理的事项和期限)."""

    STATEMENT = "statement", "陈述、申辩", "State and defend"
    HEARING = "hearing", "要求听证", "Ask for a hearing"
    PAYMENT = "payment", "缴纳罚没款", "Pay"
    RECONSIDERATION = "reconsideration", "申请行政复议", "Apply for reconsideration"
    SUIT = "suit", "提起行政诉讼", "Bring a suit"


class HearingEnd(LabelledEnum):
    """How a hearing ended (听证结果), 行政处罚法 art. 64."""

    HELD = "held", "已举行", "Held"
    ABSENT = "absent", "无正当理由拒不出席，视为放弃", "Absent without reason: waived"
    LEFT = "left", "未经许可中途退出，视为放弃", "Left without leave: waived"


class PayManner(LabelledEnum):
    """How money is paid (缴款方式), 行政处罚法 arts 67-69."""

    BANK = "bank", "指定银行", "At the bank"
    ELECTRONIC = "electronic", "电子支付系统", "Electronic payment"
    ON_SPOT = "on_spot", "当场收缴", "Collected on the spot"


class OnSpotGround(LabelledEnum):
    """Why an officer may collect money (当场收缴理由), 行政处罚法 arts 68, 69."""

    SMALL = "small", "依法给予一百元以下罚款", "A fine of at most one hundred yuan"
    HARD = "hard", "不当场收缴事后难以执行", "Otherwise hard to execute"
    REMOTE = "remote", "边远、水上、交通不便地区且当事人提出", "Remote, on the party's request"


class RemedyKind(LabelledEnum):
    """Remedies of the party (救济途径)."""

    RECONSIDERATION = "reconsideration", "行政复议", "Reconsideration"
    SUIT = "suit", "行政诉讼", "Suit"


class RemedyResult(LabelledEnum):
    """How a remedy ended (复议诉讼结果)."""

    UPHELD = "upheld", "维持或者驳回", "Upheld or dismissed"
    CHANGED = "changed", "变更", "Changed"
    REVOKED = "revoked", "撤销", "Revoked"
    ILLEGAL = "illegal", "确认违法或者无效", "Declared illegal or void"
    WITHDRAWN = "withdrawn", "撤回", "Withdrawn"


class ExecutionManner(LabelledEnum):
    """Ways of execution (强制执行方式), 行政强制法 art. 12."""

    SURCHARGE = "surcharge", "加处罚款", "Surcharge"
    TRANSFER = "transfer", "划拨存款、汇款", "Transfer of deposits"
    AUCTION = "auction", "拍卖或者依法处理查封、扣押财物", "Auction of sealed goods"
    RESTORE = "restore", "排除妨碍、恢复原状", "Removal, restoration"
    SUBSTITUTE = "substitute", "代履行", "Substitute performance"
    DEMOLITION = "demolition", "强制拆除", "Demolition"


class GoodsDisposal(LabelledEnum):
    """What becomes of confiscated goods (没收物品处理), 行政处罚法 art. 74(1)."""

    AUCTION = "auction", "公开拍卖", "Public auction"
    DESTROYED = "destroyed", "依法销毁", "Destroyed by law"
    BY_RULES = "by_rules", "按照国家有关规定处理", "Dealt with by the state's rules"


class CriminalResult(LabelledEnum):
    """How the criminal matter ended (刑事处理结果), 行政处罚法 arts 27, 35."""

    PUNISHED = "punished", "判处刑罚", "Sentenced"
    EXEMPT = "exempt", "免予刑事处罚", "Exempt from criminal punishment"
    NOT_PURSUED = "not_pursued", "依法不追究刑事责任", "Not pursued"


class DutyOrgan(LabelledEnum):
    """Who takes clues of duty crimes (职务犯罪线索受理机关), Decree 310 art. 19."""

    SUPERVISION = "supervision", "监察机关", "Supervision organ"
    PROCURATORATE = "procuratorate", "人民检察院", "Procuratorate"


class ClosingGround(LabelledEnum):
    """Why a case is closed (结案理由)."""

    PERFORMED = "performed", "处罚决定执行完毕", "Decision performed"
    COURT = "court", "已申请人民法院强制执行并受理", "Court execution accepted"
    EXECUTION_ENDED = "execution_ended", "终结执行", "Execution ended"
    NO_PENALTY = "no_penalty", "不予处罚", "No penalty"
    NOT_ESTABLISHED = "not_established", "违法事实不能成立", "Fact not established"
    REVOKED = "revoked", "决定被撤销", "Decision revoked"
    TRANSFERRED = "transferred", "移送司法机关且已立案", "Transferred, filed by police"
    DISMISSED = "dismissed", "撤销案件", "Dismissed"
    JOINED = "joined", "并案处理", "Joined to another case"


class ChangeKind(LabelledEnum):
    """What becomes of a decision after it was made (决定的变更), 行政处罚法 art. 48."""

    CHANGED = "changed", "变更", "Changed"
    REVOKED = "revoked", "撤销", "Revoked"
    ILLEGAL = "illegal", "确认违法", "Declared illegal"
    VOID = "void", "确认无效", "Declared void"


class PaperState(LabelledEnum):
    """What became of a document since it was made (文书状态), 行政处罚法 arts 44, 48."""

    AS_MADE = "as_made", "未被替换、变更或者撤销", "Not replaced, changed or revoked"
    UNSERVED = "unserved", "已制作，尚未送达", "Made, not served yet"
    REPLACED = "replaced", "已被替换", "Replaced"
    CHANGED = "changed", "已被变更", "Changed"
    REVOKED = "revoked", "已被撤销", "Revoked"
    ILLEGAL = "illegal", "已被确认违法", "Declared illegal"
    VOID = "void", "已被确认无效", "Declared void"


class EndGround(LabelledEnum):
    """Why execution ends (终结执行理由), 行政强制法 arts 39, 40."""

    DEATH = "death", "公民死亡，无遗产可供执行且无义务承受人", "Death without estate or heir"
    DISSOLVED = "dissolved", "组织终止，无财产可供执行且无义务承受人", "Organisation ended"
    LOST = "lost", "执行标的灭失", "Object lost"
    REVOKED = "revoked", "据以执行的决定被撤销", "Decision revoked"
    SUSPENDED = "suspended", "中止执行满三年未恢复", "Suspended for three years"
    OTHER = "other", "行政机关认为需要终结执行的其他情形", "Other, found by the agency"


class SuspensionGround(LabelledEnum):
    """Why execution stands still (中止执行理由), 行政强制法 art. 39."""

    HARDSHIP = "hardship", "履行确有困难或者暂无履行能力", "Hardship, no ability for now"
    THIRD_CLAIM = "third_claim", "第三人对执行标的主张权利，确有理由", "A third person's claim"
    LOSS = "loss", "可能造成难以弥补的损失且不损害公共利益", "Loss that cannot be made good"
    OTHER = "other", "行政机关认为需要中止执行的其他情形", "Other, found by the agency"


class CourtAnswer(LabelledEnum):
    """What the court says to an application (法院答复), 行政强制法 arts 56-58."""

    ACCEPTED = "accepted", "受理", "Accepted"
    NOT_ACCEPTED = "not_accepted", "不予受理", "Not accepted"
    GRANTED = "granted", "裁定执行", "Execution ruled"
    REFUSED = "refused", "裁定不予执行", "Execution refused"


class DeviationReason(LabelledEnum):
    """Why a decision leaves the benchmark (偏离裁量基准理由), 国办发〔2022〕27号."""

    CLEARLY_UNFAIR = "clearly_unfair", "适用基准明显不当、显失公平", "Plainly unfair here"
    CIRCUMSTANCES = "circumstances", "客观情况发生变化", "Circumstances have changed"
    POLICY = "policy", "经法定程序调整适用", "Adjusted by due procedure"


class ClockState(LabelledEnum):
    """Where a clock stands (时限状态)."""

    RUNNING = "running", "进行中", "Running"
    MET = "met", "已完成", "Met"
    OVER = "over", "已逾期", "Over"
    LAPSED = "lapsed", "届满已自动处理", "Lapsed, effect carried out"


class ClockEnd(LabelledEnum):
    """How a clock ended, where "done" would say something else (时限了结方式)."""

    NOT_NEEDED = "not_needed", "已履行，无需申请", "Performed, not needed"
    ENDED = "ended", "已届满", "Term ended"
    USED = "used", "已行使", "Used"
    UNUSED = "unused", "未行使", "Not used"


class Acting(LabelledEnum):
    """Who takes a step without an account of an agency (无账号的办理人)."""

    PARTY = "party", "当事人", "The party"
    SYSTEM = "system", "系统自动办理", "The system"
    OTHER = "other", "其他人员", "Another person"
