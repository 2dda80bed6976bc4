# SPDX-License-Identifier: Apache-2.0
"""The chain of a source that signs nothing (无签名来源的链): names, order, gaps, times.

The platform makes each link when a piece is received. Times of the scene follow the encoder's own
clock, hung up at the receipt of the first piece of a run; when each came is in its acknowledgement.
A run (一次推送) begins with each `init`.
"""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from mingjing.evidence.rules.chain import HOLE_MS
from mingjing.evidence.rules.fmp4 import Init, Stretch
from mingjing.evidence.rules.header import EMPTY_SHA256, PUSH_NAME, UNSIGNED, ZEROS
from mingjing.evidence.types.codes import EndReason, GapReason, LinkKind
from mingjing.evidence.types.pushes import PushBehind, PushNameWrong
from mingjing.kernel.canonical import canonical_json, sha256_hex

STALL_MS = 10_000
"""A stream that is later than at its best by more than this has stopped: it is hung up anew."""
MOST_NAMES = 20_000
_NUMBER = re.compile(r"([0-9]{1,15})\.[A-Za-z0-9]{1,8}$")
_STREAM = re.compile(r"stream([0-9]{1,3})(?![0-9])")


def demand_name(name: str) -> str:
    """A plain file name.

    Raises: PushNameWrong.
    """
    if not PUSH_NAME.fullmatch(name) or ".." in name:
        raise PushNameWrong
    return name


def stream_of(name: str) -> str:
    """Which stream a name is of: ffmpeg's DASH says `stream0`, `stream1`; else there is one."""
    found = _STREAM.search(name)
    return found[1] if found else "0"


def number_of(name: str) -> int | None:
    """The number at the end of a name; None where it has none."""
    found = _NUMBER.search(name)
    return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes that came under a name (推送内容), and when. Units: milliseconds."""

    name: str
    sha256: str
    size: int
    at: int
    mono: int


@dataclass(frozen=True, slots=True)
class Made:
    """A link that the platform makes: its header bytes, still without a signature."""

    seq: int
    raw: bytes


@dataclass
class Course:
    """How far the chain of one stream has come (码流进度).

    `covered`: up to when the chain tells of the scene; `base`: wall clock at the encoder's zero.
    """

    recording: str
    key: str
    clock: str
    seq: int = 0
    prev: str = ZEROS
    init_name: str = ""
    init_sha256: str = ""
    init: Init | None = None
    names: "OrderedDict[str, tuple[str, int]]" = field(default_factory=OrderedDict)
    highest: int | None = None
    covered: int | None = None
    base: int | None = None
    encoded: int | None = None
    is_new_run: bool = True

    def held(self, body: Body) -> tuple[int, bool] | None:
        """Number of the link under this name in this run, and whether it holds the same bytes."""
        if body.name == self.init_name and body.sha256 == self.init_sha256 and self.is_new_run:
            return self.seq - 1, True
        known = self.names.get(body.name)
        return (known[1], known[0] == body.sha256) if known else None

    def is_early(self, name: str) -> bool:
        """Whether pieces before this one may still be on their way."""
        number = number_of(name)
        if self.init is None:
            return True
        expected = 0 if self.highest is None else self.highest + 1
        return number is not None and number > expected

    def open(self, said: Mapping[str, object], at: int, mono: int) -> list[Made]:
        """Link 0."""
        return [self._link(LinkKind.OPEN, said, at, mono=mono)]

    def begin(self, body: Body, init: Init) -> list[Made]:
        """A new run: the start of a file."""
        said = {"mime": init.mime, "name": body.name}
        made = self._link(LinkKind.INIT, said, body.at, mono=body.mono, body=body)
        self.init_name, self.init_sha256, self.init = body.name, body.sha256, init
        self.names.clear()
        self.highest = self.base = self.encoded = None
        self.is_new_run = True
        return [made]

    def demand_next(self, name: str) -> None:
        """A piece of this name may still come; nothing is changed.

        Raises: PushBehind.
        """
        number = number_of(name)
        if number is not None and self.highest is not None and number <= self.highest:
            raise PushBehind(name=name)

    def go_on(self, body: Body, stretch: Stretch) -> list[Made]:
        """The next piece, behind a stated gap where something is missing.

        Raises: PushBehind.
        """
        self.demand_next(body.name)
        number = number_of(body.name)
        wall = self._wall(stretch, body.at)
        begin = wall - (stretch.end - stretch.begin)
        made = [self._gap(said, begin, body) for said in self._missing(number, begin)]
        said = {"name": body.name}
        dur = stretch.end - stretch.begin
        made.append(self._link(LinkKind.MEDIA, said, wall, mono=body.mono, body=body, dur=dur))
        self.names[body.name] = (body.sha256, self.seq - 1)
        if len(self.names) > MOST_NAMES:
            self.names.popitem(last=False)
        self.highest = self.highest if number is None else number
        self.covered, self.encoded, self.is_new_run = wall, stretch.end, False
        return made

    def end(self, at: int, mono: int) -> list[Made]:
        """The end: the source said that nothing more comes."""
        said = {"links": self.seq + 1, "reason": EndReason.FINISHED.value}
        return [self._link(LinkKind.END, said, at, mono=mono)]

    def _wall(self, stretch: Stretch, at: int) -> int:
        """When the scene of a piece ended; never after it was received."""
        is_back = self.encoded is not None and stretch.begin < self.encoded - HOLE_MS
        if self.base is None or is_back or at - (self.base + stretch.end) > STALL_MS:
            self.base = at - stretch.end
        return min(self.base + stretch.end, at)

    def _missing(self, number: int | None, begin: int) -> list[str]:
        """Why there is a gap before this piece, in words; nothing where there is none."""
        if self.covered is None:
            return []
        if self.is_new_run:
            return ["来源重新开始推送（服务器记载）。The source began anew (stated by the server)."]
        if number is not None and self.highest is not None and number > self.highest + 1:
            which = f"{self.highest + 1}–{number - 1}"
            note = "序号 {0} 未收到（服务器记载）。Numbers {0} did not come (stated by the server)."
            return [note.format(which)]
        if begin - self.covered > HOLE_MS:
            return ["来源停顿（服务器记载）。The source paused (stated by the server)."]
        return []

    def _gap(self, note: str, begin: int, body: Body) -> Made:
        first = self.covered or 0
        said = {
            "reason": GapReason.UNKNOWN.value,
            "from": first,
            "to": max(first, begin),
            "note": note,
        }
        return self._link(LinkKind.GAP, said, body.at, mono=body.mono)

    def _link(
        self,
        kind: LinkKind,
        said: Mapping[str, object],
        wall: int,
        *,
        mono: int,
        body: Body | None = None,
        dur: int = 0,
    ) -> Made:
        value: dict[str, object] = {
            "v": 1,
            "recording": self.recording,
            "key": self.key,
            "seq": self.seq,
            "kind": kind.value,
            "len": body.size if body else 0,
            "sha256": body.sha256 if body else EMPTY_SHA256,
            "prev": self.prev,
            "init": self.init_sha256 if kind is LinkKind.MEDIA else "",
            "wall": wall,
            "clock": self.clock,
            "mono": mono,
            "dur": dur,
            "place": None,
            "says": {**said, "source": UNSIGNED},
        }
        raw = canonical_json(value)
        made = Made(self.seq, raw)
        self.prev = sha256_hex(raw)
        self.seq += 1
        return made
