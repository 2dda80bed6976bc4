# SPDX-License-Identifier: Apache-2.0
"""Words of custody (证据保管): notes, transcripts, terms, holds, deletion, sharing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mingjing.kernel.errors import Language
from mingjing.kernel.labels import LabelledEnum


class AccessHow(LabelledEnum):
    """How somebody came to see what a recording holds (查看方式)."""

    WATCHED = "watch", "观看", "Watched"
    READ = "read", "阅读说明和文字稿", "Read notes and transcript"
    FOUND = "search", "检索", "Found by a search"
    SEARCHED = "machine", "机器查找人脸或跟踪", "Searched for faces by the machine"


class TranscriptFormat(LabelledEnum):
    """How a transcript is written (文字稿格式)."""

    SRT = "srt", "SRT 字幕", "SubRip"
    VTT = "vtt", "WebVTT 字幕", "WebVTT"
    JSON = "json", "JSON", "JSON"


class KeptKind(LabelledEnum):
    """What custody is about (保管对象种类); the kinds under which the ledger knows them."""

    RECORDING = "recording", "录像", "Recording"
    FILE = "received_file", "接收文件", "Received file"


@dataclass(frozen=True, slots=True)
class KeptItem:
    """One recording or received file as custody knows it (保管对象)."""

    kind: KeptKind
    id: str


class DeletionState(LabelledEnum):
    """How far the deletion of bodies has come (删除进度)."""

    DUE = "due", "已到期", "Term ran out"
    PROPOSED = "proposed", "已提请删除", "Deletion proposed"
    DECIDED = "decided", "已决定，正在删除", "Decided, being deleted"
    DONE = "done", "已删除", "Deleted"


@dataclass(frozen=True, slots=True)
class SpokenView:
    """One line of a transcript (文字稿一行). Units: milliseconds of played scene."""

    begin: int
    end: int
    text: str
    speaker: str = ""

    @property
    def seconds(self) -> str:
        """The begin as a player takes it."""
        return f"{self.begin / 1000:.1f}"


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note in force, with its earlier versions, newest first (时段文字说明)."""

    note_id: str
    version: int
    begin: int
    end: int
    text: str
    account_id: str
    because: str
    at: datetime
    entry_id: str
    earlier: tuple["NoteView", ...] = ()

    @property
    def seconds(self) -> str:
        """The begin as a player takes it."""
        return f"{self.begin / 1000:.1f}"


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """A transcript with its lines (录像文字稿); `source` says who made it, and how."""

    transcript_id: str
    format: TranscriptFormat
    sha256: str
    account_id: str
    source: str
    at: datetime
    entry_id: str
    lines: tuple[SpokenView, ...]


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """How long something is kept and by what (保存期限); `until` None: no end is known."""

    until: date | None
    zh: str
    en: str

    def label(self, language: Language) -> str:
        """Why, in the given language."""
        return self.zh if language == "zh" else self.en


SealMaker = Callable[[Collection[str]], Collection[str]]
"""Says which of these occasions have records that the law seals (封存来源)."""
TermMaker = Callable[[Collection[str]], Mapping[str, KeptUntil]]
"""Says for occasions of one kind how long what belongs to them is kept (案卷保管期限来源); ids it
knows nothing of are left out. Wired in `entry/wiring.py`."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category of what is kept, and its term (保存类别), a row of `data/retention.yaml`.

    `limit` names the number of the law; empty means for ever.
    """

    id: str
    zh: str
    en: str
    limit: str
    article: str

    def label(self, language: Language) -> str:
        """The category's name in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class HoldView:
    """A legal hold that stands (依法暂停删除)."""

    hold_id: str
    account_id: str
    because: str
    at: datetime
    entry_id: str


@dataclass(frozen=True, slots=True)
class DeletionView:
    """What stands of the deletion of a recording or a received file (到期删除)."""

    item: KeptItem
    state: DeletionState
    due_on: date
    policy: KeptUntil
    proposed_by: str
    proposed_because: str
    proposed_at: datetime | None
    decided_by: str
    decided_because: str
    decided_at: datetime | None
    decided_entry_id: str
    bodies: int

    @property
    def is_decided(self) -> bool:
        """Whether the bodies are gone, or about to go, for good."""
        return self.state in (DeletionState.DECIDED, DeletionState.DONE)


@dataclass(frozen=True, slots=True)
class ShareView:
    """A recording lent for a time (限时共享)."""

    share_id: str
    recording_id: str
    recipient: str
    purpose: str
    until: datetime
    first: int | None
    last: int | None
    account_id: str
    at: datetime
    entry_id: str
    revoked_at: datetime | None
    revoked_because: str
    viewings: tuple["ViewingView", ...] = ()
    redaction_id: str = ""


@dataclass(frozen=True, slots=True)
class ViewingView:
    """One viewing of a shared recording (查看回执)."""

    viewing_id: str
    name: str
    at: datetime
    entry_id: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit of a recording (保管记录): who did what, when, why, with its entry.

    `name` is who was named by hand, where nobody was signed in.
    """

    at: datetime
    act: str
    account_id: str
    name: str
    because: str
    entry_id: str
