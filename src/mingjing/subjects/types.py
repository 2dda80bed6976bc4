# SPDX-License-Identifier: Apache-2.0
"""Words of the room: kinds of subject and of link, compared fields, views, refusals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mingjing.kernel.errors import Conflict, Invalid, Missing, Refused
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.panels import Panel
from mingjing.registry.types import Action, Actor, Thing

ACTIONS = (
    Action("subjects.read", "查看监管对象", "Read subjects"),
    Action("subjects.resolve", "归并监管对象", "Resolve records into subjects"),
    Action("subjects.judge", "认定是否同一对象", "Judge whether records are about one subject"),
)


@dataclass(frozen=True, slots=True)
class Within:
    """Which regions a reader's lists of subjects may show (查看范围); None for all of them."""

    regions: tuple[str, ...] | None = None


ALL_REGIONS = Within()
_NOWHERE = "-"


def lying_in(region: str) -> Thing:
    """Where a subject lies, as permission sees it (对象所在地).

    What has no region lies in nobody's: it is left to those whose power has no limit.
    """
    return Thing(region=region or _NOWHERE)


class SubjectClass(LabelledEnum):
    """What a subject is (对象种类)."""

    PREMISES = "premises", "经营场所", "Premises"
    ENTITY = "entity", "经营主体", "Owner"


class SubjectStatus(LabelledEnum):
    """What became of a subject id (标识状态). An id is never used again."""

    CURRENT = "current", "有效", "Current"
    MERGED = "merged", "已并入", "Merged"
    EMPTY = "empty", "已无记录", "Without records"


class LinkKind(LabelledEnum):
    """Why a record belongs to a subject (关联依据)."""

    KEY = "key", "证号一致", "Key"
    MODEL = "model", "模型比对", "Model"
    HUMAN = "human", "人工认定", "Human judgement"


class LinkRule(LabelledEnum):
    """Which rule made a link (关联规则)."""

    FIRST = "first", "本对象的首份材料", "The record this subject began with"
    SAME_TEXT = "same_text", "登记内容相同", "Same licence, name and address as other records here"
    LICENCE = "licence", "证号相同且名称或地址印证", "Same licence, and name or address agree"
    CODE = "code", "统一社会信用代码相同且印证", "Same credit code, and name or address agree"
    WEIGHT = "weight", "名称和地址的比对权重足够", "Name and address agree with enough weight"
    ADDRESS = "address", "地址相同且此处只有一个对象", "Same address, and only one subject is there"
    OWNER = "owner", "同一经营者编号", "Same owner account"
    JUDGED = "judged", "人工认定为同一对象", "A person judged them the same"


class Field(LabelledEnum):
    """A compared field (比对项)."""

    LICENCE = "licence_no", "许可证号", "Licence number"
    CODE = "usc_code", "统一社会信用代码", "Unified social credit code"
    NAME = "name", "名称", "Name"
    PLACE = "place", "地址", "Address"
    OWNER = "owner_key", "经营者编号", "Owner account"


class Agreement(LabelledEnum):
    """How far two values of a field agree (一致程度)."""

    EXACT = "exact", "完全一致", "equal"
    STEM = "stem", "数字部分一致", "same digits, other prefix or suffix"
    LETTERS = "letters", "仅书写不同", "same letters, written differently"
    STRONG = "strong", "高度相似", "very similar"
    PART = "part", "部分相同", "partly the same"
    AREA_DIFFERS = (
        "area_differs",
        "门牌一致，邮编或路名后缀不同",
        "same house, other postal code or kind of street",
    )
    RANGE = "range", "门牌号段重叠", "house numbers overlap"
    NEAR = "near", "同街邻近门牌或疑似笔误", "a few houses away, or a slip of the pen"
    STREET = "street", "同一街道", "same street"
    AREA = "area", "仅同一片区", "same area only"
    OTHER = "other", "不一致", "different"
    ABSENT = "absent", "一方缺失", "missing on one side"


