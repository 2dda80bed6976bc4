# SPDX-License-Identifier: Apache-2.0
"""What other rooms and pages see of recorders and recordings."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.types.codes import KeyAlgorithm, LinkKind, Mode, RecordingState, SourceKind


@dataclass(frozen=True, slots=True)
class DeviceView:
    """One recorder (执法记录仪): a key, whose it is, and until when."""

    key: str
    algorithm: KeyAlgorithm
    name: str
    account_id: str
    agency_id: str
    until: datetime
    registered_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket for one recording (录制凭票)."""

    nonce: str
    until: datetime


@dataclass(frozen=True, slots=True)
class RecordingView:
    """One recording (录像), one row, whatever its length.

    `state` is what is on record; `is_stalled` says that an open one has been silent for a while.
    `is_upload_late` says that links were outstanding after the term for their upload.
    `source` is set where the device signed nothing: what the platform received, and when.
    `held` links are here, `highest` is the highest number among them. Units: bytes.
    """

    recording_id: str
    state: RecordingState
    is_stalled: bool
    mode: Mode
    mime: str
    key: str
    account_id: str
    agency_id: str
    region: str
    occasion_kind: str
    occasion_id: str
    begun_at: datetime
    opened_at: datetime
    heard_at: datetime
    ended_at: datetime | None
    held: int
    highest: int
    missing: int
    bytes: int
    place: tuple[int, int] | None
    alarms: int
    root: str
    is_upload_late: bool = False
    source: SourceKind | None = None

    @property
    def is_orphan(self) -> bool:
        """Whether it belongs to no occasion yet (待关联)."""
        return not self.occasion_kind


@dataclass(frozen=True, slots=True)
class Standing:
    """How a recording that is watched stands now (现况): what a player says beside the picture.

    `state` is what is on record, or `stalled` for an open one that has been silent for a while.
    `since` is when it was last heard of, or when its end came; none where it goes on. `behind` is
    the highest number that is held. Units: `since` milliseconds of the server's clock.
    """

    state: str
    since: int | None
    behind: int
    missing: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that is on a recording (录制时段)."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SceneRecording:
    """A recording of an occasion with the times it shows (现场录像), for who must prove them.

    :ivar root: of the whole chain; empty until every link is here.
    """

    recording_id: str
    state: RecordingState
    mode: Mode
    links: int
    root: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as it is kept: header, signature, and the acknowledgement (已存的环)."""

    seq: int
    kind: LinkKind
    digest: str
    body: str
    length: int
    raw: bytes
    signature: bytes
    received: int
    ack_key: str
    ack: bytes


@dataclass(frozen=True, slots=True)
class Hole:
    """A time in which nothing was recorded and nothing was said (无说明的空缺), milliseconds."""

    after: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a round of the pulse did to recordings (录像巡检结果)."""

    completed: int
    broken_off: int
    anchored: int
    received: int = 0
    ended: int = 0
    late: int = 0
