# SPDX-License-Identifier: Apache-2.0
"""Words of redaction (打码脱敏): what is hidden, why, and how far a redacted copy has come."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.kernel.labels import LabelledEnum


class HidingReason(LabelledEnum):
    """Why a part is hidden (遮挡理由)."""

    THIRD_PERSON = "third_person", "第三人面部或声音", "Face or voice of a third person"
    MINOR = "minor", "未成年人", "Minor"
    VICTIM = "victim", "被害人、证人", "Victim or witness"
    INFORMANT = "informant", "举报人、投诉人", "Informant or complainant"
    OFFICER = "officer", "需保密身份的执法人员", "Officer whose identity is protected"
    ID_DOCUMENT = "id_document", "身份证件、证号", "Identity document or number"
    CONTACT = "contact", "电话、住址等联系方式", "Telephone, address or the like"
    PLATE = "plate", "车辆号牌", "Licence plate"
    HOME = "home", "住宅内部", "Inside of a home"
    HEALTH = "health", "健康、医疗信息", "Health"
    FINANCE = "finance", "银行账户、财务信息", "Account or finances"
    COMMERCIAL_SECRET = "commercial_secret", "商业秘密", "Commercial secret"
    STATE_SECRET = "state_secret", "国家秘密、工作秘密", "State or work secret"
    UNRELATED = "unrelated", "与本案无关的隐私", "Privacy unrelated to the matter"


class HidingStyle(LabelledEnum):
    """How a part of the picture is hidden (遮挡方式)."""

    MOSAIC = "mosaic", "马赛克", "Mosaic"
    SOLID = "solid", "纯色", "One colour"


class RedactionState(LabelledEnum):
    """How far a redacted copy has come (脱敏件进度)."""

    PLANNED = "planned", "待制作", "To be made"
    RENDERED = "rendered", "已制作，待批准", "Made, to be approved"
    APPROVED = "approved", "已批准", "Approved"
    REFUSED = "refused", "未批准", "Not approved"
    CANCELLED = "cancelled", "已取消", "Cancelled"
    FAILED = "failed", "制作失败", "Could not be made"


class FilmWork(LabelledEnum):
    """What the machine does with a film in the background (影片任务)."""

    RENDER = "render", "制作脱敏件", "Making a redacted copy"
    FACES = "faces", "查找人脸", "Looking for faces"
    FOLLOW = "follow", "跟踪框选区域", "Following a mask"


class FilmJobState(LabelledEnum):
    """How a task of the machine stands (任务进度)."""

    WAITING = "waiting", "排队", "Waiting"
    RUNNING = "running", "进行中", "Running"
    DONE = "done", "完成", "Done"
    FAILED = "failed", "失败", "Failed"
    CANCELLED = "cancelled", "已取消", "Cancelled"


@dataclass(frozen=True, slots=True)
class Key:
    """Where a mask is at an instant (关键帧). Units: milliseconds, 1/10,000 of the picture."""

    at: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Mask:
    """A rectangle that is hidden (遮挡框) from its first key to its last, moved between them."""

    id: str
    reason: HidingReason
    style: HidingStyle
    keys: tuple[Key, ...]

    @property
    def begin(self) -> int:
        """The first instant."""
        return self.keys[0].at

    @property
    def end(self) -> int:
        """The last instant."""
        return self.keys[-1].at


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the whole picture or of the sound (时段). Units: milliseconds of scene."""

    id: str
    begin: int
    end: int
    reason: HidingReason


@dataclass(frozen=True, slots=True)
class Plan:
    """What is hidden in a recording (脱敏方案); `blurred` is the whole picture."""

    masks: tuple[Mask, ...] = ()
    blurred: tuple[Stretch, ...] = ()
    muted: tuple[Stretch, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be hidden."""
        return not (self.masks or self.blurred or self.muted)


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """How much one plan may hold (方案上限)."""

    masks: int
    keys: int
    stretches: int


@dataclass(frozen=True, slots=True)
class DraftView:
    """A plan that somebody works on (方案草稿)."""

    version: int
    plan: Plan
    at: datetime | None


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """Something that the machine found (提示), to be accepted or refused by a person."""

    job_id: str
    number: int
    work: FilmWork
    keys: tuple[Key, ...]
    mask_id: str = ""

    @property
    def begin(self) -> int:
        """The first instant."""
        return self.keys[0].at

    @property
    def end(self) -> int:
        """The last instant."""
        return self.keys[-1].at


@dataclass(frozen=True, slots=True)
class FilmJobView:
    """A task of the machine (影片任务). Units: milliseconds of scene."""

    job_id: str
    recording_id: str
    redaction_id: str
    work: FilmWork
    state: FilmJobState
    done: int
    total: int
    failure: str
    asked_at: datetime

    @property
    def percent(self) -> int:
        """How far it has come, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def is_going(self) -> bool:
        """Whether it may still change."""
        return self.state in (FilmJobState.WAITING, FilmJobState.RUNNING)


@dataclass(frozen=True, slots=True)
class RedactionView:
    """A redacted copy and how it came to be (脱敏件); `root` is that of the original."""

    redaction_id: str
    recording_id: str
    state: RedactionState
    plan: Plan
    plan_sha256: str
    reasons: tuple[tuple[HidingReason, int], ...]
    because: str
    root: str
    planned_by: str
    planned_at: datetime
    planned_entry_id: str
    sha256: str
    size: int
    length: int
    software: str
    rendered_at: datetime | None
    rendered_entry_id: str
    failure: str
    decided_by: str
    decided_because: str
    decided_at: datetime | None
    decided_entry_id: str
    handouts: tuple["HandoutView", ...] = ()

    @property
    def is_made(self) -> bool:
        """Whether there is a film."""
        return bool(self.sha256)


@dataclass(frozen=True, slots=True)
class HandoutView:
    """One time that a redacted copy was handed out (脱敏件交付)."""

    account_id: str
    purpose: str
    at: datetime
    entry_id: str