class Strength(LabelledEnum):
    """What a weight says in words (证据强弱). Each bit doubles the odds."""

    DECISIVE = "decisive", "有力支持", "speaks strongly for it"
    FOR = "for", "支持", "speaks for it"
    NEUTRAL = "neutral", "中性", "says little"
    AGAINST = "against", "反对", "speaks against it"
    DECISIVELY_AGAINST = "decisively_against", "有力反对", "speaks strongly against it"
    NOT_COUNTED = "not_counted", "未计权重", "was not weighed"


class Verdict(LabelledEnum):
    """What a person decided about a pair (认定结论)."""

    SAME = "same", "是同一对象", "Same subject"
    DIFFERENT = "different", "不是同一对象", "Different subjects"
    UNSURE = "unsure", "无法认定", "Cannot tell"


class LookUpPurpose(LabelledEnum):
    """What a subject is looked up for (查询用途)."""

    INSPECTION = "inspection", "行政检查", "Inspection"
    CASE = "case", "办理案件", "A case"
    APPROVAL = "approval", "办理审批", "An approval"
    COMPLAINT = "complaint", "处理投诉举报", "A complaint"
    SUPERVISION = "supervision", "执法监督", "Supervision"
    MAINTENANCE = "maintenance", "数据核对", "Checking the data"


class ReviewReason(LabelledEnum):
    """Why a pair waits for a person (待核原因)."""

    BAND = "band", "权重处于待核区间", "The weight is between accept and reject"
    KEY_CONFLICT = (
        "key_conflict",
        "证号相同而名称、地址均不符",
        "Same licence, other name and address",
    )
    BLOCKED = "blocked", "权重足够但归并受限", "Enough weight, but a limit forbids the merge"


class EventKind(LabelledEnum):
    """What a line of the timeline is (时间线事项)."""

    VISIT = "visit", "检查", "Visit"
    COMPLAINT = "complaint", "投诉", "Complaint"
    LICENCE = "licence", "许可", "Licence"
    TEST = "test", "检验", "Test"
    PENALTY = "penalty", "处罚", "Penalty"
    CREDIT = "credit", "信用", "Credit"


@dataclass(frozen=True, slots=True)
class Point:
    """A subject on the map (点位)."""

    subject_id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class SubjectView:
    """One subject as lists and pages show it (监管对象)."""

    subject_id: str
    kind: SubjectClass
    status: SubjectStatus
    name: str
    address: str
    area: str
    district: str
    region: str
    licence_no: str
    owner_key: str
    usc_code: str
    category: str
    risk_class: str
    lat: float | None
    lon: float | None
    records: int
    first_on: date | None
    last_on: date | None
    split_from: str
    redirected_from: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a field with its provenance (取值与来源)."""

    value: str
    resource_id: str
    records: int
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Identity:
    """All that the sources say about who a subject is (身份信息): nothing is thrown away."""

    names: tuple[Said, ...]
    addresses: tuple[Said, ...]
    licences: tuple[Said, ...]
    codes: tuple[Said, ...]
    owners: tuple[Said, ...]
    sources: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline (时间线).

    `severities` is critical, serious, minor; all zero when the visit has no findings on record.
    """

    on: date | None
    kind: EventKind
    what: str
    outcome: str
    detail: str
    severities: tuple[int, int, int]
    resource_id: str
    record_id: str
    visit_id: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One compared field of a link (比对明细). `weight` is in bits, None where it did not count."""

    field: Field
    agreement: Agreement
    weight: float | None
    strength: Strength


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a record is where it is (关联说明)."""

    rule: LinkRule
    fields: tuple[Compared, ...]
    partner: Mapping[str, str]
    prior: float | None
    total: float | None


