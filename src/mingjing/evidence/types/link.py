# SPDX-License-Identifier: Apache-2.0
"""One link of a chain as its header says it, and what a recording is for."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.types.codes import LinkKind
from mingjing.registry.types import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link was made (位置), WGS 84. Units: degrees × 10^7, metres."""

    lat: int
    lon: int
    acc: int


@dataclass(frozen=True, slots=True)
class Header:
    """The signed header of a link (环头), `docs/reference/segment-door.md` section 2.

    `raw` are the bytes that were signed, `digest` their SHA-256. Units: milliseconds.
    """

    recording: str
    key: str
    seq: int
    kind: LinkKind
    len: int
    sha256: str
    prev: str
    init: str
    wall: int
    clock: str
    mono: int
    dur: int
    place: Place | None
    says: Mapping[str, object]
    raw: bytes
    digest: str

    def said(self, name: str) -> str:
        """A text that this kind of link says; empty when it says none."""
        value = self.says.get(name, "")
        return value if isinstance(value, str) else ""

    def count(self, name: str) -> int:
        """A number that this kind of link says; 0 when it says none."""
        value = self.says.get(name, 0)
        return value if isinstance(value, int) else 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a recording is for (录制事由): a visit, a case; offered by the room that owns it.

    `kind` is the kind of object in the ledger, so its page is known from there.
    """

    kind: str
    id: str
    title: str
    place: str
    agency_id: str
    region: str
    at: datetime | None = None


NameMaker = Callable[[Collection[str]], Mapping[str, str]]
"""Names occasions of one kind on lists (事由名称); ids it knows nothing of are left out. No name of
it says more than whoever may know of the recording may read."""
OccasionMaker = Callable[[Actor, datetime], tuple[Occasion, ...]]
"""Says which occasions an officer has now (录制事由来源); wired in `entry/wiring.py`."""


@dataclass(frozen=True, slots=True)
class Ack:
    """The server's signed promise that a link is durable (回执), section 4 of the page."""

    recording: str
    seq: int
    link: str
    sha256: str
    len: int
    received: int
    key: str

    def value(self) -> dict[str, object]:
        """The value that is signed, as canonical JSON."""
        return {
            "v": 1,
            "recording": self.recording,
            "seq": self.seq,
            "link": self.link,
            "sha256": self.sha256,
            "len": self.len,
            "received": self.received,
            "key": self.key,
        }