PanelMaker = Callable[[SubjectView, Actor], Panel | None]
"""Makes a panel about a subject for an actor; None when there is nothing this actor may see."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """Another subject around the corner (周边对象); distance in metres."""

    subject: SubjectView
    metres: int


@dataclass(frozen=True, slots=True)
class LinkView:
    """One record of a subject and why it is there (记录关联)."""

    record_id: str
    resource_id: str
    table: str
    on: date | None
    name: str
    address: str
    licence_no: str
    kind: LinkKind
    weight: float | None
    why: Explanation


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """A pair that waits for a person (待核对)."""

    reason: ReviewReason
    left_record: str
    right_record: str
    left_subject: str
    right_subject: str
    left: Mapping[str, str]
    right: Mapping[str, str]
    weight: float | None
    fields: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What a person decided about a pair, and whether a run has applied it (人工认定)."""

    judgement_id: str
    left_record: str
    right_record: str
    verdict: Verdict
    reason: str
    account_id: str
    at: datetime
    is_superseded: bool
    is_applied: bool


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a resolution did (归并结果)."""

    run_id: str
    is_repeat: bool
    at: datetime
    records: int
    linked: int
    premises: int
    entities: int
    created: int
    merged: int
    split: int
    review: int
    conflicts: int
    seconds: float
    model_version: str
    input_digest: str
    by_kind: Mapping[str, int] = field(default_factory=dict)


class SubjectMissing(Missing):
    """No such subject (对象不存在)."""

    code = "subjects.missing"
    zh = "没有监管对象“{subject_id}”。"
    en = "There is no subject {subject_id}."
    remedy_zh = "请从对象查询页检索。"
    remedy_en = "Search for it on the subjects page."


class RecordUnlinked(Invalid):
    """A judgement names a record that the last run does not know (记录未归并)."""

    code = "subjects.record_unlinked"
    zh = "记录“{record_id}”不在最近一次归并之中。"
    en = "Record {record_id} is not part of the last resolution."
    remedy_zh = "请核对记录编号，或先运行归并。"
    remedy_en = "Check the record id, or run the resolution first."


class JudgementOfOne(Invalid):
    """A judgement needs two different records (认定需两份不同记录)."""

    code = "subjects.judgement_of_one"
    zh = "认定需要两份不同的记录，两侧均为“{record_id}”。"
    en = "A judgement needs two different records; both sides are {record_id}."
    remedy_zh = "请另选一份记录。"
    remedy_en = "Choose another record."


class ReasonMissing(Refused):
    """A judgement without a reason is not taken (认定须说明理由)."""

    code = "subjects.reason_missing"
    zh = "认定是否同一对象须说明理由。"
    en = "A judgement must state its reason."
    remedy_zh = "请写明依据，例如现场核实、证照原件。"
    remedy_en = "State what it rests on: a visit, the licence itself, the owner's word."


class NothingToResolve(Refused):
    """There is no canonical data yet (尚无可归并数据)."""

    code = "subjects.nothing_to_resolve"
    zh = "数据湖中还没有可归并的记录。"
    en = "The lake has no records to resolve yet."
    remedy_zh = "请先接入数据，例如 mingjing demo。"
    remedy_en = "Take in data first, for example with mingjing demo."


class ModelUnusable(Invalid):
    """The model file does not fit this program (模型文件不可用)."""

    code = "subjects.model_unusable"
    zh = "归并模型“{file}”不可用：{cause}。"
    en = "The linking model {file} cannot be used: {cause}."
    remedy_zh = "请使用随程序发布的模型，或用 mingjing subjects train 重新训练。"
    remedy_en = "Use the model shipped with the program, or train one with mingjing subjects train."


class JudgementOvertaken(Conflict):
    """Somebody judged the pair meanwhile (他人已先行认定)."""

    code = "subjects.judgement_overtaken"
    zh = "这两条记录已由他人先行认定，本次认定未记录。"
    en = "Somebody else judged this pair meanwhile; this judgement was not recorded."
    remedy_zh = "请查看该认定及其理由，仍有不同意见时再次认定。"
    remedy_en = "Look at that judgement and its reason; if you still differ, judge again."


class RunStale(Conflict):
    """Another resolution finished while this one was computing (归并并发冲突)."""

    code = "subjects.run_stale"
    zh = "计算期间另一次归并已完成，本次结果未写入。"
    en = "Another resolution finished meanwhile; this one was not written."
    remedy_zh = "请重新运行归并。"
    remedy_en = "Run it again."
